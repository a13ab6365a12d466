"""Addresses of what stays of a meeting; they stand in the name space of workshops."""

from django.urls import path

from ..views import minutes

ONE = "workshops/<row:pk>/"
urlpatterns = [
    path("workshops/hours/", minutes.hours, name="hours"),
    path(f"{ONE}minutes/", minutes.minutes, name="minutes"),
    path(f"{ONE}minutes/actions/", minutes.action, name="minutes_actions"),
    path(f"{ONE}minutes/consent/", minutes.consent, name="minutes_consent"),
    path(f"{ONE}minutes/cards/<uuid:card>/", minutes.card, name="minutes_card"),
]
