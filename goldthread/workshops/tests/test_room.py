"""The pages of a meeting."""

import pytest

from goldthread.journal.models import Once
from goldthread.workshops import closing, convening, course, seating
from goldthread.workshops.models import Card, Seat, Turn, Workshop
from goldthread.workshops.rules import Kind
from tests.doors.workshops import at, begun, convened


@pytest.fixture
def to(crew):
    """Where a part or deed of a workshop is."""
    return lambda pk, what="": f"/northwind/lighter/workshops/{pk}/{what}"


def test_a_meeting_is_convened_opened_and_joined(crew, as_, to):
    new = "/northwind/lighter/workshops/new/?agenda=strategizing"
    assert "Strategizing workshop" in as_("ada").get(new).content.decode()
    said = {
        "title": "Where to?", "day": "2090-01-02", "at": "09:30", "facilitator": crew.fay.pk, "invited": [crew.cy.pk],
        "required": [crew.cy.pk], "rule": "consent", "rounds": 2, "fallback": "",
    }  # fmt: skip
    assert as_("ada").post(new, said).status_code == 422
    from datetime import timedelta

    from goldthread.kit import clock

    said["day"] = (clock.now() + timedelta(days=1)).date().isoformat()
    answer = as_("ada").post(new, said)
    assert answer.status_code == 303
    made = Workshop.objects.get()
    assert "Open the room" in as_("fay").get(answer["Location"]).content.decode()
    assert "Open the room" not in as_("cy").get(answer["Location"]).content.decode()
    assert as_("cy").post(to(made.pk, "beginning/")).status_code == 403
    assert as_("fay").post(to(made.pk, "beginning/")).status_code == 303
    assert as_("cy").post(to(made.pk, "seat/")).status_code == 303
    assert 'id="table"' in as_("cy").get(to(made.pk)).content.decode()


def test_only_who_convenes_may(crew, as_):
    assert as_("cy").get("/northwind/lighter/workshops/new/").status_code == 403


def test_who_facilitates_and_decides_is_told_and_not_barred(crew, as_, to):
    made = Workshop.objects.get(pk=convened(crew))
    assert "also decides" not in as_("fay").get(to(made.pk)).content.decode()
    made.facilitator = crew.ada
    made.save()
    assert "also decides" in as_("ada").get(to(made.pk)).content.decode()


