"""Goals that people propose, and the product person's answers."""

import json

import pytest

from goldthread.chain.models import Candidate, Goal
from goldthread.chain.proposals import in_map_head
from goldthread.people.access import Ground
from goldthread.people.rules import Footing

from .conftest import HTMX, at


@pytest.fixture
def idea(crew):
    return Candidate.propose(
        crew.product,
        "Cook together",
        by=crew.di,
        level="user_goal",
        why="Families **ask** for it.",
        parent=crew.goals["vision"],
    )


def _lists(client):
    return client.get(at("candidates")).content.decode()


def test_a_proposal_stands_in_the_list_with_who_why_and_towards_what(as_, crew):
    answer = as_("cy").post(
        at("propose"),
        {"level": "user_goal", "statement": "Cook together", "why": "Families **ask** for it.", "parent": 1},
    )
    html = _lists(as_("eve"))

    assert answer["Location"] == at("candidates")
    for words in (
        "Cook together",
        "user goal",
        "<strong>ask</strong>",
        "Cy Okafor",
        "People eat well without thinking about it",
    ):
        assert words in html


@pytest.mark.parametrize("who", ["ada", "bo", "cy", "di", "eve", "fay", "gus", "hal"])
def test_who_may_propose_and_who_may_answer(as_, crew, idea, who):
    client = as_(who)
    proposes, answers = who in ("ada", "bo", "cy", "di", "fay"), who == "ada"
    stranger = 404 if who == "hal" else 403

    assert client.get(at("candidates")).status_code == (404 if who == "hal" else 200)
    assert client.get(at("propose")).status_code == (200 if proposes else stranger)
    assert client.post(at("propose"), {"level": "vision", "statement": "See"}).status_code == (
        302 if proposes else stranger
    )
    assert client.get(at("declining", idea.pk)).status_code == (200 if answers else stranger)
    assert client.post(at("declining", idea.pk), {"because": "Later"}).status_code == (302 if answers else stranger)
    assert client.post(at("opening", idea.pk)).status_code == (302 if answers else stranger)
    assert client.post(at("taking_up", idea.pk)).status_code == (302 if answers else stranger)
    assert Goal.objects.filter(version__statement="Cook together").exists() == answers


def test_taken_up_it_is_a_goal_of_the_thread_and_stays_in_the_list(as_, crew, idea):
    as_("ada").post(at("taking_up", idea.pk))
    goal = Goal.objects.get(version__statement="Cook together")
    html = _lists(as_("gus"))

    assert goal.ties.get().parent == crew.goals["vision"]
    assert f'href="{at("goal", goal.number)}"' in html
    assert "Taken up by Ada Lopez" in html


def test_not_now_needs_a_reason_and_everybody_reads_it(as_, idea):
    client = as_("ada")
    refused = client.post(at("declining", idea.pk), {"because": "  "}, **HTMX)
    assert refused.status_code == 422
    assert "Give the reason." in refused.content.decode()
    assert Candidate.objects.open().exists()

    client.post(at("declining", idea.pk), {"because": "First the *scale*."})
    html = _lists(as_("di"))
    assert "First the <em>scale</em>." in html
    assert not Candidate.objects.open().exists()


def test_a_goal_answered_not_now_can_be_opened_again(as_, idea):
    client = as_("ada")
    client.post(at("declining", idea.pk), {"because": "Later"})
    client.post(at("opening", idea.pk))

    assert Candidate.objects.open().get() == idea


def test_in_the_browser_the_answer_lets_pages_ask_again(as_, crew, idea):
    answer = as_("ada").post(at("taking_up", idea.pk), **HTMX)

    assert answer.status_code == 204
    assert json.loads(answer["HX-Trigger"])[f"product-{crew.product.pk}"] == {"target": "#live"}


def test_the_lists_follow_the_product(as_, crew, idea):
    whole, part = _lists(as_("eve")), as_("eve").get(at("candidates"), **HTMX).content.decode()

    assert f'hx-trigger="product-{crew.product.pk} from:#live"' in whole
    assert part.strip().startswith('<div id="candidates"')
    assert at("taking_up", idea.pk) not in whole


@pytest.mark.parametrize("deed", ["taking_up", "declining", "opening"])
def test_a_proposal_is_found_only_under_its_own_product(as_, crew, idea, deed):
    crew.organisation.add_product("Heavier", by=crew.ada)
    path = at(deed, idea.pk).replace("lighter", "heavier")

    assert as_("ada").post(path, {"because": "x"}).status_code == 404
    assert as_("hal").post(at(deed, idea.pk), {"because": "x"}).status_code == 404


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "عربي"])
def test_hostile_words_are_shown_as_words(as_, crew, words):
    client = as_("ada")
    client.post(at("propose"), {"level": "vision", "statement": words, "why": words})
    client.post(at("declining", Candidate.objects.get().pk), {"because": words})

    assert "<script>alert" not in _lists(client)
    assert "<img" not in _lists(client)


def test_what_is_too_long_comes_back_with_a_sentence(as_):
    answer = as_("di").post(at("propose"), {"level": "vision", "statement": "See", "why": "w" * 100_000})

    assert answer.status_code == 422
    assert "100000 characters long" in answer.content.decode()
    assert "w" * 100_000 in answer.content.decode()


def test_a_parent_of_another_organisation_is_not_among_the_choices(as_, crew):
    answer = as_("di").post(at("propose"), {"level": "vision", "statement": "See", "parent": 4711})

    assert answer.status_code == 422
    assert not Candidate.objects.exists()


def test_the_head_of_the_map_counts_what_waits_for_an_answer(rf, crew, idea):
    Candidate.propose(crew.product, "Another", by=crew.bo)
    idea.decline(by=crew.ada, because="Later")
    ground = Ground(crew.organisation, crew.eve, crew.eve.memberships.get(), crew.product, Footing(crew.eve.pk))

    assert in_map_head(rf.get("/"), ground) == {"label": "1 candidate", "count": 1, "url": at("candidates")}


@pytest.mark.parametrize("level", ["sprint_goal", "contribution"])
def test_what_only_a_team_sets_cannot_be_proposed(crew, as_, level):
    answer = as_("di").post(at("propose"), {"level": level, "statement": "A clerk corrects an address"})

    assert answer.status_code == 422
    assert not Candidate.objects.filter(statement="A clerk corrects an address").exists()


def test_a_sprint_goal_that_was_proposed_before_becomes_a_product_goal(crew):
    proposed = Candidate.propose(crew.product, "A clerk corrects an address", by=crew.di, level="sprint_goal")

    assert proposed.take_up(by=crew.ada).version.level == "product_goal"
