"""What the dialog and the page for the ties of one goal show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.people.access import Ground

from . import access, rules, sentence
from .beside import names_in, ties_of
from .forms.tie import Choices, TieForm
from .models import Goal, Level
from .new_goal import choices
from .snapshot import Card, Thread, thread


def asked(number: str) -> int | None:
    """A goal's number as typed into an address or a form; None for anything else."""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None


def tying(
    ground: Ground, goal: Goal, to: int | None, form: TieForm | None, in_dialog: bool, untying: bool = False
) -> dict[str, Any]:
    """The ties that stand, the goal to tie to (`to`, a number) if it is known, and the form."""
    made = thread(
        ground.the_product, hidden=access.hidden(ground), today=clock.today(ground.organisation.time_zone), loose=False
    )
    standing = ties_of(made, goal.pk, names_in(ground, made))
    known = next((one for one in [*made.goals, *made.beyond.values()] if one["number"] == to), None)
    tied = next((one for one in standing if one["parent"] is known), None)
    if form is None:
        form = TieForm(ground=ground, choices=[], initial={"to": to, "because": tied["because"] if tied else ""})
    form.fields["to"].widget.choices = [("", _("Choose a goal")), *_choices(made, goal, standing)]
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {
        "goal": goal,
        "said": [sentence.bare(one) for one in (str(goal), known["statement"] if known else "")],
        "standing": standing,
        "to": known,
        "tied": tied,
        "unforeseen": _unforeseen(goal, known),
        "form": form,
        "address": reverse("chain:ties", args=[*slugs, goal.number]),
        "in_dialog": in_dialog,
        "untying": untying,
        "back": f"{reverse('chain:map', args=slugs)}?goal={goal.number}",
    }


def _choices(made: Thread, goal: Goal, standing: list[dict[str, Any]]) -> Choices:
    """The goals it could be tied to, the foreseen levels first; not itself, its parents or what leads to it."""
    lower = rules.all_above([goal.pk], {one["id"]: one["children"] for one in made.goals})
    barred = lower | {one["parent"]["id"] for one in standing}
    return choices(made, goal.level, barred)


def _unforeseen(goal: Goal, known: Card | None) -> str:
    """A sentence where a tie would skip what the method foresees; it is stored all the same."""
    foreseen = rules.PARENTS[Level(goal.level)]
    if known is None or known["level"] in foreseen or not foreseen:
        return ""
    usual = _(" or ").join(str(level.label) for level in Level if level in foreseen)
    return _("A %(level)s is usually a step towards a %(usual)s.") % {"level": Level(goal.level).label, "usual": usual}
