"""The pages of pivots and of what now: what they say, who may send them, what they cost."""

import re
from datetime import date, timedelta
from decimal import Decimal
from time import thread_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.chain.models import Candidate, Goal, KeyResult, NamedPerson
from goldthread.chain.tests.conftest import at as chain_at
from goldthread.checkins.models import Pivot, WayOn
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.measures.models.reading import Said
from goldthread.people.models import Organisation

from .conftest import HTMX, SLUGS

FIRST, DUE = date(2030, 1, 10), date(2030, 4, 20)


@pytest.fixture
def runs(crew):
    """A key result that was set two days before its start, and has run for seven weeks."""
    with clock.held(clock.now().replace(year=2030, month=1, day=8, hour=9)) as hands:
        metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
        made = KeyResult.set(
            crew.goals["next"], metric, by=crew.ada, owner_id=crew.cy.pk,
            baseline=Decimal(850), target=Decimal(1800), starts=FIRST, due=DUE,
        )  # fmt: skip
        hands.to(clock.now().replace(month=3, day=1))
        _read(crew, made, 880, 930, 940, 1000, 1040, 1060)
        yield KeyResult.objects.select_related("version", "metric", "forecast").get(pk=made.pk)


def _read(crew, one, *values):
    said = [Said(Decimal(value), day=FIRST + timedelta(days=8 * place + 8)) for place, value in enumerate(values)]
    one.metric.read_many(said, by=crew.cy)


def at(name, *places):
    return reverse(f"checkins:{name}", args=(*SLUGS, *places))


def _number(crew):
    return crew.goals["next"].number


def _sent(of, **said):
    return {
        "metric": "Weekly members", "unit": "count", "baseline": "850", "target": "1300", "due": "2030-04-20",
        "starts": "2030-01-10", "base": of.version_id, "reason": "Clinics answer more slowly than we thought.", **said,
    }  # fmt: skip


def _pivot(as_, crew, of, who="ada", **said):
    return as_(who).post(at("pivot", _number(crew), of.pk), _sent(of, **said))


def test_a_pivot_leads_to_its_page_which_tells_what_changed_why_and_what_was_known(crew, as_, runs):
    reading = runs.metric.readings.order_by("-day").first()
    file = SimpleUploadedFile("interviews.csv", b"a,b\n1,2\n", "text/csv")
    answer = _pivot(
        as_, crew, runs, readings=[reading.pk], link="https://example.org/sheet", files=[file], agreed=[crew.cy.pk]
    )

    made = Pivot.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at("one_pivot", made.pk))
    html = as_("eve").get(answer["Location"]).content.decode()
    for words in (
        "1,800 → 1,300",
        "more slowly than we thought",
        "1,060",
        "interviews.csv",
        "https://example.org/sheet",
        crew.cy.name,
    ):
        assert words in html, words
    evidence = made.evidence.get(kind="file")
    got = as_("eve").get(at("pivot_file", made.pk, evidence.pk))
    assert (b"".join(got.streaming_content), got["Content-Security-Policy"]) == (
        b"a,b\n1,2\n",
        "sandbox; default-src 'none'",
    )


def test_the_page_of_the_key_result_shows_the_pivot_in_its_drawing_story_and_table(crew, as_, runs):
    _pivot(as_, crew, runs)

    html = as_("eve").get(chain_at("key_result", _number(crew), runs.pk)).content.decode()

    assert "pivot: 1,800 → 1,300" in html
    assert 'class="former"' in html
    assert "Agreed before" in html
    assert f'id="pivot-{Pivot.objects.get().pk}"' in html


def test_pivots_of_a_product_stand_on_one_page_and_among_what_changed(crew, as_, runs):
    _pivot(as_, crew, runs)
    listed = as_("eve").get(at("pivots")).content.decode()
    between = as_("eve").get(chain_at("changes"), {"from": "2030-02-01"}).content.decode()

    assert "Clinics answer more slowly" in listed
    assert at("one_pivot", Pivot.objects.get().pk) in listed
    assert "Clinics answer more slowly" in between


def test_a_target_sent_after_the_start_without_a_pivot_is_refused_and_leads_there(crew, as_, runs):
    numbers = chain_at("key_result_numbers", _number(crew), runs.pk)
    said = {**_sent(runs), "owner": crew.cy.pk}

    answer = as_("ada").post(numbers, said)

    assert answer.status_code == 422
    html = answer.content.decode()
    assert at("pivot", _number(crew), runs.pk) in html
    runs.refresh_from_db()
    assert runs.version.target == 1800
    assert as_("ada").post(numbers, {**said, "target": "1800", "weight": "3"}).status_code == 302
    runs.refresh_from_db()
    assert runs.version.weight == 3


