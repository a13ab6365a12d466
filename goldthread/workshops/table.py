"""What lies on the table: the same for everybody in the room, so it is put together once for each change.

Nothing in it depends on who looks, but the order of cards (one of a few that are drawn); nothing in it is sealed.
"""

from collections.abc import Callable
from copy import copy
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import localtime

from goldthread.chain.models import Tie
from goldthread.decisions import page as asked
from goldthread.decisions import words as asked_words
from goldthread.decisions.models import Decision
from goldthread.decisions.models.ending import decides_by
from goldthread.kit.days import date_format
from goldthread.kit.differences import differences, only
from goldthread.kit.prepared import Prepared, PreparedModels
from goldthread.people.models import Person

from . import carrying, facts, floor, folded, pieces, rules, words
from .models import Card, Item, Phase, Seat, Wording, Workshop
from .rules import Kind

# In how many orders cards lie: few enough that each is kept ready, many enough that not everybody begins with the same.
ORDERS = 4
FACES = 24
# Where the cards lie open; in other phases they are folded away.
OPEN_CARDS = (Kind.REVEAL, Kind.DISCUSS)

_PHASES = PreparedModels(
    lambda of: Phase.objects.filter(workshop=of).select_related("item__decision__decider", "item__goal__version")
)
_NAMES = ("person_id", "person__name")
_FACES = Prepared(lambda of: Seat.objects.present().filter(workshop=of).order_by("arrived_at", "pk")[:FACES], *_NAMES)
_MISSING = Prepared(
    lambda of: Seat.objects.filter(
        Q(arrived_at=None) | Q(left_at__isnull=False), workshop=of, is_required=True
    ).order_by("arrived_at", "pk"),
    *_NAMES,
)
_COUNT = Prepared(
    lambda of: Seat.objects.present().filter(workshop=of).order_by().values("workshop").annotate(count=Count("pk")),
    "count",
)
_LEADING = Prepared(lambda of: Seat.objects.leading().filter(workshop=of), "person_id")
_ABOVE = PreparedModels(lambda goal: Tie.objects.filter(child=goal, untied_at=None).select_related("parent__version"))
_WORDINGS = Prepared(lambda item: Wording.objects.filter(item=item).order_by("-number")[:2], "words", "number")


def shown(of: Workshop, order: int) -> dict[str, Any]:
    """All that the table shows, in a fixed number of queries for each kind of phase."""
    phases: list[Phase] = _PHASES.all(of.pk)
    now = next((one for one in phases if one.pk == of.phase_id), None)
    item = now.item if now else None
    context: dict[str, Any] = {
        "workshop": of,
        "now": now,
        "kind": now.kind if now else "",
        "says": words.PHASES[now.kind][1] if now else "",
        "steps": _steps(phases, now),
        "question": _question(phases, now),
        "passed_over": _passed_over(phases, now),
        "item": item,
        "ends_at": of.ends_at.isoformat() if of.ends_at and not of.paused else "",
        "left": of.seconds_left,
        "people": _people(of),
        "leading": [one["person_id"] for one in _LEADING.rows(of.pk)],
        "wording": _wording(item) if item else None,
        "rule": _rule(item, talks_again=_talks_again(now, item)) if item and _is_voted_on(phases, item) else None,
    }
    context["turn"] = rules.turn_seconds(of.turn_seconds, now.minutes, context["people"]["count"]) if now else 0
    if now and Kind(now.kind) in PARTS:
        context.update(PARTS[Kind(now.kind)](of, now, order))
    return context


def _steps(phases: list[Phase], now: Phase | None) -> list[dict[str, Any]]:
    """The bar: phases of the whole meeting, and of the item on the table those of its loop."""
    item = now.item_id if now else None
    place = now.place if now else -1
    if item is None:
        # Between items none is on the table: the next one's loop stands for all, or the last one's after it.
        following = [one.item_id for one in phases if one.item_id and one.place > place]
        item = following[0] if following else next((one.item_id for one in reversed(phases) if one.item_id), None)
    kept = [one for one in phases if one.item_id in (None, item)]
    return [
        {"label": words.phase(one.kind), "state": "now" if one.place == place else "done" if one.place < place else ""}
        for one in kept
    ]


def _question(phases: list[Phase], now: Phase | None) -> tuple[int, int] | None:
    """Which of how many items is on the table, where there is more than one."""
    items = list(dict.fromkeys(one.item_id for one in phases if one.item_id))
    if now is None or now.item_id is None or len(items) < 2:
        return None
    return items.index(now.item_id) + 1, len(items)


