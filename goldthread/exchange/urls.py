from django.urls import path

from . import views

app_name = "exchange"
urlpatterns = [path("paste/", views.paste, name="paste")]
