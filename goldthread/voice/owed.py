"""What waits for one person on Today: a concern to answer, and what came of one that they raised."""

from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.kit.registry import Owed
from goldthread.people.access import Ground

from . import access, words
from .models import Concern

MOST = 12
SHORT = 120
# What came of it waits this long to be read; its page says it for ever.
READ_FOR = timedelta(days=28)


def to_answer(ground: Ground) -> list[Owed]:
    """Concerns that this person is asked to answer. One query."""
    rows = access.in_sight(ground).open().filter(answerer=ground.person, at__lte=clock.now())
    found = rows.select_related("by", "product").order_by("due", "pk")[:MOST]
    return [_to_answer(ground, one) for one in found]


def _to_answer(ground: Ground, one: Concern) -> Owed:
    says = _("a concern of %(name)s about “%(about)s”") if one.by else _("a concern without name about “%(about)s”")
    said = says % {"name": one.by.name if one.by else "", "about": one.about}
    late = words.promised(one, ground.today) if one.days_late(ground.today) else ""
    return Owed(f"concern-{one.pk}", _short(one.text), f"{said} · {late}" if late else said, _("Read and answer"), _url(ground, one), 5, due=one.due)  # fmt: skip


def to_read(ground: Ground) -> list[Owed]:
    """What came of concerns that this person raised, until they say that they have read it. One query."""
    rows = access.in_sight(ground).mine().filter(writer__read_up_to__lt=F("news"), news__gt=0)
    rows = rows.filter(at__gte=clock.now() - timedelta(days=366)).select_related("product", "answered_by", "changed_by")
    since = clock.now() - READ_FOR
    found = [
        one for one in rows.order_by("-at", "-pk")[:MOST] if (one.changed_at or one.answered_at or one.at) >= since
    ]
    return [
        Owed(f"concern-read-{one.pk}", _short(one.text), _came_of(one), _("Read it"), _url(ground, one), 2)
        for one in found
    ]


def _came_of(one: Concern) -> str:
    about = {"about": one.about}
    if one.changed_by:
        return _("“%(about)s” was changed because of your concern, by %(name)s") % {
            **about,
            "name": one.changed_by.name,
        }
    if one.answered_by:
        return _("%(name)s answered your concern about “%(about)s”") % {**about, "name": one.answered_by.name}
    return _("somebody wrote about your concern about “%(about)s”") % about


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= SHORT else f"{said[:SHORT]} …"


def _url(ground: Ground, one: Concern) -> str:
    return reverse("voice:concern", args=[ground.organisation.slug, one.product.slug, one.pk])
