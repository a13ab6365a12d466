"""A guest by link at every door: the doors of their product that show something, comments, and no other."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from goldthread.people.models import GuestLink

from .rows import DOORS
from .test_doors import meetings_at_hand, places, said

SEES = {
    "boards:board",
    "boards:okr",
    "boards:roadmap",
    "boards:roadmap_outside",
    "boards:roadmap_present",
    "boards:sprint",
    "chain:candidates",
    "chain:changes",
    "chain:goal",
    "chain:key_result",
    "chain:list",
    "chain:loose_ends",
    "chain:map",
    "chain:period",
    "chain:period_closing",
    "chain:periods",
    "chain:poster",
    "chain:side",
    "chain:version",
    "checkins:meeting",
    "checkins:one",
    "checkins:one_pivot",
    "checkins:pivot_file",
    "checkins:pivots",
    "checkins:rhythm",
    "checkins:what_now",
    "talk:action_origin",
    "talk:actions",
    "talk:attachment",
    "talk:comments",
    "talk:names",
    "voice:concern",
    "voice:concerns",
    "wall:show",
}
DOES = {"talk:comments", "talk:reactions", "chain:coach", "voice:replies", "voice:speak"}


def passes(crew, client, method):
    """The doors that answer this client, public ones left out."""
    found = set()
    for name, door in DOORS.items():
        if not door.public:
            with transaction.atomic():
                address = reverse(name, kwargs=places(door, crew))
                answer = getattr(client, method)(address, said(door, crew) if method == "post" else {})
                transaction.set_rollback(True)
            signs_in = answer.status_code == 302 and "/accounts/" in answer["Location"]
            if answer.status_code not in (401, 403, 404, 405) and not signs_in:
                found.add(name)
    return found


# Who may comment may speak up, and sees the form for it.
@pytest.mark.parametrize(
    ("scope", "sees", "does"), [("comment", SEES | {"voice:speak"}, DOES), ("see", SEES, {"chain:coach"})]
)
def test_a_guest_by_link_passes_the_doors_in_the_list_and_no_other(crew, scope, sees, does):
    _link, token = GuestLink.make(crew.product, "Nadia", by=crew.ada, scope=scope)
    browser = Client(raise_request_exception=False)
    browser.get(reverse("people:guest", args=[token]))
    meetings_at_hand(crew)
    assert passes(crew, browser, "get") == sees
    assert passes(crew, browser, "post") == does


MEETS = {"room", "joining", "square", "calendar", "table", "lying", "mine", "guest_room", "written", "standing_in"}
TAKES_PART = {"seat", "absence", "promise", "readiness", "cards", "grouping", "titles", "turn", "answer", "written"}


def passes_in_meeting(crew, link, browser, method):
    """The doors of a meeting that answer a guest who is invited to it and sits in it."""
    from goldthread.workshops import seating
    from goldthread.workshops.models import GuestInvitation, Workshop

    found = set()
    for name, door in DOORS.items():
        if name.startswith("workshops:") and "pk" in door.places:
            with transaction.atomic():
                filled = places(door, crew)
                of = Workshop.objects.get(pk=filled["pk"])
                GuestInvitation.send(of, link, by=crew.ada)
                if of.is_live:
                    seating.arrive(of, link.guests.get().person)
                    seating.promise(of.held(), link.guests.get().person)
                answer = getattr(browser, method)(
                    reverse(name, kwargs=filled), said(door, crew) if method == "post" else {}
                )
                transaction.set_rollback(True)
            if answer.status_code not in (401, 403, 404, 405):
                found.add(name.removeprefix("workshops:"))
    return found


def test_a_guest_by_link_who_is_invited_writes_and_speaks_and_does_nothing_else_in_a_meeting(crew):
    link, token = GuestLink.make(crew.product, "Nadia", by=crew.ada)
    browser = Client(raise_request_exception=False)
    browser.get(reverse("people:guest", args=[token]))
    meetings_at_hand(crew)
    assert passes_in_meeting(crew, link, browser, "get") == MEETS
    assert passes_in_meeting(crew, link, browser, "post") - {"reply"} == TAKES_PART


def test_a_guest_whose_link_only_lets_see_sits_in_no_meeting(crew):
    link, token = GuestLink.make(crew.product, "Nadia", by=crew.ada, scope="see")
    browser = Client(raise_request_exception=False)
    browser.get(reverse("people:guest", args=[token]))
    meetings_at_hand(crew)
    assert passes_in_meeting(crew, link, browser, "get") == set()
