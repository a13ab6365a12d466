from django.urls import path

from . import beginnings, views

app_name = "home"
urlpatterns = [
    path("", views.door, name="door"),
    path("<slug:organisation>/<slug:product>/first/", beginnings.first, name="first"),
]
