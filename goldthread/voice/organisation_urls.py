from django.urls import path

from .views import promise

app_name = "promise"
urlpatterns = [path("speaking-up/", promise.promise, name="promise")]
