from django.urls import path

from . import beginnings, views
from .search import views as search

app_name = "home"
urlpatterns = [
    path("", views.door, name="door"),
    path("<slug:organisation>/search/", search.search, name="search"),
    path("<slug:organisation>/<slug:product>/first/", beginnings.first, name="first"),
]
