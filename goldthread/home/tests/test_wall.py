"""The wall: by a link or signed in; what it shows, and what its pass does not open."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldthread.chain.models import Candidate, Goal, KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import WallLink
from goldthread.people.views.joining import GUESSES_AN_HOUR

WALL = "/northwind/lighter/wall/"
PART = {"HX-Request": "true"}
PAGES = (
    "/northwind/lighter/", "/northwind/lighter/board/", "/northwind/lighter/roadmap/", "/northwind/lighter/goals/4/", "/northwind/lighter/list/",
    "/northwind/lighter/goals/4/poster/", "/northwind/people/", "/northwind/", "/northwind/search/?q=a", "/northwind/lighter/stakeholders/",
    "/northwind/products/lighter/walls/", "/northwind/lighter/export/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_guessed():
    cache.clear()


@pytest.fixture
def link(crew):
    return WallLink.make(crew.product, by=crew.ada, views=("thread", "roadmap"), theme="dark", seconds=20)


@pytest.fixture
def screen(link):
    """A browser of nobody that opened the link."""
    made = Client()
    made.get(f"/wall/{link[1]}/")
    return made


def test_the_link_is_exchanged_for_a_pass_and_its_address_left(crew, link):
    made, token = link
    browser = Client()

    answer = browser.get(f"/wall/{token}/")

    assert (answer.status_code, answer["Location"]) == (302, WALL)
    assert {(one.key, one["path"], one["httponly"], one["samesite"]) for one in answer.cookies.values()} >= {
        (f"goldthread-wall-{made.pk}", WALL, True, "Lax"),
        (f"goldthread-wall-{made.pk}-live", "/live/", True, "Lax"),
    }
    assert token not in str(answer.cookies)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_a_screen_shows_the_wall_as_its_link_says(crew, screen):
    answer = screen.get(WALL)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert 'data-theme="dark"' in page
    assert 'data-turns="thread roadmap"' in page
    assert 'data-seconds="20"' in page
    assert "People eat well without thinking about it" in page
    assert "Understand what I eat and how it affects me" in page
    assert "Log a meal in ten seconds" in page
    assert "slide-board" not in page
    assert "noindex" in answer["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in page


def test_without_link_and_signed_out_the_wall_asks_to_sign_in(crew):
    answer = Client().get(WALL)

    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_who_sees_the_product_sees_its_wall(crew, as_):
    assert as_("cy").get(WALL).status_code == 200
    assert as_("hal").get(WALL).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_the_pass_opens_no_other_page(crew, link, path):
    made, _token = link
    browser = Client()
    # Sent along everywhere, as no browser would.
    browser.cookies[made.pass_name] = made.pass_words
    browser.cookies[made.pass_name + "-live"] = made.pass_words

    answer = browser.get(path)

    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
    assert browser.post(path).status_code in (302, 401, 405)


def test_the_pass_of_one_product_does_not_open_the_wall_of_another(crew, screen):
    crew.organisation.add_product("Heavier", by=crew.ada)

    assert "/accounts/login/" in screen.get("/northwind/heavier/wall/")["Location"]


def test_a_link_that_was_taken_back_says_so_calmly(crew, link, screen):
    made, token = link
    made.revoke(by=crew.ada)

    fresh, held, part = Client().get(f"/wall/{token}/"), screen.get(WALL), screen.get(WALL, headers=PART)

    for answer in (fresh, held, part):
        assert answer.status_code == 410
        assert "This link has ended." in answer.content.decode()
        assert "People eat well" not in answer.content.decode()
    assert 'id="slides"' in part.content.decode()


def test_a_link_whose_day_is_over_says_so(crew):
    _made, token = WallLink.make(crew.product, by=crew.ada, ends_at=clock.now() + timedelta(hours=1))
    with clock.held(clock.now() + timedelta(hours=2)):
        assert Client().get(f"/wall/{token}/").status_code == 410


@pytest.mark.parametrize("token", ["x", "1-x", "1-" + "A" * 32, "0-0", "999999999999999999-x", "-"])
def test_a_guessed_link_leads_nowhere(crew, token):
    answer = Client().get(f"/wall/{token}/")

    assert answer.status_code == 404
    assert "This link leads to no wall." in answer.content.decode()


def test_whoever_guesses_is_paused_and_the_right_link_with_them(crew, link):
    browser = Client()
    for number in range(GUESSES_AN_HOUR):
        assert browser.get(f"/wall/1-{number}/").status_code == 404

    assert browser.get("/wall/1-again/").status_code in (404, 429)
    assert browser.get(f"/wall/{link[1]}/").status_code == 429


def test_the_wall_shows_no_proposals_no_people_and_no_addresses(crew, screen):
    Candidate.propose(crew.product, "Cook together", by=crew.di)
    crew.goals["next"].reword(by=crew.ada, base=crew.goals["next"].version_id, owner_id=crew.bo.pk)
    KeyResult.set(
        crew.goals["next"], Metric.add(crew.organisation, "Meals logged", by=crew.ada), by=crew.ada, owner_id=crew.cy.pk
    )

    page = screen.get(WALL).content.decode()

    assert "Meals logged" in page
    assert "Cook together" not in page
    for person in crew.people.values():
        assert person.name not in page
        assert person.name.split()[0] + "<" not in page
        assert person.email not in page
    assert "@" not in page.replace("@@", "")


def test_a_goal_that_is_closed_leaves_the_wall(crew, screen):
    crew.goals["next"].close("met", by=crew.ada, learned="")

    assert "Understand what I eat" not in screen.get(WALL).content.decode()


def test_the_wall_turns_without_scripts(crew, screen):
    page = screen.get(f"{WALL}?view=roadmap").content.decode()

    assert 'data-view="roadmap"' in page
    assert '<noscript><meta http-equiv="refresh" content="20; url=?view=thread&amp;seconds=20"></noscript>' in page


@pytest.mark.parametrize(("asked", "seconds"), [("7", "7"), ("1", "5"), ("99999", "3600"), ("x", "20"), ("٣٣", "20")])
def test_the_pace_can_be_asked_for_within_reason(crew, screen, asked, seconds):
    assert f'data-seconds="{seconds}"' in screen.get(f"{WALL}?seconds={asked}").content.decode()


def test_a_view_that_is_none_shows_the_first(crew, screen):
    assert 'data-view="thread"' in screen.get(f"{WALL}?view=%3Cb%3E").content.decode()


def test_the_wall_costs_the_same_whatever_the_number_of_goals(crew, as_, django_assert_num_queries):
    hers = as_("ada")
    hers.get(WALL)
    with CaptureQueriesContext(connection) as few:
        hers.get(WALL)
    for number in range(12):
        made = Goal.set(crew.product, "user_goal", f"Need {number}", by=crew.ada)
        made.tie(crew.goals["vision"], by=crew.ada)

    with django_assert_num_queries(len(few)):
        page = hers.get(WALL).content.decode()
    assert "and 10 more" in page


def test_an_empty_product_has_a_wall(crew, as_):
    crew.organisation.add_product("Heavier", by=crew.ada)

    page = as_("ada").get("/northwind/heavier/wall/").content.decode()

    assert "The vision is still to be written." in page
