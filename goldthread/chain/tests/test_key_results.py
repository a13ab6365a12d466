import json
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from goldthread.chain.models import CrossedNumbers, KeyResult
from goldthread.measures.models import Metric

HTMX = {"HTTP_HX_REQUEST": "true"}


def _as(crew, short):
    client = Client()
    client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _at(name, *places):
    return reverse(f"chain:{name}", args=("northwind", "lighter", *places))


def _said(crew, **other):
    return {
        "metric": "Weekly active members",
        "unit": "number",
        "currency": "EUR",
        "baseline": "850",
        "target": "1,800",
        "due": "2031-01-31",
        "owner": crew.cy.pk,
        **other,
    }


def _set(crew, **numbers):
    metric = Metric.add(crew.organisation, "Weekly active members", by=crew.ada)
    return KeyResult.set(
        crew.goals["next"], metric, by=crew.ada, **{"baseline": 850, "target": 1800, "owner_id": crew.cy.pk, **numbers}
    )


def _measure(crew, who="ada", **other):
    return _as(crew, who).post(_at("key_results", crew.goals["next"].number), _said(crew, **other), **HTMX)


def test_a_goal_is_measured_by_a_number_with_one_owner_and_a_day(crew):
    answer = _measure(crew)

    one = KeyResult.objects.get()
    assert answer.status_code == 204
    assert f"product-{crew.product.pk}" in json.loads(answer["HX-Trigger"])
    assert (one.goal, one.metric.name, one.metric.direction) == (crew.goals["next"], "Weekly active members", "up")
    assert (one.version.baseline, one.version.target, one.version.due, one.version.owner) == (
        Decimal(850),
        Decimal(1800),
        date(2031, 1, 31),
        crew.cy,
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({"baseline": "31%", "target": "45 %"}, ("percent", "", Decimal(31), Decimal(45))),
        ({"baseline": "€0", "target": "€60k"}, ("money", "EUR", Decimal(0), Decimal(60000))),
        (
            {"unit": "money", "currency": "CHF", "baseline": "", "target": "1.5M"},
            ("money", "CHF", None, Decimal(1500000)),
        ),
        ({"unit": "duration", "baseline": "12 days", "target": "3"}, ("duration", "", Decimal(12), Decimal(3))),
        ({"unit": "yes_no", "baseline": "", "target": ""}, ("yes_no", "", Decimal(0), Decimal(1))),
        ({"unit": "count", "baseline": "1 800", "target": "2,500"}, ("count", "", Decimal(1800), Decimal(2500))),
    ],
)
def test_numbers_are_taken_as_people_write_them(crew, written, kept):
    assert _measure(crew, **written).status_code == 204

    one = KeyResult.objects.get()
    assert (one.metric.unit, one.metric.currency, one.version.baseline, one.version.target) == kept


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"target": "many"}, "“many” is not a number."),
        ({"target": ""}, "Say which number would show that the goal is met."),
        ({"owner": ""}, "Put one name on it"),
        ({"owner": "999999"}, "Select a valid choice"),
        ({"metric": "  "}, "This field is required."),
        ({"baseline": "31%", "target": "€45"}, "another unit"),
        ({"unit": "percent", "target": "€45"}, "another unit"),
        ({"due": "soon"}, "is not a date"),
        ({"target": "9" * 30}, "too large"),
    ],
)
def test_what_is_no_key_result_comes_back_as_typed_with_a_sentence(crew, written, sentence):
    answer = _measure(crew, **written)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Weekly active members" in answer.content.decode() or "metric" in written
    assert not KeyResult.objects.exists()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"baseline": "12", "target": "4"}, ("decrease", Decimal(4), None)),
        ({"kind": "stay_above", "baseline": "", "target": "60"}, ("stay_above", Decimal(60), None)),
        ({"kind": "stay_between", "target": "18", "upto": "22"}, ("stay_between", Decimal(18), Decimal(22))),
        ({"kind": "stay_below", "target": "18", "upto": "22"}, ("stay_below", Decimal(18), None)),
        ({"kind": "stay_below", "unit": "yes_no"}, ("milestone", Decimal(1), None)),
    ],
)
def test_a_key_result_says_what_it_asks_of_its_metric(crew, said, kept):
    assert _measure(crew, **said).status_code == 204

    version = KeyResult.objects.get().version
    assert (version.kind, version.target, version.upto) == kept