def test_leaving_or_letting_go_after_the_start_leads_into_a_pivot(crew, as_, runs):
    left = as_("ada").post(chain_at("key_result_leaving", _number(crew), runs.pk))
    closed = as_("ada").post(chain_at("closing", _number(crew)), {"result": "let_go"})
    board = as_("ada").post(reverse("boards:roadmap_goal_removal", args=(*SLUGS, _number(crew))), {"learned": "Enough"})

    assert (left.status_code, left["Location"]) == (303, at("dropping", _number(crew), runs.pk))
    for answer in (closed, board):
        assert (answer.status_code, answer["Location"]) == (303, at("goal_dropping", _number(crew)))
    runs.refresh_from_db()
    assert (runs.left_at, Goal.objects.get(pk=runs.goal_id).closing_id) == (None, None)


def test_a_goal_is_dropped_with_its_reason(crew, as_, runs):
    page = at("goal_dropping", _number(crew))
    assert as_("ada").post(page, {"reason": ""}).status_code == 422

    assert as_("ada").post(page, {"reason": "Nobody hands out scales any more."}).status_code == 303
    html = as_("eve").get(chain_at("goal", _number(crew))).content.decode()
    assert "Nobody hands out scales any more." in html


@pytest.mark.parametrize("who", ["eve", "gus", "di", "cy"])
def test_who_does_not_steer_pivots_nothing(crew, as_, runs, who):
    assert _pivot(as_, crew, runs, who=who).status_code == 403
    assert as_(who).post(at("goal_dropping", _number(crew)), {"reason": "No"}).status_code == 403
    assert not Pivot.objects.exists()


def test_evidence_of_another_organisation_or_goal_is_refused(crew, as_, runs):
    other = Organisation.found("Elsewhere", by=crew.ada, time_zone="Europe/Paris")
    foreign = Metric.add(other, "Weekly members", by=crew.ada, unit="count").read(Decimal(5), by=crew.ada)

    answer = _pivot(as_, crew, runs, readings=[foreign.pk])

    assert answer.status_code == 422
    assert not Pivot.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": " "}, "Say why"),
        ({"link": "javascript:alert(1)"}, "Write the whole address"),
        ({"target": "1800"}, "Nothing of what was agreed changes"),
        ({"target": "many"}, "is not a number"),
        ({"agreed": "999999"}, "999999"),
    ],
)
def test_what_cannot_be_kept_comes_back_as_typed_with_a_sentence(crew, as_, runs, said, sentence):
    answer = _pivot(as_, crew, runs, **said)

    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert said.get("reason", "more slowly").strip() in html
    assert not Pivot.objects.exists()


def test_who_comes_second_is_told_what_holds_now_and_overwrites_nothing(crew, as_, runs):
    first = _sent(runs)
    _pivot(as_, crew, runs, target="1500")

    answer = as_("bo").post(at("pivot", _number(crew), runs.pk), first)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "changed these numbers meanwhile" in html
    assert "1300" in html
    assert Pivot.objects.count() == 1
    base = re.search(r'name="base" value="(\d+)"', html).group(1)
    assert as_("bo").post(at("pivot", _number(crew), runs.pk), {**first, "base": base}).status_code == 303


def test_more_can_be_laid_beside_a_pivot_and_nothing_taken_away(crew, as_, runs):
    _pivot(as_, crew, runs)
    made = Pivot.objects.get()
    page = at("pivot_evidence", made.pk)

    assert "Nothing lies beside it yet" in as_("eve").get(at("one_pivot", made.pk)).content.decode()
    assert as_("ada").post(page, {}).status_code == 422
    assert as_("ada").post(page, {"link": "https://example.org/"}).status_code == 303
    assert as_("eve").post(page, {"link": "https://example.org/"}).status_code == 403
    assert made.evidence.count() == 1


def test_a_pivot_of_a_restricted_goal_is_not_there_for_others(crew, as_, runs):
    _pivot(as_, crew, runs)
    made = Pivot.objects.get()
    NamedPerson.restrict(crew.goals["next"], [crew.cy], by=crew.ada, because="Talks with an insurer.")

    assert as_("eve").get(at("one_pivot", made.pk)).status_code == 404
    assert "Clinics" not in as_("eve").get(at("pivots")).content.decode()
    assert as_("cy").get(at("one_pivot", made.pk)).status_code == 200


# --- what now ---


def _ask(as_, crew, of, who="eve", **asked):
    return as_(who).get(at("what_now", _number(crew), of.pk), asked, **HTMX)


def test_a_low_chance_asks_what_now_on_the_page_of_the_key_result(crew, as_, runs):
    html = as_("eve").get(chain_at("key_result", _number(crew), runs.pk)).content.decode()

    assert 'id="what-now"' in html
    for way in ("help", "drop", "later", "target"):
        assert f'id="way-{way}-number"' in html


def test_a_good_chance_asks_nothing(crew, as_, runs):
    _read(crew, runs, 1100, 1250, 1400, 1550, 1690, 1790)

    assert 'id="what-now"' not in as_("eve").get(chain_at("key_result", _number(crew), runs.pk)).content.decode()


