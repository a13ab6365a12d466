"""What the page of a canvass shows: the sheet while it is open, and what came of it once it is revealed."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.people.models import Person

from ..forms.sheet import FORMS, SheetForm
from ..models import Canvass, CanvassLine, CanvassSheet, Elector, Said
from ..models.canvass_line import NONE
from ..rules import lots, many
from ..words import as_what, level
from . import access, counted, words

FAMILY = {**dict.fromkeys(many.THERMOMETERS, "felt"), **dict.fromkeys(many.ORDERINGS, "order"), many.AS_ONE: "as_one"}


def shown(of: Canvass, reader: Person, elector: Elector | None, *, ground: Ground | None = None, leads: bool = False) -> dict[str, Any]:  # fmt: skip
    """All that the page says to one reader; while it is open nothing in it depends on any sheet but the reader's own.
    Queries: lines, electors, and the sheets where they are revealed; `ground` of a reader who is signed in leads on."""
    lines = access.lines_in_sight(of, reader)
    electors = list(of.electors.select_related("person").order_by("number"))
    answers = list(of.sheets.select_related("elector__person").order_by("elector__number")) if of.closed_at else []
    answered = {one.elector_id for one in answers} if of.closed_at else None
    family, what_it_does = words.WAYS[of.way]
    return {
        "canvass": of,
        "family": FAMILY[of.way],
        "way_label": family,
        "does": what_it_does,
        "asks": words.asks(of),
        "lines": [_line(one) for one in lines],
        "asked": [_asked(one, answered) for one in electors],
        "fewest": many.fewest(of.quorum, sum(not (one.recused_at or one.left_at) for one in electors)),
        "asked_again": date_format(localtime(of.asked_again_at), "j F, H:i") if of.asked_again_at else "",
        "until": date_format(localtime(of.closes_at), "j F Y, H:i"),
        "opened": date_format(localtime(of.opened_at), "j F Y"),
        "elector": elector,
        "answers": elector is not None and of.is_open,
        "leads": leads,
        "outcome": _outcome(of, lines, electors, answers, ground) if of.closed_at else None,
    }


def sheet(of: Canvass, reader: Person, elector: Elector | None, typed: Any = None) -> SheetForm | None:
    """The sheet of who is asked, its options in an order that is drawn for them; None for anybody else, and once it is over."""
    if elector is None or not of.is_open:
        return None
    lines = access.lines_in_sight(of, reader)
    if of.way in many.ORDERINGS:
        lines = _shuffled(of, elector, lines)
    return FORMS[of.way](typed, of=of, lines=lines, own=of.own_sheet(elector))


def as_sent(of: Canvass, reader: Person, typed: Any) -> Said | None:
    """What a sheet says that was sent when it was over; None where it says nothing whole."""
    form = FORMS[of.way](typed, of=of, lines=access.lines_in_sight(of, reader), own=None)
    return form.said() if form.is_valid() else None


def _shuffled(of: Canvass, elector: Elector, lines: Sequence[CanvassLine]) -> list[CanvassLine]:
    """Whoever stands first on a list is chosen more often; "none of these" stays last."""
    known = {one.number: one for one in lines if one.kind != NONE}
    return [known[number] for number in lots.drawn(known, of.seed, str(elector.number))] + [one for one in lines if one.kind == NONE]  # fmt: skip


def _line(one: CanvassLine) -> dict[str, Any]:
    return {"words": one.words, "level": level(one.level) if one.level else "", "out": str(words.OUT[one.out]) if one.out else ""}  # fmt: skip


def _asked(one: Elector, answered: set[int] | None) -> dict[str, Any]:
    """answered: the ids of those whose sheets were turned over; None while it is open, when nothing is said of it."""
    gone = _("steps back") if one.recused_at else _("is no longer asked") if one.left_at else ""
    said = {"face": one.person.face, "group": as_what(one.role), "gone": gone, "is_late": one.joined_at is not None}
    spoke = answered is not None and one.pk in answered
    return {**said, "answered": spoke, "silent": answered is not None and not spoke and not gone}


def _outcome(
    of: Canvass, lines: list[CanvassLine], electors: list[Elector], sheets: list[CanvassSheet], ground: Ground | None
) -> dict[str, Any]:
    spoke = {one.elector_id for one in sheets}
    silent = [one for one in electors if one.pk not in spoke and not one.recused_at and not one.left_at]
    onward: dict[int, Any] = {}
    for leads_on in registry.slots("canvass.onward") if ground else ():
        onward.update(leads_on(ground, of, lines))
    return {
        **counted.outcome(of, lines, sheets, len(sheets) + len(silent)),
        "answered": len(sheets),
        "onward": onward,
        "closed": date_format(localtime(of.closed_at), "j F Y, H:i") if of.closed_at else "",
    }


def addresses(of: Canvass) -> dict[str, str]:
    """Where the deeds lead, for members."""
    slugs = (of.organisation.slug, of.product.slug, of.pk)
    names = {"canvass": "canvass", "casting": "canvass_casting", "recusal": "canvass_recusal", "withdrawal": "canvass_withdrawal", "joining": "canvass_joining", "asking": "canvass_asking"}  # fmt: skip
    return {name: reverse(f"decisions:{path}", args=slugs) for name, path in names.items()}
