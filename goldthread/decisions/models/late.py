"""What happens to a canvass between its opening and its reveal: somebody comes late, and those still silent are asked once more."""

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Person

from . import sheets
from .asking import Refused
from .canvass import Canvass
from .elector import Elector


@transaction.atomic
def join(of: Canvass, person: Person, role: str, *, by: Person) -> tuple[Elector, str] | None:
    """Ask somebody who came late, in the open: they are waited for too, and of a quorum they are one more. None for who is
    asked already. Raises Refused once the sheets are turned over, or the time is up."""
    held = of.held()
    if not held.is_open or clock.now() >= held.closes_at:
        raise Refused(_("The answers are turned over already, so nobody can be added."))
    if held.electors.filter(person=person).exists():
        return None
    number = (held.electors.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    made = Elector.ask(held, person, number=number, role=role, joined_at=clock.now())
    held.keep(sheets.look_into(held.secret_sheets))
    record(by, "canvass.joined", held, person=person.pk)
    return made


@transaction.atomic
def ask_again(of: Canvass, *, by: Person) -> bool:
    """Ask those once more who have not answered, once. Who they are is told to nobody, whoever asks included, and kept
    nowhere but in their own notices. Says whether it was done now."""
    held = of.held()
    if not held.is_open or held.asked_again_at is not None:
        return False
    held.asked_again_at = clock.now()
    held.save(update_fields=["asked_again_at"])
    record(by, "canvass.asked_again", held)
    return True
