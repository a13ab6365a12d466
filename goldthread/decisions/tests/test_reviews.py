"""Agreements are looked at again on the day they name: it is told once, stands on Today, and is tied by a word or anew."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.chain.loose_ends import agreements
from goldthread.decisions import reviews
from goldthread.decisions.models import Agreement, Review
from goldthread.journal.models import Entry, Notice
from goldthread.kit import clock

from .conftest import SLUGS, page_of

TODAY = clock.today("Europe/Berlin")


@pytest.fixture
def agreed(crew, ask, as_):
    """An agreement on the product goal, to be looked at again in a week; as of eight days later."""

    def made(**said):
        asked = ask(people=("ada", "bo"), review_on=(TODAY + timedelta(days=7)).isoformat(), **said)
        for short in ("ada", "bo"):
            as_(short).post(page_of(asked, "casting"), {"position": "support", "confidence": "7"})
        return Agreement.objects.latest("pk")

    return made


def later(days=8):
    return clock.held(clock.now() + timedelta(days=days))


def place(name, of):
    return reverse(f"decisions:{name}", args=[*SLUGS, of.pk])


def told(crew, fact="review_due"):
    people = {person.pk: short for short, person in crew.people.items()}
    return {people[pk] for pk in Notice.objects.filter(fact=fact).values_list("person_id", flat=True)}


def today_page(as_, short):
    return as_(short).get(reverse("home:today", args=[SLUGS[0]])).content.decode()


def test_nothing_is_told_before_the_day(crew, agreed):
    agreed()
    assert reviews.tell_due(clock.now()) == 0
    assert told(crew) == set()


def test_on_the_day_those_who_asked_and_lead_are_told_once(crew, agreed):
    agreed()
    with later():
        assert reviews.tell_due(clock.now()) == 1
        assert reviews.tell_due(clock.now()) == 0
    assert told(crew) == {"ada"}
    assert Entry.objects.filter(verb="decision.review_due").count() == 1


def test_it_stands_on_today_in_the_log_and_as_a_loose_end_until_somebody_says_that_it_holds(crew, agreed, as_):
    made = agreed()
    says = "what was agreed is due to be looked at again"
    assert says not in today_page(as_, "ada")
    with later():
        assert says in today_page(as_, "ada")
        assert says not in today_page(as_, "bo")
        assert agreements.agreed(crew.product.pk)[made.noun_id].review_on == TODAY + timedelta(days=7)
        page = as_("ada").get(place("agreement", made)).content.decode()
        assert "Does it still hold?" in page
        assert reverse("chain:agreeing", args=[*SLUGS, crew.goals["next"].number]) in page

        answer = as_("ada").post(
            place("review", made),
            {"note": "Read it again with all.", "next_on": (TODAY + timedelta(days=90)).isoformat()},
        )
        assert answer.status_code == 303
        assert says not in today_page(as_, "ada")
        page = as_("ada").get(place("agreement", made)).content.decode()
    assert "Read it again with all." in page
    assert "Does it still hold?" not in page
    assert agreements.agreed(crew.product.pk)[made.noun_id].review_on == TODAY + timedelta(days=90)
    assert told(crew, "still_holds") == {"bo"}


def test_said_twice_it_stays_as_it_was_said_first(crew, agreed, as_):
    made = agreed()
    with later():
        for note in ("first", "second"):
            as_("ada").post(place("review", made), {"note": note, "next_on": ""})
    assert [(one.note, one.held_by, one.next_on) for one in Review.objects.all()] == [("first", crew.ada, None)]
    assert Entry.objects.filter(verb="decision.still_holds").count() == 1


def test_without_another_day_it_is_not_looked_at_again(agreed, as_):
    made = agreed()
    with later():
        as_("ada").post(place("review", made), {"note": "", "next_on": ""})
        assert reviews.day_of(made) is None
    with later(days=900):
        assert reviews.tell_due(clock.now()) == 0


@pytest.mark.parametrize("days", [0, -3, 3000])
def test_a_day_that_is_over_or_too_far_is_refused_with_a_sentence(agreed, as_, days):
    made = agreed()
    with later():
        day = TODAY + timedelta(days=8 + days)
        answer = as_("ada").post(place("review", made), {"note": "kept", "next_on": day.isoformat()})
    assert answer.status_code == 422
    assert "Choose a day to come, within five years." in answer.content.decode()
    assert "kept" in answer.content.decode()
    assert not Review.objects.exclude(held_at=None).exists()


def test_agreeing_anew_takes_its_place_and_nobody_looks_at_it_again(crew, agreed, as_):
    made = agreed()
    with later():
        agreed()
        assert reviews.day_of(made) is None
        assert "It was to be looked at again" not in as_("ada").get(place("agreement", made)).content.decode()


def test_what_has_ended_is_not_looked_at_again(crew, agreed, as_):
    agreed()
    crew.goals["next"].close("met", by=crew.ada)
    with later():
        assert reviews.tell_due(clock.now()) == 0
        assert "looked at again" not in today_page(as_, "ada")


def test_who_does_not_lead_is_not_asked_and_may_not_say_so(agreed, as_):
    made = agreed()
    with later():
        assert "It still holds" not in as_("cy").get(place("agreement", made)).content.decode()
        assert as_("cy").post(place("review", made), {"note": "", "next_on": ""}).status_code == 403
    assert not Review.objects.exists()
