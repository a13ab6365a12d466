from django.urls import path

app_name = "talk"
urlpatterns: list = []
