"""What came of a canvass: which lines are agreed, how the room feels, in which order things come and how that was counted."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Canvass, CanvassLine, CanvassSheet
from ..models.canvass_line import NONE
from ..rules import lots, many
from ..rules.options import Ranked, by_dots, by_rank, by_score
from ..rules.thermometer import sense_of, sense_of_fingers
from ..words import as_what
from . import words

Sheets = Sequence[CanvassSheet]


def outcome(of: Canvass, lines: Sequence[CanvassLine], sheets: Sheets, asked: int) -> dict[str, Any]:
    """What the page shows of revealed sheets; `lines` are those that the reader sees, `asked` how many were waited for."""
    if of.way == many.AS_ONE:
        return as_one(of, lines, sheets)
    if of.way in many.THERMOMETERS:
        return felt(of, sheets) | too_few(of, len(sheets), asked)
    standing = [one for one in lines if not one.out]
    counted = {many.DOTS: _dots, many.SCORE: _scores, many.RANKED: _ranks}[of.way](of, standing, sheets)
    return counted | too_few(of, len(sheets), asked)


def too_few(of: Canvass, answered: int, asked: int) -> dict[str, Any]:
    """What stands instead of a reading where fewer answered than was announced as the fewest; nothing else otherwise."""
    needed = many.fewest(of.quorum, asked)
    if answered >= needed:
        return {"too_few": False}
    said = {"num": answered, "asked": asked, "needed": needed}
    sentence = _("Too few answered: %(num)s of %(asked)s, and %(needed)s were announced as the fewest. Nothing is read from it.")  # fmt: skip
    return {"too_few": True, "sense": "", "sentence": sentence % said, "tone": "warn", "leader": None}


# Agree as one.


def as_one(of: Canvass, lines: Iterable[CanvassLine], sheets: Sheets) -> dict[str, Any]:
    """agreed, marked (each with who and why), waiting: lines nobody marked while not all have answered; out."""
    found: list[dict[str, Any]] = [{"line": one, "marks": _marks(one, sheets)} for one in lines]
    agreed = [one for one in found if one["line"].decision_id]
    left = [one for one in found if not one["line"].decision_id]
    out = [{**one, "why": str(words.OUT[one["line"].out])} for one in left if one["line"].out]
    marked = [one for one in left if one["marks"] and not one["line"].out]
    waiting = [one for one in left if not one["marks"] and not one["line"].out]
    return {"agreed": agreed, "marked": marked, "waiting": waiting, "out": out, "sentence": _as_one(len(agreed), len(found)), "tone": "good" if agreed and not waiting else "warn"}  # fmt: skip


def _marks(line: CanvassLine, sheets: Sheets) -> list[dict[str, Any]]:
    counted = [one for one in sheets if line.number in one.said.marks]
    return [{**face(one), "because": one.said.marks[line.number]} for one in counted]


def _as_one(agreed: int, lines: int) -> str:
    if agreed == lines:
        return ngettext("The one line is agreed.", "All %(num)s lines are agreed.", lines) % {"num": lines}
    said = ngettext("%(num)s line is agreed", "%(num)s lines are agreed", agreed) % {"num": agreed}
    return said + ngettext(", %(num)s is not.", ", %(num)s are not.", lines - agreed) % {"num": lines - agreed}


def face(sheet: CanvassSheet) -> dict[str, Any]:
    return {"face": sheet.elector.person.face, "group": as_what(sheet.elector.role)}


# Thermometers.


def felt(of: Canvass, sheets: Sheets) -> dict[str, Any]:
    """The spread, point by point with who stands there, and what such a spread is called."""
    shown = [one.said.value or 0 for one in sheets]
    sense = sense_of(shown) if of.way == many.GRADIENT else sense_of_fingers(shown)
    label, sentence, tone = words.SENSES[sense] if sense else ("", _("Nobody answered."), "")
    points = list(many.values_of(of.way))
    spread = [
        {"value": value, "label": words.value(of.way, value), "count": shown.count(value), "people": [face(one) for one in sheets if one.said.value == value]}
        for value in (points if of.way == many.GRADIENT else reversed(points))
    ]  # fmt: skip
    whys = [{**face(one), "because": one.said.because, "label": words.value(of.way, one.said.value or 0)} for one in sheets if one.said.because]  # fmt: skip
    return {"sense": label, "sentence": sentence, "tone": tone, "spread": spread, "whole": len(shown), "whys": whys}


# Orders.


def _dots(of: Canvass, lines: Sequence[CanvassLine], sheets: Sheets) -> dict[str, Any]:
    given = [{str(number): dots for number, dots in one.said.points.items()} for one in sheets]
    dots = by_dots(given, budget=of.budget, most=of.most)
    totals = {one.number: dots.get(str(one.number), 0) for one in lines}
    told = {number: ngettext("%(num)s dot", "%(num)s dots", one) % {"num": one} for number, one in totals.items()}
    how = _("Each gave up to %(budget)s dots, at most %(most)s for one line. Most dots come first; as many dots share a place.")  # fmt: skip
    return _ordered(lines, totals, told, max(totals.values(), default=0), how % {"budget": of.budget, "most": of.most})


def _scores(of: Canvass, lines: Sequence[CanvassLine], sheets: Sheets) -> dict[str, Any]:
    numbers = {one.number for one in lines}
    scored = by_score([{str(n): one for n, one in sheet.said.points.items() if n in numbers} for sheet in sheets], most=of.most)  # fmt: skip
    places = {int(one.option): (one.mean, one.median, -one.low) for one in scored}
    told = {
        int(one.option): _("%(mean)s in the mean, %(median)s in the middle") % {"mean": _plain(one.mean), "median": _plain(one.median)}
        for one in scored
    }  # fmt: skip
    how = _("Each gave every line 0 to %(most)s. The highest mean comes first; where it is the same, the higher middle score, then fewer low ones.")  # fmt: skip
    made = _ordered(lines, places, told, of.most, how % {"most": of.most})
    for row in made["rows"]:
        row["bar"] = float(places[row["line"].number][0]) if row["line"].number in places else 0
    return made


def _plain(value: Fraction) -> str:
    return str(number_format(float(value), 1 if value.denominator > 1 else 0))


def _ranks(of: Canvass, lines: Sequence[CanvassLine], sheets: Sheets) -> dict[str, Any]:
    """The winner by instant run-off, then the winner among the others, and so on."""
    options = [str(one.number) for one in lines]
    ballots = [[str(number) for number in one.said.ranks if str(number) in options] for one in sheets]
    drawn = [str(number) for number in lots.drawn([one.number for one in lines], of.seed)]
    first = by_rank(ballots, options, drawn)
    by_lot = bool(by_rank(ballots, options).tied)
    order, left = [], list(options)
    while left and (found := by_rank(ballots, left, drawn)).winner:
        order.append(found.winner)
        left.remove(found.winner)
    places = {int(number): -place for place, number in enumerate(order)}
    how = _("While no line is first on more than half of the sheets, the last one is left out and its sheets go on to what they have next. The second place is counted in the same way without the first, and so on.")  # fmt: skip
    made = _ordered(lines, places, {}, 0, how)
    named = {str(one.number): one.words for one in lines}
    made["rounds"] = _rounds(first, named)
    made["lots"] = [named[one] for one in drawn] if by_lot else []
    return made


def _rounds(found: Ranked, named: dict[str, str]) -> list[list[tuple[str, int]]]:
    """First places of each round, the most first; nothing where one round was enough or nobody ranked anything."""
    said = [
        [(named[one], count) for one, count in sorted(row.items(), key=lambda pair: -pair[1])] for row in found.rounds
    ]
    return said if found.winner and len(said) > 1 else []


def _ordered(
    lines: Sequence[CanvassLine], by: dict[int, Any], told: dict[int, str], whole: int, how: str
) -> dict[str, Any]:
    """Lines in their order, those that are level in the same place; lines that nobody named come last, without one."""
    counted = sorted((one for one in lines if one.number in by), key=lambda one: by[one.number], reverse=True)
    rows: list[dict[str, Any]] = []
    for at, line in enumerate(counted, start=1):
        level = bool(rows) and by[rows[-1]["line"].number] == by[line.number]
        rows.append({"line": line, "place": rows[-1]["place"] if level else at, "told": told.get(line.number, ""), "bar": by[line.number] if whole else 0})  # fmt: skip
    rest = [{"line": one, "place": 0, "told": "", "bar": 0} for one in lines if one.number not in by]
    leaders = [row["line"] for row in rows if row["place"] == 1]
    return {"rows": rows + rest, "whole": whole, "how": how, "sentence": _leads(leaders), "leader": leaders[0] if len(leaders) == 1 else None, "tone": "blue", "lots": [], "rounds": []}  # fmt: skip


def _leads(leaders: list[CanvassLine]) -> str:
    if not leaders:
        return _("Nobody answered.")
    if len(leaders) > 1:
        return ngettext("%(num)s line is level in front.", "%(num)s lines are level in front.", len(leaders)) % {"num": len(leaders)}  # fmt: skip
    if leaders[0].kind == NONE:
        return _("None of these comes first.")
    return _("First comes “%(words)s”.") % {"words": leaders[0].words.removesuffix(".")}
