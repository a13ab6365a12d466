"""The source of a metric stands below the metric; `metrics/urls.py` takes these in."""

from django.urls import path

from . import views

urlpatterns = [
    path("metrics/<int:pk>/source/", views.source, name="source"),
    path("metrics/<int:pk>/source/trial/", views.trial, name="source_trial"),
    path("metrics/<int:pk>/source/pausing/", views.pausing, name="source_pausing"),
    path("metrics/<int:pk>/source/resuming/", views.resuming, name="source_resuming"),
    path("metrics/<int:pk>/source/removal/", views.removal, name="source_removal"),
]
