"""A guest by link at every door: the doors of their product that show something, comments, and no other."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from goldthread.people.models import GuestLink

from .rows import DOORS
from .test_doors import places, said

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
    "talk:attachment",
    "talk:comments",
    "talk:names",
    "wall:show",
}
DOES = {"talk:comments", "chain:coach"}


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


@pytest.mark.parametrize(("scope", "does"), [("comment", DOES), ("see", {"chain:coach"})])
def test_a_guest_by_link_passes_the_doors_in_the_list_and_no_other(crew, scope, does):
    _link, token = GuestLink.make(crew.product, "Nadia", by=crew.ada, scope=scope)
    browser = Client(raise_request_exception=False)
    browser.get(reverse("people:guest", args=[token]))
    assert passes(crew, browser, "get") == SEES
    assert passes(crew, browser, "post") == does
