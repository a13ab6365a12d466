"""What the page shows that says who sees something restricted: a product here, goals in the packages above."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format

from .models import Person


def shown(named: Iterable[Any], form: Any, *, may: bool, ending: Callable[[int], str], **more: Any) -> dict[str, Any]:
    """Values for `people/restricted.html`. `named` are the rows of those who are named; `ending` is the address at
    which one of them is named no longer."""
    rows = [
        {
            "face": one.person.face,
            "because": one.because,
            "when": _("named by %(name)s on %(date)s")
            % {"name": one.by.name, "date": date_format(localtime(one.at), "j F Y")},
            "ending": ending(one.person_id) if may else "",
        }
        for one in named
    ]
    return {"named": rows, "form": form if may else None, **more}


def others(people: Iterable[Person], named: Iterable[Any], me: Person) -> list[Person]:
    """The people who could be named besides those who are."""
    there = {one.person_id for one in named} | {me.pk}
    return [one for one in people if one.pk not in there]
