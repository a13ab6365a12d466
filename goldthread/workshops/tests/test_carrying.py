"""What is carried out of the room while the meeting goes on: actions, the list of the sprint, how its goal came out."""

from datetime import timedelta

import pytest

from goldthread.boards.models import Sprint, Task
from goldthread.chain.models import KeyResult, NamedPerson
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.talk.models import Action
from goldthread.workshops import convening, course, facts, floor, seating, table
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.models import Card, Cluster, Turn, Workshop
from goldthread.workshops.rules import Kind


def meeting(crew, name, days=1):
    plan = convening.Plan(
        title=name,
        starts_at=clock.now() + timedelta(days=days),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.bo: False, crew.cy: True, crew.di: False},
        rule={"name": "unanimity"},
    )
    return convening.convene(crew.product, BY_NAME[name], plan, by=crew.ada)


def at(crew, made, kind, item=None):
    """The same, begun, everybody there, in the first phase of this kind (of an item with this number)."""
    course.begin(made, by=crew.fay)
    for person in (crew.fay, crew.ada, crew.bo, crew.cy, crew.di):
        seating.arrive(made, person)
        seating.promise(made.held(), person)
    while not ((now := made.held()).phase.kind == kind and (item is None or (now.item and now.item.number == item))):
        course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)
    return made.held()


def post(as_, who, of, what, **said):
    return as_(who).post(f"/northwind/lighter/workshops/{of.pk}/{what}/", said, headers={"HX-Request": "true"})


@pytest.fixture
def key_results(crew):
    made = []
    for name, owner in (("Members", crew.cy), ("Meals", crew.di)):
        metric = Metric.add(crew.organisation, name, by=crew.ada)
        made.append(KeyResult.set(crew.goals["next"], metric, by=crew.ada, target=9, owner_id=owner.pk))
    return made


def test_the_owner_of_a_key_result_has_the_word_first(crew, key_results):
    now = at(crew, meeting(crew, "check_in"), Kind.DISCUSS, item=2)
    assert now.speaking.seat.person == crew.cy

    floor.ask_for_it(now, now.seats.get(person=crew.bo))
    course.advance(now.held(), by=crew.fay, leaving=now.phase_id, passing_over=True)
    assert made_to_speak(now) == crew.di


def test_an_owner_who_comes_late_speaks_next_and_interrupts_nobody(crew, key_results):
    now = at(crew, meeting(crew, "check_in"), Kind.DISCUSS, item=1)
    seating.leave(now, now.seats.get(person=crew.cy), by=crew.cy)
    course.advance(now.held(), by=crew.fay, leaving=now.phase_id, passing_over=True)
    now = now.held()
    assert now.speaking is None
    for one in (crew.bo, crew.di):
        floor.ask_for_it(now, now.seats.get(person=one))
    floor.next_speaker(now)

    seating.arrive(now, crew.cy)
    assert made_to_speak(now) == crew.bo
    assert [one.seat.person for one in floor.in_line(now.held())] == [crew.cy, crew.di]
    # Sitting down once more, they stand there once.
    seating.leave(now, now.seats.get(person=crew.cy), by=crew.cy)
    seating.arrive(now, crew.cy)
    assert [one.seat.person for one in floor.in_line(now.held())] == [crew.cy, crew.di]


def test_an_owner_who_comes_late_has_the_word_where_nobody_has_it(crew, key_results):
    now = at(crew, meeting(crew, "check_in"), Kind.DISCUSS, item=1)
    seating.leave(now, now.seats.get(person=crew.cy), by=crew.cy)
    course.advance(now.held(), by=crew.fay, leaving=now.phase_id, passing_over=True)
    seating.arrive(now.held(), crew.cy)
    assert made_to_speak(now) == crew.cy


def made_to_speak(of):
    return Workshop.objects.get(pk=of.pk).speaking.seat.person


def test_an_owner_who_is_not_there_is_waited_for_by_nobody(crew, key_results):
    made = meeting(crew, "check_in")
    course.begin(made, by=crew.fay)
    seating.arrive(made, crew.fay)
    while made.held().item is None or made.held().item.number != 2:
        now = made.held()
        course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)
    assert made.held().speaking is None
    assert not Turn.objects.filter(phase=made.held().phase).exists()


def test_a_check_in_meeting_begins_with_what_moved_what_is_in_the_way_and_what_is_due(crew, key_results):
    Action.take_on(
        crew.goals["next"], "Ask the clinic", owner=crew.cy, due=crew.sprint.starts - timedelta(days=9), by=crew.ada
    )
    now = at(crew, meeting(crew, "check_in"), Kind.DISCUSS)

    found = table.shown(now, 0)["matter"]

    assert now.item.number == 1
    lines = {str(one["title"]): [line["what"] for line in one["lines"]] for one in found["parts"]}
    assert lines["Actions that are overdue"] == ["Ask the clinic"]


