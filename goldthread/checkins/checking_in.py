"""The form of a check-in with what stands beside it: the last value and whose it is, what the numbers say, what comes next."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from goldthread.chain.cards import STATES
from goldthread.chain.key_result_words import Pen
from goldthread.chain.models import Forecast, KeyResult
from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.measures.forecasting.saying import as_percent
from goldthread.measures.models import Reading
from goldthread.measures.rules import marks_of, plain
from goldthread.people.access import Ground

from . import access, owed
from .due_days import due_days_of
from .forms.check_in import CheckInForm
from .models import CheckIn
from .models.check_in import read_last
from .rules import serves
from .story import written


def beside(ground: Ground, of: KeyResult, shown: dict[str, Any]) -> dict[str, Any] | None:
    """The slot `keyresult.aside`: the form, for whoever may check in."""
    if not shown["may_check_in"]:
        return None
    return {"template": "checkins/aside.html", **card(ground, of)}


def way(ground: Ground, of: KeyResult, shown: dict[str, Any]) -> dict[str, Any] | None:
    """The slot `keyresult.head`: the way to the form, on a phone."""
    shown["may_check_in"] = not ground.on and access.may_check_in(ground, of)
    if not shown["may_check_in"]:
        return None
    return {"template": "checkins/to_form.html", "address": reverse("checkins:check_in", args=_slugs(ground, of))}


def card(
    ground: Ground, of: KeyResult, form: CheckInForm | None = None, saved: CheckIn | None = None
) -> dict[str, Any]:
    """All that the form shows; `saved` is what was just said in it."""
    last = CheckIn.objects.filter(key_result=of).standing().select_related("by").newest_first().first()
    stands = read_last(of)
    form = form or empty(of, last, stands)
    return {
        "form": form,
        "address": reverse("checkins:check_in", args=_slugs(ground, of)),
        "page": reverse("chain:key_result", args=_slugs(ground, of)),
        "draft": f"check-in-{of.pk}",
        "rests_on": last.pk if last else 0,
        "aim": _aim(ground, of),
        "by_when": _by_when(of),
        "sure_of": _sure_of(of),
        "numbers": _numbers(of),
        "prefilled": _since(stands, last) if stands and _is_pulled(stands) else "",
        "last_value": _last_value(ground, of, stands) if stands and not _is_pulled(stands) else "",
        "last": _last(ground, last),
        "due": _due(ground, of),
        "opens_more": bool((form.is_bound and (form.errors or form["blocker"].value())) or form.initial.get("blocker")),
        "saved": saved,
        "then": owed.next_after(ground, of) if saved else None,
    }


def empty(of: KeyResult, last: CheckIn | None, stands: Reading | None) -> CheckInForm:
    """The form before anything is typed. Never a confidence: what stands there by itself would be believed."""
    initial: dict[str, Any] = {}
    if last is not None and last.version_id == of.version_id:
        initial = {name: getattr(last, name) for name in ("blocker", "next_step", "state", "because")}
    if stands is not None and _is_pulled(stands):
        initial |= {"value": typed(of, stands), "confirms": stands.pk}
    return CheckInForm(metric=of.metric, initial=initial)


def asked(of: KeyResult, posted: Any) -> CheckInForm:
    """The form as it was sent, beside what stood in it."""
    last = CheckIn.objects.filter(key_result=of).standing().newest_first().first()
    stands = None
    if str(posted.get("confirms", "")).isdigit():
        stands = Reading.objects.in_force().filter(metric=of.metric_id, pk=int(posted["confirms"][:18])).first()
    return CheckInForm(posted, metric=of.metric, initial=empty(of, last, stands).initial)


def take(ground: Ground, of: KeyResult, form: CheckInForm) -> CheckIn:
    """What the form says, said."""
    person, said = ground.person, form.cleaned_data
    more = {"by_owner": access.speaks_for_owner(ground, of), "due_for": _due_day(ground, of)}
    if form.is_quick:
        return CheckIn.nothing_changed(of, by=person, confidence=said["confidence"], **more)
    confirmed = None
    if said["confirms"] and "value" not in form.changed_data:
        confirmed = Reading.objects.in_force().filter(metric=of.metric_id, pk=said["confirms"]).first()
    value = None if confirmed else said["value"]
    return CheckIn.check_in(of, by=person, value=value, reading=confirmed, words=form.words(), **more)


def typed(of: KeyResult, reading: Reading | None) -> str:
    """A value as somebody would type it: with the marks of the language, without thousands."""
    if reading is None or reading.value is None:
        return ""
    if of.metric.unit == "yes_no":
        return str(int(reading.value))
    marks = marks_of(get_language())
    return plain(reading.value, marks).replace(marks.apart, "")


def _is_pulled(reading: Reading) -> bool:
    return reading.origin == Reading.Origin.SOURCE


def _since(reading: Reading, last: CheckIn | None) -> str:
    """Where a value came from and how long ago: "from the source, 2 min ago"; with how long nothing changed."""
    ago = clock.now() - reading.at
    if ago < timedelta(hours=1):
        minutes = max(1, round(ago.total_seconds() / 60))
        return ngettext("from the source, %(count)s minute ago", "from the source, %(count)s minutes ago", minutes) % {
            "count": minutes
        }
    return _("from the source, %(when)s") % {"when": date_format(localtime(reading.at), "j M, H:i")}


def _last_value(ground: Ground, of: KeyResult, reading: Reading) -> str:
    day = date_format(reading.day, "j M")
    return _("last: %(value)s, on %(day)s") % {"value": written(of, reading.value), "day": day}


def _last(ground: Ground, last: CheckIn | None) -> str:
    if last is None:
        return ""
    when = date_format(last.day, "j F")
    sure = "" if last.confidence is None else " · " + _("%(sure)s of 10") % {"sure": last.confidence}
    return _("last by %(name)s on %(day)s") % {"name": last.by.name, "day": when} + sure


def _sure_of(of: KeyResult) -> str:
    """The question: "How sure are you of 1,800?"."""
    version = of.version
    if version is None or version.target is None or of.metric.unit == "yes_no":
        return _("How sure are you?")
    return _("How sure are you of %(target)s?") % {"target": written(of, version.target)}


def _aim(ground: Ground, of: KeyResult) -> str:
    return Pen(ground, of).aim(of.version) if of.version else ""


def _by_when(of: KeyResult) -> str:
    due = (of.version.due if of.version else None) or (of.goal.version.due if of.goal.version else None)
    return date_format(due, "j F") if due else ""


def _numbers(of: KeyResult) -> dict[str, Any] | None:
    """How likely it is, as a chip, and what the numbers alone say; None before they say anything."""
    said: Forecast | None = of.forecast
    if said is None or said.alone is None:
        return None
    landing = written(of, round(said.landing, 0 if abs(said.landing) >= 100 else 1)) if said.landing is not None else ""
    state = STATES[said.colour]
    return {
        "likely": as_percent(float(said.probability)),
        "percent": as_percent(float(said.alone)),
        "tone": state["tone"],
        "landing": landing,
    }


def _due_day(ground: Ground, of: KeyResult) -> Any:
    days = due_days_of({of.goal.product_id}, None).get(of.goal.product_id)
    return serves(days, ground.today) if days else None


def _due(ground: Ground, of: KeyResult) -> str:
    day = _due_day(ground, of)
    if day is None:
        return ""
    words = _("due %(day)s") if day < ground.today else _("next one due %(day)s")
    return words % {"day": date_format(day, "D j M")}


def _slugs(ground: Ground, of: KeyResult) -> list[Any]:
    return [ground.organisation.slug, ground.the_product.slug, of.goal.number, of.pk]


__all__ = ["asked", "beside", "card", "empty", "take", "typed"]
