"""How check-ins join the product: their noun and topic, what they bring to the page of a key result, who owes them."""

from django.urls import reverse

from goldthread.chain.models import KeyResult
from goldthread.chain.owners_word import SLOT
from goldthread.kit import registry

from . import access, checking_in, missed, owed, owner, story
from .models import CheckIn

SHEETS = ["checkins/check_in.css", "talk/reactions.css"]


def bring() -> None:
    registry.noun("checkin", fetch=access.check_in_by_id, label=_label, link=_link, topics=_topics, within=_within)
    registry.topic("checkin", access.sees_check_in)
    registry.slot(SLOT, owner.words_of)
    registry.slot("keyresult.sheets", lambda *_about: SHEETS)
    registry.slot("keyresult.story", story.lines)
    registry.slot("keyresult.head", checking_in.way)
    registry.slot("keyresult.aside", checking_in.beside)
    registry.owed("check-ins", 5, owed.check_ins)
    registry.tending("missed check-ins", 900, missed.sweep)


def _label(made: CheckIn) -> str:
    return str(made.key_result)


def _link(made: CheckIn) -> str:
    goal = made.goal
    return reverse(
        "checkins:one",
        args=[goal.organisation.slug, goal.product.slug, goal.number, made.key_result_id, made.pk],
    )


def _topics(made: CheckIn) -> tuple[str, ...]:
    return (f"checkin-{made.pk}", f"keyresult-{made.key_result_id}")


def _within(made: CheckIn) -> KeyResult:
    return made.key_result


__all__ = ["bring"]
