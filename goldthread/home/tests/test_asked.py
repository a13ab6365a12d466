"""Who is asked when: notices and mails by a held clock, with loops that are late, quiet hours, leave, and clocks that jump."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from goldthread.chain.models import Closing, KeyResult, NamedPerson
from goldthread.checkins.models import Asked, CheckIn, Holiday, Rhythm, Waking, Words
from goldthread.checkins.rhythm import asking, overdue
from goldthread.home.notices import mails
from goldthread.journal import notices
from goldthread.journal.models import Notice
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Membership, StandIn
from goldthread.talk.models import Action

BERLIN = ZoneInfo("Europe/Berlin")


def at(day, hour=10, minute=0, zone=BERLIN):
    return datetime.combine(day, time(hour, minute), zone)


@pytest.fixture
def hands():
    # Two weeks before clocks go back in Berlin.
    with clock.held(at(date(2026, 10, 11))) as hands:
        yield hands


def measured(crew, name="Meals", goal="next", owner=None):
    """A key result whose owner has heard already that it is theirs."""
    metric = Metric.add(crew.organisation, name, by=crew.ada)
    numbers = {"baseline": Decimal(0), "target": Decimal(80), "starts": date(2026, 9, 1), "due": date(2027, 3, 31)}
    made = KeyResult.set(crew.goals[goal], metric, by=crew.ada, owner_id=(owner or crew.cy).pk, **numbers)
    Notice.objects.all().delete()
    return made


@pytest.fixture
def meals(crew, hands):
    made = measured(crew)
    Notice.objects.all().delete()
    return made


def every_monday(crew, **more):
    said = {
        "every": "week",
        "weekday": 0,
        "time": time(10),
        "zone": "Europe/Berlin",
        "starts": date(2026, 10, 12),
        "digest_hours": None,
    }
    return Rhythm.set(crew.product, by=crew.ada, **{**said, **more})


def sweep(moment=None):
    """What a loop does at this moment; gives who was told by notice since."""
    now = moment or clock.now()
    asking.sweep(now)
    overdue.sweep(now)
    mails.sweep(now)


def asked(crew, kind="check_in"):
    names = {person.pk: short for short, person in crew.people.items()}
    rows = Notice.objects.filter(kind=kind).order_by("at", "pk")
    return [(names[one.person_id], one.fact) for one in rows]


def to(person):
    return [one for one in mail.outbox if one.to == [person.email]]


def through(hands, until, minutes=60):
    """Let the loop run from now until a moment."""
    while clock.now() < until:
        sweep()
        hands.on(minutes=minutes)


# --- once, and in time ---


def test_the_owner_is_asked_once_a_day_before_and_the_mail_leads_to_the_form(hands, crew, meals):
    every_monday(crew, starts=date(2026, 10, 19))
    through(hands, at(date(2026, 10, 18), 10))
    assert asked(crew) == []

    sweep()
    sweep()
    hands.on(hours=30)
    sweep()

    assert asked(crew) == [("cy", "2026-10-19")]
    (told,) = to(crew.cy)
    assert told.subject == "Check-ins on Lighter are due on Monday 19 October"
    assert "Meals, of “Understand what I eat and how it affects me”" in told.body
    assert f"/goals/{meals.goal.number}/key-results/{meals.pk}/check-in/" in told.body
    assert "List-Unsubscribe" in told.extra_headers


def test_all_key_results_of_one_person_stand_in_one_mail(hands, crew, meals):
    measured(crew, "Sleep")
    measured(crew, "Walks", owner=crew.di)
    every_monday(crew)
    sweep()

    assert asked(crew) == [("cy", "2026-10-12"), ("di", "2026-10-12")]
    assert [("Meals" in one.body, "Sleep" in one.body, "Walks" in one.body) for one in to(crew.cy)] == [
        (True, True, False)
    ]


def test_every_due_day_asks_once_over_the_change_of_the_clocks_at_the_same_local_hour(hands, crew, meals):
    every_monday(crew, remind_hours=0)
    through(hands, at(date(2026, 11, 10)), minutes=30)
    rows = Notice.objects.filter(kind="check_in").order_by("at")

    assert [one.fact for one in rows] == ["2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09"]
    assert {one.at.astimezone(BERLIN).time() for one in rows} == {time(10)}
    assert [one.at.astimezone(UTC).hour for one in rows] == [8, 8, 9, 9, 9]
    assert len(to(crew.cy)) == 5


@pytest.mark.parametrize(
    ("zone", "day", "hour", "minute"),
    [("Europe/Berlin", date(2027, 3, 28), 2, 30), ("America/New_York", date(2026, 11, 1), 1, 30), ("Australia/Lord_Howe", date(2027, 4, 4), 1, 45)],
)  # fmt: skip
def test_a_time_that_is_skipped_or_comes_twice_asks_once(hands, crew, meals, zone, day, hour, minute):
    hands.to(at(day - timedelta(days=3)))
    Rhythm.set(crew.product, by=crew.ada, every="week", weekday=day.weekday(), time=time(hour, minute), zone=zone, starts=day - timedelta(days=1), remind_hours=0, digest_hours=None)  # fmt: skip
    through(hands, at(day + timedelta(days=2)), minutes=15)

    assert asked(crew) == [("cy", day.isoformat())]


def test_who_has_checked_in_is_not_asked(hands, crew, meals):
    every_monday(crew)
    hands.to(at(date(2026, 10, 16)))
    CheckIn.check_in(meals, by=crew.cy, value=Decimal(5), words=Words(7), by_owner=True)
    through(hands, at(date(2026, 10, 20)), minutes=240)
    assert ("cy", "2026-10-19") not in asked(crew)

    through(hands, at(date(2026, 10, 27)), minutes=240)
    assert ("cy", "2026-10-26") in asked(crew)


def test_who_checks_in_while_the_mail_waits_gets_none(hands, crew, meals):
    every_monday(crew)
    notices.choose(crew.cy.pk, [], rhythm="at_once", quiet=(time(9), time(20)))
    sweep()
    assert to(crew.cy) == []
    assert Notice.objects.filter(kind="check_in").exists()
    CheckIn.check_in(meals, by=crew.cy, value=Decimal(5), words=Words(7), by_owner=True)
    hands.on(hours=12)
    sweep()

    assert to(crew.cy) == []


def test_quiet_hours_hold_the_mail_back_and_a_kind_that_is_turned_off_stays_away(hands, crew, meals):
    measured(crew, "Sleep", owner=crew.di)
    every_monday(crew)
    notices.choose(crew.cy.pk, [], rhythm="at_once", quiet=(time(9), time(20)))
    notices.silence(crew.di.pk, asking.CHECK_IN, notices.MAIL)
    sweep()
    assert (to(crew.cy), to(crew.di)) == ([], [])

    hands.on(hours=11)
    sweep()
    assert len(to(crew.cy)) == 1
    assert to(crew.di) == []
    assert ("di", "2026-10-12") in asked(crew)


def test_a_loop_that_was_down_tells_of_one_day_and_not_of_all_that_passed(hands, crew, meals):
    every_monday(crew, starts=date(2026, 10, 12))
    hands.to(at(date(2026, 11, 4)))
    sweep()
    sweep()

    assert asked(crew) == [("cy", "2026-11-02")]
    hands.to(at(date(2026, 11, 8)))
    sweep()
    assert asked(crew) == [("cy", "2026-11-02"), ("cy", "2026-11-09")]


def test_who_owns_something_new_on_the_last_day_is_asked_too_and_nobody_twice(hands, crew, meals):
    every_monday(crew)
    sweep()
    # Making it clears what was told before.
    other = measured(crew, "Sleep", owner=crew.di)
    KeyResult.objects.filter(pk=other.pk).update(set_at=at(date(2026, 10, 1)))
    hands.on(hours=24)
    sweep()

    assert asked(crew) == [("di", "2026-10-12")]
    assert Asked.objects.count() == 2


def test_a_due_day_that_moves_after_people_were_asked_is_not_asked_for_again(hands, crew, meals):
    every_monday(crew, starts=date(2026, 10, 19), remind_hours=72)
    hands.to(at(date(2026, 10, 16)))
    sweep()
    Holiday.keep(crew.organisation, {date(2026, 10, 19): "Company day"}, by=crew.ada)
    through(hands, at(date(2026, 10, 21)), minutes=120)

    assert asked(crew) == [("cy", "2026-10-19")]


def test_no_rhythm_asks_nobody(hands, crew, meals):
    every_monday(crew, every="never")
    through(hands, at(date(2026, 10, 20)), minutes=240)

    assert asked(crew) == []
    assert Waking.objects.get().wakes_at is None


# --- who ---


def test_whoever_stands_in_is_asked_in_the_place_of_who_is_away(hands, crew, meals):
    StandIn.arrange(crew.organisation, crew.cy, crew.bo, starts=date(2026, 10, 10), ends=date(2026, 10, 20), by=crew.cy)
    every_monday(crew)
    sweep()

    assert asked(crew) == [("bo", "2026-10-12")]
    assert "Meals" in to(crew.bo)[0].body


def test_nobody_is_asked_for_what_is_hidden_from_them_closed_or_left(hands, crew, meals):
    StandIn.arrange(crew.organisation, crew.cy, crew.bo, starts=date(2026, 10, 10), ends=date(2026, 10, 20), by=crew.cy)
    NamedPerson.restrict(crew.goals["next"], [crew.cy], by=crew.ada, because="A merger.")
    measured(crew, "Sleep", "business", owner=crew.di)
    crew.goals["business"].close(Closing.Result.MET, by=crew.ada)
    every_monday(crew)
    sweep()
    assert asked(crew) == []


def test_who_left_the_organisation_is_not_asked(hands, crew, meals):
    Membership.objects.filter(person=crew.cy).delete()
    every_monday(crew)
    sweep()

    assert asked(crew) == []


# --- what moved ---


def test_everybody_of_the_product_is_told_what_moved_in_time_for_the_meeting(hands, crew, meals):
    every_monday(crew, remind_hours=None, digest_hours=2)
    hands.to(at(date(2026, 10, 13)))
    CheckIn.check_in(
        meals, by=crew.cy, value=Decimal(5), words=Words(7, "The reminder helped.", "No designer"), by_owner=True
    )
    through(hands, at(date(2026, 10, 19), 7), minutes=30)
    assert asked(crew, "digest") == []
    through(hands, at(date(2026, 10, 19), 12), minutes=30)

    assert {who for who, _day in asked(crew, "digest")} == {"ada", "bo", "cy", "di", "eve", "fay", "gus"}
    assert {day for _who, day in asked(crew, "digest")} == {"2026-10-19"}
    (told,) = to(crew.bo)
    assert told.subject == "What moved in Lighter, before the check-ins on Monday 19 October"
    assert "The reminder helped." in told.body
    assert "Meals: No designer (Cy Okafor)" in told.body


def test_what_moved_at_a_restricted_goal_is_told_only_to_who_is_named(hands, crew, meals):
    secret = measured(crew, "Secret meals", "business")
    NamedPerson.restrict(crew.goals["business"], [crew.cy], by=crew.ada, because="A merger.")
    every_monday(crew, remind_hours=None, digest_hours=2)
    hands.to(at(date(2026, 10, 13)))
    CheckIn.check_in(secret, by=crew.cy, value=Decimal(5), words=Words(7, "The bank said yes."), by_owner=True)
    hands.to(at(date(2026, 10, 19), 9))
    sweep()

    assert [one for one in to(crew.cy) if "The bank said yes." in one.body]
    assert not [one for one in mail.outbox if one.to not in ([crew.cy.email], [crew.ada.email]) and ("bank" in one.body or "Secret" in one.body)]  # fmt: skip


def test_after_the_meeting_nobody_is_told_what_moved_before_it(hands, crew, meals):
    every_monday(crew, remind_hours=None, digest_hours=2)
    hands.to(at(date(2026, 10, 12), 11))
    sweep()

    assert not Asked.objects.exists()


def test_no_mail_tells_that_nothing_moved_and_nobody_is_told_where_nothing_is_measured(hands, crew):
    KeyResult.set(crew.goals["next"], Metric.add(crew.organisation, "Meals", by=crew.ada), by=crew.ada)
    Notice.objects.all().delete()
    other = crew.organisation.add_product("Heavier", by=crew.ada)
    for product in (crew.product, other):
        Rhythm.set(product, by=crew.ada, every="week", weekday=0, zone="Europe/Berlin", starts=date(2026, 10, 12))
    hands.to(at(date(2026, 10, 12), 9))
    sweep()

    assert {one.kind for one in Notice.objects.filter(product_id=crew.product.pk)} == {"digest"}
    assert mail.outbox == []
    assert not Notice.objects.filter(product_id=other.pk).exists()


# --- actions ---


def test_an_overdue_action_is_told_once_and_again_with_the_next_due_day(hands, crew, meals):
    Action.take_on(meals, "Call the clinics", owner=crew.di, by=crew.di, due=date(2026, 10, 13))
    every_monday(crew, starts=date(2026, 10, 19), remind_hours=0)
    through(hands, at(date(2026, 10, 18)), minutes=120)
    assert [who for who, _fact in asked(crew, "action")] == ["di"]
    assert "The day is over by which you would do this: “Call the clinics”" in to(crew.di)[0].subject

    through(hands, at(date(2026, 10, 19), 12), minutes=30)
    assert ("di", "2026-10-19") in asked(crew)
    assert "– Call the clinics" in to(crew.di)[1].body
    assert len(to(crew.di)) == 2


def test_who_is_given_an_action_hears_of_it_and_who_asked_for_it_hears_what_came_of_it(hands, crew, meals):
    made = Action.take_on(meals, "Call the clinics", owner=crew.di, by=crew.cy)
    made.end("dropped", by=crew.di, words="Both are closed.")
    sweep()

    assert to(crew.di)[0].subject == "Cy Okafor put your name on an action: “Call the clinics”"
    assert to(crew.cy)[0].subject == "Di Marin dropped an action that you asked for: “Call the clinics”"