def _passed_over(phases: list[Phase], now: Phase | None) -> str:
    """What was not done before this phase began: said aloud, for as long as the phase lasts."""
    if now is None:
        return ""
    before = next((one for one in phases if one.place == now.place - 1), None)
    return str(words.PASSED_OVER.get(before.passed_over, "")) if before else ""


def _people(of: Workshop) -> dict[str, Any]:
    counted = _COUNT.rows(of.pk)
    return {
        "faces": _faces(_FACES, of),
        "count": counted[0]["count"] if counted else 0,
        "missing": _faces(_MISSING, of),
    }


def _faces(rows: Prepared, of: Workshop) -> list[dict[str, Any]]:
    return [Person.face_of(one["person_id"], one["person__name"]) for one in rows.rows(of.pk)]


def _wording(item: Item) -> dict[str, Any] | None:
    """The newest wording, with what changed since the one before."""
    last = _WORDINGS.rows(item.pk)
    if not last:
        return None
    return {
        **last[0],
        "changes": only("ins", differences(last[-1]["words"], last[0]["words"])),
        "ordinal": words.wording(last[0]["number"]),
    }


def _is_voted_on(phases: list[Phase], item: Item) -> bool:
    return any(one.kind == Kind.AGREE and one.item_id == item.pk for one in phases)


def _talks_again(now: Phase | None, item: Item) -> bool:
    """Whether they talk about it once more after a ballot that another round follows."""
    return now is not None and now.kind != Kind.AGREE and item.ballot == rules.Ballot.AWAITS_ROUND


def _rule(item: Item, *, talks_again: bool) -> dict[str, Any]:
    """What it takes to agree, said before anybody talks."""
    standing = item.decision or Decision(
        rule=item.rule, round=1, max_rounds=item.max_rounds, fallback=item.fallback, decider=item.decider
    )
    if talks_again and item.decision is not None:
        # Said of the round to come; the last one stays as it was.
        standing = copy(item.decision)
        standing.round += 1
    return {"must": asked_words.must(standing), "rounds": asked_words.rounds(standing, together=True)}


# What is special to a kind of phase.


def _cards(of: Workshop, now: Phase, order: int) -> dict[str, Any]:
    rows = Card.objects.filter(item=now.item.root if now.item else None)
    # As text: two thousand keys made objects, and text again, take longer than the question.
    names = (Cast("pk", CharField()), "words", "signed_by__name", "cluster_id", "cluster__title")
    every = list(rows.values_list(*names))
    clusters: dict[int, dict[str, Any]] = {}
    loose: dict[str, dict[str, Any]] = {}
    for short, (_key, said, name, cluster, title) in zip(
        pieces.short([row[0].replace("-", "") for row in every]), every, strict=True
    ):
        card = {"id": short, "words": said, "by": name or ""}
        if cluster is None:
            loose[short] = card
        else:
            clusters.setdefault(cluster, {"id": cluster, "title": title, "cards": []})["cards"].append(card)
    grouped = sorted(clusters.values(), key=lambda one: (-len(one["cards"]), one["id"]))
    # Folded away, they lie in one order for all.
    seen = order if now.kind in OPEN_CARDS else 0
    lying = [loose[key] for key in rules.order_for(ORDERS, seen, loose, of.seed)]
    return {
        "clusters": grouped,
        "loose": lying,
        "cards_count": len(every),
        "pieces": pieces.of(of, grouped, lying) if now.kind in OPEN_CARDS else {},
    }


def _line(of: Workshop, now: Phase, order: int) -> dict[str, Any]:
    speaking = of.speaking.seat.person if of.speaking else None
    waiting = [one.seat.person for one in floor.in_line(of)]
    return {
        "speaking": speaking.face if speaking else None,
        "speaking_since": of.speaking_since.isoformat() if of.speaking_since else "",
        "waiting": [one.face for one in waiting],
        "rules_words": "",
    }


def _talk(of: Workshop, now: Phase, order: int) -> dict[str, Any]:
    return {
        **_line(of, now, order),
        **_cards(of, now, order),
        "matter": facts.shown(of, now.item_id),
        "taken_on": carrying.taken_on(of),
        "stood_against": _stood_against(of, now),
    }


def _stood_against(of: Workshop, now: Phase) -> list[dict[str, Any]]:
    """What was said against the words in the ballot before, where they talk about it once more."""
    item = now.item
    if item is None or item.decision is None or not _talks_again(now, item):
        return []
    item.decision.product, item.decision.organisation = of.product, of.organisation
    concerns: list[dict[str, Any]] = asked.shown(item.decision, None)["outcome"]["concerns"]
    return concerns


