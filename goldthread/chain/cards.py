"""Goals and key results written out for pages: words, numbers and dates as people read them."""

from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from markupsafe import Markup

from goldthread.kit.days import date_format
from goldthread.measures.forecasting.colours import state_of
from goldthread.measures.forecasting.saying import as_percent
from goldthread.measures.rules import ENGLISH, Marks, marks_of, span, with_unit
from goldthread.people.rules import initials, tone

from . import rules
from .models import Closing, Level
from .progress import STAYS, Kind, progress

Card = dict[str, Any]
# What a version says, and under which name a row of `Goal.objects.values()` holds it.
SAID = (
    "statement",
    "level",
    "name",
    "timeframe",
    "starts",
    "due",
    "owner_id",
    "owner_as_written",
    "team_id",
    "period_id",
    "method",
    "how_we_know",
    "why",
    "how",
)
_IN_ROW = tuple((name, f"version__{name}") for name in SAID)
_TONES = {"met": "good", "partly": "warn", "missed": "bad"}


def short_date(day: date | None, today: date) -> str:
    """A date for a narrow place: "31 Jan", with the year where it is not near."""
    if day is None:
        return ""
    return _formatted(day, abs((day - today).days) < 300, get_language())


# Formatting a date costs 60 microseconds, and a thread holds few different ones.
@lru_cache(maxsize=4096)
def _formatted(day: date, is_near: bool, language: str | None) -> str:
    return date_format(day, "j M" if is_near else "j M Y")


# The state that a chance tells: tone, sign and words.
STATES: dict[str, Card] = {
    "on_track": {"tone": "good", "sign": "▲", "words": _lazy("on track")},
    "at_risk": {"tone": "warn", "sign": "◆", "words": _lazy("at risk")},
    "off_track": {"tone": "bad", "sign": "●", "words": _lazy("off track")},
}


def aim_words(
    kind: str,
    baseline: Decimal | None,
    target: Decimal | None,
    upto: Decimal | None,
    unit: str,
    currency: str = "",
    marks: Marks = ENGLISH,
) -> str:
    """What a key result asks for: "31 → 45%", and where it should stay "≥ 60%", "≤ 3 d", "18 … 22"."""
    if kind not in STAYS or target is None:
        return span(baseline, target, unit, currency, marks)
    bound = with_unit(target, unit, currency, marks)
    if kind == Kind.STAY_BETWEEN:
        return f"{bound} … {with_unit(upto, unit, currency, marks)}"
    return f"{'≥' if kind == Kind.STAY_ABOVE else '≤'} {bound}"


_MARK = Markup(
    '<span class="chance {tone}" title="{words}"><span aria-hidden="true">{sign}</span> {percent}%<span class="unseen"> {words}</span></span>'
)
_NOTE = Markup('{mark} <span class="chance-note" title="{because}" dir="auto">“{because}”</span>')


# As with dates: there are few, and writing one costs 50 microseconds.
@lru_cache(maxsize=1024)
def _mark(percent: int, name: str, language: str | None, told: str = "") -> Markup:
    """A chance for a narrow place, told by sign and number, and in words to whoever hears it.

    `told` is what made the state another than the chance tells: "missed" or "by_hand".
    """
    state = STATES[name]
    words = _("likely: %(state)s") % {"state": state["words"]}
    if told:
        words = {
            "missed": _("likely; no check-in came in time: %(state)s"),
            "by_hand": _("likely; set by hand: %(state)s"),
        }[told] % {"state": state["words"]}
    return _MARK.format(percent=percent, tone=state["tone"], sign=state["sign"], words=words)


