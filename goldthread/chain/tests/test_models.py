"""What goals, ties, closings and candidates do, with the database."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from goldthread.chain.models import Adoption, Candidate, Closing, Crossed, Goal, GoalVersion, Refused, Tie
from goldthread.journal.models import Entry
from goldthread.journal.record import verify
from goldthread.people.models import Organisation


@pytest.fixture
def need(crew):
    return crew.goals["need"]


def _entries(goal, verb):
    return Entry.objects.filter(kind="goal", noun_id=goal.pk, verb=verb)


# --- set ---


def test_a_goal_is_in_force_from_the_moment_it_is_set(crew):
    goal = Goal.set(crew.product, "user_goal", "Sleep well", by=crew.bo, why="Rest", owner_id=crew.cy.pk)

    assert (goal.version.statement, goal.version.number, goal.version.by) == ("Sleep well", 1, crew.bo)
    assert goal.adoptions.get().version == goal.version
    assert _entries(goal, "goal.set").get().facts == {"version": goal.version_id, "level": "user_goal"}


def test_goals_are_numbered_through_an_organisation(crew):
    other = crew.organisation.add_product("Heavier", by=crew.ada)
    here, there = (Goal.set(one, "vision", "See", by=crew.ada) for one in (crew.product, other))

    assert there.number == here.number + 1


def test_two_organisations_number_their_goals_apart(crew):
    southsea = Organisation.objects.get(slug="southsea")
    goal = Goal.set(southsea.add_product("Sea", by=crew.hal), "vision", "See", by=crew.hal)

    assert goal.number == 1


def test_a_goal_without_words_cannot_be_set(crew):
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.set(crew.product, "vision", "", by=crew.ada)


# --- reword ---


def test_new_words_are_a_new_version_and_the_old_ones_stay(crew, need):
    before = need.version
    after = need.reword(by=crew.bo, base=before.pk, because="Sharper", statement="Lose weight for good")

    assert need.version == after
    assert (after.number, after.because, after.by) == (2, "Sharper", crew.bo)
    assert [one.statement for one in need.versions.order_by("number")] == [before.statement, "Lose weight for good"]
    assert [one.version for one in need.adoptions.order_by("pk")] == [before, after]


def test_what_was_not_said_is_carried_over(crew, need):
    need.reword(by=crew.ada, base=None, why="Health", due=date(2031, 1, 31), owner_id=crew.cy.pk)
    after = need.reword(by=crew.ada, base=None, statement="Lose weight for good")

    assert (after.why, after.due, after.owner, after.level) == ("Health", date(2031, 1, 31), crew.cy, "user_goal")


def test_the_same_words_said_again_change_nothing(crew, need):
    said = need.version.statement
    need.reword(by=crew.bo, base=need.version_id, statement=said)

    assert need.versions.count() == 1
    assert not _entries(need, "goal.reworded").exists()


def test_an_edit_from_an_old_version_of_the_same_words_crosses(crew, need):
    base = need.version_id
    theirs = need.reword(by=crew.bo, base=base, statement="Lose weight for good")

    with pytest.raises(Crossed) as crossed:
        Goal.objects.get(pk=need.pk).reword(by=crew.ada, base=base, statement="Lose weight gently")
    assert crossed.value.theirs == theirs
    need.refresh_from_db()
    assert need.version == theirs


def test_edits_of_different_fields_both_stand(crew, need):
    base = need.version_id
    need.reword(by=crew.bo, base=base, statement="Lose weight for good")
    after = Goal.objects.get(pk=need.pk).reword(by=crew.ada, base=base, why="Health")

    assert (after.statement, after.why) == ("Lose weight for good", "Health")


def test_two_people_who_write_the_same_do_not_cross(crew, need):
    base = need.version_id
    need.reword(by=crew.bo, base=base, statement="Lose weight for good")
    Goal.objects.get(pk=need.pk).reword(by=crew.ada, base=base, statement="Lose weight for good")

    assert need.versions.count() == 2


def test_a_base_of_another_goal_counts_as_crossing(crew, need):
    with pytest.raises(Crossed):
        need.reword(by=crew.ada, base=crew.goals["business"].version_id, statement="Something else")


def test_the_record_holds_which_fields_changed_but_no_words(crew, need):
    need.reword(by=crew.ada, base=None, because="Secret reason", statement="Secret words", why="Why")
    entry = _entries(need, "goal.reworded").get()

    assert entry.facts["changed"] == ["statement", "why"]
    assert "ecret" not in str(entry.facts)
    assert verify(crew.organisation.pk) is None


@pytest.mark.parametrize("model", [GoalVersion, Adoption, Entry])
def test_versions_adoptions_and_entries_cannot_be_changed_or_removed(crew, model):
    row = model.objects.order_by("pk").first()
    assert row is not None

    for change in (
        lambda: model.objects.filter(pk=row.pk).update(at=row.at),
        lambda: model.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


# --- tie ---


def test_a_tie_says_why_it_helps_and_is_made_once(crew):
    tie = crew.goals["sprint"].tie(crew.goals["next"], by=crew.cy, because="It is quicker to log")
    again = crew.goals["sprint"].tie(crew.goals["next"], by=crew.cy, because="It is quicker to log")

    assert again == tie
    assert (tie.because, tie.by) == ("It is quicker to log", crew.cy)
    assert _entries(crew.goals["sprint"], "goal.tied").count() == 1


def test_a_new_reason_ends_the_old_tie_and_begins_another(crew):
    crew.goals["next"].tie(crew.goals["need"], by=crew.bo, because="A better reason")
    ties = Tie.objects.filter(child=crew.goals["next"], parent=crew.goals["need"]).order_by("pk")

    assert [one.untied_at is None for one in ties] == [False, True]
    assert ties[0].untied_by == crew.bo
    assert ties[1].because == "A better reason"


def test_a_goal_may_be_a_step_towards_several(crew):
    assert crew.goals["next"].ties.standing().count() == 2


@pytest.mark.parametrize(
    ("child", "parent"), [("vision", "vision"), ("vision", "need"), ("vision", "next"), ("need", "next")]
)
def test_a_thread_never_runs_in_a_ring(crew, child, parent):
    with pytest.raises(Refused, match="cannot run in a ring"):
        crew.goals[child].tie(crew.goals[parent], by=crew.ada)


def test_a_tie_that_was_untied_closes_no_ring(crew):
    crew.goals["need"].untie(crew.goals["vision"], by=crew.ada)

    assert crew.goals["vision"].tie(crew.goals["need"], by=crew.ada).pk


def test_goals_of_two_organisations_are_not_tied(crew):
    southsea = Organisation.objects.get(slug="southsea")
    theirs = Goal.set(southsea.add_product("Sea", by=crew.hal), "vision", "See", by=crew.hal)

    with pytest.raises(Refused):
        crew.goals["need"].tie(theirs, by=crew.ada)


def test_goals_of_two_products_of_an_organisation_may_be_tied(crew):
    other = crew.organisation.add_product("Heavier", by=crew.ada)
    theirs = Goal.set(other, "product_goal", "Gain weight", by=crew.ada)

    assert theirs.tie(crew.goals["need"], by=crew.ada).parent == crew.goals["need"]


def test_untied_goals_keep_the_record_that_they_were_tied(crew):
    for _time in range(2):
        crew.goals["need"].untie(crew.goals["vision"], by=crew.bo)

    tie = Tie.objects.get(child=crew.goals["need"])
    assert (tie.untied_by, tie.untied_at is not None) == (crew.bo, True)
    assert _entries(crew.goals["need"], "goal.untied").count() == 1


# --- place ---


def test_a_goal_is_placed_before_another_or_last(crew):
    def order():
        return list(crew.product.goals.in_order().values_list("number", flat=True))

    first, last = crew.goals["vision"], crew.goals["sprint"]
    last.place(first, by=crew.ada)
    assert order()[:2] == [last.number, first.number]
    last.place(None, by=crew.ada)
    assert order()[-1] == last.number
    assert sorted(order()) == sorted(one.number for one in crew.goals.values())


# --- close ---


def test_a_goal_is_closed_with_what_was_learned_and_only_once(crew, need):
    need.close("partly", by=crew.ada, learned="Evenings are hard.")
    again = Goal.objects.get(pk=need.pk).close("met", by=crew.bo)

    assert (again.result, again.learned, again.by) == ("partly", "Evenings are hard.", crew.ada)
    assert Closing.objects.count() == 1
    assert _entries(need, "goal.closed").count() == 1


def test_a_goal_opened_again_keeps_the_record_of_its_end(crew, need):
    need.close("missed", by=crew.ada)
    for _time in range(2):
        need.reopen(by=crew.bo)

    closing = Closing.objects.get()
    need.refresh_from_db()
    assert need.closing is None
    assert (closing.result, closing.taken_back_by) == ("missed", crew.bo)
    assert _entries(need, "goal.reopened").count() == 1


def test_a_goal_is_planned_until_it_starts_and_closed_when_it_ended(crew, need):
    today = date(2030, 6, 1)
    need.reword(by=crew.ada, base=None, starts=today + timedelta(days=1))
    assert [need.state(today), need.state(today + timedelta(days=1))] == ["planned", "active"]

    need.close("met", by=crew.ada)
    assert need.state(today) == "closed"


# --- candidates ---


def test_a_candidate_that_is_taken_up_becomes_a_goal_in_the_thread(crew):
    candidate = Candidate.propose(
        crew.product,
        "Cook together",
        by=crew.di,
        level="user_goal",
        why="Families ask for it.",
        parent=crew.goals["vision"],
    )
    goal = candidate.take_up(by=crew.ada)

    assert (goal.version.statement, goal.level, goal.version.why, goal.version.because) == (
        "Cook together",
        "user_goal",
        "Families ask for it.",
        "Proposed by Di Marin.",
    )
    assert goal.ties.get().parent == crew.goals["vision"]
    assert candidate.take_up(by=crew.bo) == goal
    assert not Candidate.objects.open().exists()


def test_a_candidate_answered_not_now_can_be_opened_and_taken_up(crew):
    candidate = Candidate.propose(crew.product, "Cook together", by=crew.di)
    candidate.decline(by=crew.ada, because="First the scale.")
    candidate.decline(by=crew.bo, because="Another reason")
    assert candidate.answer.because == "First the scale."

    candidate.open_again(by=crew.ada)
    assert list(Candidate.objects.open()) == [candidate]
    assert Candidate.objects.get().take_up(by=crew.ada).version.statement == "Cook together"


def test_a_candidate_that_became_a_goal_is_not_opened_again(crew):
    candidate = Candidate.propose(crew.product, "Cook together", by=crew.di)
    goal = candidate.take_up(by=crew.ada)
    candidate.open_again(by=crew.ada)

    assert Candidate.objects.get().answer.goal == goal
