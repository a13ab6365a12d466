"""The form beside the story and by itself, the story, one check-in, corrections, reactions: as pages answer them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.chain.models import KeyResult
from goldthread.checkins.models import CheckIn, Words
from goldthread.journal.models import Notice
from goldthread.kit import clock
from goldthread.measures.models import Metric, Reading
from goldthread.people.models import StandIn
from goldthread.talk.models import Comment, Reaction

from .conftest import HTMX, SLUGS, at, page

pytestmark = pytest.mark.django_db


def html(response):
    return re.sub(r"\s+", " ", response.content.decode())


def said(of, crew, who="cy", **words):
    return CheckIn.check_in(of, by=crew.people[who], by_owner=who == "cy", words=Words(**words))


def test_the_owner_finds_the_form_beside_the_story_and_no_confidence_is_chosen(crew, as_, meals):
    shown = html(as_("cy").get(page(meals)))

    assert at("check_in", meals) in shown
    assert "How sure are you of 2,000?" in shown
    assert shown.count('name="confidence"') == 12
    assert 'name="confidence" value="5" checked' not in shown
    assert not re.search(r'name="confidence" value="\d+"[^>]*checked', shown)


@pytest.mark.parametrize(("who", "may"), [("ada", True), ("bo", True), ("fay", True), ("di", False), ("eve", False)])
def test_those_who_steer_may_check_in_for_the_owner_and_others_may_not(crew, as_, meals, who, may):
    client = as_(who)

    assert (at("check_in", meals) in html(client.get(page(meals)))) is may
    assert client.post(at("check_in", meals), {"confidence": "7"}).status_code == (303 if may else 403)
    assert CheckIn.objects.count() == may
    assert not CheckIn.objects.filter(by_owner=True).exists()


def test_whoever_stands_in_today_checks_in_as_the_owner(crew, as_, meals):
    today = clock.today("Europe/Berlin")
    StandIn.arrange(crew.organisation, crew.cy, crew.di, starts=today, ends=today, by=crew.cy)

    assert as_("di").post(at("check_in", meals), {"confidence": "7"}).status_code == 303
    assert CheckIn.objects.get().by_owner


def test_what_is_said_stands_in_the_story_with_how_sure_what_was_learned_and_what_comes_next(crew, as_, meals):
    given = {
        "value": "1,400",
        "confidence": "6",
        "learned": "Posters bring better members.",
        "blocker": "The printer is late.",
        "next_step": "Ask two clinics.",
        "kind": "said",
    }
    answer = as_("cy").post(at("check_in", meals), given)
    made = CheckIn.objects.get()

    assert answer.status_code == 303
    assert answer["Location"] == at("one", meals, made.pk) + "?saved=1"
    story = html(as_("eve").get(page(meals)))
    for words in (
        "1,400",
        "+100",
        "Posters bring better members.",
        "Sure: 6 of 10.",
        "The printer is late.",
        "Ask two clinics.",
    ):
        assert words in story
    assert story.count(f'id="check-in-{made.pk}"') == 1
    assert f'id="reading-{made.reading_id}"' not in story


def test_beside_the_story_the_form_answers_alone_and_comes_back_empty(crew, as_, meals):
    answer = as_("cy").post(at("check_in", meals), {"value": "1400", "confidence": "7", "learned": "Well."}, **HTMX)

    assert answer.status_code == 200
    assert "<html" not in html(answer)
    assert "Well." not in html(answer)
    assert f"keyresult-{meals.pk}" in answer["HX-Trigger"]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"value": "many"}, "is not a number"),
        ({"confidence": "11"}, "11"),
        ({"state": "on_track"}, "Say why"),
        ({}, "Say one thing at least"),
        ({"learned": "x" * 4001}, "4000 is the most"),
    ],
)
def test_what_cannot_be_taken_is_shown_as_it_was_typed_with_a_sentence(crew, as_, meals, given, complaint):
    for how in ({}, HTMX):
        answer = as_("cy").post(
            at("check_in", meals), {"next_step": "Ask two clinics.", **given} if given else {}, **how
        )
        assert answer.status_code == 422
        assert complaint in html(answer)
        if given:
            assert "Ask two clinics." in html(answer)
    assert not CheckIn.objects.exists()


def test_where_nothing_changed_one_button_and_how_sure_is_all(crew, as_, meals):
    as_("cy").post(at("check_in", meals), {"confidence": "7", "kind": "unchanged"})
    made = CheckIn.objects.get()

    assert (made.kind, made.confidence, made.reading.value) == ("unchanged", 7, 1300)
    assert "Nothing changed." in html(as_("cy").get(page(meals)))


def test_words_typed_before_nothing_changed_was_pressed_are_not_lost(crew, as_, meals):
    as_("cy").post(at("check_in", meals), {"learned": "Quiet week.", "kind": "unchanged"})
    assert (CheckIn.objects.get().kind, CheckIn.objects.get().learned) == ("said", "Quiet week.")


def test_the_value_of_a_source_stands_in_the_field_with_its_time_and_is_confirmed_by_leaving_it(crew, as_, meals):
    pulled = meals.metric.read(1345, by=None, origin=Reading.Origin.SOURCE, at=clock.now() - timedelta(minutes=5))
    shown = html(as_("cy").get(at("check_in", meals)))

    assert re.search(r'name="value" value="1345"', shown)
    assert "from the source, 5 minutes ago" in shown
    as_("cy").post(at("check_in", meals), {"value": "1345", "confirms": pulled.pk, "confidence": "7"})
    assert CheckIn.objects.get().reading == pulled
    assert not Reading.objects.filter(origin=Reading.Origin.CHECK_IN).exists()


def test_a_state_set_by_hand_shows_with_its_note_on_the_page_the_map_the_board_and_the_goal(crew, as_, meals):
    said(meals, crew, state="off_track", because="The clinic left us.")
    client = as_("eve")
    places = [page(meals), *(reverse(name, args=SLUGS) for name in ("chain:map", "boards:roadmap", "boards:okr"))]

    for place in [*places, reverse("chain:goal", args=(*SLUGS, meals.goal.number))]:
        assert "The clinic left us." in html(client.get(place)), place
    assert "Set by hand:" in html(client.get(page(meals)))


def test_one_check_in_has_a_page_with_comments(crew, as_, meals):
    made = said(meals, crew, learned="Posters work.")
    Comment.say(made, "Which ones?", by=crew.di)

    shown = html(as_("eve").get(at("one", meals, made.pk)))
    assert "Posters work." in shown
    assert "Which ones?" in shown
    assert "1 comment" in html(as_("eve").get(page(meals)))


def test_a_reaction_is_left_and_taken_back_and_the_author_is_told_once(crew, as_, meals):
    made = said(meals, crew, learned="Posters work.")
    address = reverse("talk:reactions", args=(*SLUGS, "checkin", made.pk))
    client = as_("di")

    for given in ({"mark": "thanks"}, {"mark": "thanks"}):
        assert client.post(address, given, **HTMX).status_code == 200
    assert Reaction.objects.standing().count() == 1
    assert "Thank you: Di Marin" in html(as_("cy").get(page(meals)))

    client.post(address, {"end": "thanks"}, **HTMX)
    client.post(address, {"mark": "thanks"}, **HTMX)
    assert Reaction.objects.standing().count() == 1
    assert Notice.objects.filter(kind="reacted", person_id=crew.cy.pk).count() == 1


def test_a_mark_that_is_none_leaves_nothing(crew, as_, meals):
    made = said(meals, crew, learned="Posters work.")
    answer = as_("di").post(reverse("talk:reactions", args=(*SLUGS, "checkin", made.pk)), {"mark": "applause"})
    assert answer.status_code == 303
    assert not Reaction.objects.exists()


def test_followers_are_told_that_somebody_checked_in_and_the_notice_leads_there(crew, as_, meals):
    made = said(meals, crew, learned="Posters work.")

    notice = Notice.objects.get(kind="checked_in", person_id=crew.ada.pk)
    shown = html(as_("ada").get(reverse("home:notices", args=["northwind"])))
    assert "Cy Okafor checked in on a key result of" in shown
    opened = as_("ada").post(reverse("home:notice_opening", args=["northwind", notice.pk]))
    assert opened["Location"].endswith(at("one", meals, made.pk))


def test_only_who_said_it_corrects_it_and_the_correction_takes_its_place(crew, as_, meals):
    made = said(meals, crew, learned="Posers work.")
    address = at("correction", meals, made.pk)

    assert as_("ada").get(address).status_code == 403
    assert "Posers work." in html(as_("cy").get(address))
    assert as_("cy").post(address, {"learned": "Posters work."}).status_code == 303
    story = html(as_("eve").get(page(meals)))
    assert "Posters work." in story
    assert "Posers" not in story
    assert "This check-in was corrected." in html(as_("eve").get(at("one", meals, made.pk)))


def test_as_of_a_day_a_later_check_in_is_not_there_and_nothing_can_be_said(crew, as_, meals):
    said(meals, crew, learned="Posters work.", state="off_track", because="The clinic left us.")
    yesterday = clock.today("Europe/Berlin") - timedelta(days=1)
    shown = html(as_("cy").get(page(meals) + f"?on={yesterday.isoformat()}"))

    assert "Posters work." not in shown
    assert "The clinic left us." not in shown
    assert "How sure are you" not in shown


def test_what_waits_next_is_offered_after_saving(crew, as_, meals):
    KeyResult.set(
        crew.goals["next"], meals.metric.add(crew.organisation, "Cooks", by=crew.ada), by=crew.ada, owner_id=crew.cy.pk
    )
    KeyResult.objects.filter(metric__name="Cooks").update(set_at=clock.now() - timedelta(days=30))

    answer = as_("cy").post(at("check_in", meals), {"confidence": "7"}, follow=True)
    assert "1 more to go:" in html(answer)
    assert "Cooks" in html(answer)


def test_today_asks_the_owner_and_stops_asking_once_it_is_said(crew, as_, meals):
    today = reverse("home:today", args=["northwind"])
    assert at("check_in", meals) in html(as_("cy").get(today))
    assert at("check_in", meals) not in html(as_("ada").get(today))

    said(meals, crew, confidence=7)
    assert at("check_in", meals) not in html(as_("cy").get(today))


def test_the_page_costs_the_same_however_often_somebody_checked_in(crew, as_, meals):
    client = as_("cy")

    def queries():
        client.get(page(meals))
        with CaptureQueriesContext(connection) as asked:
            client.get(page(meals))
        return len(asked)

    _often(crew, meals, 1)
    once = queries()
    _often(crew, meals, 8)
    assert queries() == once


def test_today_costs_the_same_however_much_waits(crew, as_, meals):
    client, today = as_("cy"), reverse("home:today", args=["northwind"])

    def queries():
        client.get(today)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(today)
        return len(asked), html(answer).count("/check-in/")

    one, shown = queries()
    for number in range(6):
        metric = Metric.add(crew.organisation, f"Cooks {number}", by=crew.ada)
        KeyResult.set(crew.goals["next"], metric, by=crew.ada, baseline=1, target=9, owner_id=crew.cy.pk)
    KeyResult.objects.filter(metric__name__startswith="Cooks").update(set_at=clock.now() - timedelta(days=30))
    assert queries() == (one, shown + 6)


def _often(crew, of, times):
    for number in range(times):
        made = said(of, crew, learned=f"Week {number} of {times}.", confidence=number)
        Reaction.react(made, "thanks", by=crew.di)
        Comment.say(made, "Good.", by=crew.di)
