from django.urls import path

from . import offline

app_name = "kit"
urlpatterns = [
    path("", offline.page, name="offline"),
    path("worker.js", offline.worker, name="offline_worker"),
]
