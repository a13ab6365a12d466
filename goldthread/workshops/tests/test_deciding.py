"""What follows the reveal, within the room."""

import pytest

from goldthread.workshops.models import Workshop
from tests.doors.workshops import concern, objection, turned_over

HTMX = {"HX-Request": "true"}


def to(pk, what=""):
    return f"/northwind/lighter/workshops/{pk}/{what}"


def shown(client, pk, what="deciding/"):
    return client.get(to(pk, what)).content.decode()


def test_who_was_announced_decides_in_the_room_with_an_answer_to_each_concern(crew, as_):
    pk = turned_over()(crew)
    assert f"Now {crew.ada.name} decides" in shown(as_("cy"), pk, "table/")
    assert "Now you decide" in shown(as_("ada"), pk)
    assert "Now you decide" not in shown(as_("cy"), pk)
    choice = {"choice-choice": "adopt", "choice-rationale": "We can say it more exactly later."}
    early = as_("ada").post(to(pk, "deciding/choice/"), choice, headers=HTMX)
    assert early.status_code == 409
    assert "concern" in early.content.decode()

    number = concern(crew)
    answer = {f"concern-{number}-answer": "adapted", f"concern-{number}-why": "It says whose sleep now."}
    assert as_("ada").post(to(pk, f"deciding/concerns/{number}/"), answer, headers=HTMX).status_code == 200
    assert "It says whose sleep now." in shown(as_("cy"), pk, "table/")
    assert as_("ada").post(to(pk, "deciding/choice/"), choice, headers=HTMX).status_code == 200

    item = Workshop.objects.get(pk=pk).held().item
    assert (item.decision.verdict, item.goal.version.statement) == ("adopted_with_concerns", "People sleep")
    assert "We can say it more exactly later." in shown(as_("di"), pk, "table/")
    assert "Now you decide" not in shown(as_("ada"), pk)


def test_a_choice_without_reasons_is_told_in_a_sentence_and_kept(crew, as_):
    pk = turned_over()(crew)
    answer = as_("ada").post(to(pk, "deciding/choice/"), {"choice-choice": "reject"}, headers=HTMX)
    assert answer.status_code == 422
    assert "Say why." in answer.content.decode()
    assert Workshop.objects.get(pk=pk).held().item.decision.awaits_choice


def test_nobody_else_decides_or_answers_and_the_facilitator_least(crew, as_):
    pk = turned_over()(crew)
    for short in ("fay", "bo", "cy"):
        said = {"choice-choice": "adopt", "choice-rationale": "Because."}
        assert as_(short).post(to(pk, "deciding/choice/"), said).status_code == 403
        assert as_(short).post(to(pk, f"deciding/concerns/{concern(crew)}/"), {"answer": "accepted"}).status_code == 403


def test_an_objection_is_taken_back_in_the_room(crew, as_):
    pk = turned_over("consent")(crew)
    assert "Take my objection back" in shown(as_("cy"), pk)
    answer = as_("cy").post(to(pk, f"deciding/objections/{objection(crew)}/"), {"what": "back"}, headers=HTMX)
    assert answer.status_code == 200
    assert Workshop.objects.get(pk=pk).held().item.decision.verdict.startswith("adopted")


def test_more_than_half_of_the_others_find_that_it_is_none(crew, as_):
    pk = turned_over("consent")(crew)
    address = to(pk, f"deciding/objections/{objection(crew)}/")
    assert "Does it name a harm" in shown(as_("di"), pk)
    assert "Does it name a harm" not in shown(as_("fay"), pk)
    for short in ("ada", "bo"):
        assert Workshop.objects.get(pk=pk).held().item.decision.ended_at is None
        assert as_(short).post(address, {"what": "no"}, headers=HTMX).status_code == 200
    assert Workshop.objects.get(pk=pk).held().item.decision.verdict.startswith("adopted")


def test_an_objection_after_the_last_round_is_waited_for_and_passed_over_aloud(crew, as_):
    pk = turned_over("consent", fallback="")(crew)
    now = Workshop.objects.get(pk=pk)
    said = {"leaving": now.phase_id}
    assert as_("fay").post(to(pk, "advance/"), said, headers=HTMX).status_code == 409
    assert as_("fay").post(to(pk, "advance/"), {**said, "anyway": "1"}, headers=HTMX).status_code == 200
    assert "while an objection was open" in shown(as_("cy"), pk, "table/")
    assert now.items.get(number=1).decision.verdict == "no_decision"


@pytest.mark.parametrize("rule", ["unanimity", "consent"])
def test_the_meeting_waits_for_what_follows_the_reveal(crew, as_, rule):
    pk = turned_over(rule)(crew)
    leaving = Workshop.objects.get(pk=pk).phase_id
    refused = as_("fay").post(to(pk, "advance/"), {"leaving": leaving}, headers=HTMX)
    assert refused.status_code == 409
    assert Workshop.objects.get(pk=pk).phase_id == leaving


def test_the_room_sees_until_when_it_can_be_decided_and_may_go_on_aloud(crew, as_):
    pk = turned_over()(crew)
    item = Workshop.objects.get(pk=pk).held().item
    assert "There is time for it until" in shown(as_("cy"), pk, "table/")
    leaving = {"leaving": Workshop.objects.get(pk=pk).phase_id, "anyway": "1"}
    assert as_("fay").post(to(pk, "advance/"), leaving, headers=HTMX).status_code == 200
    assert "before it was decided" in shown(as_("cy"), pk, "table/")
    item.refresh_from_db()
    assert item.decision.awaits_choice