class Pen:
    """Writes the goals of one page, in the reader's language.

    Each label, date, face and chip is made once and kept: formatting and translating them anew for every goal cost
    more than all queries together.
    """

    def __init__(self, today: date) -> None:
        self.today, self.marks = today, marks_of(get_language())
        self.labels: dict[str, str] = {level.value: str(level.label) for level in Level}
        self._dates: dict[date, str] = {}
        self._faces: dict[tuple[int, str], Card] = {}
        self._days_left: dict[int, dict[str, str]] = {}
        self._chances: dict[tuple[int, str], Card] = {}

    def goal(self, row: dict[str, Any]) -> Card:
        """A goal from its row; ties, key results and loose ends are added by who knows them."""
        card: Card = {name: row[place] for name, place in _IN_ROW}
        owner = row["version__owner__name"] or card["owner_as_written"]
        team, result = row["version__team__name"] or "", row["closing__result"] or ""
        state = rules.state_of(starts=card["starts"], closed_as=result, today=self.today)
        card.update(
            id=row["id"],
            number=row["number"],
            version_id=row["version_id"],
            product_id=row["product_id"],
            level_label=self.labels[card["level"]],
            owner=owner,
            owner_face=self._face(card["owner_id"] or 0, owner) if owner else None,
            team=team,
            period=row["version__period__name"] or "",
            team_way=row["version__team__way"] or "",
            due_words=self.day(card["due"]),
            state=state,
            result=result,
            chip=self._chip(card, state, result),
            eyebrow=self._eyebrow(card, team),
            set_on=row["set_at"].date(),
            brought_in=row["brought_in_at"],
            is_asked=row.get("is_asked", False),
            undone=row.get("undone") or 0,
            is_waiting=row["brought_in_at"] is not None and row["looked_through_at"] is None,
            parents=[],
            children=[],
            key_results=[],
            loose=[],
            ends=[],
            agreed="",
        )
        return card

    def key_result(self, row: dict[str, Any]) -> Card:
        """A key result from its row."""
        unit, currency = row["metric__unit"], row["metric__currency"]
        owner = row["version__owner__name"] or row["version__owner_as_written"] or ""
        first = next(iter(owner.split()), "")
        return {
            "id": row["id"],
            "name": row["metric__name"],
            "label": f"{row['metric__name']} · {first}" if first else row["metric__name"],
            "unit": unit,
            "direction": row["metric__direction"],
            **self._aimed(row, unit, currency),
            "baseline": row["version__baseline"],
            "target": row["version__target"],
            "reach": row["version__reach"],
            "weight": row["version__weight"],
            "chance": self._chance(row),
            "blocked": row["forecast__blocker"] or "",
            "owner": owner,
            "owner_id": row["version__owner_id"],
            "owner_first": first,
            "due": row["version__due"],
            "due_words": self.day(row["version__due"]),
            "version_id": row["version_id"],
        }

    def _aimed(self, row: dict[str, Any], unit: str, currency: str) -> Card:
        """From where to where, and how much of that is done; `now` is "" and `done` None without a reading."""
        baseline, target, upto = row["version__baseline"], row["version__target"], row["version__upto"]
        kind, value = row["version__kind"] or Kind.INCREASE, row["forecast__value"]
        return {
            "kind": kind,
            "upto": upto,
            "span": aim_words(kind, baseline, target, upto, unit, currency, self.marks),
            "now": "" if value is None else with_unit(value, unit, currency, self.marks),
            "value": value,
            "done": progress(kind, value, baseline=baseline, target=target, upto=upto),
        }

    def _chance(self, row: dict[str, Any]) -> Card | None:
        """The chance as it was said last, where the numbers told it: whole percent, the state as tone and words."""
        chance = row["forecast__probability"]
        if chance is None or (row["forecast__alone"] is None and chance < 1):
            return None
        percent = as_percent(float(chance))
        if row["forecast__by_hand"]:
            return self._set_by_hand(percent, row["forecast__by_hand"], row["forecast__because"])
        state = state_of(float(chance), missed=bool(row["forecast__is_missed"]) and chance < 1)
        if (percent, state) not in self._chances:
            told = "missed" if state != state_of(float(chance)) else ""
            self._chances[percent, state] = {
                "percent": percent,
                "note": "",
                **STATES[state],
                "mark": _mark(percent, state, get_language(), told),
            }
        return self._chances[percent, state]

    def _set_by_hand(self, percent: int, state: str, because: str) -> Card:
        """The state that the owner set, never without the note."""
        mark = _mark(percent, state, get_language(), "by_hand")
        return {
            "percent": percent,
            "note": because,
            **STATES[state],
            "mark": _NOTE.format(mark=mark, because=because),
        }

    def day(self, day: date | None) -> str:
        if day is None:
            return ""
        if day not in self._dates:
            self._dates[day] = short_date(day, self.today)
        return self._dates[day]

    def _face(self, owner_id: int, name: str) -> Card:
        face = self._faces.get((owner_id, name))
        if face is None:
            face = {"id": owner_id, "name": name, "initials": initials(name), "tone": tone(owner_id)}
            self._faces[owner_id, name] = face
        return face

    def _eyebrow(self, said: Card, team: str) -> str:
        """The small line above a goal: "1.0 · by 31 Jan", "Sprint 14 · Scale team", "Marketing · by 15 Dec"."""
        level = said["level"]
        if level == "vision":
            return self._may_stretch
        if level == "sprint_goal":
            words = (said["name"], team)
        elif level == "contribution":
            words = (team, self._by(said))
        elif level == "product_goal":
            words = (said["name"].split(" “")[0].split(' "')[0], self._by(said))
        else:
            return self.labels[level]
        return " · ".join(word for word in words if word) or self.labels[level]

    def _by(self, said: Card) -> str:
        return self._by_date % {"date": self.day(said["due"])} if said["due"] else str(said["timeframe"])

    def _chip(self, said: Card, state: str, result: str) -> dict[str, str] | None:
        """The state of a goal as word and tone; none where there is nothing to say."""
        if result:
            return {"tone": _TONES.get(result, ""), "words": str(Closing.Result(result).label)}
        if state == "planned":
            return {"tone": "", "words": _("not started")}
        due = said["due"]
        if due and said["level"] == "sprint_goal":
            return self._left((due - self.today).days, due)
        if due and due < self.today:
            return {"tone": "warn", "words": _("was due %(date)s") % {"date": self.day(due)}}
        return None

    def _left(self, days: int, due: date) -> dict[str, str]:
        """How long a sprint runs yet."""
        if days not in self._days_left:
            if days < 0:
                chip = {"tone": "warn", "words": _("ended %(date)s") % {"date": self.day(due)}}
            else:
                words = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
                chip = {"tone": "good" if days else "warn", "words": words if days else _("last day")}
            self._days_left[days] = chip
        return self._days_left[days]

    @cached_property
    def _may_stretch(self) -> str:
        return _("may stretch")

    @cached_property
    def _by_date(self) -> str:
        return _("by %(date)s")
