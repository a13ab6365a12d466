from django.urls import path

from . import views

app_name = "wall"
urlpatterns = [path("wall/", views.show, name="show")]
