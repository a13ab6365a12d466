"""What of the rhythm an organisation sets up for all its products."""

from django.urls import path

from ..views import rhythm

app_name = "checkins_days"
urlpatterns = [
    path("settings/holidays/", rhythm.holidays, name="holidays"),
    path("settings/holidays/<row:pk>/removal/", rhythm.holiday_removal, name="holiday_removal"),
]
