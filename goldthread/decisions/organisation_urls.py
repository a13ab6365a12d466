from django.urls import path

from .views import small_stakes

app_name = "decisions_rules"
urlpatterns = [path("small-stakes/", small_stakes.small_stakes, name="small_stakes")]
