"""The doors of drafts that go round."""

from typing import Any

from .table import GROUP, MEMBERS, PRODUCT_PERSON, STEERING, TEAM, Door, both, reading, writing

BEGINNING = {"statement": "Know what I ate", "until": "2026-01-01"}


def sounding(crew: Any) -> int:
    """A draft of the product person's that goes to the team member and the stakeholder."""
    from datetime import timedelta

    from goldthread.decisions.models import Decision
    from goldthread.kit import clock
    from goldthread.soundings.models import Sounding

    # What another door leads to may be asked about the same goal.
    for asked in Decision.objects.under_way().about("goal", crew.goals["next"].pk):
        asked.end_void(Decision.Void.WITHDRAWN, by=crew.ada)
    known = Sounding.objects.under_way().first()
    if known is None:
        people = [(crew.cy, "team_member", True), (crew.di, "stakeholder", True)]
        words = {"statement": "Know what I ate", "why": ""}
        known = Sounding.begin(crew.goals["next"], words, people, by=crew.ada, closes_at=clock.now() + timedelta(days=9))  # fmt: skip
    return known.pk


def meeting(crew: Any) -> int:
    """The same, where both have arranged to meet."""
    from datetime import timedelta

    from goldthread.kit import clock
    from goldthread.soundings.models import Sounding

    of = Sounding.objects.get(pk=sounding(crew))
    for _each in of.people():
        for one in of.people():
            if of.inside().turn(one.number, of.draft):
                of.meet(one, clock.now() + timedelta(days=1), by=crew.ada)
                of.refresh_from_db()
    return of.pk


def first(crew: Any) -> int:
    from goldthread.soundings.models import Sounding

    return Sounding.objects.get(pk=sounding(crew)).people()[0].pk


def token(crew: Any) -> str:
    from goldthread.soundings.models import Participant

    return Participant.objects.get(pk=first(crew)).token


SOUNDINGS = {
    "soundings:begin": both(STEERING, STEERING, BEGINNING, number=lambda crew: crew.goals["need"].number),
    "soundings:sounding": reading(pk=sounding),
    "soundings:mine": writing(TEAM | GROUP, {"position": "1"}, pk=sounding, deed="answer"),
    "soundings:file": reading(TEAM | GROUP, pk=meeting),
    # What people said to the organiser is no concern of others who steer, nor of owners.
    "soundings:desk": writing(PRODUCT_PERSON, pk=sounding, deed="next"),
    "soundings:version": both(PRODUCT_PERSON, PRODUCT_PERSON, {"statement": "Know"}, pk=sounding),
    # By the link of a mail, without signing in; the pass it gives is good for one sounding.
    "sounded:enter": Door({"token": token}, get=MEMBERS, public=True),
    "sounded:sounding": Door({"pk": sounding}, get=frozenset(), public=False),
    "sounded:mine": Door({"pk": sounding, "deed": "answer"}, post=frozenset(), public=False),
    "sounded:file": Door({"pk": sounding}, get=frozenset(), public=False),
}
