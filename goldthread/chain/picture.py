"""What the map shows of a thread: four columns, an outline for narrow screens, and what stands beside it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goldthread.people.access import Ground
from goldthread.people.away import away_on

from . import access, agreed_lines, guide, past, rules, sieve
from .beside import beside
from .loose_ends.sentences import on_card
from .models import Level
from .outline import below, homes, lines
from .snapshot import Card, Thread, thread

Context = dict[str, Any]


def picture(ground: Ground, asked: Mapping[str, str], only: str = "") -> Context:
    """All that the page of the map needs. `asked` is what stands in the address: goal, team, owner, state.

    `only` is "columns" or "outline" where a window that follows changes shows no more than that.
    """
    made, shown, sifted, context = _read(ground, asked)
    chosen = context["chosen"]
    return {
        **context,
        "teams": sieve.teams_of(made.goals),
        "owners": sieve.owners_of(made.goals),
        "periods": sieve.periods_of(made.goals),
        "follow": sifted.address(context["base"], goal=chosen and chosen["number"], only=only),
        "only": only,
        "columns": _columns(made, shown),
        "groups": [] if only == "columns" else _groups(made, shown),
        "ways": ways_in(ground),
    }


def side(ground: Ground, asked: Mapping[str, str]) -> Context:
    """What stands beside the map alone."""
    return _read(ground, asked)[-1]


def _read(ground: Ground, asked: Mapping[str, str]) -> tuple[Thread, dict[int, bool], sieve.Sieve, Context]:
    """The thread with everything its cards say, the goals to show, how they were sifted, and what both parts need."""
    sifted = sieve.Sieve.of(asked)
    made = thread(
        ground.the_product,
        hidden=access.hidden(ground),
        today=ground.today,
        closed=sifted.wants_closed,
        moment=past.looked_at(ground),
    )
    agreed_lines.lay(ground, made)
    chosen, shown = numbered(made, asked.get("goal", "")), _shown(made, sifted)
    base = reverse("chain:map", args=[ground.organisation.slug, ground.the_product.slug])
    _dress(ground, made, shown, chosen, base, f"?{sifted.query}{'&' if sifted.query else ''}goal=")
    context = {
        "on": ground.on,
        "base": base,
        "product_id": ground.the_product.pk,
        "thread": made,
        "chosen": chosen,
        "sieve": sifted,
    }
    return made, shown, sifted, {**context, **beside(ground, made, chosen)}


def numbered(made: Thread, number: str) -> Card | None:
    """The goal of the thread with this number, as typed into an address."""
    return next((goal for goal in made.goals if str(goal["number"]) == number), None)


def _shown(made: Thread, sifted: sieve.Sieve) -> dict[int, bool]:
    """The goals to show: True for what was asked for, False for what stands above it, so that the thread holds."""
    if not sifted.is_on:
        return dict.fromkeys(made.by_id, True)
    wanted = [goal["id"] for goal in made.goals if sifted.passes(goal)]
    above = rules.all_above(wanted, {goal["id"]: goal["parents"] for goal in made.goals})
    return {pk: False for pk in above if pk in made.by_id} | dict.fromkeys(wanted, True)


def _dress(ground: Ground, made: Thread, shown: dict[int, bool], chosen: Card | None, base: str, choose: str) -> None:
    """Add to each goal what its card says beyond the goal itself.

    Whole strings are made here: of each value that a template puts out, escaping is what costs.
    """
    pairs = [(tie["child"], tie["parent"]) for tie in made.ties]
    line = rules.line_of(chosen["id"], pairs) if chosen else frozenset()
    may: dict[tuple[str, int | None], bool] = {}
    said: dict[tuple[str, str, str], tuple[str, str, str]] = {}
    locked = access.shared(ground)
    away = away_on(ground)
    towards = _("A step towards %(goals)s.")
    for goal in made.goals:
        whose = (goal["level"], goal["team_id"])
        if whose not in may:
            may[whose] = access.may_set(ground, *whose)
        parents = made.parents_of(goal)
        goal["mine"] = may[whose]
        goal["page"] = f"{base}goals/{goal['number']}/{ground.asking_on}"
        goal["choose"] = f"{choose}{goal['number']}"
        goal["up"] = " ".join(str(one["number"]) for one in parents if one["id"] in shown)
        # The ties in words, for those who do not see the lines.
        goal["towards"] = towards % {"goals": ", ".join(f"“{one['statement']}”" for one in parents)} if parents else ""
        goal["beyond"] = [one for one in parents if one["id"] not in made.by_id]
        goal["frays"] = on_card(goal, made.known, said) if goal["ends"] else ()
        goal["restricted"] = goal["id"] in locked
        goal["away"] = away.get(goal["owner_id"], "")
        goal["look"] = _look(goal, shown, line, chosen)


def _look(goal: Card, shown: dict[int, bool], line: frozenset[int], chosen: Card | None) -> str:
    """The class names of a card."""
    looks = f" {goal['level']}"
    looks += " mine" if goal["mine"] else ""
    looks += " frayed" if goal["loose"] else ""
    looks += " closed" if goal["state"] == "closed" else ""
    looks += "" if shown.get(goal["id"], True) else " context"
    looks += " lit" if goal["id"] in line else ""
    return looks + (" chosen" if goal is chosen else "")


def _columns(made: Thread, shown: dict[int, bool]) -> list[Context]:
    titles = (_("Vision"), _("User & business goals"), _("Product goals"), _("Sprint goals & contributions"))
    columns = []
    for place, (title, levels) in enumerate(zip(titles, rules.COLUMNS, strict=True)):
        goals = [goal for level in levels for goal in made.at(level) if goal["id"] in shown]
        questions = [] if goals else [guide.GUIDES[level].question for level in levels]
        count = sum(shown[goal["id"]] for goal in goals)
        columns.append(
            {"place": place, "title": title, "questions": questions, "levels": levels, "goals": goals, "count": count}
        )
    return columns


def _groups(made: Thread, shown: dict[int, bool]) -> list[Context]:
    """The outline for narrow screens: the visions, then what is a step towards them by level, then what leads nowhere."""
    home = homes({goal["id"]: goal["parents"] for goal in made.goals if goal["id"] in shown})
    visions = [pk for pk in home if made.by_id[pk]["level"] == Level.VISION]
    under = below({pk: None if parent in visions else parent for pk, parent in home.items()})
    roots: dict[str, list[int]] = {}
    for pk, parent in home.items():
        if parent is None or parent in visions:
            roots.setdefault(_group_of(made.by_id[pk]), []).append(pk)
    order = [*Level.values, "nowhere"]
    titles = {level: capfirst(str(one.several)) for level, one in guide.GUIDES.items()}
    titles |= {Level.VISION: _("Vision"), "nowhere": _("Leads nowhere")}
    return [
        {"title": titles[name], "name": name, "lines": outlined(made, roots[name], under)}
        for name in order
        if name in roots
    ]


def _group_of(goal: Card) -> str:
    return "nowhere" if not goal["parents"] and goal["level"] != Level.VISION else goal["level"]


def outlined(made: Thread, roots: Iterable[int], under: Mapping[int, list[int]]) -> list[Context]:
    """The lines of nested lists, each with its goal and what else it is a step towards."""
    found = []
    for line in lines(roots, under):
        goal = made.by_id[line.goal]
        others = [one["statement"] for pk in goal["parents"][1:] if (one := made.known(pk))]
        is_nowhere = not goal["parents"] and goal["level"] != Level.VISION
        look = f"l{min(line.depth, 3)}{goal['look']}{' nowhere' if is_nowhere else ''}"
        found.append({"goal": goal, "look": look, "opens": line.opens, "closes": line.closes, "others": others, "chance": _least_likely(goal)})  # fmt: skip
    return found


def _least_likely(goal: Card) -> str:
    """The chance of that key result of a goal which is least likely, as a mark; "" where none was said. A goal is reached
    when all of them are."""
    said = [one["chance"] for one in goal["key_results"] if one["chance"]]
    return min(said, key=lambda one: one["percent"])["mark"] if said and goal["state"] != "closed" else ""


def ways_in(ground: Ground) -> Context:
    """How goals come into the thread, as far as this person may and the pages exist."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    may = {level: access.may_set(ground, level, None) for level in Level.values}
    own = any(ground.may(deed, team) for deed in access.OWN.values() for team in ground.footing.teams)
    levels = [
        (level, _("New %(level)s") % {"level": Level(level).label})
        for level in Level.values
        if (own if level in access.OWN else may[level])
    ]
    return {
        "new": _address("chain:new", *slugs) if levels else "",
        "propose": _address("chain:propose", *slugs) if ground.may("propose") else "",
        "first": _address("home:first", *slugs) if may[Level.VISION] else "",
        "paste": _address("exchange:paste", *slugs) if may[Level.VISION] else "",
        "levels": levels,
        "below": [(above, level, words) for level, words in levels for above in rules.PARENTS[rules.Level(level)]],
    }


def _address(name: str, *slugs: str) -> str:
    """The address of a page, "" where this installation does not have it."""
    try:
        return reverse(name, args=slugs)
    except NoReverseMatch:
        return ""
