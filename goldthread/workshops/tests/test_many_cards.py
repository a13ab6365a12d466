"""Many cards, turned over at once."""

import json

from markupsafe import escape

from goldthread.kit import locked, many
from goldthread.workshops import pieces
from goldthread.workshops.models import Card, Seat, Workshop, box
from goldthread.workshops.models.card import turn_over
from tests.doors.workshops import turned_over as meeting


def test_each_card_lies_there_with_the_name_of_who_signed_it_and_every_box_is_as_thick_as_before(crew):
    of = Workshop.objects.get(pk=meeting()(crew))
    of.items.first().cards.all().delete()
    seats = list(of.seats.order_by("pk"))
    said = {one: [[f"Card {number} of {one.pk}", number == 0] for number in range(3)] for one in seats[:2]}
    for one, cards in said.items():
        one.secret_cards = box.close(cards, box.CARDS)
        one.save(update_fields=["secret_cards"])
    before = {one.pk: one.cards for one in seats}

    assert turn_over(of, of.items.first()) == 6

    lying = Card.objects.filter(item=of.items.first())
    assert {(one.words, one.signed_by_id) for one in lying} == {
        (words, one.person_id if signed else None) for one, cards in said.items() for words, signed in cards
    }
    assert {one.organisation_id for one in lying} == {of.organisation_id}
    for one in Seat.objects.filter(workshop=of):
        assert one.cards == before[one.pk] + (3 if one in said else 0)
        assert box.look_into(one.secret_cards, box.CARDS) == []
    assert len({len(one.secret_cards) for one in Seat.objects.filter(workshop=of)}) == 1


def test_nothing_to_write_asks_the_database_nothing(crew, django_assert_num_queries):
    with django_assert_num_queries(0):
        many.update(Seat, ["cards"], [])


def test_a_box_that_was_closed_before_boxes_were_locked_as_bytes_is_still_read():
    kept = locked.lock(json.dumps([["Sleep better", True]]).ljust(8 * 1024), box.CARDS)
    assert box.look_into(kept, box.CARDS) == [["Sleep better", True]]
    assert box.look_into(kept[:-8] + "AAAAAAA=", box.CARDS) == []


def test_what_stands_on_a_card_is_words_and_nothing_else(crew):
    of = Workshop.objects.get(pk=meeting()(crew))
    said, by = '100% <b>%s & "so"', "Ada %d <i>"
    made = pieces.of(of, [], [{"id": "1f", "words": said, "by": by}, {"id": "2f", "words": said, "by": ""}])
    assert str(escape(said)) in made["card-1f"]
    assert str(escape(by)) in made["card-1f"]
    assert "<small" not in made["card-2f"]
    assert 'id="card-2f"' in made["card-2f"]
