"""The doors of speaking up."""

from typing import Any

from .table import OWNERS, SPEAKING, STEERING, Door, both, reading, writing

SAID = {"text": "Nobody measures this.", "how": "named"}


def made(crew: Any) -> int:
    """A concern of the stakeholder about the product goal, which the leader owns and is asked to answer; not answered yet."""
    from goldthread.voice.models import Concern
    from goldthread.voice.models.concern import Subject

    goal = crew.goals["next"]
    about = Subject("goal", goal.pk, crew.product, str(goal), goal.pk, 1, crew.bo)
    return Concern.raise_(about, f"Concern {Concern.objects.count()}", by=crew.di).pk


def changed(crew: Any) -> int:
    """The version of the goal that came after the concern that was made last."""
    goal = crew.goals["next"]
    goal.refresh_from_db()
    return goal.reword(by=crew.ada, base=None, why=f"Because {goal.versions.count()}").pk


def answerable(crew: Any) -> int:
    """A concern, and a newer version of its goal that it can name."""
    pk = made(crew)
    changed(crew)
    return pk


WRITER = frozenset({"di"})
VOICE = {
    "voice:concerns": reading(),
    "voice:speak": both(SPEAKING, SPEAKING, SAID, kind="goal", noun_id=lambda crew: crew.goals["next"].pk),
    "voice:concern": reading(pk=made),
    "voice:replies": writing(SPEAKING, {"text": "Which one?"}, pk=made),
    "voice:answer": writing(STEERING, {"answer": "declined", "why": "It is measured."}, pk=made),
    "voice:change": writing(
        STEERING, {"version": lambda crew: crew.goals["next"].versions.latest("pk").pk}, pk=answerable
    ),
    "voice:stepping_forward": writing(WRITER, pk=made),
    "voice:reading": writing(WRITER, pk=made),
    "promise:promise": Door({"organisation": "northwind"}, get=OWNERS, post=OWNERS, said={"days": "5"}),
}
