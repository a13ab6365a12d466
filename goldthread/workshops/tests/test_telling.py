"""What the stream of a room carries: to whom, and of what."""

import base64
import json
import re
import zlib

import pytest

from goldthread.decisions.models.box import Vote
from goldthread.kit.registry import Reader
from goldthread.workshops import asking, pieces, table, telling
from goldthread.workshops.models import Card, Workshop
from goldthread.workshops.rules import Kind
from tests.doors.workshops import at


def read(words):
    if words[:1] == b"~":
        words = zlib.decompress(base64.b64decode(words[1:]), -15)
    return json.loads(words)


@pytest.fixture
def told(crew):
    """Tells these people of a workshop, each as somebody who has what they were told before."""
    has = {}

    def tell(pk, *shorts, language="en"):
        readers = {Reader(crew.people[short].pk, language, has.get(short, "")): short for short in shorts}
        found = telling.carry(pk, list(readers))
        has.update({readers[one]: words.has for one, words in found.items()})
        return {readers[one]: read(words.words) for one, words in found.items()}

    return tell


def words_of(said):
    return json.dumps(said)


def test_who_has_no_seat_is_carried_nothing(crew, told):
    assert set(told(at("reveal")(crew), "cy", "eve", "bo")) & {"eve"} == set()


def test_what_everybody_sees_is_made_once_for_all_who_stand_alike(crew):
    pk = at("draft")(crew)
    four = [Reader(crew.people[short].pk, "en", "") for short in ("ada", "cy", "di")]
    alike = {id(words.words) for one, words in telling.carry(pk, four).items() if one.person % 4 == four[0].person % 4}
    assert len(alike) == 1


def test_one_card_travels_as_one_card(crew, told):
    pk = at("reveal")(crew)
    item = Workshop.objects.get(pk=pk).item
    for number in range(12):
        Card.objects.create(organisation=crew.organisation, item=item.root, words=f"Thought {number}")
    first = told(pk, "cy")["cy"]
    assert "Thought 3" in first["cards"]
    one, other, *_rest = Card.objects.filter(words__startswith="Thought")
    one.group_with(other)
    Workshop.objects.get(pk=pk).tell(table=True)
    then = told(pk, "cy")["cy"]
    assert f"{one.words}<" in words_of(then["put"])
    assert "frame" not in then
    assert sum(f"Thought {number}<" in words_of(then) for number in range(12)) == 2
    assert len(then["gone"]) == 2


def test_cards_are_squeezed_once_and_each_is_told_in_which_of_the_orders_they_lie_there(crew, told):
    pk = at("reveal")(crew)
    of = Workshop.objects.get(pk=pk)
    for number in range(90):
        Card.objects.create(organisation=crew.organisation, item=of.item.root, words=f"Thought {number}")
    everybody = [one.person for one in of.seats.select_related("person")]
    found = telling.carry(pk, [Reader(one.pk, "en", "") for one in everybody])

    orders = set()
    for reader, words in found.items():
        said = read(words.words)
        named = re.findall(r'id="(card-[0-9a-f]+)"', said["cards"])
        shown = table.shown(telling.parts.fresh(pk), reader.person % table.ORDERS)["pieces"]
        lying = [one for one in shown if one in set(named)]
        assert words.words[:1] == b"~"
        assert sorted(said["lie"]) == list(range(len(named)))
        assert (
            [named[place] for place in said["lie"]]
            == list(pieces.in_order(shown, reader.person, of.seed, table.ORDERS))
            == lying
        )
        orders.add(tuple(said["lie"]))
    assert len(orders) == len({one.pk % table.ORDERS for one in everybody}) > 1


def test_whoever_has_something_else_gets_the_whole_table(crew, told):
    pk = at("reveal")(crew)
    told(pk, "cy")
    Workshop.objects.get(pk=pk).tell(table=True)
    found = told(pk, "cy", "di")
    assert "frame" not in found["cy"]
    assert "frame" in found["di"]


def test_everybody_is_asked_what_all_are_asked_and_only_when_it_is_new(crew, told):
    pk = at("write")(crew)
    assert "Your cards" in told(pk, "cy")["cy"]["mine"]["html"]
    Workshop.objects.get(pk=pk).tell(table=True)
    assert "html" not in told(pk, "cy")["cy"]["mine"]


def test_nothing_that_somebody_wrote_is_carried_to_anybody_themselves_included(crew, told):
    pk = at("write")(crew)
    Workshop.objects.get(pk=pk).seat_of(crew.cy).write("Canary7x")
    found = told(pk, "cy", "di", "fay")
    assert "Canary7x" not in words_of(found)
    assert found["cy"]["mine"]["keeps"]


def test_no_vote_is_carried_before_all_are_turned_over_and_then_the_outcome_to_all(crew, told):
    pk = at("agree")(crew)
    now = Workshop.objects.get(pk=pk)
    told(pk, "ada", "cy", "di")
    now.item.decision.cast(asking.voter_of(now.item, crew.cy), Vote("object", because="Canary7x"))
    now.tell(table=True)
    before = told(pk, "ada", "cy", "di")
    assert "Canary7x" not in words_of(before)
    assert all("html" not in one["mine"] for one in before.values())
    asking.turn_over_now(now)
    after = told(pk, "ada", "cy", "di")
    assert all(
        "Canary7x" in one["frame"] and "All votes are turned over" in one["mine"]["html"] for one in after.values()
    )


def test_forms_that_are_carried_hold_no_token_of_anybody(crew, told):
    html = told(at("closing")(crew), "cy")["cy"]["mine"]["html"]
    assert 'name="csrfmiddlewaretoken">' in html
    assert 'name="once">' in html


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_carried_is_what_the_page_shows(crew, told, kind):
    pk = at(kind)(crew)
    found = told(pk, "fay", "cy", language="de")
    assert all("html" in one["mine"] and "frame" in one for one in found.values())


def test_a_full_room_is_told_with_no_more_questions_than_an_empty_one(crew, told, django_assert_max_num_queries):
    pk = at("discuss")(crew)
    with django_assert_max_num_queries(24):
        told(pk, "cy", "di", "ada", "fay")


def test_cards_are_called_by_as_few_digits_as_tell_them_apart():
    assert pieces.short(["a" * 32, "b" * 32]) == ["a" * 8, "b" * 8]
    assert pieces.short(["a" * 32, "a" * 15 + "b" * 17]) == ["a" * 16, "a" * 15 + "b"]
