"""Every template, gone through to the end by the doors of the product: what came of it stands in the thread."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.boards.models import Task
from goldthread.chain.models import Candidate, KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.talk.models import Action
from goldthread.workshops.agendas import AGENDAS
from goldthread.workshops.models import Card, Seat, Turn, Workshop

THERE = ("ada", "cy", "di")
# The level of each goal that a meeting of this kind sets or words anew, in their order.
SETS = {
    "strategizing": ["vision", "user_goal", "business_goal"],
    "whole_thread": ["vision", "user_goal", "business_goal", "product_goal"],
    "roadmapping": ["product_goal", "product_goal"],
    "sprint_planning": ["sprint_goal"],
    "discovery": ["sprint_goal"],
}
# Of the crew's thread: one vision, one need, one business goal; one product goal on the roadmap.
REWORDS = {"strategy_review": ["vision", "user_goal", "business_goal"], "roadmap_review": ["product_goal"], "one_goal": ["product_goal"]}  # fmt: skip


class Room:
    """A meeting from its first form to its end, as browsers without scripts would go through it."""

    def __init__(self, crew, as_, agenda):
        self.crew, self.browsers = crew, {short: as_(short) for short in (*THERE, "fay")}
        self.there = [short for short in THERE if agenda.stays_away != "stakeholder" or short in ("ada", "cy")]
        query = f"?agenda={agenda.name}" + (f"&goal={crew.goals['next'].number}" if agenda.about_a_goal else "")
        ids = [str(crew.people[short].pk) for short in self.there]
        said = {
            "title": f"Together: {agenda.name}", "day": (clock.today("Europe/Berlin") + timedelta(days=1)).isoformat(), "at": "10:00",
            "facilitator": str(crew.fay.pk), "invited": ids, "required": ids, "rule": "unanimity", "rounds": "2", "fallback": "",
        }  # fmt: skip
        answer = self.browsers["ada"].post(reverse("workshops:new", args=["northwind", "lighter"]) + query, said)
        assert answer.status_code == 303, answer.content.decode()[-2000:]
        self.of = Workshop.objects.get()

    def do(self, who, deed, **said):
        answer = self.browsers[who].post(reverse(f"workshops:{deed}", args=["northwind", "lighter", self.of.pk]), said)
        assert answer.status_code in (204, 303), (
            who,
            deed,
            self.of.held().phase,
            answer.status_code,
            answer.content.decode()[-500:],
        )

    def now(self):
        return Workshop.objects.select_related("phase__item__decision").get(pk=self.of.pk)

    def go_through(self):
        self.do("fay", "beginning")
        for short in (*self.there, "fay"):
            self.do(short, "seat")
            self.do(short, "promise")
        while (now := self.now()).is_live:
            deed = getattr(self, f"_{now.phase.kind}", None)
            if deed is not None:
                deed(now)
            self.do("fay", "advance", leaving=now.phase_id, anyway="1")

    def _write(self, now):
        self.do("cy", "cards", words=f"Thought no. {now.phase.place}")
        self.do("ada", "cards", words=f"And another no. {now.phase.place}", signed="on")

    def _discuss(self, now):
        for short in self.there:
            self.do(short, "turn", what="pass" if short == "ada" else "")
        self.do(
            "cy", "actions", words=f"Do it after no. {now.phase.place}", owner=str(self.crew.cy.pk), due="2099-01-05"
        )
        if now.template == "refinement" and now.phase.item.number == 2:
            self.do("cy", "list")
        if now.template == "sprint_review" and now.phase.item.number == 3:
            self.do("cy", "scoring", result="met", learned="Cooking together works")

    def _draft(self, now):
        self.do("di" if "di" in self.there else "cy", "wording", words=f"People eat better, no. {now.phase.place}")

    def _agree(self, now):
        for short in self.there:
            self.do(short, "ballot", position="support")

    def _record(self, now):
        self.do("fay", "confirmation")
        self.do("ada", "confirmation")

    def _closing(self, now):
        self.do("cy", "answer", heard="5", worth="4")


@pytest.fixture
def thread(crew):
    """The crew's thread with a key result on the product goal."""
    metric = Metric.add(crew.organisation, "Meals", by=crew.ada)
    KeyResult.set(crew.goals["next"], metric, by=crew.ada, owner_id=crew.cy.pk)
    return crew


def worded(of):
    """Of each item that was voted on: the level of its goal, and whether an agreement holds on the words that it has."""
    found = of.items.exclude(decision=None).select_related("decision__agreement", "goal__version").order_by("number")
    return [
        (one.goal.version.level, one.goal.version.statement == one.decision.agreement.words, one.decision.verdict)
        for one in found
        if one.goal
    ]


@pytest.mark.parametrize("agenda", AGENDAS, ids=lambda one: one.name)
def test_it_goes_to_its_end_and_what_came_of_it_stands_in_the_thread(thread, as_, agenda, mailoutbox):
    crew = thread
    crew.sprint.goal = None
    if agenda.name in ("sprint_planning", "discovery"):
        crew.sprint.save(update_fields=["goal"])
    room = Room(crew, as_, agenda)
    mailoutbox.clear()
    room.go_through()

    held = room.now()
    assert held.closed_at is not None
    assert worded(held) == [
        (level, True, "adopted") for level in [*SETS.get(agenda.name, []), *REWORDS.get(agenda.name, [])]
    ]
    for item in held.items.exclude(decision=None).exclude(goal=None):
        assert item.goal.ties.filter(untied_at=None).exists() or item.level == "vision", item
    crew.sprint.refresh_from_db()
    if agenda.name in ("sprint_planning", "discovery"):
        assert crew.sprint.goal.version.statement.startswith("People eat better")
    if agenda.name == "sprint_review":
        assert (crew.sprint.ended_at is not None, crew.sprint.goal.closing.result) == (True, "met")
        card = Card.objects.get(words__startswith="Thought")
        place = reverse("workshops:minutes_card", args=["northwind", "lighter", held.pk, card.pk])
        room.browsers["di"].post(place, {"what": "candidate"})
        assert Candidate.objects.get().statement == card.words
    if agenda.name == "refinement":
        assert Task.objects.filter(sprint=crew.sprint, text__startswith="Thought no.").exists()
    if agenda.name == "retrospective":
        assert held.items.get(number=3).decision.agreement.words.startswith("People eat better")
    assert Action.objects.filter(kind="workshop", noun_id=held.pk).exists()

    # What was counted of each person is gone; those who were there, and they alone, have the summary.
    assert not Turn.objects.exists()
    assert set(Seat.objects.values_list("cards", "secret_cards", "secret_closing")) == {(0, "", "")}
    assert {one.to[0] for one in mailoutbox if "/minutes/" in one.body} == {
        crew.people[one].email for one in (*room.there, "fay")
    }
    minutes = room.browsers["ada"].get(reverse("workshops:minutes", args=["northwind", "lighter", held.pk]))
    assert minutes.status_code == 200
    assert "Do it after no." in minutes.content.decode()
