"""Many asked at once: what lies in the box is nobody's to see, and what comes of it when all are in or the time is up."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from goldthread.decisions.models import Agreement, Canvass, CanvassSheet, Closed, Decision, Line, Newer, Refused, Said
from goldthread.decisions.models.sheets import TooLong
from goldthread.decisions.rules.many import limits_of
from goldthread.journal.models import Entry
from goldthread.kit import clock

GROUPS = {"ada": "product_person", "bo": "leader", "cy": "team_member", "di": "stakeholder"}
REST = Said()


def line_of(goal):
    version = goal.version
    return Line(version.statement, "goal", goal.pk, version.number, version.level)


def put(crew, people=("ada", "bo", "cy"), goals=("vision", "need", "business"), way="as_one", **more):
    lines = [line_of(crew.goals[one]) for one in goals] + [Line(words) for words in more.pop("words", ())]
    asked = [(crew.people[short], GROUPS[short]) for short in people]
    closes = clock.now() + timedelta(days=3)
    return Canvass.open(crew.product, way, "The whole board", lines, asked, closes_at=closes, by=crew.ada, **more)[0]


def cast(canvass, person, said=REST):
    canvass.cast(canvass.electors.get(person=person), said)
    canvass.refresh_from_db()


def results(canvass):
    return {one.noun_id: one.decision for one in canvass.lines.all()}


def test_what_nobody_marked_is_agreed_at_once_and_the_rest_is_pulled_out(crew):
    asked = put(crew)
    cast(asked, crew.ada)
    cast(asked, crew.bo, Said({2: "“Keep it off” needs a time."}))
    assert asked.is_open
    assert not Agreement.objects.exists()
    cast(asked, crew.cy)

    assert not asked.is_open
    found = results(asked)
    assert found[crew.goals["need"].pk] is None
    for short in ("vision", "business"):
        made = found[crew.goals[short].pk].agreement
        assert (made.verdict, made.reason, made.decision.asked_as) == ("adopted", "all_support", "as_one")
        assert made.sentence == "All three support it."
    assert crew.goals["vision"].adoptions.filter(agreement__isnull=False).count() == 1


def test_silence_agrees_to_nothing_when_the_time_is_up(crew):
    asked = put(crew)
    cast(asked, crew.ada)
    cast(asked, crew.bo)
    with clock.held(clock.now() + timedelta(days=4)):
        assert asked.close_if_due()
        assert not asked.close_if_due()
    asked.refresh_from_db()

    assert asked.closed_at
    assert asked.sheets.count() == 2
    assert not Agreement.objects.exists()
    assert all(one.decision is None for one in asked.lines.all())


def test_a_box_is_as_long_with_none_in_it_as_with_all(crew):
    asked = put(crew)
    sizes = {len(asked.secret_sheets)}
    before = Entry.objects.count()
    cast(asked, crew.ada, Said({1: "Ω" * 500, 3: "No."}))
    sizes.add(len(asked.secret_sheets))
    cast(asked, crew.bo)
    sizes.add(len(asked.secret_sheets))

    assert len(sizes) == 1
    assert Entry.objects.count() == before
    assert not CanvassSheet.objects.exists()
    assert "No." not in asked.secret_sheets
    with pytest.raises(TooLong):
        cast(asked, crew.ada, Said({1: "Ω" * 5000}))


def test_a_mind_can_be_changed_until_the_reveal_and_not_after(crew):
    asked = put(crew, ("ada", "bo"))
    elector = asked.electors.get(person=crew.ada)
    cast(asked, crew.ada, Said({1: "Shorter."}))
    assert asked.own_sheet(elector) == Said({1: "Shorter."})
    assert asked.own_sheet(asked.electors.get(person=crew.bo)) is None
    cast(asked, crew.ada)
    cast(asked, crew.bo)

    assert all(one.decision for one in asked.lines.all())
    with pytest.raises(Closed):
        cast(asked, crew.ada, Said({1: "Too late."}))


def test_an_older_sheet_that_is_sent_again_takes_the_place_of_no_newer_one(crew):
    asked = put(crew, ("ada", "bo"))
    older, newer = Said({1: "Shorter."}, nth=1), Said({1: "Longer."}, nth=2)
    for said in (older, older, newer, newer):
        cast(asked, crew.ada, said)
    with pytest.raises(Newer):
        cast(asked, crew.ada, older)
    cast(asked, crew.bo)

    assert asked.sheets.get(elector__person=crew.ada).said == newer
    assert all("nth" not in one for one in asked.sheets.values_list("kept", flat=True)), "how often is nobody's concern"


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("as_one", Said({9: "No such line."})),
        ("as_one", Said({1: " "})),
        ("gradients", Said(value=0)),
        ("gradients", Said(value=9)),
        ("gradients", Said()),
        ("fingers", Said(value=6)),
        ("dots", Said(points={1: 4})),
        ("dots", Said(points={1: 3, 2: 3})),
        ("dots", Said(points={7: 1})),
        ("dots", Said(points={1: 0})),
        ("score", Said(points={1: 6})),
        ("ranked", Said(ranks=(1, 1))),
        ("ranked", Said(ranks=(8,))),
        ("ranked", Said()),
    ],
)
def test_a_forged_sheet_is_refused(crew, way, said):
    asked = put(crew, way=way, limits=limits_of(way, budget=5, most=3))
    with pytest.raises(ValueError):
        cast(asked, crew.ada, said)
    with pytest.raises(Refused):
        asked.cast(put(crew, ("di",)).electors.get(), Said(value=1))

    assert asked.own_sheet(asked.electors.get(person=crew.ada)) is None


def test_a_line_that_is_taken_out_leaves_the_others_to_stand(crew):
    asked = put(crew, ("ada", "bo"))
    cast(asked, crew.ada, Said({1: "Shorter."}))
    asked.take_out(asked.lines.get(number=1), "reworded")
    cast(asked, crew.bo)

    first, *rest = asked.lines.order_by("number")
    assert (first.out, first.decision) == ("reworded", None)
    assert all(one.decision for one in rest)


def test_without_a_line_it_ends_and_nobody_learns_what_lay_in_the_box(crew):
    asked = put(crew, ("ada", "bo"), ("vision",))
    cast(asked, crew.ada)
    asked.take_out(asked.lines.get(), "closed")
    asked.refresh_from_db()

    assert (asked.void, asked.secret_sheets, asked.sheets.count()) == ("empty", "", 0)


def test_who_steps_back_or_leaves_is_not_waited_for(crew):
    asked = put(crew)
    cast(asked, crew.ada)
    asked.recuse(asked.electors.get(person=crew.bo), by=crew.bo)
    asked.refresh_from_db()
    assert asked.is_open
    crew.organisation.memberships.get(person=crew.cy).end(by=crew.ada)
    asked.refresh_from_db()

    assert asked.closed_at
    agreed = asked.lines.get(number=1).decision
    assert [one.person for one in agreed.voters.all()] == [crew.ada]


def test_who_is_left_alone_cannot_step_back(crew):
    asked = put(crew, ("ada",))
    with pytest.raises(Refused):
        asked.recuse(asked.electors.get(), by=crew.ada)


@pytest.mark.parametrize(
    ("way", "said"), [("gradients", Said(value=1)), ("dots", Said(points={1: 2})), ("ranked", Said(ranks=(1,)))]
)
def test_only_agreeing_as_one_adopts_anything(crew, way, said):
    asked = put(crew, ("ada", "bo"), way=way, limits=limits_of(way))
    for person in (crew.ada, crew.bo):
        cast(asked, person, said)

    assert asked.closed_at
    assert not Decision.objects.exists()


def test_what_was_asked_and_said_stays_as_it_was(crew):
    asked = put(crew, ("ada",))
    cast(asked, crew.ada)
    for change in (
        lambda: Canvass.objects.filter(pk=asked.pk).update(title="Something else"),
        lambda: asked.lines.update(words="Something else"),
        lambda: asked.sheets.update(kept={}),
    ):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            change()


def test_all_are_reminded_alike_and_once(crew):
    asked = put(crew)
    cast(asked, crew.ada)
    assert asked.remind()
    assert not asked.remind()