def test_what_is_kept_to_some_does_not_lie_on_the_table(crew, key_results):
    Action.take_on(
        crew.goals["next"], "Ask the clinic", owner=crew.cy, due=crew.sprint.starts - timedelta(days=9), by=crew.ada
    )
    now = at(crew, meeting(crew, "check_in"), Kind.DISCUSS)
    NamedPerson.restrict(crew.goals["next"], [crew.ada, crew.fay], by=crew.ada, because="Not yet.")

    assert facts.shown(now, now.item.pk)["parts"] == []


def test_an_action_is_taken_on_in_the_room_and_comes_back_in_the_next_meeting_of_its_kind(crew, as_):
    first = meeting(crew, "retrospective")
    now = at(crew, first, Kind.DISCUSS)

    assert post(as_, "cy", now, "actions", words="Write it down", owner=crew.cy.pk, due="").status_code == 200
    assert post(as_, "cy", now, "actions", words="Do that", owner=crew.ada.pk, due="").status_code == 422
    assert post(as_, "fay", now, "actions", words="Do that", owner=crew.ada.pk, due="").status_code == 200

    assert [one["words"] for one in table.shown(now.held(), 0)["taken_on"]] == ["Write it down", "Do that"]
    Action.objects.get(words="Do that").end("done", by=crew.ada)
    again = at(crew, meeting(crew, "retrospective", days=15), Kind.ARRIVE)
    assert [one["words"] for one in table.shown(again, 0)["still_open"]] == ["Write it down"]
    other = at(crew, meeting(crew, "sprint_review", days=15), Kind.ARRIVE)
    assert table.shown(other, 0)["still_open"] == []


def test_what_is_taken_on_about_a_goal_stands_on_its_page_and_is_kept_with_it(crew, as_, key_results):
    checked = at(crew, meeting(crew, "check_in"), Kind.DISCUSS, item=2)
    post(as_, "cy", checked, "actions", words="Ask the cooks", owner=crew.cy.pk)
    of_one = meeting(crew, "strategy_review", days=2)
    of_one.items.filter(number=1).update(goal=crew.goals["next"])
    post(as_, "cy", at(crew, of_one, Kind.DISCUSS, item=1), "actions", words="Ask the nurses", owner=crew.cy.pk)

    goal, key_result = crew.goals["next"].pk, checked.item.matter.noun_id
    assert list(Action.objects.order_by("pk").values_list("words", "goal_id", "key_result_id")) == [
        ("Ask the cooks", goal, key_result),
        ("Ask the nurses", goal, None),
    ]
    NamedPerson.restrict(crew.goals["next"], [crew.ada, crew.cy], by=crew.ada, because="Not yet.")
    assert "Ask the" in as_("cy").get("/northwind/lighter/actions/").content.decode()
    assert "Ask the" not in as_("bo").get("/northwind/lighter/actions/").content.decode()
    again = at(crew, meeting(crew, "check_in", days=15), Kind.ARRIVE)
    assert table.shown(again, 0)["still_open"] == []


def test_a_sprint_review_shows_what_was_done_and_scores_the_goal(crew, as_):
    Task.add(crew.sprint, "Read a bar code", by=crew.cy).move("done", by=crew.cy)
    Task.add(crew.sprint, "Guess a portion", by=crew.cy)
    now = at(crew, meeting(crew, "sprint_review"), Kind.DISCUSS)
    columns = {one["state"]: one["tasks"] for one in table.shown(now, 0)["matter"]["columns"]}
    assert columns == {"done": ["Read a bar code"], "doing": [], "to_do": ["Guess a portion"]}
    assert post(as_, "cy", now, "scoring", result="partly", learned="").status_code == 404

    last = at(crew, now, Kind.DISCUSS, item=3)
    assert "Score it" in as_("cy").get(f"/northwind/lighter/workshops/{last.pk}/carry/").content.decode()
    assert "Score it" not in as_("di").get(f"/northwind/lighter/workshops/{last.pk}/carry/").content.decode()
    assert post(as_, "di", last, "scoring", result="met", learned="").status_code == 403
    assert post(as_, "cy", last, "scoring", result="partly", learned="Fewer at once").status_code == 200

    assert table.shown(last.held(), 0)["matter"]["result"] == "partly met"
    assert Sprint.objects.get(pk=crew.sprint.pk).ended_at is not None


def test_refinement_writes_to_the_list_of_the_sprint(crew, as_):
    now = at(crew, meeting(crew, "refinement"), Kind.DISCUSS, item=2)
    group = Cluster.objects.create(organisation=crew.organisation, item=now.item, title="Portions")
    for words, cluster in (("Guess it", group), ("Weigh it", group), ("Read a bar code", None)):
        Card.objects.create(organisation=crew.organisation, item=now.item, words=words, cluster=cluster)

    post(as_, "cy", now, "list")
    post(as_, "cy", now, "list")

    assert sorted(Task.objects.filter(sprint=crew.sprint).values_list("text", flat=True)) == [
        "Portions",
        "Read a bar code",
    ]
