"""What is told of one deed is told once."""

from datetime import timedelta

from goldthread.chain.models import Goal, Period, Settlement
from goldthread.journal.models import Notice
from goldthread.kit import clock
from goldthread.talk import following
from goldthread.talk.models import Follow


def test_a_goal_that_is_kept_when_its_period_ends_is_told_once(crew):
    today = clock.today("Europe/Berlin")
    period = Period.plan(crew.organisation, "Spring", today - timedelta(days=90), today, by=crew.ada)
    goal = Goal.objects.get(pk=crew.goals["next"].pk)
    goal.reword(by=crew.ada, base=goal.version_id, because="", period_id=period.pk)
    following.begin(goal, [crew.cy.pk], Follow.Because.COMMENTED)
    Notice.objects.all().delete()
    Settlement.settle(period, goal, "keep", by=crew.ada)

    assert list(Notice.objects.filter(person_id=crew.cy.pk).values_list("verb", flat=True)) == ["goal.settled"]
