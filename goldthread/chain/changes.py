"""What is different between two days: the thread compared with itself, as lines to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people.access import Ground

from . import access, differences
from .models import Closing, GoalVersion
from .past import Moment
from .snapshot import Card, Thread, thread

Line = dict[str, Any]
SLOT = "thread.changes"


@dataclass(frozen=True)
class Span:
    """From the evening of one day to the evening of another; `last` is None for today."""

    first: Moment
    last: Moment | None


def changes(ground: Ground, span: Span) -> list[dict[str, Any]]:
    """Groups with "title" and "lines"; empty groups are left out. A fixed number of queries."""
    before = _at(ground, span.first)
    after = _at(ground, span.last)
    access.leave_out_unseen(ground, before.beyond)
    access.leave_out_unseen(ground, after.beyond)
    compared = _Compared(ground, before, after)
    groups = [
        (_("New goals"), compared.set()),
        (_("In other words"), compared.reworded()),
        (_("Ended"), compared.closed()),
        (_("Tied and untied"), compared.tied()),
        (_("Key results"), compared.measured()),
    ]
    groups += [group for add in registry.slots(SLOT) for group in add(ground, span)]
    return [{"title": title, "lines": found} for title, lines in groups if (found := list(lines))]


def _at(ground: Ground, moment: Moment | None) -> Thread:
    today = moment.day if moment else ground.today
    return thread(
        ground.the_product, hidden=access.hidden(ground), today=today, closed=True, loose=False, moment=moment
    )


class _Compared:
    """A thread at two moments; each method yields the lines of one group."""

    def __init__(self, ground: Ground, before: Thread, after: Thread) -> None:
        self.ground, self.before, self.after = ground, before, after
        self.both = [(before.by_id[goal["id"]], goal) for goal in after.goals if goal["id"] in before.by_id]
        self.fresh = [goal for goal in after.goals if goal["id"] not in before.by_id]

    def set(self) -> Iterator[Line]:
        for goal in self.fresh:
            yield self._line(goal, goal["level_label"])

    def reworded(self) -> Iterator[Line]:
        pairs = [(old, new) for old, new in self.both if old["version_id"] != new["version_id"]]
        wanted = [goal["version_id"] for pair in pairs for goal in pair]
        said = GoalVersion.objects.select_related("by", "owner", "team", "period").in_bulk(wanted) if wanted else {}
        for old, new in pairs:
            after = said[new["version_id"]]
            changed = differences.between(said[old["version_id"]], after)
            if changed:
                yield {**self._line(new, after.because), "changed": changed, "by": after.by.name}

    def closed(self) -> Iterator[Line]:
        results = dict(Closing.Result.choices)
        for old, new in self.both:
            if new["result"] and not old["result"]:
                yield self._line(new, str(results[new["result"]]))
            elif old["result"] and not new["result"]:
                yield self._line(new, _("opened again"))
        for goal in self.fresh:
            if goal["result"]:
                yield self._line(goal, str(results[goal["result"]]))

    def tied(self) -> Iterator[Line]:
        stood, stands = _pairs(self.before), _pairs(self.after)
        for pair, because in stands.items():
            if pair not in stood:
                yield from self._tie(self.after, pair, _("now a step towards “%(goal)s”"), because)
        for pair, because in stood.items():
            if pair not in stands:
                yield from self._tie(self.before, pair, _("no longer a step towards “%(goal)s”"), because)

    def measured(self) -> Iterator[Line]:
        for goal in self.after.goals:
            old = self.before.by_id.get(goal["id"])
            stood = {one["id"]: one for one in old["key_results"]} if old else {}
            for one in goal["key_results"]:
                was = stood.pop(one["id"], None)
                if was is None:
                    yield self._line(goal, _("new: %(measure)s") % {"measure": _measure(one)})
                elif was["version_id"] != one["version_id"]:
                    yield self._line(
                        goal, _("%(before)s, now %(after)s") % {"before": _measure(was), "after": _measure(one)}
                    )
            for was in stood.values():
                yield self._line(goal, _("no longer: %(measure)s") % {"measure": _measure(was)})

    def _tie(self, made: Thread, pair: tuple[int, int], words: str, because: str) -> Iterator[Line]:
        child, parent = made.by_id.get(pair[0]), made.known(pair[1])
        # A goal of another product that is a step towards one of ours is told where it stands.
        if child and parent:
            yield {**self._line(child, words % {"goal": parent["statement"]}), "because": because}

    def _line(self, goal: Card, words: str) -> Line:
        slugs = (self.ground.organisation.slug, self.ground.the_product.slug)
        address = reverse("chain:goal", args=[*slugs, goal["number"]])
        return {"goal": goal["statement"], "address": address, "words": words, "because": "", "changed": []}


def _pairs(made: Thread) -> dict[tuple[int, int], str]:
    return {(tie["child"], tie["parent"]): tie["because"] for tie in made.ties}


def _measure(one: Card) -> str:
    parts = (one["name"], one["span"], one["due_words"], one["owner"])
    return " · ".join(part for part in parts if part)


__all__ = ["SLOT", "Span", "changes"]
