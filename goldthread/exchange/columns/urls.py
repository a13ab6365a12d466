from django.urls import path

from . import views

app_name = "columns"
urlpatterns = [path("metrics/<int:pk>/column/", views.column, name="column")]
