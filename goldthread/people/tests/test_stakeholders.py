"""The grid of power and interest: where stakeholders stand, who sees it, and what follows."""

import pytest

from goldthread.journal.models import Entry
from goldthread.people.models import Involvement, Moved, NoStakeholder
from goldthread.people.power_interest import ADVICE, Quarter, quarter

GRID = "/northwind/lighter/stakeholders/"


@pytest.fixture
def di(crew):
    """Di, who is a stakeholder of the product."""
    return crew.product.involvements.get(person=crew.di)


def place(client, crew, short="di", **said):
    return client.post(f"{GRID}{crew.people[short].pk}/place/", said)


@pytest.mark.parametrize(
    ("power", "interest", "stands"),
    [
        (10, 10, Quarter.PLAYERS), (6, 6, Quarter.PLAYERS), (6, 5, Quarter.CONTEXT_SETTERS), (10, 0, Quarter.CONTEXT_SETTERS),
        (5, 6, Quarter.SUBJECTS), (0, 10, Quarter.SUBJECTS), (5, 5, Quarter.CROWD), (0, 0, Quarter.CROWD),
        (None, 5, None), (5, None, None), (None, None, None),
    ],
)  # fmt: skip
def test_where_somebody_stands_follows_from_two_numbers(power, interest, stands):
    assert quarter(power, interest) is stands


@pytest.mark.parametrize(("power", "interest"), [(11, 0), (-1, 3), (3, 11)])
def test_a_number_off_the_scale_stands_nowhere(power, interest):
    with pytest.raises(ValueError, match="not between"):
        quarter(power, interest)


def test_every_quarter_says_what_to_do_with_those_who_stand_there():
    assert set(ADVICE) == set(Quarter)
    assert "strategy and roadmap workshops" in ADVICE[Quarter.PLAYERS].what
    assert "sprint review" in ADVICE[Quarter.SUBJECTS].what
    assert "Consult" in str(ADVICE[Quarter.CONTEXT_SETTERS].what)
    assert str(ADVICE[Quarter.CROWD].what) == "Inform them."


def test_placing_is_kept_with_one_entry_and_the_entry_does_not_say_where(crew, di):
    before = Entry.objects.count()

    di.place((7, 3), by=crew.ada)
    di.place((7, 3), by=crew.bo)

    assert Involvement.objects.get(pk=di.pk).spot == (7, 3)
    entry = Entry.objects.get(verb="stakeholder.placed")
    assert Entry.objects.count() == before + 1
    assert (entry.by_id, entry.facts) == (crew.ada.pk, {"person": crew.di.pk})


def test_a_place_taken_meanwhile_is_told_and_not_overwritten(crew, di):
    hers = Involvement.objects.get(pk=di.pk)
    di.place((7, 3), by=crew.ada, base=(None, None))

    with pytest.raises(Moved) as moved:
        hers.place((1, 1), by=crew.bo, base=(None, None))

    assert moved.value.spot == (7, 3)
    assert Involvement.objects.get(pk=di.pk).spot == (7, 3)


def test_two_who_mean_the_same_place_do_not_cross(crew, di):
    di.place((7, 3), by=crew.ada, base=(None, None))

    di.place((7, 3), by=crew.bo, base=(None, None))

    assert Entry.objects.filter(verb="stakeholder.placed").count() == 1


def test_only_stakeholders_stand_on_the_grid(crew):
    with pytest.raises(NoStakeholder):
        crew.product.involvements.get(person=crew.cy).place((1, 1), by=crew.ada)


def test_the_page_says_who_stands_where_and_what_follows(crew, as_, di):
    di.place((7, 3), by=crew.ada)

    page = as_(crew.bo).get(GRID).content.decode()

    assert "Di Marin: power 7, interest 3, context setter" in page
    assert "<b>Context setter.</b> Consult them, and keep them informed." in page


def test_who_is_not_placed_stands_beside_the_field(crew, as_):
    page = as_(crew.bo).get(GRID).content.decode()

    waiting = page[page.index('id="stake-waiting"') :]
    assert "Di Marin: not placed yet" in waiting
    assert 'data-power="' not in page


def test_a_place_is_said_without_scripts(crew, as_, di):
    answer = place(as_(crew.ada), crew, power="8", interest="9", base=",")

    assert (answer.status_code, answer["Location"]) == (303, GRID)
    assert Involvement.objects.get(pk=di.pk).spot == (8, 9)


def test_both_empty_takes_somebody_off_the_field(crew, as_, di):
    di.place((7, 3), by=crew.ada)

    place(as_(crew.ada), crew, power="", interest="", base="7,3")

    assert Involvement.objects.get(pk=di.pk).spot == (None, None)


@pytest.mark.parametrize(
    "said",
    [{"power": "7", "interest": ""}, {"power": "11", "interest": "2"}, {"power": "x", "interest": "2"}, {"power": "1", "interest": "1", "base": "7;3"}],
)  # fmt: skip
def test_what_is_no_place_is_refused_with_a_sentence(crew, as_, di, said):
    answer = place(as_(crew.ada), crew, **said)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Involvement.objects.get(pk=di.pk).spot == (None, None)


def test_two_at_once_are_shown_both_places_and_who_was_faster(crew, as_, di):
    place(as_(crew.ada), crew, power="8", interest="9", base=",")

    answer = place(as_(crew.bo), crew, power="2", interest="1", base=",")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ada Lopez placed Di Marin while you did." in page
    assert "Now Di Marin stands at power 8, interest 9." in page
    assert Involvement.objects.get(pk=di.pk).spot == (8, 9)
    again = place(as_(crew.bo), crew, power="2", interest="1", base="8,9")
    assert again.status_code == 303
    assert Involvement.objects.get(pk=di.pk).spot == (2, 1)


@pytest.mark.parametrize("short", ["cy", "di", "eve", "gus"])
def test_those_who_stand_there_and_all_others_do_not_learn_where(crew, as_, di, short):
    di.place((7, 3), by=crew.ada)
    theirs = as_(crew.people[short])

    assert theirs.get(GRID).status_code == 403
    for path in ("/northwind/products/lighter/", f"/northwind/people/{crew.di.pk}/"):
        page = theirs.get(path).content.decode()
        assert "interest 3" not in page
        assert "power 7" not in page


def test_an_owner_who_does_not_steer_keeps_what_was_said_when_changing_nothing(crew, as_, di):
    from goldthread.people.models import Membership

    di.place((7, 3), by=crew.ada)
    Membership.objects.filter(person=crew.cy).update(role="owner")
    address = f"/northwind/products/lighter/people/{crew.di.pk}/"

    page = as_(crew.cy).get(address).content.decode()
    as_(crew.cy).post(address, {"role": "stakeholder", "power": "1", "interest": "1"})

    assert 'name="power"' not in page
    assert Involvement.objects.get(pk=di.pk).spot == (7, 3)


def test_somebody_who_is_no_stakeholder_cannot_be_placed(crew, as_):
    assert place(as_(crew.ada), crew, "cy", power="1", interest="1").status_code == 404
    assert place(as_(crew.ada), crew, "hal", power="1", interest="1").status_code == 404


def test_the_page_costs_the_same_however_many_stakeholders_there_are(crew, as_, django_assert_num_queries, walls):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    hers = as_(crew.ada)
    hers.get(GRID)
    with CaptureQueriesContext(connection) as few:
        hers.get(GRID)
    for short in ("bo", "cy", "eve", "fay"):
        crew.product.involve(crew.people[short], "stakeholder", by=crew.ada, power=3, interest=4)

    with django_assert_num_queries(len(few)):
        hers.get(GRID)
