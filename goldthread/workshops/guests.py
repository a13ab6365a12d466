"""Guests by link in a meeting: who is invited by their personal link, and what becomes of their seat when it is taken back.

They write, speak and listen. They have no vote, and are not shown who voted how.
"""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.people.access import Ground
from goldthread.people.models import GuestLink, LinkGuest, Person

from .models import GuestInvitation, Seat, Turn, Workshop

ENDED = ("guest.link_revoked", "guest.turned_out")


def came_by_link(person: Person) -> bool:
    """Whether somebody has no account here: every account has an address."""
    return person.email is None


def is_invited(person: Person, of: Workshop) -> bool:
    """Whether somebody came by a link that is invited to this meeting, and still holds. One query."""
    invited = GuestInvitation.objects.filter(workshop=of).values("link")
    return LinkGuest.objects.holding().filter(person=person, link__in=invited).exists()


def links(ground: Ground, of: Workshop) -> dict[str, Any]:
    """For those who prepare the meeting: the links that hold, each with whether it is invited, and where links are made. Two queries."""
    invited = dict(GuestInvitation.objects.filter(workshop=of).values_list("link", "email"))
    rows = GuestLink.objects.filter(product=of.product_id, revoked_at=None, ends_at__gt=clock.now())
    known = rows.filter(scope=GuestLink.Scope.COMMENT, product__named=None).order_by("name", "pk")
    slugs = (of.organisation.slug, of.product.slug)
    return {
        "invited": [{"link": one, "email": invited[one.pk]} for one in known if one.pk in invited],
        "others": [one for one in known if one.pk not in invited],
        "make": reverse("people:guest_links", args=slugs) if ground.may("invite to product") else "",
    }


def way(link: GuestLink) -> str:
    """Where whoever opens their link is led: into the meeting that they are invited to and that goes on or comes next."""
    rows = Workshop.objects.filter(guest_invitations__link=link, closed_at=None, aborted_at=None)
    next_one = rows.order_by("starts_at", "pk").first()
    if next_one is None:
        return ""
    slugs = (link.product.organisation.slug, link.product.slug)
    return reverse("workshops:room", args=[*slugs, next_one.pk])


def hear(entry: Entry, noun: Any) -> None:
    """A link was taken back, or a browser turned out: their seats are empty at once, and nobody waits for them."""
    if entry.verb not in ENDED:
        return
    GuestInvitation.objects.filter(link=noun, link__revoked_at__isnull=False).update(email="")
    gone = noun.guests.filter(Q(revoked_at__isnull=False) | Q(link__revoked_at__isnull=False)).values("person")
    for seat in Seat.objects.filter(person__in=gone, arrived_at__isnull=False, left_at=None).select_related("workshop"):
        Seat.objects.filter(pk=seat.pk).update(left_at=clock.now())
        Turn.objects.filter(seat=seat, state=Turn.State.WAITING).delete()
        seat.workshop.tell(table=True)
