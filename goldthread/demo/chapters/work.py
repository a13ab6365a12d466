"""Sprints and weeks: what the teams set out to do, and what came of it."""

from datetime import timedelta
from typing import Any

from goldthread.boards.models import Sprint, Task, TrackerLink
from goldthread.people.models import Person

from ..story import World

# team, sprint, weeks from now, goal, because, result, learned
PAST = (
    ("Scale team", 11, -7, "Five new members pair a scale without help", "Who cannot pair never becomes a member.", "partly", "Three of five. The two who failed had an older telephone; the pairing screen now says so at the start."),
    ("Device team", 11, -7, "Know which scales the clinics already own", "We integrate with what is there.", "met", "Three makers cover four fifths. The rest can wait."),
    ("Scale team", 12, -5, "Members see their trend after four days instead of fourteen", "The trend is what brings people back.", "met", "Four days are enough when the band is drawn honestly wide."),
    ("Device team", 12, -5, "One scale syncs for a week without losing a reading", "Members trust the line only if it has no holes.", "met", "The gap was always at midnight: summer time."),
    ("Scale team", 13, -3, "A family doctor reads our page in ten seconds", "Doctors decide whether patients stay.", "missed", "They read it in ten seconds, but looked for the blood value first. It comes to the top."),
    ("Device team", 13, -3, "A second maker's scale syncs", "Clinics own three kinds of scale.", "met", "The maker changed its firmware in mid-sprint; ask for the test programme first."),
)  # fmt: skip


def tell(world: World) -> None:
    for team, number, weeks, statement, because, result, learned in PAST:
        sprint = _sprint(world, team, f"Sprint {number}", weeks, 2, statement, because)
        world.hands.on(days=11)
        sprint.end(by=_of(world, team), result=result, learned=learned)
    _this_sprint(world)
    _this_week(world)


def _of(world: World, team: str) -> Person:
    return {"Scale team": world.amara, "Device team": world.ema, "Growth": world.tess}[team]


def _sprint(
    world: World, team: str, name: str, weeks: int, length: int, statement: str, because: str, **said: Any
) -> Sprint:
    by = _of(world, team)
    # From Friday on the running sprint is one that has just begun, so that a newcomer always meets one with days left.
    weeks += 1 if length > 1 and world.today.weekday() >= 4 else 0
    begins, ends = world.monday(weeks), world.monday(weeks + length) - timedelta(days=1)
    world.at(min((begins - world.today).days, 0), 9, 30)
    sprint = Sprint.plan(world.teams[team], world.lighter, name, starts=begins, ends=ends, by=by)
    goal = sprint.set_goal(statement, by=by, **said)
    if because:
        goal.tie(world.goals["acquire"], by=by, because=because)
    return sprint


def _this_sprint(world: World) -> None:
    scale = _sprint(
        world, "Scale team", "Sprint 14", -1, 2, "Find out if members will share personal data", "Sharing with the GP is half of what 1.0 promises.",
        method="Forty interviews with members, half of them after a visit to their doctor.", how_we_know="At least 60% of the 40 opt in once they have seen the page.",
    )  # fmt: skip
    for text, state in (
        ("Write the interview guide", "done"),
        ("Recruit 40 members", "done"),
        ("Interviews 1 to 20", "done"),
        ("Interviews 21 to 40", "doing"),
        ("Paper version of the consent page", "doing"),
        ("Show the result in the review", "to_do"),
    ):
        Task.add(scale, text, by=world.amara).move(state, by=world.amara)
    device = _sprint(
        world, "Device team", "Sprint 14", -1, 2, "Prove integration with three leading smart scales", "Clinics own three kinds of scale.",
        method="A week of readings from each, in a kitchen, not in the laboratory.", how_we_know="All three sync for seven days without a gap.",
    )  # fmt: skip
    TrackerLink.link(device.team, "Device board", "https://tracker.northwind.example/device", by=world.ema)


def _this_week(world: World) -> None:
    last, this = world.monday(-1).isocalendar().week, world.monday(0).isocalendar().week
    posters = _sprint(
        world,
        "Growth",
        f"Week {last}",
        -1,
        1,
        "Twenty pharmacies have the poster",
        "Pharmacy posters bring better members than advertisements.",
    )
    world.hands.on(days=4)
    posters.end(
        by=world.tess, result="met", learned="Twenty-three. Pharmacists put it beside the till when asked in person."
    )
    sprint = _sprint(world, "Growth", f"Week {this}", 0, 1, "Rewrite the billing service", "")
    if sprint.goal:
        world.goals["billing"] = sprint.goal
