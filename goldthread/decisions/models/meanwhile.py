"""What happens to a question between its opening and its end: somebody comes late or is away, a typing mistake is mended."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Person

from . import weighing
from .asking import Refused
from .voter import Voter

if TYPE_CHECKING:
    from .decision import Decision


@transaction.atomic
def join(of: "Decision", person: Person, role: str, *, by: Person) -> tuple[Voter, str] | None:
    """Ask somebody who came late, in the open: before the reveal they vote and are waited for, after it they are asked in
    the next round only. None for who is asked already. Raises Refused where nothing more is asked."""
    held = of.held()
    if held.ended_at or not (held.is_open or held.awaits_round):
        raise Refused(_("Nothing more is asked here."))
    if held.voters.filter(person=person).exists():
        return None
    number = (held.voters.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    made = Voter.ask(held, person, number=number, role=role, joined_at=clock.now())
    if held.is_open:
        held.make_room()
    record(by, "decision.joined", held, person=person.pk)
    return made


@transaction.atomic
def miss_decider(of: "Decision", *, by: Person) -> None:
    """Say that who was to decide is away: the deputy decides, and without one nothing is decided. Raises Refused."""
    held = of.held()
    if not held.awaits_choice or held.decider is None:
        raise Refused(_("Nobody is waited for to decide."))
    if held.decider_away_at is None:
        held.decider_away_at = clock.now()
        held.save(update_fields=["decider_away_at"])
        record(by, "decision.decider_away", held, person=held.decider_id)
        if held.acting is None:
            weighing.weigh(held, by=by, verb="decision.decided", time_up=True)


@transaction.atomic
def correct(of: "Decision", version: int, words: str, *, by: Person) -> bool:
    """Mend a typing mistake in the words: ballots stay, and everybody sees what was mended. Says whether it was done now."""
    held = of.held()
    if not held.is_open or version in (held.version_now, held.version):
        return False
    held.corrections = [*(held.corrections or []), {"version": version, "words": words}]
    held.save(update_fields=["corrections"])
    for inner in held.inners.filter(ended_at=None, closed_at=None):
        correct(inner, version, words, by=by)
    record(by, "decision.corrected", held, version=version)
    return True


@transaction.atomic
def go_on(of: "Decision", *, by: Person) -> None:
    """Wait no longer for open objections after the last round: what was announced for then holds."""
    held = of.held()
    if held.awaits_objections:
        weighing.weigh(held, by=by, verb="decision.decided", last=True)
