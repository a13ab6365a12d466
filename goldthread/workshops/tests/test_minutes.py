"""What stays of a meeting: minutes, actions, candidates, who may read it, and the hours it took."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldthread.boards.models import Sprint, Task
from goldthread.chain.models import Candidate, NamedPerson
from goldthread.kit import clock
from goldthread.people.models import GuestLink
from goldthread.talk.models import Action
from goldthread.workshops import convening
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.minutes.hours import hours
from goldthread.workshops.models import Card, Cluster, GuestInvitation, LastMoment, Seat, Workshop

ACTIONS = "/northwind/lighter/actions/"


@pytest.fixture
def held(crew):
    """A sprint review that is over: Ada, Cy and Di were there, Bo was invited."""
    plan = convening.Plan(
        title="Sprint 1, looked at",
        starts_at=clock.now(),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.cy: True, crew.di: False, crew.bo: False},
        rule={"name": "unanimity"},
    )
    made = convening.convene(crew.product, BY_NAME["sprint_review"], plan, by=crew.ada)
    now = clock.now()
    Seat.objects.filter(workshop=made, person__in=[crew.ada, crew.cy, crew.di]).update(arrived_at=now)
    Workshop.objects.filter(pk=made.pk).update(
        began_at=now - timedelta(hours=1), closed_at=now, coverage=100, evenness=71
    )
    item = made.items.get(number=2)
    cluster = Cluster.objects.create(organisation=crew.organisation, item=item, title="In the kitchen")
    for words, of in (("Cook together", cluster), ("Plan the week", cluster), ("Faster search", None)):
        Card.objects.create(organisation=crew.organisation, item=item, words=words, cluster=of)
    made.refresh_from_db()
    return made


def address(of, name, **more):
    return reverse(f"workshops:{name}", kwargs={"organisation": "northwind", "product": "lighter", "pk": of.pk, **more})


def card_of(held, words):
    return address(held, "minutes_card", card=Card.objects.get(words=words).pk)


def test_minutes_write_themselves(held, as_):
    page = as_("cy").get(address(held, "minutes")).content.decode()
    for words in (
        "In the kitchen",
        "Cook together",
        "Faster search",
        "Ada Lopez, Cy Okafor, Di Marin",
        "Bo Winter",
        "71",
    ):
        assert words in page


def test_who_was_not_invited_reads_them_only_when_all_who_were_there_agreed(held, as_):
    assert as_("eve").get(address(held, "minutes")).status_code == 403
    for short in ("ada", "cy"):
        as_(short).post(address(held, "minutes_consent"))
    assert as_("eve").get(address(held, "minutes")).status_code == 403
    as_("di").post(address(held, "minutes_consent"))
    assert as_("eve").get(address(held, "minutes")).status_code == 200
    as_("di").post(address(held, "minutes_consent"), {"take_back": "1"})
    assert as_("eve").get(address(held, "minutes")).status_code == 403


def test_an_action_of_a_meeting_comes_back_to_whoever_took_it_on(crew, held, as_):
    said = {"words": "Ask the kitchen", "owner": crew.cy.pk, "due": "2099-01-05"}
    as_("ada").post(address(held, "minutes_actions"), said)
    made = Action.objects.get()
    assert (made.owner, made.kind, made.noun_id) == (crew.cy, "workshop", held.pk)
    assert "Ask the kitchen" in as_("cy").get(address(held, "minutes")).content.decode()


def test_the_list_of_actions_names_a_meeting_only_to_who_reads_its_minutes(crew, held, as_):
    Action.take_on(held, "Ask the kitchen", owner=crew.cy, by=crew.ada)
    link = f'<a class="link" href="{address(held, "minutes")}">from the meeting “Sprint 1, looked at”</a>'

    def named_to(short):
        page = as_(short).get(ACTIONS).content.decode()
        assert "Ask the kitchen" in page
        assert (link in page) == ("Sprint 1, looked at" in page)
        return link in page

    assert named_to("bo")
    assert not named_to("eve")
    for short in ("ada", "cy", "di"):
        as_(short).post(address(held, "minutes_consent"))
    assert named_to("eve")

    held.items.filter(number=1).update(goal=crew.goals["next"])
    NamedPerson.restrict(crew.goals["next"], [crew.cy], by=crew.ada, because="A merger.")
    assert named_to("cy")
    assert not named_to("eve")
    assert not named_to("bo")


def test_a_meeting_that_goes_on_and_a_guest_by_link_are_told_of_no_minutes(crew, held, as_):
    Action.take_on(held, "Ask the kitchen", owner=crew.cy, by=crew.ada)
    link, token = GuestLink.make(crew.product, "Nadia", by=crew.ada)
    GuestInvitation.send(held, link, by=crew.ada)
    guest = Client()
    guest.get(reverse("people:guest", args=[token]))
    assert "Sprint 1, looked at" not in guest.get(ACTIONS).content.decode()

    assert address(held, "minutes") in as_("cy").get(ACTIONS).content.decode()
    Workshop.objects.filter(pk=held.pk).update(closed_at=None)
    assert "Sprint 1, looked at" not in as_("cy").get(ACTIONS).content.decode()


def test_the_list_of_actions_asks_as_much_for_many_meetings_as_for_one(crew, held, as_, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cy = as_("cy")
    Action.take_on(held, "Ask the kitchen", owner=crew.cy, by=crew.ada)
    cy.get(ACTIONS)
    with CaptureQueriesContext(connection) as few:
        cy.get(ACTIONS)
    plan = convening.Plan(
        title="Once more",
        starts_at=clock.now(),
        facilitator=crew.fay,
        invited={crew.cy: True},
        rule={"name": "unanimity"},
    )
    for _each in range(5):
        one = convening.convene(crew.product, BY_NAME["check_in"], plan, by=crew.ada)
        Workshop.objects.filter(pk=one.pk).update(began_at=one.starts_at, closed_at=one.starts_at)
        Action.take_on(one, "Ask again", owner=crew.cy, by=crew.ada)
    with django_assert_num_queries(len(few)):
        assert cy.get(ACTIONS).content.decode().count("Once more") == 5


def test_feedback_becomes_a_candidate_once(held, as_):
    for _twice in range(2):
        as_("di").post(card_of(held, "Cook together"), {"what": "candidate"})
    made = Candidate.objects.get()
    assert made.statement == "Cook together"
    assert "Sprint 1, looked at" in made.why


def test_a_card_goes_to_the_list_of_the_sprint_by_its_team_alone(held, as_):
    assert as_("di").post(card_of(held, "Plan the week"), {"what": "task"}).status_code == 403
    as_("cy").post(card_of(held, "Plan the week"), {"what": "task"})
    assert [one.text for one in Task.objects.all()] == ["Plan the week"]


def test_somebody_who_was_not_there_carries_nothing_on(held, as_):
    assert as_("bo").post(card_of(held, "Plan the week"), {"what": "candidate"}).status_code == 403


def test_minutes_ask_as_many_questions_for_many_cards_as_for_few(crew, held, as_, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ada = as_("ada")
    ada.get(address(held, "minutes"))
    with CaptureQueriesContext(connection) as few:
        ada.get(address(held, "minutes"))
    item = held.items.get(number=2)
    Card.objects.bulk_create(
        Card(organisation=crew.organisation, item=item, words=f"One more {number}", signed_by=crew.cy)
        for number in range(30)
    )
    with django_assert_num_queries(len(few)):
        ada.get(address(held, "minutes"))


def test_hours_count_from_when_somebody_came_to_when_they_left():
    begun = clock.now()
    row = {
        "arrived_at": begun + timedelta(minutes=15),
        "left_at": begun + timedelta(minutes=45),
        "workshop__began_at": begun,
        "ended": begun + timedelta(hours=2),
    }
    assert hours(row) == 0.5
    assert hours({**row, "left_at": None}) == 1.75


def test_of_a_month_in_which_fewer_than_five_met_no_figure_of_the_group_is_shown(crew, held, as_):
    Seat.objects.filter(workshop=held).exclude(arrived_at=None).update(arrived_at=held.began_at)
    url = reverse("workshops:hours", args=["northwind", "lighter"])
    few = as_("cy").get(url).content.decode()
    assert "1.0" in few
    assert "3.0" not in few

    Seat.objects.filter(workshop=held).update(arrived_at=held.began_at)
    assert "5.0" in as_("cy").get(url).content.decode()


def test_a_meeting_over_days_takes_nobodys_hours_and_one_that_was_broken_off_does(crew, held, as_):
    Seat.objects.filter(workshop=held).exclude(arrived_at=None).update(arrived_at=held.began_at)
    Workshop.objects.filter(pk=held.pk).update(closed_at=None, aborted_at=held.closed_at)
    url = reverse("workshops:hours", args=["northwind", "lighter"])
    assert "1.0" in as_("cy").get(url).content.decode()

    LastMoment.objects.create(organisation=crew.organisation, phase=held.phases.first(), at=held.closed_at)
    assert "1.0" not in as_("cy").get(url).content.decode()


def test_guests_by_link_and_who_has_left_do_not_keep_the_minutes_from_others(crew, held, as_):
    link, _token = GuestLink.make(crew.product, "Nadia", by=crew.ada)
    GuestInvitation.send(held, link, by=crew.ada)
    guest = link.come_in()[0].person
    Seat.objects.create(organisation=crew.organisation, workshop=held, person=guest, arrived_at=held.began_at)
    for short in ("ada", "cy"):
        as_(short).post(address(held, "minutes_consent"))
    assert "2 of 3 have agreed" in as_("ada").get(address(held, "minutes")).content.decode()
    assert as_("eve").get(address(held, "minutes")).status_code == 403
    room = address(held, "room")
    assert "Minutes" not in as_("eve").get(room).content.decode()

    crew.di.memberships.all().delete()
    assert as_("eve").get(address(held, "minutes")).status_code == 200
    assert address(held, "minutes") in as_("eve").get(room).content.decode()


def test_its_team_says_on_the_minutes_of_the_review_how_the_sprint_goal_came_out(crew, held, as_):
    ending = reverse("boards:sprint_end", args=["northwind", "lighter", crew.sprint.pk])
    assert f'action="{ending}"' not in as_("di").get(address(held, "minutes")).content.decode()
    assert f'action="{ending}"' in as_("cy").get(address(held, "minutes")).content.decode()

    as_("cy").post(ending, {f"end-{crew.sprint.pk}-result": "partly"})

    crew.sprint.refresh_from_db()
    assert crew.sprint.ended_at is not None
    assert f'action="{ending}"' not in as_("cy").get(address(held, "minutes")).content.decode()


def test_a_card_becomes_a_goal_that_is_tied_into_the_thread_at_once(held, crew, as_):
    place = card_of(held, "Cook together")

    as_("ada").post(place, {"what": "product_goal"})
    as_("ada").post(place, {"what": "product_goal"})

    goal = crew.product.goals.get(version__statement="Cook together")
    assert goal.level == "product_goal"
    assert [one.parent for one in goal.ties.all()] == [crew.goals["need"]]
    page = as_("ada").get(address(held, "minutes")).content.decode()
    assert f"Goal no. {goal.number}" in page


def test_only_who_may_set_goals_of_a_level_makes_one_of_a_card(held, crew, as_):
    assert as_("cy").post(card_of(held, "Cook together"), {"what": "user_goal"}).status_code == 403
    assert "As a user goal" not in as_("cy").get(address(held, "minutes")).content.decode()
    assert "As a user goal" in as_("ada").get(address(held, "minutes")).content.decode()


def test_a_card_becomes_the_goal_of_a_sprint_that_has_none(held, crew, as_):
    place = card_of(held, "Plan the week")
    assert as_("cy").post(place, {"what": "sprint_goal"}).status_code == 403

    Sprint.objects.filter(pk=crew.sprint.pk).update(goal=None)
    as_("cy").post(place, {"what": "sprint_goal"})

    crew.sprint.refresh_from_db()
    assert crew.sprint.goal.version.statement == "Plan the week"
    assert [one.parent for one in crew.sprint.goal.ties.all()] == [crew.goals["next"]]


def test_the_summary_goes_to_those_who_were_there_and_to_nobody_else(crew, mailoutbox):
    from goldthread.workshops import course
    from goldthread.workshops.rules import Kind
    from goldthread.workshops.tests.test_carrying import at, meeting

    of = meeting(crew, "check_in")
    Action.take_on(of, "Write it down", owner=crew.cy, by=crew.ada)
    now = at(crew, of, Kind.CLOSING)
    mailoutbox.clear()

    course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)

    told = {one.to[0] for one in mailoutbox}
    assert told == {person.email for person in (crew.ada, crew.bo, crew.cy, crew.di, crew.fay)}
    assert crew.eve.email not in told
    assert all("Write it down" in one.body for one in mailoutbox)
    assert all(f"/workshops/{of.pk}/minutes/" in one.body for one in mailoutbox)