def _arriving(of: Workshop, now: Phase, order: int) -> dict[str, Any]:
    return {"still_open": carrying.still_open(of)}


def _promises(of: Workshop, now: Phase, order: int) -> dict[str, Any]:
    return {"rules_words": of.ground_rules.words if of.ground_rules else ""}


def _ballot(of: Workshop, now: Phase, order: int) -> dict[str, Any]:
    item = now.item
    decision = item.decision if item else None
    if item is None or decision is None:
        return {"ballot": None, **folded.shown(item)}
    decision.product, decision.organisation = of.product, of.organisation
    goal = item.goal if item.goal_id and not decision.is_open else None
    return {
        "ballot": {"decision": decision, "outcome": asked.outcome(decision)},
        "acting": decision.acting if not decision.is_open and decision.decider_id else None,
        "decides_by": _until(of, decision),
        "asked_url": asked.address(decision),
        "tied": _tied(of, item) if goal and item.ballot == rules.Ballot.DONE else None,
        **folded.shown(item),
    }


def _until(of: Workshop, decision: Decision) -> str:
    """Until when the room, or somebody in it, can still decide; "" where nothing is waited for."""
    by = decides_by(decision)
    return date_format(localtime(by, ZoneInfo(of.organisation.time_zone)), "l, j F, H:i") if by else ""


def _tied(of: Workshop, item: Item) -> dict[str, Any] | None:
    """Where the goal hangs in the thread now."""
    goal = item.goal
    decision = item.decision
    if goal is None or decision is None or decision.verdict not in ("adopted", "adopted_with_concerns"):
        return None
    above = [one.parent for one in _ABOVE.all(goal.pk)]
    slugs = (of.organisation.slug, of.product.slug)
    return {
        "number": goal.number,
        "url": reverse("chain:goal", args=[*slugs, goal.number]),
        "above": [{"words": str(one), "level": one.version.get_level_display()} for one in above],
    }


def outcomes(of: Workshop) -> list[dict[str, Any]]:
    """What became of each item on the agenda: the words, the verdict, and where they stand now; of one that was only talked
    about what the cards said. Those that were left out of the agenda are none of it."""
    rows = of.items.select_related("decision__agreement", "decision__decider", "goal__version").order_by("number")
    kinds: dict[int, set[str]] = {}
    for item, kind in of.phases.exclude(item=None).values_list("item_id", "kind"):
        kinds.setdefault(item, set()).add(kind)
    talked = [item for item, some in kinds.items() if Kind.AGREE not in some]
    said = folded.said(talked) if talked else {}
    return [
        {**_outcome(of, one), "is_asked": one.pk not in talked, "said": said.get(one.pk, [])}
        for one in rows
        if one.pk in kinds
    ]


def _outcome(of: Workshop, item: Item) -> dict[str, Any]:
    slugs = (of.organisation.slug, of.product.slug)
    decision = item.decision
    last = item.wordings.order_by("-number").first()
    made = getattr(decision, "agreement", None) if decision else None
    label, tone = asked_words.VERDICTS[decision.verdict] if decision and decision.verdict else ("", "")
    return {
        "title": item.title,
        "words": made.words if made else (last.words if last else ""),
        "label": label,
        "tone": tone,
        "sentence": made.sentence if made else "",
        "record": reverse("decisions:agreement", args=[*slugs, made.pk]) if made else "",
        "goal": reverse("chain:goal", args=[*slugs, item.goal.number]) if item.goal and made else "",
    }


def _record(of: Workshop, now: Phase, order: int) -> dict[str, Any]:
    return {
        "outcomes": outcomes(of),
        "taken_on": carrying.taken_on(of),
        "recorded_by": of.recorded_by.name if of.recorded_by else "",
        "confirmed_by": of.confirmed_by.name if of.confirmed_by else "",
    }


PARTS: dict[Kind, Callable[[Workshop, Phase, int], dict[str, Any]]] = {
    Kind.ARRIVE: _arriving,
    Kind.GROUND_RULES: _promises,
    Kind.ROUND: _line,
    Kind.REVEAL: _cards,
    Kind.DISCUSS: _talk,
    Kind.DRAFT: lambda of, now, order: folded.shown(now.item),
    Kind.AGREE: _ballot,
    Kind.RECORD: _record,
    Kind.CLOSING: _record,
}

__all__ = ["ORDERS", "outcomes", "shown"]
