"""Of a draft and a ballot about one goal that begin at the same moment, one begins."""

from goldthread.chain.models import Goal


def hold(goal_id: int) -> None:
    """Hold the goal to the end of the transaction: whoever comes second sees what the first one began."""
    list(Goal.objects.select_for_update(of=("self",)).filter(pk=goal_id).values_list("pk"))
