"""Metrics are the organisation's: they stand beside its products."""

from django.urls import path

from goldthread.chain.sources.urls import urlpatterns as sources

from . import readings, views

app_name = "metrics"
urlpatterns = [
    path("metrics/", views.library, name="library"),
    path("metrics/new/", views.add, name="add"),
    path("metrics/<int:pk>/", views.metric, name="metric"),
    path("metrics/<int:pk>/change/", views.change, name="change"),
    path("metrics/<int:pk>/readings/", readings.readings, name="readings"),
    path("metrics/<int:pk>/readings/<int:reading>/", readings.correction, name="correction"),
    path("metrics/<int:pk>/readings/<int:reading>/striking/", readings.striking, name="striking"),
    *sources,
]