def test_reach_weight_and_beginning_are_kept_beside_the_target(crew):
    assert _measure(crew, reach="2,000", weight="3", starts="2030-09-01").status_code == 204

    version = KeyResult.objects.get().version
    assert (version.reach, version.weight, version.starts) == (Decimal(2000), 3, date(2030, 9, 1))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reach": "1,700"}, "The reach lies beyond the target."),
        ({"baseline": "12", "target": "4", "reach": "5"}, "The reach lies beyond the target."),
        ({"kind": "stay_between", "target": "22", "upto": "18"}, "between which two numbers"),
        ({"kind": "stay_between", "target": "22", "upto": ""}, "between which two numbers"),
        ({"starts": "2031-01-31"}, "It begins before the day"),
        ({"kind": "sideways"}, "Select a valid choice"),
        ({"weight": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_does_not_go_together_comes_back_with_a_sentence(crew, said, sentence):
    answer = _measure(crew, **said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_somebody_of_another_organisation_cannot_own_a_key_result(crew):
    assert _measure(crew, owner=crew.hal.pk).status_code == 422
    assert not KeyResult.objects.exists()


def test_a_metric_that_is_known_keeps_its_name_and_unit(crew):
    known = Metric.add(crew.organisation, "Activation in week 1", by=crew.ada, unit="percent")
    _measure(crew, metric="activation in WEEK 1", baseline="24", target="50")

    assert KeyResult.objects.get().metric == known
    assert Metric.objects.count() == 1


def test_the_form_suggests_the_metrics_of_the_organisation_and_the_date_of_the_goal(crew):
    Metric.add(crew.organisation, "Activation in week 1", by=crew.ada)
    crew.goals["next"].reword(by=crew.ada, base=None, due=date(2031, 3, 31), owner_id=crew.bo.pk)
    page = _as(crew, "ada").get(_at("key_results", crew.goals["next"].number), **HTMX).content.decode()

    assert '<option value="Activation in week 1"></option>' in page
    assert 'value="2031-03-31"' in page
    assert f'<option value="{crew.bo.pk}" selected>Bo Winter</option>' in page
    assert "<html" not in page


def test_other_numbers_make_a_new_version_and_the_old_one_stays(crew):
    one = _set(crew)
    answer = _as(crew, "ada").post(
        _at("key_result_numbers", crew.goals["next"].number, one.pk),
        _said(crew, target="2,000", base=one.version_id),
        **HTMX,
    )

    assert answer.status_code == 204
    assert list(one.versions.order_by("number").values_list("target", flat=True)) == [Decimal(1800), Decimal(2000)]


def test_a_key_result_shown_in_the_form_and_sent_back_unchanged_changes_nothing(crew):
    one = _set(crew, due=date(2031, 1, 31))
    _as(crew, "ada").post(
        _at("key_result_numbers", crew.goals["next"].number, one.pk), _said(crew, base=one.version_id), **HTMX
    )

    assert one.versions.count() == 1


def test_crossing_numbers_show_both_and_nothing_is_overwritten(crew):
    one = _set(crew)
    base = one.version_id
    one.change(by=crew.bo, base=base, target=Decimal(2500))
    answer = _as(crew, "ada").post(
        _at("key_result_numbers", crew.goals["next"].number, one.pk), _said(crew, target="2,000", base=base), **HTMX
    )

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Bo Winter changed this while you were writing" in said
    assert "2,500" in said
    assert "2,000" in said
    one.refresh_from_db()
    assert one.version.target == 2500


def test_the_same_change_made_twice_is_no_crossing(crew):
    one = _set(crew)
    base = one.version_id
    one.change(by=crew.bo, base=base, target=Decimal(2500))
    one.change(by=crew.ada, base=base, target=Decimal(2500))

    assert one.versions.count() == 2
    with pytest.raises(CrossedNumbers):
        one.change(by=crew.ada, base=base, target=Decimal(2600))


def test_an_owner_without_an_account_stays_until_somebody_is_chosen(crew):
    one = _set(crew, owner_id=None, owner_as_written="Jim from support")
    url = _at("key_result_numbers", crew.goals["next"].number, one.pk)
    client = _as(crew, "ada")

    assert "Jim from support, as written" in client.get(url).content.decode()
    client.post(url, _said(crew, owner="", target="1,900", base=one.version_id), **HTMX)
    one.refresh_from_db()
    assert one.version.owner_as_written == "Jim from support"
    client.post(url, _said(crew, target="1,900", base=one.version_id), **HTMX)
    one.refresh_from_db()
    assert (one.version.owner, one.version.owner_as_written) == (crew.cy, "")


def test_a_goal_is_no_longer_measured_by_what_was_left(crew):
    one = _set(crew)
    answer = _as(crew, "ada").post(_at("key_result_leaving", crew.goals["next"].number, one.pk), **HTMX)

    assert answer.status_code == 204
    assert not KeyResult.objects.standing().exists()
    assert KeyResult.objects.filter(pk=one.pk).exists()


def test_without_scripts_the_form_is_a_page_and_leads_back(crew):
    client = _as(crew, "ada")
    url = _at("key_results", crew.goals["next"].number)
    board = reverse("boards:board", args=("northwind", "lighter"))
    page = client.get(url, headers={"referer": f"http://testserver{board}"}).content.decode()
    answer = client.post(url, _said(crew, back=board))

    assert f'name="back" value="http://testserver{board}"' in page
    assert (answer.status_code, answer["Location"]) == (302, board)


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_nobody_is_led_elsewhere(crew, back):
    answer = _as(crew, "ada").post(_at("key_results", crew.goals["next"].number), _said(crew, back=back))

    assert answer["Location"] == _at("goal", crew.goals["next"].number)


def test_a_team_measures_its_own_sprint_goal_and_nobody_elses(crew):
    sprint, need = crew.goals["sprint"].number, crew.goals["need"].number

    assert _as(crew, "cy").post(_at("key_results", sprint), _said(crew), **HTMX).status_code == 204
    assert _as(crew, "cy").post(_at("key_results", need), _said(crew), **HTMX).status_code == 403
    assert _as(crew, "hal").post(_at("key_results", need), _said(crew), **HTMX).status_code == 404


def test_a_key_result_is_found_only_under_its_own_goal(crew):
    one = _set(crew)

    assert _as(crew, "ada").get(_at("key_result_numbers", crew.goals["need"].number, one.pk)).status_code == 404


def test_words_from_people_are_shown_as_words(crew):
    one = _set(crew, owner_id=None, owner_as_written="<script>alert(1)</script>")
    Metric.add(crew.organisation, "</datalist><script>alert(2)</script>", by=crew.ada)
    page = _as(crew, "ada").get(_at("key_result_numbers", crew.goals["next"].number, one.pk)).content.decode()

    assert "<script>alert" not in page
