"""Pages about what went wrong: what happened, whether work is safe, the next step."""

import re

import pytest
from django.test import RequestFactory

from goldthread.kit import offline, pages
from goldthread.kit.gallery import STATUSES


def answered(method="get", **context):
    request = getattr(RequestFactory(), method)("/northwind/lighter/")
    return pages.page(request, "kit/error.html", context, status=200).content.decode()


# None of these tests asks for the database: it is closed to them, and the pages stand all the same.
@pytest.mark.parametrize("status", STATUSES)
def test_every_page_about_a_failure_gives_three_answers_without_the_database(status):
    html = answered(status=status)

    answers = re.findall(r"<dd[^>]*>([^<]+)</dd>", html)
    assert len(answers) == 3
    assert all(answer.strip().endswith(".") for answer in answers)


def test_no_two_failures_tell_the_same_story():
    titles = {re.search(r"<h1>([^<]+)", answered(status=status))[1] for status in STATUSES}

    assert len(titles) == len(STATUSES)


def test_the_reason_of_a_refusal_stands_in_place_of_the_general_one():
    html = answered(status=403, reason="Only the team sets its sprint goal.")

    assert "Only the team sets its sprint goal." in html
    assert "your role does not allow" not in html


def test_who_sent_something_is_told_that_the_words_are_still_there():
    assert "Your words are still in the form" in answered("post", status=500)
    assert "Your words are still in the form" not in answered("get", status=500)


def test_an_unknown_status_is_told_as_a_fault_of_ours():
    assert "The fault is ours" in answered(status=599)


def test_a_refusal_to_a_part_is_marked_so_that_it_takes_no_form_away():
    request = RequestFactory().post("/northwind/lighter/", headers={"HX-Request": "true"})

    html = pages.part(request, "kit/error.html", "said", {"status": 403, "reason": "Not yours."}).content.decode()

    assert 'data-wrong="403"' in html
    assert re.findall(r"<span data-sentence>([^<]+)", html)[0] == "Not yours."


def test_the_page_kept_for_being_offline_names_nobody():
    html = offline.page(RequestFactory().get("/offline/")).content.decode()

    assert "No connection" in html
    assert 'data-person=""' in html


def test_the_script_that_keeps_it_acts_for_this_installation_alone():
    answer = offline.worker(RequestFactory().get("/offline/worker.js", SCRIPT_NAME="/goldthread"))

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/goldthread/"
