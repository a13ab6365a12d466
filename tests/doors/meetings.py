"""The doors of what is around a workshop: preparing it, answering its invitation, and its minutes."""

from typing import Any

from goldthread.kit import clock

from .table import MEMBERS, STEERING, both, reading, writing
from .workshops import convened, seat

# Who convened it, and its facilitator.
PREPARING = frozenset({"ada", "fay"})
SEATED = frozenset({"ada", "bo", "cy", "di", "fay"})
THERE = frozenset({"ada", "cy", "di"})


def phase(crew: Any) -> int:
    """The first phase of the workshop that was convened last."""
    from goldthread.workshops.models import Phase

    return int(Phase.objects.order_by("-workshop", "place").values_list("pk", flat=True)[0])


def held(crew: Any) -> int:
    """A workshop that is over; those of THERE were in it."""
    from goldthread.workshops.models import Card, Seat, Workshop

    of = Workshop.objects.get(pk=convened(crew))
    now = clock.now()
    Seat.objects.filter(workshop=of, person__in=[getattr(crew, one) for one in THERE]).update(arrived_at=now)
    Workshop.objects.filter(pk=of.pk).update(began_at=now, closed_at=now)
    Card.objects.create(organisation_id=of.organisation_id, item=of.items.get(number=1), words="Cook together")
    return of.pk


def card(crew: Any) -> Any:
    """The card of the workshop that was held."""
    from goldthread.workshops.models import Card

    return Card.objects.order_by("-item").values_list("pk", flat=True)[0]


def own(crew: Any) -> int:
    from goldthread.workshops.models import OwnAgenda

    rows = [{"kind": "round", "minutes": 5, "prompt": "", "topic": 0, "level": "", "title": ""}]
    return OwnAgenda.keep(crew.organisation, "Ours", "strategizing", rows, by=crew.ada).pk


DAY = {"title": "Where to next?", "day": "2099-03-02", "at": "10:00"}

MEETINGS = {
    "workshops:plan": both(PREPARING, PREPARING, DAY | {"facilitator": lambda crew: crew.fay.pk}, pk=convened),
    "workshops:days": writing(PREPARING, {"days": "2"}, pk=convened),
    "workshops:phases": writing(PREPARING, {"kind": "round", "minutes": "5", "item": ""}, pk=convened),
    "workshops:phase": writing(PREPARING, {"minutes": "7", "prompt": ""}, pk=convened, phase=phase),
    "workshops:phase_place": writing(PREPARING, {"to": "down"}, pk=convened, phase=phase),
    "workshops:phase_removal": writing(PREPARING, pk=convened, phase=phase),
    "workshops:invitations": writing(PREPARING, {"people": lambda crew: crew.eve.pk}, pk=convened),
    "workshops:uninvite": writing(PREPARING, pk=convened, seat=seat),
    "workshops:calling_off": writing(PREPARING, pk=convened),
    "workshops:own_agenda": writing(PREPARING, {"name": "Ours"}, pk=convened),
    "workshops:own_removal": writing(STEERING, own=own),
    "workshops:reply": writing(SEATED, {"comes": "yes"}, pk=convened),
    "workshops:hours": reading(MEMBERS),
    "workshops:minutes": reading(SEATED, pk=held),
    "workshops:minutes_actions": writing(THERE, {"words": "Ask", "owner": lambda crew: crew.cy.pk}, pk=held),
    "workshops:minutes_consent": writing(THERE, pk=held),
    "workshops:minutes_card": writing(THERE, {"what": "candidate"}, pk=held, card=card),
}
