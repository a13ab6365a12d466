"""What is asked of many: people who come late, those who are silent, how many have to answer, and what a goal shows of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from goldthread.chain.models import NamedPerson
from goldthread.decisions.canvassing import tasks
from goldthread.decisions.models import Agreement, Canvass, Refused, Said, late
from goldthread.decisions.rules.many import fewest
from goldthread.home.notices import mails
from goldthread.journal.models import Entry, Notice
from goldthread.kit import clock

from .test_canvasses import cast, put

SLUGS = ("northwind", "lighter")


def page_of(asked, tail=""):
    return reverse("decisions:canvass", args=[*SLUGS, asked.pk]) + tail


def end(asked):
    with clock.held(clock.now() + timedelta(days=4)):
        tasks.reveal_due(clock.now())
    asked.refresh_from_db()


def goal_page(crew, goal="need"):
    return reverse("chain:goal", args=[*SLUGS, crew.goals[goal].number])


@pytest.mark.parametrize("way", ["gradients", "dots", "as_one"])
def test_whoever_comes_late_is_asked_and_waited_for_in_the_open(crew, as_, mailoutbox, way):
    asked = put(crew, ("ada", "bo"), way=way)
    said = {"gradients": Said(value=1), "dots": Said(points={1: 1})}.get(way, Said())
    cast(asked, crew.ada, said) if way != "dots" else None
    before = len(mailoutbox)
    answer = as_("ada").post(page_of(asked, "joining/"), {"person": crew.cy.pk})

    assert answer.status_code == 303
    assert [sent.to for sent in mailoutbox[before:]] == [[crew.cy.email]]
    assert "came late" in as_("eve").get(page_of(asked)).content.decode()
    assert late.join(asked, crew.cy, "team_member", by=crew.ada) is None
    assert asked.own_sheet(asked.electors.get(person=crew.ada)) == (said if way != "dots" else None)
    assert Entry.objects.get(verb="canvass.joined").facts == {"person": crew.cy.pk}


def test_a_sheet_waits_for_who_came_late(crew):
    asked = put(crew, ("ada", "bo"), way="fingers")
    late.join(asked, crew.cy, "team_member", by=crew.ada)
    cast(asked, crew.ada, Said(value=4))
    cast(asked, crew.bo, Said(value=4))
    assert asked.is_open
    cast(asked, crew.cy, Said(value=2))

    assert asked.sheets.count() == 3
    with pytest.raises(Refused):
        late.join(asked, crew.di, "stakeholder", by=crew.ada)


def test_only_who_sees_the_goal_can_be_added(crew, as_):
    asked = put(crew, ("ada", "bo"), goals=("need",), way="gradients")
    NamedPerson.restrict(crew.goals["need"], [crew.bo], by=crew.ada, because="A merger.")
    answer = as_("ada").post(page_of(asked, "joining/"), {"person": crew.cy.pk})

    assert answer.status_code == 422
    assert asked.electors.count() == 2


@pytest.mark.parametrize("silent", [("bo", "cy"), ()])
def test_asking_once_more_tells_nobody_who_is_silent(crew, as_, silent):
    asked = put(crew, ("ada", "bo", "cy", "di"), way="gradients")
    for short in {"bo", "cy"} - set(silent):
        cast(asked, crew.people[short], Said(value=7))
    client = as_("ada")
    answer = client.post(page_of(asked, "asking-again/"))
    page = client.get(page_of(asked)).content.decode()
    again = client.post(page_of(asked, "asking-again/"))

    assert (answer.status_code, answer["Location"], answer.content) == (303, page_of(asked), b"")
    assert again.status_code == 303
    assert "asked once more" in page
    told = Notice.objects.filter(verb="canvass.asked_again")
    assert {one.person_id for one in told} == {crew.people[one].pk for one in (*silent, "di")}
    assert Entry.objects.get(verb="canvass.asked_again").facts == {}


def test_the_mail_of_asking_once_more_leads_to_the_sheet_without_signing_in(crew, as_):
    # A Wednesday, 15:00 in Berlin: nobody sleeps, so mails leave.
    with clock.held(datetime(2026, 11, 4, 14, tzinfo=UTC)):
        asked = put(crew, ("ada", "bo", "cy"), way="gradients")
        cast(asked, crew.bo, Said(value=7))
        digests = set(asked.electors.values_list("link_digest", flat=True))
        Notice.objects.exclude(noun_id=asked.pk).delete()
        mail.outbox.clear()
        as_("ada").post(page_of(asked, "asking-again/"))
        mails.sweep(clock.now())
        ((receiver, body),) = [(one.to, str(one.body)) for one in mail.outbox]
        link = re.search(r"/voting/\S+", body)[0]
        browser = Client()
        assert browser.get(link)["Location"] == f"/voting/sheets/{asked.pk}/"
        assert browser.post(f"/voting/sheets/{asked.pk}/casting/", {"value": "6"}).status_code == 303

        assert receiver == [crew.cy.email], "who asks is told nothing by mail, and who has answered is not asked"
        asked.refresh_from_db()
        cy, bo = (asked.electors.get(person=one) for one in (crew.cy, crew.bo))
        assert asked.own_sheet(cy).value == 6
        assert set(asked.electors.values_list("link_digest", flat=True)) == digests, "no row says who got it again"
        other = link.replace(f"-{cy.pk}-", f"-{bo.pk}-")
        assert [Client().get(one).status_code for one in (other, link[:-2] + "/")] == [404, 404]


def test_the_page_after_asking_once_more_is_the_same_whoever_is_silent(crew, as_):
    def page(asked):
        text = as_("ada").get(page_of(asked)).content.decode()
        return (
            text.split('id="canvass"')[1]
            .split("</article>")[0]
            .replace(f"/{asked.pk}/", "/")
            .replace(f"-{asked.pk} ", " ")
        )

    first, second = (put(crew, ("bo", "cy"), way="gradients") for _each in range(2))
    cast(second, crew.bo, Said(value=7))
    # The page says the minute: both are asked in one.
    with clock.held(clock.now()):
        for asked in (first, second):
            late.ask_again(asked, by=crew.ada)

    drop = "csrfmiddlewaretoken"
    assert [row for row in page(first).splitlines() if drop not in row] == [
        row for row in page(second).splitlines() if drop not in row
    ]


@pytest.mark.parametrize(
    ("quorum", "asked", "needed"), [(0, 7, 0), (50, 7, 4), (50, 4, 2), (75, 4, 3), (100, 3, 3), (1, 1, 1)]
)
def test_a_quorum_is_reckoned_in_whole_people(quorum, asked, needed):
    assert fewest(quorum, asked) == needed


@pytest.mark.parametrize(("way", "said"), [("gradients", Said(value=1)), ("dots", Said(points={1: 2}))])
@pytest.mark.parametrize("quorum", [0, 75])
def test_of_too_few_answers_nothing_is_read_unless_as_many_as_answer_were_wanted(crew, as_, way, said, quorum):
    from goldthread.decisions.rules.many import limits_of

    asked = put(crew, ("ada", "bo", "cy", "di"), way=way, quorum=quorum, limits=limits_of(way))
    for person in (crew.ada, crew.bo):
        cast(asked, person, said)
    end(asked)
    page = as_("eve").get(page_of(asked)).content.decode()

    assert ("Too few answered: 2 of 4, and 3 were announced as the fewest." in page) == bool(quorum)
    assert ("Enthusiastic" in page or "First comes" in page) != bool(quorum)
    assert "did not answer" in page
    assert not Agreement.objects.exists()


def test_the_quorum_stays_as_it_was_announced(crew):
    asked = put(crew, way="gradients", quorum=50)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Canvass.objects.filter(pk=asked.pk).update(quorum=0)


@pytest.mark.parametrize(
    ("quorum", "values", "says"),
    [
        (0, (1, 3, 6, 8), "2 of 4 would support it"),
        (0, (1, 3), "2 of 2 would support it, 4 were asked"),
        (75, (1, 3), "2 of 4 answered, too few to read"),
        (0, (), "nobody answered"),
    ],
)
def test_the_page_of_the_goal_says_how_people_felt_and_calls_it_no_agreement(crew, as_, quorum, values, says):
    asked = put(crew, ("ada", "bo", "cy", "di"), goals=("need",), way="gradients", quorum=quorum)
    assert 'id="felt"' not in as_("eve").get(goal_page(crew)).content.decode()
    for person, value in zip((crew.ada, crew.bo, crew.cy, crew.di), values, strict=False):
        cast(asked, person, Said(value=value))
    end(asked)
    page = as_("eve").get(goal_page(crew)).content.decode()

    assert says in page
    assert "It decides nothing." in page
    assert "Not agreed in writing yet." in page
    assert page_of(asked) in page


def test_other_words_that_were_asked_about_are_said_to_be_others(crew, as_):
    asked = put(crew, ("ada",), goals=("need",), way="fingers")
    cast(asked, crew.ada, Said(value=5))
    crew.goals["need"].reword(by=crew.ada, base=None, statement="Keep it off for a year")

    assert "of other words; it decides nothing." in as_("eve").get(goal_page(crew)).content.decode()
