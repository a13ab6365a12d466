"""A no with its reason stays beside what was proposed."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from goldthread.chain.models import Candidate, Refusal, Refused
from goldthread.journal.models import Entry, Notice

SLUGS = ["northwind", "lighter"]


def page(client, goal):
    return client.get(reverse("chain:goal", args=[*SLUGS, goal.number])).content.decode()


def declining(goal, version):
    return reverse("chain:version_declining", args=[*SLUGS, goal.number, version.number])


def test_other_words_for_a_goal_are_declined_with_a_reason_that_stays_on_its_page(crew, as_):
    goal = crew.goals["next"]
    proposed = goal.propose(by=crew.bo, statement="Count calories")
    assert declining(goal, proposed) in page(as_("ada"), goal)
    assert declining(goal, proposed) not in page(as_("bo"), goal)
    answer = as_("ada").post(declining(goal, proposed), {"because": "It is about habits."})

    assert answer.status_code == 303
    for short in ("ada", "bo", "eve"):
        html = page(as_(short), goal)
        assert "Said no to" in html
        assert "Count calories" in html
        assert "It is about habits." in html
        assert declining(goal, proposed) not in html
    assert list(Notice.objects.filter(verb="goal.proposal_declined").values_list("person_id", flat=True)) == [
        crew.bo.pk
    ]


def test_a_no_needs_a_reason_and_is_said_once(crew, as_):
    goal = crew.goals["next"]
    proposed = goal.propose(by=crew.bo, statement="Count calories")
    assert as_("ada").post(declining(goal, proposed), {"because": ""}).status_code == 422
    for because in ("No", "Still no"):
        as_("ada").post(declining(goal, proposed), {"because": because})
    assert [one.because for one in Refusal.objects.all()] == ["No"]
    assert Entry.objects.filter(verb="goal.proposal_declined").count() == 1


def test_words_that_were_in_force_are_not_declined(crew, as_):
    goal = crew.goals["next"]
    assert as_("ada").get(declining(goal, goal.version)).status_code == 404
    with pytest.raises(Refused):
        Refusal.of_version(goal.version, "No", by=crew.ada)


def test_a_declined_candidate_stays_at_the_goal_above_also_when_it_is_opened_again(crew, as_):
    goal = crew.goals["need"]
    candidate = Candidate.propose(crew.product, "Count steps", by=crew.cy, parent=goal)
    as_("ada").post(reverse("chain:declining", args=[*SLUGS, candidate.pk]), {"because": "First the scale."})
    candidate.open_again(by=crew.ada)

    html = page(as_("cy"), goal)
    assert "Count steps" in html
    assert "First the scale." in html


@pytest.mark.parametrize("statement", ["UPDATE chain_refusal SET because = 'Yes'", "DELETE FROM chain_refusal"])
def test_a_no_neither_changes_nor_goes(crew, statement):
    Refusal.of_candidate(Candidate.propose(crew.product, "Count steps", by=crew.cy), "No", by=crew.ada)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_while_it_is_typed_the_page_shows_what_a_change_takes_away(crew, as_):
    goal = crew.goals["next"]
    address = reverse("chain:weaker", args=[*SLUGS, goal.number])
    html = as_("ada").post(address, {"statement": "Understand food"}, headers={"HX-Request": "true"}).content.decode()
    assert "the words no longer say who gets something of it" in html
    same = as_("ada").post(address, {"statement": str(goal)}, headers={"HX-Request": "true"}).content.decode()
    assert "takes away" not in same


def test_a_lower_target_says_what_is_left_of_the_goal_above(crew, as_):
    from goldthread.chain.models import KeyResult
    from goldthread.measures.models import Metric

    goal = crew.goals["next"]
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada, unit="percent")
    one = KeyResult.set(goal, metric, by=crew.ada, baseline=0, target=40)
    address = reverse("chain:weaker", args=[*SLUGS, goal.number])
    html = (
        as_("ada")
        .post(address, {"key_result": one.pk, "target": "25%"}, headers={"HX-Request": "true"})
        .content.decode()
    )

    assert "40% became 25%: 62% of the way that was said is left." in html
    assert "“Lose weight and keep it off” rests on this step alone: 62% of what it expects of it is left." in html
