"""What of the chain an organisation sets up for all its products."""

from django.urls import path

from .views import loose_ends

app_name = "chain_rules"
urlpatterns = [path("settings/loose-ends/", loose_ends.severities, name="severities")]
