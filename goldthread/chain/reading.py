"""What the list shows of a thread: every goal once, under its first parent, with all that is said of it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.people.access import Ground
from goldthread.people.away import away_on

from . import access, agreed_lines, at_once, past, sentence, sieve
from .beside import names_in
from .loose_ends.sentences import on_card
from .models import Level
from .outline import Line, below, homes, lines
from .snapshot import Card, Thread, thread


def reading(ground: Ground, asked: Mapping[str, str], chosen: Mapping[int, int] | None = None) -> dict[str, Any]:
    """The sections of the list. `asked` is what stands in the address: goal, team, owner, state, period, on.

    `chosen` are the numbers of the goals that are ticked already, where a change of several was refused.
    """
    sifted = sieve.Sieve.of(asked)
    today = ground.today
    made = thread(
        ground.the_product,
        hidden=access.hidden(ground),
        today=today,
        closed=sifted.wants_closed,
        moment=past.looked_at(ground),
    )
    agreed_lines.lay(ground, made)
    base = reverse("chain:map", args=[ground.organisation.slug, ground.the_product.slug])
    shown = [goal for goal in made.goals if sifted.passes(goal)]
    return {
        "base": base,
        "listed": f"{base}list/",
        "sieve": sifted,
        "follow": sifted.address(f"{base}list/"),
        "teams": sieve.teams_of(made.goals),
        "owners": sieve.owners_of(made.goals),
        "periods": sieve.periods_of(made.goals),
        "ticks": 0 if ground.on else at_once.tick(ground, shown, chosen or {}),
        "product": ground.the_product,
        "today": today,
        "with_closed": sifted.wants_closed,
        "marked": asked.get("goal", ""),
        "sections": _sections(ground, made, shown),
        "count": len(shown),
        "loose_goals": len({end.goal for end in made.loose if end.goal is not None}),
    }


def _sections(ground: Ground, made: Thread, shown: list[Card]) -> list[dict[str, Any]]:
    home = homes({goal["id"]: goal["parents"] for goal in shown})
    under = below(home)
    names = names_in(ground, made)
    because = {(tie["child"], tie["parent"]): sentence.within(tie["because"], names=names) for tie in made.ties}
    away = away_on(ground)
    for goal in shown:
        goal["away"] = away.get(goal["owner_id"], "")
    known: dict[tuple[str, str, str], tuple[str, str, str]] = {}
    locked = access.shared(ground)
    owner, due = _("Owner: %(name)s"), _("by %(date)s")
    found = []
    for name, title in (
        ("vision", _("From the vision down")),
        ("beyond", _("Towards other goals")),
        ("nowhere", _("Leads nowhere")),
    ):
        roots = [pk for pk, parent in home.items() if parent is None and _section_of(made.by_id[pk]) == name]
        if roots:
            rows = [_row(made, line, because, known, (owner, due), locked) for line in lines(roots, under)]
            found.append({"name": name, "title": title, "lines": rows})
    return found


def _section_of(goal: Card) -> str:
    if goal["level"] == Level.VISION:
        return "vision"
    return "beyond" if goal["parents"] else "nowhere"


def _row(
    made: Thread,
    line: Line,
    because: Mapping[tuple[int, int], str],
    known: dict[tuple[str, str, str], tuple[str, str, str]],
    words: tuple[str, str],
    locked: frozenset[int],
) -> dict[str, Any]:
    """One goal with its ties: the one it stands under first, then the others."""
    goal = made.by_id[line.goal]
    ties = [(parent, because.get((goal["id"], parent["id"]), "")) for parent in made.parents_of(goal)]
    ties.sort(key=lambda pair: pair[0]["id"] not in made.by_id)
    return {
        "goal": goal,
        "depth": line.depth,
        "heading": min(line.depth + 3, 6),
        "opens": line.opens,
        "closes": line.closes,
        "facts": _facts(goal, *words),
        "ties": ties,
        "frays": on_card(goal, made.known, known),
        "restricted": goal["id"] in locked,
    }


def _facts(goal: Card, owner: str, due: str) -> list[str]:
    """Whose goal it is, by when, and who supports it; what is not said is left out."""
    found = [goal["team"]] if goal["team"] else []
    if goal["owner"]:
        found.append(owner % {"name": goal["owner"]})
    if goal["period"]:
        found.append(goal["period"])
    if goal["due_words"] or goal["timeframe"]:
        found.append(due % {"date": goal["due_words"]} if goal["due_words"] else goal["timeframe"])
    if goal["agreed"]:
        found.append(goal["agreed"])
    return found
