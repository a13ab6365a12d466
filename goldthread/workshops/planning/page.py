"""What the page of a meeting to come shows those who prepare it, as plain values."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.chain.models import Level
from goldthread.kit.days import date_format
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Involvement, Person
from goldthread.people.power_interest import Quarter, quarter

from .. import matters, words
from ..agendas import BY_NAME
from ..models import Reply, Seat, Workshop
from ..rules import OF_AN_ITEM, Kind

NAMES = "plan days phases invitations calling_off own_agenda reply room calendar minutes guests"


def addresses(of: Workshop) -> dict[str, str]:
    slugs = (of.organisation.slug, of.product.slug, of.pk)
    return {name: reverse(f"workshops:{name}", args=slugs) for name in NAMES.split()}


def agenda(of: Workshop) -> dict[str, Any]:
    """The phases in their order, in a meeting over days with when each ends. One query."""
    phases = list(of.phases.select_related("item", "last_moment"))
    base = reverse("workshops:phases", args=[of.organisation.slug, of.product.slug, of.pk])
    minute, rows, because = 0, [], reasons(of.template)
    for one in phases:
        rows.append(_phase(one, base, minute, because))
        minute += one.minutes
    return {"rows": rows, "minutes": minute, "is_over_days": any(one["until"] for one in rows)}


def reasons(template: str) -> dict[tuple[str, str], str]:
    """Why phases are there, by kind and by what people are asked; under "" where all of a kind have one reason."""
    known = BY_NAME.get(template)
    if known is None:
        return {}
    phases = [*known.opening, *(one for topic in known.topics for one in topic.phases), *known.for_each, *known.ending]
    found = {(one.kind.value, str(one.prompt)): str(one.why) for one in phases if one.why}
    for kind in {one.kind.value for one in phases}:
        said = {why for (of, _asked), why in found.items() if of == kind}
        if len(said) == 1:
            found[kind, ""] = said.pop()
    return found


def _phase(one: Any, base: str, minute: int, because: dict[tuple[str, str], str]) -> dict[str, Any]:
    label = words.phase(one.kind)
    return {
        "pk": one.pk,
        "id": f"phase-{one.pk}",
        "kind": one.kind,
        "label": label,
        "item": one.item.title if one.item else "",
        "is_of_item": one.item_id is not None and Kind(one.kind) in OF_AN_ITEM,
        "minutes": one.minutes,
        "prompt": one.prompt,
        "at": minute,
        "until": _until(one),
        "why": because.get((one.kind, one.prompt)) or because.get((one.kind, ""), ""),
        "says": words.PHASES[one.kind][1],
        "url": f"{base}{one.pk}/",
    }


def _until(phase: Any) -> str:
    moment = getattr(phase, "last_moment", None)
    return date_format(localtime(moment.at), "D j M, H:i") if moment else ""


def people_of(of: Workshop) -> dict[str, Any]:
    """Who is invited, and what each answered; how many come. Two queries."""
    said = dict(Reply.objects.filter(seat__workshop=of).values_list("seat_id", "comes"))
    seats = list(of.seats.select_related("person").order_by("-is_required", "person__name"))
    return {
        "invited": [{"seat": one, "person": one.person, "comes": said.get(one.pk)} for one in seats],
        "coming": sum(1 for comes in said.values() if comes),
        "open": len(seats) - len(said),
    }


def missing_players(ground: Ground, of: Workshop) -> list[Person]:
    """Stakeholders with much power and much interest who have no seat. Two queries; for those alone who see the grid."""
    seated = set(of.seats.values_list("person_id", flat=True))
    return [one for one in players(ground) if one.pk not in seated]


def players(ground: Ground) -> list[Person]:
    """Stakeholders with much power and much interest; none for those who do not see the grid."""
    if not ground.may("place stakeholders"):
        return []
    rows = Involvement.objects.filter(product=ground.the_product, role=Involvement.Role.STAKEHOLDER)
    found = rows.select_related("person").order_by("person__name")
    return [one.person for one in found if quarter(one.power, one.interest) == Quarter.PLAYERS]


def uninvited(ground: Ground, of: Workshop) -> list[Person]:
    """Everybody with an account who sees the product and has no seat yet."""
    seated = of.seats.values("person")
    return list(people.people_who_see(ground).exclude(email=None).exclude(pk__in=seated).order_by("name"))


def to_read(of: Workshop) -> list[dict[str, str]]:
    """What those who come read before: the goals that the meeting is about, each once, and where their numbers are.

    A vision that holds is among them where one is on the agenda. Three queries at most."""
    slugs = (of.organisation.slug, of.product.slug)
    rows = of.items.exclude(goal=None).order_by("number").values("goal__number", "goal__version__statement")
    found = {
        one["goal__number"]: {
            "label": one["goal__version__statement"],
            "url": reverse("chain:goal", args=[*slugs, one["goal__number"]]),
        }
        for one in rows
    }
    vision = matters.vision_of(of.product) if of.items.filter(level=Level.VISION, goal=None).exists() else None
    if vision is not None:
        address = reverse("chain:goal", args=[*slugs, vision.number])
        found = {vision.number: {"label": vision.version.statement, "url": address}, **found}
    last = {"label": _("What moved, and what is in the way"), "url": reverse("checkins:meeting", args=slugs)}
    return [*found.values(), last] if found else []


def when(of: Workshop) -> str:
    return date_format(localtime(of.starts_at), "l, j F Y, H:i")


def own_reply(seat: Seat | None) -> bool | None:
    """What one has answered oneself; None as long as one has not."""
    if seat is None:
        return None
    return Reply.objects.filter(seat=seat).values_list("comes", flat=True).first()
