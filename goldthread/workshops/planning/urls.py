"""Addresses of what happens before a meeting; they stand in the name space of workshops."""

from django.urls import path

from ..views import planning

ONE = "workshops/<row:pk>/"
urlpatterns = [
    path("workshops/own-agendas/<row:own>/removal/", planning.own_removal, name="own_removal"),
    path(f"{ONE}plan/", planning.plan, name="plan"),
    path(f"{ONE}days/", planning.over_days, name="days"),
    path(f"{ONE}phases/", planning.phases, name="phases"),
    path(f"{ONE}phases/<row:phase>/", planning.phase, name="phase"),
    path(f"{ONE}phases/<row:phase>/place/", planning.place, name="phase_place"),
    path(f"{ONE}phases/<row:phase>/removal/", planning.removal, name="phase_removal"),
    path(f"{ONE}invitations/", planning.invitations, name="invitations"),
    path(f"{ONE}invitations/<row:seat>/removal/", planning.uninvite, name="uninvite"),
    path(f"{ONE}calling-off/", planning.calling_off, name="calling_off"),
    path(f"{ONE}own-agenda/", planning.own_agenda, name="own_agenda"),
    path(f"{ONE}reply/", planning.reply, name="reply"),
]