def test_the_table_is_put_together_once_for_all_and_not_sent_twice(crew, as_, to, django_assert_num_queries, walls):
    pk = at("reveal")(crew)
    first = as_("cy").get(to(pk, "table/"))
    assert b"Sleep better" in first.content
    client = as_("cy")
    client.get(to(pk, "table/"))
    with django_assert_num_queries(8 + walls):
        again = client.get(to(pk, "table/"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Workshop.objects.get(pk=pk).tell(table=True)
    assert client.get(to(pk, "table/"), headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("kind", list(Kind))
def test_every_phase_shows_to_everybody_what_is_theirs(crew, as_, to, kind):
    pk = at(kind)(crew)
    for short in ("fay", "cy"):
        for part in ("", "table/", "mine/", "projector/"):
            assert as_(short).get(to(pk, part)).status_code == 200, (short, part)
    assert as_("fay").get(to(pk, "lead/")).status_code == 200
    assert as_("cy").get(to(pk, "lead/")).status_code == 403


@pytest.mark.parametrize("kind", [Kind.REVEAL, Kind.DISCUSS, Kind.AGREE])
def test_a_full_room_costs_no_more_questions_than_an_empty_one(crew, as_, to, kind):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from goldthread.kit import memory

    pk = at(kind)(crew)
    costs = []
    for more in (0, 12):
        item = Workshop.objects.get(pk=pk).item
        for number in range(more):
            Card.objects.create(organisation=crew.organisation, item=item.root, words=f"Thought {number}")
        memory.forget()
        cost = []
        for short, part in (("cy", "table/"), ("cy", "mine/"), ("fay", "lead/"), ("cy", "")):
            client = as_(short)
            client.get(to(pk))
            memory.forget()
            with CaptureQueriesContext(connection) as asked:
                client.get(to(pk, part))
            cost.append(len(asked))
        costs.append(cost)
    assert costs[0] == costs[1]


def test_the_facilitator_sees_who_was_not_heard_and_no_list_of_who_spoke_how_long(crew, as_, to):
    pk = at("discuss")(crew)
    for short in ("ada", "cy"):
        as_(short).post(to(pk, "turn/"), {"what": "pass"})
    page = as_("fay").get(to(pk, "lead/")).content.decode()
    part = page.partition("Not heard yet")[2].partition("</ul>")[0]
    assert crew.di.name in part
    assert crew.cy.name not in part
    assert "seconds" not in page


def test_what_stands_against_going_on_is_said_and_passed_over_aloud(crew, as_, to):
    pk = at("write")(crew)
    phase = Workshop.objects.get(pk=pk).phase_id
    htmx = {"HX-Request": "true"}
    refused = as_("fay").post(to(pk, "advance/"), {"leaving": phase}, headers=htmx)
    assert refused.status_code == 409
    assert "Some are still writing." in refused.content.decode()
    assert as_("fay").post(to(pk, "advance/"), {"leaving": phase, "anyway": "1"}, headers=htmx).status_code == 200
    assert "We went on while some were still writing." in as_("cy").get(to(pk, "table/")).content.decode()


@pytest.mark.parametrize("kind", list(Kind))
def test_whoever_leads_reads_what_to_do_now_in_every_phase(crew, as_, to, kind):
    from goldthread.workshops import words
    from goldthread.workshops.rules import Ballot

    page = as_("fay").get(to(at(kind)(crew), "lead/")).content.decode()
    assert words.to_lead(kind, Ballot.OPEN, "")
    assert words.to_lead(kind, Ballot.OPEN, "")[:20] in page
    assert "You lead now." in page


def test_whoever_is_sent_off_is_told_and_may_come_back(crew, as_, to):
    pk = at("write")(crew)
    before = Workshop.objects.get(pk=pk).edition
    seat = Seat.objects.get(workshop=pk, person=crew.cy)
    as_("fay").post(to(pk, f"seats/{seat.pk}/absence/"))
    assert Workshop.objects.get(pk=pk).edition > before
    assert "Take a seat" in as_("cy").get(to(pk, "mine/")).content.decode()
    as_("cy").post(to(pk, "seat/"))
    assert "Your cards" in as_("cy").get(to(pk, "mine/")).content.decode()


def test_after_the_close_no_row_says_who_spoke_how_often(crew, as_, to):
    pk = at("discuss")(crew)
    for number, what in enumerate(("ask", "pass")):
        as_("cy").post(to(pk, "turn/"), {"what": what, "once": f"press {number}"})
    assert Once.objects.filter(path=to(pk, "turn/")).count() == 2
    of = Workshop.objects.get(pk=pk)
    closing.close(of.held(), by=crew.fay)

    assert not Once.objects.filter(path=to(pk, "turn/")).exists()
    assert not Turn.objects.filter(seat__workshop=pk).exists()
    kept = Seat.objects.filter(workshop=pk).values_list(
        "cards", "ready_in", "seen_at", "secret_cards", "secret_closing"
    )
    assert set(kept) == {(0, None, None, "", "")}
    of.refresh_from_db()
    assert of.coverage is not None


def test_nobody_acts_before_they_have_promised_the_rules(crew, as_, to):
    now = begun(crew)
    while now.phase.kind != Kind.WRITE:
        course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)
        now = now.held()
    seating.arrive(now, crew.eve)
    assert as_("eve").post(to(now.pk, "cards/"), {"words": "Hello"}).status_code == 403
    assert "I promise this" in as_("eve").get(to(now.pk, "mine/")).content.decode()
    as_("eve").post(to(now.pk, "promise/"))
    assert as_("eve").post(to(now.pk, "cards/"), {"words": "Hello"}).status_code == 303


@pytest.mark.parametrize(("kind", "deed", "said"), [
    ("write", "cards", {"words": "Sleep better"}),
    ("write", "readiness", {}),
    ("agree", "ballot", {"position": "object", "because": "Sleep better"}),
    ("closing", "answer", {"heard": "2", "worth": "3"}),
])  # fmt: skip
def test_no_row_is_kept_of_what_is_nobodys_to_see(crew, as_, to, kind, deed, said):
    pk = at(kind)(crew)
    address, htmx = to(pk, f"{deed}/"), {"HX-Request": "true"}
    for _twice in range(2):
        answer = as_("cy").post(address, {**said, "once": "the same form"}, headers=htmx)
        assert answer.status_code == 200, answer.content.decode()
    assert not Once.objects.filter(path=address).exists()


def test_bad_words_are_told_in_a_sentence_and_kept(crew, as_, to):
    pk = at("write")(crew)
    htmx = {"HX-Request": "true"}
    long = "x" * 400
    answer = as_("cy").post(to(pk, "cards/"), {"words": long}, headers=htmx)
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert as_("cy").post(to(pk, "cards/"), {"words": " "}, headers=htmx).status_code == 422
    for number in range(25):
        last = as_("cy").post(to(pk, "cards/"), {"words": f"Thought {number}"}, headers=htmx)
    assert last.status_code == 422
    assert len(Seat.objects.get(workshop=pk, person=crew.cy).own_cards()) == 20


def test_the_way_in_is_an_address_a_square_and_a_file_for_calendars(crew, as_, to):
    pk = convened(crew)
    page = as_("cy").get(to(pk, "joining/")).content.decode()
    assert f"/northwind/lighter/workshops/{pk}/" in page
    assert "<path d=" in page
    file = as_("cy").get(to(pk, "workshop.ics"))
    assert b"SUMMARY:Where to next?" in file.content
    assert b"BEGIN:VEVENT" in file.content


def test_the_words_on_the_table_show_what_changed(crew, as_, to):
    pk = at("draft")(crew)
    now = Workshop.objects.get(pk=pk)
    convening.draft(now.item, "People sleep", by=crew.cy)
    convening.draft(now.item, "People sleep well", by=crew.cy)
    now.tell(table=True)
    assert "<ins>well</ins>" in as_("cy").get(to(pk, "table/")).content.decode()


def test_after_the_end_only_who_had_a_seat_reads_what_was_said(crew, as_, to):
    pk = at("closing")(crew)
    as_("fay").post(to(pk, "advance/"), {"leaving": Workshop.objects.get(pk=pk).phase_id})
    assert "People sleep better" in as_("cy").get(to(pk)).content.decode()
    assert "People sleep better" not in as_("eve").get(to(pk)).content.decode()
    assert as_("eve").get(to(pk, "table/")).status_code == 403


def test_cards_that_are_folded_away_are_all_there_for_everybody_in_the_room(crew, as_, to):
    pk = at("draft")(crew)
    root = Workshop.objects.get(pk=pk).held().item.root
    # One card is shown whole already: only on a phone, which folds that away too, is there anything to open.
    assert 'class="room-from whole"' in as_("cy").get(to(pk, "table/")).content.decode()
    for number in range(50):
        Card.objects.create(organisation_id=crew.organisation.pk, item=root, words=f"Thought no. {number}")
    Workshop.objects.get(pk=pk).tell()
    assert "All 51 cards" in as_("cy").get(to(pk, "table/")).content.decode()
    assert 'class="room-from"' in as_("cy").get(to(pk, "table/")).content.decode()
    found = as_("cy").get(to(pk, "cards/lying/")).content.decode()
    assert all(f">Thought no. {number}</li>" in found for number in range(50))
    assert "Sleep better" in found


def test_nothing_that_is_written_in_silence_lies_there_before_all_is_turned_over(crew, as_, to):
    pk = at("write")(crew)
    Workshop.objects.get(pk=pk).seats.get(person=crew.cy).write("Sleep better")
    assert "Sleep better" not in as_("fay").get(to(pk, "cards/lying/")).content.decode()


def test_the_rules_stand_once_on_a_screen_and_again_only_for_who_comes_later(crew, as_, to):
    made = Workshop.objects.get(pk=convened(crew))
    course.begin(made, by=crew.fay)
    for one in ("fay", "cy"):
        seating.arrive(made, crew.people[one])
    course.advance(made, by=crew.fay, leaving=made.held().phase_id, passing_over=True)
    mine = as_("cy").get(to(made.pk, "mine/")).content.decode()
    assert "I promise this" in mine
    assert "mine-rules" not in mine
    course.advance(made, by=crew.fay, leaving=made.held().phase_id, passing_over=True)
    assert "mine-rules" in as_("cy").get(to(made.pk, "mine/")).content.decode()
