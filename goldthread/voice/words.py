"""What concerns are called on the screen: by whom, where they stand, by when they are answered."""

from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldthread.kit.days import date_format

from .models import Concern
from .rules import State

# Label and tone of the mark.
STATES: dict[State, tuple[Any, str]] = {
    State.OPEN: (gettext_lazy("waits for an answer"), "blue"),
    State.TAKEN_UP: (gettext_lazy("taken up"), "good"),
    State.ADAPTED: (gettext_lazy("adapted"), "good"),
    State.DECLINED: (gettext_lazy("declined, with why"), "warn"),
    State.CHANGED: (gettext_lazy("changed because of it"), "gold"),
}


def raised_by(of: Concern) -> str:
    """Whose name stands on it; without name, that it was raised so."""
    return of.by.name if of.by else _("somebody, without name")


def day(of: Concern) -> str:
    """When it came into sight. Of one without name the hour is left out: it is the next fixed moment, not the writer's."""
    return date_format(localtime(of.at), "j M Y" if of.is_nameless else "j M Y, H:i")


def promised(of: Concern, today: date) -> str:
    """By when it is answered, as one says it; "" once it is."""
    if of.state != State.OPEN:
        return ""
    late = of.days_late(today)
    if late:
        words = ngettext("%(num)s day later than promised", "%(num)s days later than promised", late)
        return words % {"num": late}
    if of.due == today:
        return _("answer promised by today")
    return _("answer promised by %(day)s") % {"day": date_format(of.due, "j F")}
