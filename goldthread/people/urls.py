from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("new/", views.found, name="found"),
    path("<slug:organisation>/", views.organisation, name="organisation"),
]
