"""Tying and untying through HTTP: who may, why it helps, what is refused."""

import json
import re

import pytest

from goldthread.chain.models import Goal, Level, Tie
from goldthread.chain.tests.conftest import HTMX, at
from goldthread.people.models import Organisation


def standing(goal):
    return [(tie.parent.number, tie.because) for tie in Tie.objects.standing().filter(child=goal).order_by("id")]


def test_a_team_ties_its_sprint_goal_and_says_why(crew, as_):
    answer = as_("cy").post(at("ties", 5), {"to": 4, "because": "Nobody logs for longer."})

    assert answer["Location"] == at("map") + "?goal=5"
    assert standing(crew.goals["sprint"]) == [(4, "Nobody logs for longer.")]


def test_the_reason_may_be_left_for_later(crew, as_):
    as_("cy").post(at("ties", 5), {"to": 4, "because": ""})

    assert standing(crew.goals["sprint"]) == [(4, "")]


def test_a_goal_has_as_many_parents_as_it_helps(crew, as_):
    ada = as_("ada")
    more = Goal.set(crew.product, Level.USER_GOAL, "Sleep well", by=crew.ada)

    ada.post(at("ties", 4), {"to": more.number})

    assert [parent for parent, _because in standing(crew.goals["next"])] == [2, 3, more.number]


def test_a_new_reason_ends_the_tie_and_begins_another(crew, as_):
    as_("ada").post(at("ties", 4), {"to": 2, "because": "Who sees what they eat eats less."})

    assert (2, "Who sees what they eat eats less.") in standing(crew.goals["next"])
    assert Tie.objects.filter(child=crew.goals["next"], parent=crew.goals["need"]).count() == 2


def test_untying_keeps_the_tie_in_the_record(crew, as_):
    answer = as_("ada").post(at("untie", 4, 3))

    assert answer["Location"] == at("map") + "?goal=4"
    assert standing(crew.goals["next"]) == [(2, "It is a step towards it.")]
    ended = Tie.objects.get(child=crew.goals["next"], parent=crew.goals["business"])
    assert ended.untied_by == crew.ada


def test_a_ring_is_refused_with_a_sentence_and_nothing_is_tied(crew, as_):
    answer = as_("ada").post(at("ties", 2), {"to": 4})

    assert answer.status_code == 422
    assert "A thread cannot run in a ring." in answer.content.decode()
    assert standing(crew.goals["need"]) == [(1, "It is a step towards it.")]


@pytest.mark.parametrize("to", ["", "x", "99", "0", "-4", "9" * 30, "4.5"])
def test_a_goal_that_is_none_cannot_be_tied_to(crew, as_, to):
    answer = as_("cy").post(at("ties", 5), {"to": to, "because": "Kept as typed."})

    assert answer.status_code == 422
    assert "Kept as typed." in answer.content.decode()
    assert standing(crew.goals["sprint"]) == []


def test_goals_of_another_organisation_are_not_there(crew, as_):
    southsea = Organisation.objects.get(slug="southsea")
    theirs = Goal.set(southsea.add_product("Boats", by=crew.hal), Level.VISION, "Sail", by=crew.hal)
    Organisation.objects.filter(pk=southsea.pk).update(last_goal_number=900)
    Goal.objects.filter(pk=theirs.pk).update(number=900)

    assert as_("cy").post(at("ties", 5), {"to": 900}).status_code == 422
    assert standing(crew.goals["sprint"]) == []


def test_a_tie_the_method_does_not_foresee_is_made_with_a_hint(crew, as_):
    client = as_("cy")

    html = client.get(at("ties", 5) + "?to=2").content.decode()
    client.post(at("ties", 5), {"to": 2})

    assert "A sprint goal is usually a step towards a product goal." in html
    assert standing(crew.goals["sprint"]) == [(2, "")]


def test_the_list_to_choose_from_leaves_out_itself_its_parents_and_what_leads_to_it(crew, as_):
    html = as_("ada").get(at("ties", 2)).content.decode()

    values = [int(value) for value in re.findall(r'<option value="(\d+)"', html)]
    assert values == [3, 5]


@pytest.mark.parametrize(
    ("who", "number", "status"),
    [
        ("cy", 5, 302),
        ("ada", 5, 403),
        ("di", 5, 403),
        ("ada", 4, 302),
        ("bo", 4, 302),
        ("fay", 4, 302),
        ("cy", 4, 403),
        ("di", 4, 403),
        ("eve", 4, 403),
        ("gus", 4, 403),
        ("hal", 4, 404),
    ],
)
def test_who_may_tie(crew, as_, who, number, status):
    more = Goal.set(crew.product, Level.USER_GOAL, "Sleep well", by=crew.ada)
    client = as_(who)

    answer = client.post(at("ties", number), {"to": more.number})
    read = client.get(at("ties", number))

    assert answer.status_code == status
    assert (read.status_code == 200) == (status == 302)
    assert Tie.objects.filter(parent=more).exists() == (status == 302)


def test_htmx_hears_that_it_is_tied_and_the_map_asks_again(crew, as_):
    answer = as_("cy").post(at("ties", 5), {"to": 4}, **HTMX)

    told = json.loads(answer["HX-Trigger"])
    assert answer.status_code == 204
    assert told["tied"] == {"goal": 5}
    assert "is a step towards" in told["say"]["text"]


def test_the_same_form_sent_twice_ties_once(crew, as_):
    client = as_("cy")

    for _time in range(2):
        answer = client.post(at("ties", 5), {"to": 4, "because": "Once.", "once": "a-token-of-this-form"})

    assert answer.status_code == 302
    assert Tie.objects.filter(child=crew.goals["sprint"]).count() == 1


def test_a_drop_on_a_goal_it_is_tied_to_offers_the_reason_and_the_way_out(as_):
    html = as_("ada").get(at("ties", 4) + "?to=2", **HTMX).content.decode()

    assert "It is a step towards it." in html
    assert "Keep this reason" in html
    assert at("untie", 4, 2) in html


def test_the_dialog_says_both_goals_in_one_sentence_and_asks_why(crew, as_):
    html = as_("ada").get(at("ties", 3) + "?to=1", **HTMX).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", "", html).split())

    assert f"“{crew.goals['business']}” is a step towards “{crew.goals['vision']}”, because …" in words


def test_what_the_method_does_not_foresee_is_offered_last_and_said_to_be_so(crew, as_):
    html = as_("cy").get(at("ties", 5)).content.decode()
    groups = re.findall(r'<optgroup label="([^"]+)"', html)
    last = html.split('label="Not foreseen by the method"')[1]

    assert groups == ["Product goal", "Not foreseen by the method"]
    assert [int(value) for value in re.findall(r'<option value="(\d+)"', last)] == [1, 2, 3]


def test_words_in_reasons_are_shown_as_text(crew, as_):
    crew.goals["next"].tie(crew.goals["need"], by=crew.ada, because="<img src=x onerror=alert(1)>")

    for address in (at("ties", 4), at("ties", 4) + "?to=2", at("map") + "?goal=4", at("list")):
        assert "<img src=x" not in as_("ada").get(address).content.decode()
