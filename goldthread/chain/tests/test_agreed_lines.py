"""Who supports a goal, quietly on its card: wherever the goal stands, for those who may read agreements, as of any day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.chain.models import Goal
from goldthread.decisions.models import Announced, Decision, Vote
from goldthread.decisions.words import supporters
from goldthread.kit import clock

from .conftest import SLUGS

LINE = "all 2 support it"
TODAY = clock.today("Europe/Berlin")


def agree(crew, goal="next"):
    version = Goal.objects.select_related("version").get(pk=crew.goals[goal].pk).version
    about = {
        "kind": "goal", "noun_id": version.goal_id, "version": version.number, "level": version.level, "words": version.statement, "why": "",
    }  # fmt: skip
    announced = Announced({"name": "unanimity"}, clock.now() + timedelta(days=2))
    asked, _tokens = Decision.open(
        crew.product, about, announced, [(crew.ada, "leader"), (crew.bo, "leader")], by=crew.ada
    )
    for voter in asked.voters.all():
        asked.cast(voter, Vote("support", 7))
    return asked.agreement


def seen(client, name, *places, **asked):
    return LINE in client.get(reverse(name, args=[*SLUGS, *places]), asked).content.decode()


@pytest.mark.parametrize("name", ["chain:map", "chain:list", "boards:roadmap"])
def test_it_stands_on_the_card_and_goes_with_other_words(crew, as_, name):
    assert not seen(as_("eve"), name)
    agree(crew)
    assert seen(as_("eve"), name)
    crew.goals["next"].reword(by=crew.ada, base=None, statement="Something else by now")
    assert not seen(as_("eve"), name)


def test_it_stands_on_the_vision_board_the_poster_and_the_page(crew, as_):
    agree(crew, "need")
    number = crew.goals["need"].number
    assert seen(as_("eve"), "boards:board")
    assert seen(as_("eve"), "chain:poster", number)
    assert seen(as_("eve"), "chain:goal", number)


def test_the_day_that_is_looked_at_knows_what_was_agreed_by_then(crew, as_):
    with clock.held(clock.now() + timedelta(days=3)):
        agree(crew)
    with clock.held(clock.now() + timedelta(days=9)):
        for days, is_there in ((1, False), (4, True)):
            on = (TODAY + timedelta(days=days)).isoformat()
            for name, places in (
                ("chain:map", ()),
                ("boards:roadmap", ()),
                ("chain:list", ()),
                ("chain:goal", (crew.goals["next"].number,)),
            ):
                assert seen(as_("eve"), name, *places, on=on) is is_there, (name, days)


def test_where_one_person_decided_for_all_nobody_is_said_not_to_support_it():
    assert supporters({"support": 0, "reserve": 0, "silent": 11, "eligible": 11}) == "decided"
    assert supporters({"support": 2, "reserve": 1, "silent": 1, "eligible": 4}) == "3 of 4 support it, 1 with a concern"
