"""What of the chain an organisation sets up for all its products, and how its forecasts did."""

from django.urls import path

from .views import hindsight, loose_ends, periods

app_name = "chain_rules"
urlpatterns = [
    path("hindsight/", hindsight.hindsight, name="hindsight"),
    path("hindsight/table/", hindsight.table, name="hindsight_table"),
    path("settings/loose-ends/", loose_ends.severities, name="severities"),
    path("settings/periods/", periods.plan, name="periods"),
    path("settings/periods/<int:pk>/", periods.change, name="period"),
    path("settings/periods/<int:pk>/removal/", periods.remove, name="period_removal"),
]
