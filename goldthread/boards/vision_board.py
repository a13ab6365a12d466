"""What the vision board shows, read in a fixed number of queries and put into plain dicts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldthread.chain import access as chain
from goldthread.chain import agreed_lines, past
from goldthread.chain.models import Level
from goldthread.chain.snapshot import Card, Thread, thread
from goldthread.people.access import Ground

from . import rules
from .lines import Line, line_of, said_of
from .models import Note
from .past import notes


@dataclass(frozen=True)
class Section:
    """The words of one section: its title, the question in small print, what it asks while it is empty, what can be added.

    `name` is a section of notes or a level of goals.
    """

    name: str
    title: Any
    hint: Any
    asks: Any
    add: Any

    @property
    def slug(self) -> str:
        return self.name.replace("_", "-")

    @property
    def holds_goals(self) -> bool:
        return self.name in (Level.USER_GOAL, Level.BUSINESS_GOAL)


STRATEGY = (
    Section(
        Note.Section.TARGET_GROUP, _("Target group"), _("Who are the users and customers?"),
        _("Which people, or which part of a market, is the product for? Describe them so that you could say of anybody you meet whether they belong to them."), _("Add a group"),
    ),
    Section(
        Level.USER_GOAL, _("Needs"), _("What problem is solved, what benefit gained?"),
        _("Why would these people want it? What would be better for them? Write it as they would say it, not as a feature."), _("Add a need"),
    ),
    Section(
        Note.Section.PRODUCT, _("Product"), _("What is it, what makes it stand out, is it feasible?"),
        _("What kind of product is it? Which three to five traits does nobody else have? Are you able to build it?"), _("Add a trait"),
    ),
    Section(
        Level.BUSINESS_GOAL, _("Business goals"), _("How will it benefit the company?"),
        _("What does the company gain from it: income, lower cost, a stronger name, a way into something new?"), _("Add a goal"),
    ),
)  # fmt: skip
BEYOND = (
    Section(Note.Section.COMPETITORS, _("Competitors"), _("Who else helps these people?"), _("Who else helps these people today, and what do they do better or worse?"), _("Add a competitor")),
    Section(Note.Section.REVENUE, _("Revenue streams"), _("Who pays for what?"), _("Who would pay, for what, and how often?"), _("Add a revenue stream")),
    Section(Note.Section.COSTS, _("Cost factors"), _("What costs most?"), _("What will cost most to make, sell and support?"), _("Add a cost factor")),
    Section(Note.Section.CHANNELS, _("Channels"), _("How do people get it?"), _("How do people hear of it and get it? Do these ways exist today?"), _("Add a channel")),
)  # fmt: skip
NOTED = tuple(one.name for one in (*STRATEGY, *BEYOND) if not one.holds_goals)
SET_HERE = (Level.VISION, Level.USER_GOAL, Level.BUSINESS_GOAL)


def shown(ground: Ground, today: date) -> dict[str, Any]:
    """The whole board for a template: `visions`, `strategy` and `beyond` (sections with their lines)."""
    whole = thread(ground.the_product, hidden=chain.hidden(ground), today=today, moment=past.looked_at(ground))
    agreed_lines.lay(ground, whole)
    said = _notes(ground)
    goals = _Goals(ground, whole)
    return {
        "visions": [goals.line(goal) for goal in whole.at(Level.VISION)],
        "strategy": [_section(one, goals, said) for one in STRATEGY],
        "beyond": [_section(one, goals, said) for one in BEYOND],
        "notes_url": reverse("boards:notes", args=goals.slugs),
        "goals_url": goals.url,
        "propose_url": reverse("chain:propose", args=goals.slugs) if ground.may("propose") else "",
        "steers": ground.may("steer goals"),
    }


def _section(section: Section, goals: "_Goals", notes: dict[str, list[Line]]) -> dict[str, Any]:
    lines = (
        [goals.line(goal) for goal in goals.thread.at(section.name)]
        if section.holds_goals
        else notes.get(section.name, [])
    )
    return {
        "words": section,
        "lines": lines,
        "summary": rules.summary_of([line["text"] for line in lines]),
        "too_many": section.name == Note.Section.PRODUCT and len(lines) > rules.MOST_TRAITS,
    }


def _notes(ground: Ground) -> dict[str, list[Line]]:
    url = reverse("boards:notes", args=(ground.organisation.slug, ground.product.slug))  # type: ignore[union-attr]
    made: dict[str, list[Line]] = {}
    for row in _rows(ground):
        made.setdefault(row["section"], []).append(line_of(row, "note", url))
    return made


def _rows(ground: Ground) -> Iterable[dict[str, Any]]:
    if moment := past.looked_at(ground):
        return notes(ground.the_product.pk, moment, NOTED)
    rows = Note.objects.standing().filter(product=ground.product, section__in=NOTED).in_order()
    return rows.values("pk", "section", "text", "edition")


class _Goals:
    """Goals of the thread as lines of the board."""

    def __init__(self, ground: Ground, whole: Thread) -> None:
        self.thread = whole
        self.slugs = (ground.organisation.slug, ground.product.slug)  # type: ignore[union-attr]
        self.url = reverse("boards:goals", args=self.slugs)
        self.asking = ground.asking_on

    def line(self, goal: Card) -> Line:
        return {
            "id": f"goal-{goal['number']}",
            "pk": goal["id"],
            "text": goal["statement"],
            "base": goal["version_id"],
            "url": f"{self.url}{goal['number']}/",
            "number": goal["number"],
            "level": goal["level"],
            "loose": goal["loose"],
            "agreed": goal["agreed"],
            "key_results": goal["key_results"],
            "link": reverse("chain:goal", args=(*self.slugs, goal["number"])) + self.asking,
            "asking_on": self.asking,
            "key_results_url": reverse("chain:key_results", args=(*self.slugs, goal["number"])),
            "said": said_of(goal["statement"]),
            "ties_url": reverse("chain:ties", args=(*self.slugs, goal["number"])),
        }


__all__ = ["BEYOND", "NOTED", "SET_HERE", "STRATEGY", "Section", "shown"]
