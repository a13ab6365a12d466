"""Who is told of a concern. Of one without name its writer is told by the sweep, which alone sees who that is."""

from typing import TYPE_CHECKING

from goldthread.journal.models import Entry
from goldthread.journal.notices import notify

if TYPE_CHECKING:
    from .models import Concern

# The kind of these notices, which can be turned off like any other.
CONCERN = "concern"


def tell_answerer(concern: "Concern", entry: Entry) -> None:
    tell(concern.answerer_id, concern, entry)


def tell(person_id: int, concern: "Concern", entry: Entry) -> None:
    """Nobody is told of their own deeds. One statement to look whether they want it, one to write it."""
    notify([person_id], CONCERN, entry, goal=concern.goal_id, noun=concern.pk)
