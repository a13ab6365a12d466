"""The rules of check-ins and pivots for the thread (C41 to C44): what was lowered by nobody's decision, pivots without data,
check-ins that were due and did not come, and those without a value."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from goldthread.chain.loose_ends.catalogue import Package
from goldthread.chain.loose_ends.sayings import Saying, say
from goldthread.chain.loose_ends.shapes import BELOW_VISION, ERROR, WARNING, Found, Rule, Seen, Standing
from goldthread.chain.models import KeyResult, NamedPerson
from goldthread.decisions.models import Agreement
from goldthread.kit.prepared import Prepared

from .models import Assent, CheckIn, Evidence, Pivot

NAME = "checkins"
CHECK_IN = "goals/{number}/key-results/{at}/check-in/"


def _told(product: int) -> Any:
    """The key results of open goals with what was said last of each; one without a check-in waits for its first."""
    last = CheckIn.objects.standing().filter(key_result=OuterRef("pk")).newest_first()
    rows = KeyResult.objects.standing().filter(goal__product=product, goal__closing=None)
    rows = rows.annotate(said=Subquery(last.values("pk")[:1]), read=Subquery(last.values("reading")[:1]))
    return rows.annotate(missed=F("forecast__is_missed"))


def _doubtful(product: int) -> Any:
    """Pivots beside which nothing lies, or in which nobody is named who agreed and nothing was agreed since."""
    since = Agreement.objects.filter(
        organisation=OuterRef("organisation"), verdict__in=("adopted", "adopted_with_concerns")
    )
    decided = since.filter(
        Q(kind="goal", noun_id=OuterRef("goal"), at__gte=OuterRef("at")) | Q(kind="pivot", noun_id=OuterRef("pk"))
    )
    rows = Pivot.objects.filter(product=product).annotate(
        is_bare=~Exists(Evidence.objects.filter(pivot=OuterRef("pk"))),
        is_decided=Exists(Assent.objects.filter(pivot=OuterRef("pk"))) | Exists(decided),
        is_closed=Q(goal__closing__isnull=False),
        # What happened to a goal that only some may see is not said of the product.
        is_private=Exists(NamedPerson.objects.filter(goal=OuterRef("goal"))),
    )  # fmt: skip
    return rows.filter(Q(is_bare=True) | Q(is_decided=False)).order_by("at", "pk")


_TOLD = Prepared(_told, "id", "said", "read", "missed")
_DOUBTFUL = Prepared(
    _doubtful, "id", "goal_id", "goal__version__statement", "is_bare", "is_decided", "is_closed", "is_private", "before__target", "after__target", "before__metric", "after__metric", "after__metric__direction",
)  # fmt: skip


def load(product_id: int) -> dict[str, Any]:
    """The key results whose check-in was `missed`, and those whose last one gave no value (`silent`); of open goals by id
    the newest pivot that is `bare` of data or `lowered` a target undecided; of goals `dropped` without data (pivot, words)."""
    rows, pivots = _TOLD.rows(product_id), _DOUBTFUL.rows(product_id)
    bare = [row for row in pivots if row["is_bare"]]
    return {
        "missed": frozenset(row["id"] for row in rows if row["missed"]),
        "silent": frozenset(row["id"] for row in rows if row["said"] and not row["read"]),
        "bare": {row["goal_id"]: row["id"] for row in bare if not row["is_closed"]},
        "lowered": {row["goal_id"]: row["id"] for row in pivots if not row["is_decided"] and _is_lowered(row)},
        "dropped": tuple((row["id"], row["goal__version__statement"]) for row in bare if row["is_closed"] and not row["is_private"]),
    }  # fmt: skip


def _is_lowered(row: dict[str, Any]) -> bool:
    before, after = row["before__target"], row["after__target"]
    if row["is_closed"] or before is None or after is None or row["before__metric"] != row["after__metric"]:
        return False
    return bool(after > before if row["after__metric__direction"] == "down" else after < before)


def _among(which: str) -> Callable[[Standing, Seen], Found | None]:
    def check(goal: Standing, seen: Seen) -> Found | None:
        found = [one for one in goal.key_results if one.pk in seen.more[NAME][which]]
        return Found(what=tuple(one.name for one in found), at=str(found[0].pk)) if found else None

    return check


def _pivoted(which: str) -> Callable[[Standing, Seen], Found | None]:
    def check(goal: Standing, seen: Seen) -> Found | None:
        pivot = seen.more[NAME][which].get(goal.pk)
        return Found(at=str(pivot)) if pivot else None

    return check


def dropped_without_data(seen: Seen) -> Iterable[Found]:
    """A goal is let go because of something that was seen."""
    return [Found(what=(words,), at=str(pivot), about=f"pivot-{pivot}") for pivot, words in seen.more[NAME]["dropped"]]


PACKAGE = Package(
    NAME,
    (
        Rule("target_lowered", "C41", "a pivot needs data behind it, and what was agreed is agreed anew (negotiated outcomes)", ERROR, BELOW_VISION, _pivoted("lowered")),
        Rule("pivot_without_data", "C42", "a pivot needs data behind it (negotiated outcomes)", ERROR, BELOW_VISION, _pivoted("bare"), whole=dropped_without_data),
        Rule("check_in_missed", "C43", "check-ins every two weeks or month, not negotiable (negotiated outcomes)", WARNING, BELOW_VISION, _among("missed")),
        Rule("check_in_without_value", "C44", "data, not hunches (negotiated outcomes)", WARNING, BELOW_VISION, _among("silent")),
    ),
    load,
)  # fmt: skip

say({
    "target_lowered": Saying(
        _("Lowered by nobody’s decision"), _("A target is lowered after its start only when those who are needed agree to it."),
        _("A target was lowered, and nobody agreed to it."), _("A target of “%(goal)s” was lowered after its start, and nobody is named who agreed."), _("Agree anew"), "goals/{number}/agreeing/",
    ),
    "pivot_without_data": Saying(
        _("Pivot without data"), _("Beside each pivot lies what was seen: a value, a link or a file."),
        _("It was pivoted without data."), _("Nothing lies beside the pivot of “%(goal)s”: no value, no link, no file."), _("Lay the data beside it"), "pivots/{at}/", of_product="dropped_without_data",
    ),
    "dropped_without_data": Saying(
        _("Pivot without data"), "", _("Let go without data."), _("“%(what)s” was let go, and nothing lies beside that pivot: no value, no link, no file."), _("Lay the data beside it"), "pivots/{at}/",
    ),
    "check_in_missed": Saying(
        _("Check-in missed"), _("A check-in comes in the rhythm of its product."),
        _("A check-in was due and did not come."), _("A check-in on “%(what)s” of “%(goal)s” was due and did not come."), _("Check in"), CHECK_IN, chip=_("check-in missed"),
    ),
    "check_in_without_value": Saying(
        _("Check-in without a value"), _("A check-in tells or confirms the value."),
        _("Checked in without a value."), _("The last check-in on “%(what)s” of “%(goal)s” says no value."), _("Check in"), CHECK_IN,
    ),
})  # fmt: skip

__all__ = ["NAME", "PACKAGE", "load"]
