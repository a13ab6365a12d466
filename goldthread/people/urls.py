from django.urls import path, register_converter
from django.urls.converters import IntConverter

from .views import (
    founding,
    guests,
    invitations,
    joining,
    organisation,
    people,
    products,
    profile,
    restricting,
    sessions,
    stakeholders,
    stand_ins,
    teams,
    wall_links,
)


class RowConverter(IntConverter):
    """The number of a row; one that no database could hold is no address."""

    regex = "[0-9]{1,18}"


register_converter(RowConverter, "row")

app_name = "people"
urlpatterns = [
    path("new/", founding.found, name="found"),
    path("me/", profile.profile, name="profile"),
    path("me/sessions/", sessions.sessions, name="sessions"),
    path("me/sessions/ending/", sessions.ending_others, name="sessions_ending"),
    path("me/sessions/<row:pk>/ending/", sessions.ending, name="session_ending"),
    path("guests/", guests.who, name="guest_who"),
    path("guests/<str:token>/", guests.enter, name="guest"),
    path("<slug:organisation>/", organisation.overview, name="organisation"),
    path("<slug:organisation>/settings/", organisation.settings, name="settings"),
    path("<slug:organisation>/people/", people.everybody, name="people"),
    path("<slug:organisation>/people/<row:person>/", people.somebody, name="person"),
    path("<slug:organisation>/people/<row:person>/role/", people.role, name="role"),
    path("<slug:organisation>/people/<row:person>/leaving/", people.leaving, name="leaving"),
    path("<slug:organisation>/people/<row:person>/standing-in/", stand_ins.standing_in, name="standing_in"),
    path(
        "<slug:organisation>/people/<row:person>/standing-in/<row:pk>/ending/",
        stand_ins.ending,
        name="standing_in_ending",
    ),
    path("<slug:organisation>/invitations/", invitations.invite, name="invite"),
    path("<slug:organisation>/invitations/<row:invitation>/withdrawal/", invitations.withdrawal, name="withdrawal"),
    path("<slug:organisation>/invitations/<row:invitation>/sending/", invitations.sending, name="sending"),
    path("<slug:organisation>/join/<str:token>/", joining.join, name="join"),
    path("<slug:organisation>/teams/new/", teams.add, name="add_team"),
    path("<slug:organisation>/teams/<slug:team>/", teams.team, name="team"),
    path("<slug:organisation>/teams/<slug:team>/settings/", teams.settings, name="team_settings"),
    path("<slug:organisation>/teams/<slug:team>/seats/", teams.seats, name="seats"),
    path("<slug:organisation>/teams/<slug:team>/seats/<row:person>/leaving/", teams.unseat, name="unseat"),
    path("<slug:organisation>/products/new/", products.add, name="add_product"),
    path("<slug:organisation>/products/<slug:product>/", products.product, name="product"),
    path("<slug:organisation>/products/<slug:product>/name/", products.name, name="product_name"),
    path("<slug:organisation>/products/<slug:product>/teams/", products.teams, name="product_teams"),
    path("<slug:organisation>/products/<slug:product>/people/", products.involve, name="involve"),
    path("<slug:organisation>/products/<slug:product>/people/<row:person>/", products.involvement, name="involvement"),
    path("<slug:organisation>/products/<slug:product>/people/<row:person>/leaving/", products.release, name="release"),
    path("<slug:organisation>/products/<slug:product>/guests/", guests.guest_links, name="guest_links"),
    path("<slug:organisation>/products/<slug:product>/guests/<row:pk>/revoking/", guests.revoke, name="guest_revoking"),
    path(
        "<slug:organisation>/products/<slug:product>/guests/<row:pk>/<row:guest>/revoking/",
        guests.turn_out,
        name="guest_turning_out",
    ),
    path("<slug:organisation>/products/<slug:product>/walls/", wall_links.wall_links, name="wall_links"),
    path(
        "<slug:organisation>/products/<slug:product>/walls/<row:pk>/revoking/", wall_links.revoke, name="wall_revoking"
    ),
    path("<slug:organisation>/products/<slug:product>/named/", restricting.restricting, name="restricting"),
    path(
        "<slug:organisation>/products/<slug:product>/named/<row:person>/ending/", restricting.unnaming, name="unnaming"
    ),
    path("<slug:organisation>/products/<slug:product>/named/ending/", restricting.opening, name="opening"),
    # After all of an organisation's own: no team or product of this name shall lose its page.
    path("<slug:organisation>/<slug:product>/stakeholders/", stakeholders.grid, name="stakeholders"),
    path(
        "<slug:organisation>/<slug:product>/stakeholders/<row:person>/place/",
        stakeholders.place,
        name="stakeholder_place",
    ),
]
