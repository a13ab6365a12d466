"""Calendars: addresses made and taken back, and what a program reads there, parsed again by another's parser."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldthread.chain.models import Closing, KeyResult, NamedPerson
from goldthread.checkins.models import Holiday, Rhythm
from goldthread.home.models import CalendarLink
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Membership
from goldthread.talk.models import Action
from goldthread.workshops import convening
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.planning import meeting

# Three weeks before clocks go forward in Berlin.
NOW = datetime(2027, 3, 8, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def hands():
    with clock.held(NOW) as hands:
        yield hands


def token_of(crew, short="cy", product=True):
    return CalendarLink.make(crew.organisation, crew.product if product else None, by=crew.people[short])[1]


def read(token, **head):
    return Client().get(f"/calendar/{token}.ics", **head)


def events(token):
    found = icalendar.Calendar.from_ical(read(token).content)
    return {str(one["uid"]).partition("@")[0]: one for one in found.walk("VEVENT")}


def measured(crew, name="Meals", goal="next", owner="cy", due=date(2027, 6, 30)):
    metric = Metric.add(crew.organisation, name, by=crew.ada)
    return KeyResult.set(crew.goals[goal], metric, by=crew.ada, owner_id=crew.people[owner].pk, due=due)


def every_week(crew, **more):
    said = {"every": "week", "weekday": 0, "time": time(10), "zone": "Europe/Berlin", "starts": date(2027, 3, 8)}
    return Rhythm.set(crew.product, by=crew.ada, **{**said, **more})


# --- what stands in it ---


def test_a_meeting_stands_in_it_for_those_who_have_a_seat_and_moves_with_each_change(hands, crew):
    plan = convening.Plan("Where to?", NOW + timedelta(days=3), crew.fay, {crew.cy: True}, {"name": "unanimity"})
    made = convening.convene(crew.product, BY_NAME["strategizing"], plan, by=crew.ada)
    own = token_of(crew, product=False)
    uid = f"workshop-{made.pk}"
    first = events(own)[uid]
    assert (str(first["summary"]), first["dtstart"].dt) == ("Where to?", made.starts_at)
    assert first["dtend"].dt - first["dtstart"].dt == timedelta(minutes=made.minutes)
    assert uid in events(token_of(crew))
    assert uid not in events(token_of(crew, "bo", product=False))

    later = made.starts_at + timedelta(days=7)
    meeting.change(made, title="Where to?", starts_at=later, facilitator=crew.fay, by=crew.ada)
    moved = events(own)[uid]
    assert moved["dtstart"].dt == later
    assert moved["sequence"] > first["sequence"]

    meeting.call_off(made, by=crew.ada)
    assert str(events(own)[uid]["status"]) == "CANCELLED"


def test_check_ins_keep_their_local_hour_over_the_change_of_the_clocks(hands, crew):
    every_week(crew)
    found = events(token_of(crew))
    before, after = (found[f"check-in-{crew.product.pk}-{day}"] for day in ("2027-03-22", "2027-03-29"))

    assert str(before["summary"]) == "Check-ins: Lighter"
    assert [one["dtstart"].dt.astimezone(UTC).hour for one in (before, after)] == [9, 8]
    assert before["dtstart"].params["TZID"] == "Europe/Berlin"
    assert before["dtend"].dt - before["dtstart"].dt == timedelta(minutes=30)
    zones = icalendar.Calendar.from_ical(read(token_of(crew)).content).walk("VTIMEZONE")
    assert [str(one["tzid"]) for one in zones] == ["Europe/Berlin"]


def test_due_days_and_ends_of_sprints_stand_on_their_whole_day(hands, crew):
    one = measured(crew)
    crew.goals["need"].reword(by=crew.ada, base=None, due=date(2027, 9, 1))
    found = events(token_of(crew))

    assert found[f"keyresult-{one.pk}"]["dtstart"].dt == date(2027, 6, 30)
    assert found[f"goal-{crew.goals['need'].pk}"]["dtstart"].dt == date(2027, 9, 1)
    assert str(found[f"keyresult-{one.pk}"]["transp"]) == "TRANSPARENT"
    assert f"/key-results/{one.pk}/" in str(found[f"keyresult-{one.pk}"]["url"])


def test_the_end_of_a_sprint_stands_in_it(crew):
    found = events(token_of(crew))

    assert found[f"sprint-{crew.sprint.pk}"]["dtstart"].dt == crew.sprint.ends
    assert str(found[f"sprint-{crew.sprint.pk}"]["summary"]) == "Sprint 1 of Orion ends"


def test_what_changes_keeps_its_uid_and_says_that_it_changed(hands, crew):
    one, token = measured(crew), token_of(crew)
    before = events(token)[f"keyresult-{one.pk}"]
    hands.on(days=1)
    one.refresh_from_db()
    one.change(by=crew.ada, in_pivot=True, due=date(2027, 7, 31))
    after = events(token)[f"keyresult-{one.pk}"]

    assert after["dtstart"].dt == date(2027, 7, 31)
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt == before["last-modified"].dt + timedelta(days=1)


def test_what_is_no_longer_due_is_cancelled(hands, crew):
    one, token = measured(crew), token_of(crew)
    two = measured(crew, "Sleep", "business")
    assert str(events(token)[f"keyresult-{one.pk}"]["status"]) == "CONFIRMED"
    one.leave(by=crew.ada)
    crew.goals["business"].close(Closing.Result.LET_GO, by=crew.ada)
    found = events(token)

    assert [str(found[f"keyresult-{pk}"]["status"]) for pk in (one.pk, two.pk)] == ["CANCELLED", "CANCELLED"]


def test_another_rhythm_cancels_the_days_that_the_one_before_foresaw_and_a_holiday_moves_a_day(hands, crew):
    every_week(crew)
    token = token_of(crew)
    before = events(token)
    every_week(crew, weekday=2, starts=date(2027, 4, 1))
    Holiday.keep(crew.organisation, {date(2027, 3, 29): "Easter Monday"}, by=crew.ada)
    found = events(token)

    def uid(day):
        return f"check-in-{crew.product.pk}-{day}"

    assert str(found[uid("2027-04-05")]["status"]) == "CANCELLED"
    assert found[uid("2027-04-05")]["sequence"] > before[uid("2027-04-05")]["sequence"]
    assert str(found[uid("2027-04-07")]["status"]) == "CONFIRMED"
    assert found[uid("2027-03-29")]["dtstart"].dt.date() == date(2027, 3, 30)


def test_ones_own_calendar_holds_what_is_ones_own(hands, crew):
    mine, other = measured(crew), measured(crew, "Sleep", owner="di")
    made = Action.take_on(mine, "Call", owner=crew.cy, by=crew.cy, due=date(2027, 3, 20))
    every_week(crew)
    found = events(token_of(crew, product=False))

    assert {f"keyresult-{mine.pk}", f"action-{made.pk}", f"check-in-{crew.product.pk}-2027-03-15"} <= set(found)
    assert f"keyresult-{other.pk}" not in found


# --- whose it is ---


def test_a_restricted_goal_stands_only_in_the_calendars_of_who_is_named(hands, crew):
    one = measured(crew, "Secret meals", "business")
    NamedPerson.restrict(crew.goals["business"], [crew.cy], by=crew.ada, because="A merger.")

    assert f"keyresult-{one.pk}" in events(token_of(crew, "cy"))
    assert b"Secret meals" not in read(token_of(crew, "di")).content
    assert b"Secret meals" not in read(token_of(crew, "di", product=False)).content


def test_an_address_holds_until_a_new_one_is_made_or_it_is_taken_back(hands, crew):
    first = token_of(crew)
    assert read(first).status_code == 200
    second = token_of(crew)
    assert [read(one).status_code for one in (first, second)] == [404, 200]

    CalendarLink.end(crew.organisation, crew.product, by=crew.cy)
    assert read(second).status_code == 404
    assert not CalendarLink.objects.filter(token_digest=second).exists()


def test_who_has_left_reads_nothing_more(hands, crew):
    token = token_of(crew)
    Membership.objects.filter(person=crew.cy).delete()

    assert read(token).status_code == 404


@pytest.mark.parametrize("token", ["nothing", "1-nothing", "99999999999999999999-x", "٣-x", "1-" + "x" * 100])
def test_an_address_that_never_was_leads_nowhere(crew, token):
    assert read(token).status_code == 404


def test_guests_have_no_calendar(crew, as_):
    assert as_("gus").get("/northwind/lighter/calendar/").status_code == 403
    assert read(CalendarLink.make(crew.organisation, crew.product, by=crew.gus)[1]).status_code == 404


# --- at the door ---


def test_the_address_is_shown_once_where_it_was_made(crew, as_):
    cy = as_("cy")
    for page in ("/northwind/lighter/calendar/", "/me/calendar/"):
        said = {"organisation": "northwind"}
        assert cy.post(page, said).status_code == 303
        first, second = (cy.get(page).content.decode() for _each in range(2))
        assert "http://localhost:8000/calendar/" in first
        assert "http://localhost:8000/calendar/" not in second
        assert "New address" in second
        cy.post(page, {**said, "end": "1"})
        assert "Make an address" in cy.get(page).content.decode()


def test_it_is_found_in_the_account_and_at_the_product(crew, as_):
    assert "/me/calendar/" in as_("cy").get("/me/").content.decode()
    assert "/northwind/lighter/calendar/" in as_("cy").get("/northwind/products/lighter/").content.decode()
    assert "/northwind/lighter/calendar/" not in as_("gus").get("/northwind/products/lighter/").content.decode()


def test_nothing_changed_costs_no_bytes(hands, crew):
    measured(crew)
    token = token_of(crew)
    first = read(token)
    hands.on(hours=1)
    again = read(token, headers={"If-None-Match": first["ETag"]})
    crew.goals["need"].reword(by=crew.ada, base=None, due=date(2027, 9, 1))
    changed = read(token, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_a_program_that_asks_without_end_is_held_back(crew, monkeypatch):
    from goldthread.home.feeds import views

    monkeypatch.setattr(views, "AN_HOUR", 3)
    token = token_of(crew)

    assert [read(token).status_code for _each in range(4)] == [200, 200, 200, 429]


def test_a_calendar_costs_the_same_queries_for_few_and_many(hands, crew):
    every_week(crew)
    tokens = [token_of(crew), token_of(crew, product=False)]

    def counted():
        with CaptureQueriesContext(connection) as queries:
            for token in tokens:
                assert read(token).status_code == 200
        return len(queries)

    measured(crew)
    Action.take_on(crew.goals["next"], "Call", owner=crew.cy, by=crew.cy, due=date(2027, 3, 20))
    few = counted()
    for number in range(5):
        measured(crew, f"Number {number}")
        Action.take_on(crew.goals["next"], f"Call {number}", owner=crew.cy, by=crew.cy, due=date(2027, 3, 20))
    assert counted() == few