def test_the_number_follows_what_is_expected_and_nothing_is_written(crew, as_, runs):
    before = WayOn.objects.count(), runs.versions.count()
    chances = [
        int(re.search(r"(\d+)%", _ask(as_, crew, runs, way="help", help=pace).content.decode()).group(1))
        for pace in ("0", "40", "120")
    ]

    assert chances == sorted(chances)
    assert chances[0] < chances[1] < chances[2]
    assert (WayOn.objects.count(), runs.versions.count()) == before


def test_a_way_is_reckoned_fast_and_costs_a_fixed_number_of_queries(crew, as_, runs):
    client = as_("eve")
    asked = {"way": "target", "target": "1300", "due": "2030-05-20"}
    page = at("what_now", _number(crew), runs.pk)
    client.get(page, asked, **HTMX)
    with CaptureQueriesContext(connection) as few:
        client.get(page, asked, **HTMX)
    days = [FIRST + timedelta(days=2 * place + 1) for place in range(20)]
    runs.metric.read_many([Said(Decimal(900 + place), day=day) for place, day in enumerate(days)], by=crew.cy)
    begun = thread_time()
    with CaptureQueriesContext(connection) as many:
        assert client.get(page, asked, **HTMX).status_code == 200

    assert len(many) == len(few)
    assert thread_time() - begun < 0.5, "fifty milliseconds on a quiet machine"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"way": "help", "help": "much"}, "is not a number"),
        ({"way": "help", "help": "5%"}, "another unit"),
        ({"way": "later", "later": "2029-01-01"}, "still to come"),
        ({"way": "target", "target": "9" * 30}, "too large"),
    ],
)
def test_what_is_no_number_is_said_beside_it(crew, as_, runs, asked, sentence):
    answer = _ask(as_, crew, runs, **asked)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_help_becomes_something_that_somebody_takes_on(crew, as_, runs):
    said = {
        "way": "help",
        "help": "40",
        "becomes": "action",
        "words": "Ask the clinics",
        "owner": crew.eve.pk,
        "due": "2030-03-14",
    }
    answer = as_("cy").post(at("what_now", _number(crew), runs.pk), said)

    chosen = WayOn.objects.select_related("action", "said").get()
    assert answer.status_code == 303
    assert (chosen.action.words, chosen.action.owner_id, chosen.pace) == ("Ask the clinics", crew.eve.pk, 40)
    assert chosen.expected > chosen.said.probability


def test_what_is_dropped_can_be_proposed_as_a_goal(crew, as_, runs):
    said = {"way": "drop", "becomes": "candidate", "words": "No more letters to clinics"}
    assert as_("cy").post(at("what_now", _number(crew), runs.pk), said).status_code == 303

    assert WayOn.objects.get().candidate == Candidate.objects.get()
    assert Candidate.objects.get().parent == crew.goals["next"]


def test_a_later_day_becomes_a_pivot_and_the_way_is_kept(crew, as_, runs):
    form = as_("ada").get(at("pivot", _number(crew), runs.pk), {"way": "later", "later": "2030-06-30"}).content.decode()
    assert 'value="2030-06-30"' in form

    _pivot(as_, crew, runs, target="1800", due="2030-06-30", way="later")

    chosen = WayOn.objects.get()
    assert (chosen.way, chosen.pivot.after.due) == ("later", date(2030, 6, 30))


def test_an_observer_sees_the_ways_and_chooses_none(crew, as_, runs):
    said = {"way": "help", "becomes": "action", "words": "Ask", "owner": crew.cy.pk}
    assert as_("eve").post(at("what_now", _number(crew), runs.pk), said).status_code == 403
    assert as_("eve").post(at("what_now", _number(crew), runs.pk), {"way": "go_on"}).status_code == 403
    assert not WayOn.objects.exists()


def test_today_asks_the_owner_until_something_is_chosen(crew, as_, runs):
    today = reverse("home:today", args=("northwind",))
    page = at("what_now", _number(crew), runs.pk)
    assert page in as_("cy").get(today).content.decode()

    assert as_("cy").post(page, {"way": "go_on"}).status_code == 303

    assert page not in as_("cy").get(today).content.decode()


def test_the_page_of_pivots_costs_a_fixed_number_of_queries(crew, as_, runs):
    client = as_("eve")
    _pivot(as_, crew, runs, agreed=[crew.cy.pk], link="https://example.org/")
    client.get(at("pivots"))
    with CaptureQueriesContext(connection) as few:
        client.get(at("pivots"))
    for target in ("1310", "1320", "1330"):
        runs.refresh_from_db()
        _pivot(as_, crew, runs, target=target, base=KeyResult.objects.get(pk=runs.pk).version_id, agreed=[crew.cy.pk])
    with CaptureQueriesContext(connection) as many:
        client.get(at("pivots"))

    assert Pivot.objects.count() == 4
    assert len(many) == len(few)
