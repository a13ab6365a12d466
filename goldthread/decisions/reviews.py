"""Looking again at what was agreed: what waits on Today, what stands on the record, what the tending loop tells."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit import clock, registry
from goldthread.kit.days import date_format
from goldthread.kit.registry import Owed
from goldthread.people.access import Ground
from goldthread.people.models import Involvement

from . import access
from .forms.review import ReviewForm
from .models import Agreement, Review
from .models.review import due, in_force, with_day

MOST, AT_ONCE = 12, 200


def waiting(ground: Ground) -> list[Owed]:
    """For Today: what this person asked about, or is product person of, and is due to be looked at again. One query."""
    if not ground.may("see agreements"):
        return []
    rows = Agreement.objects.filter(
        organisation=ground.organisation, decision__in=access.decisions_in_sight(ground).values("pk")
    )
    leading = Involvement.objects.filter(
        product=OuterRef("product"), person=ground.person, role=Involvement.Role.PRODUCT_PERSON
    )
    mine = rows.filter(Q(decision__opened_by=ground.person) | Exists(leading))
    return [_owed(ground, one) for one in due(mine, ground.today).select_related("product")[:MOST]]


def _owed(ground: Ground, one: Agreement) -> Owed:
    url = reverse("decisions:agreement", args=[ground.organisation.slug, one.product.slug, one.pk])
    says = _("what was agreed is due to be looked at again")
    return Owed(f"review-{one.pk}", one.words, says, _("Look at it again"), f"{url}#review", 3, due=one.review_day)  # type: ignore[attr-defined]


def day_of(of: Agreement) -> Any:
    """When an agreement in force is to be looked at next; None where no day is set, or another took its place."""
    return with_day(in_force(Agreement.objects.filter(pk=of.pk))).values_list("review_day", flat=True).first()


def part(ground: Ground, of: Agreement, form: ReviewForm | None = None) -> dict[str, Any] | None:
    """For the record: when it was looked at and what was found, and the deeds where its day has come. Two queries."""
    held = of.reviews.filter(held_at__isnull=False).select_related("held_by").order_by("due_on")
    day = day_of(of)
    found = [_held(one) for one in held]
    if day is None and not found:
        return None
    slugs = (ground.organisation.slug, ground.the_product.slug)
    is_due = day is not None and day <= ground.today
    leads = is_due and access.may_lead(ground, of.decision)
    return {
        "held": found,
        "day": date_format(day, "j F Y") if day else "",
        "is_due": is_due,
        "form": (form or ReviewForm(organisation=ground.organisation)) if leads else None,
        "action": reverse("decisions:review", args=[*slugs, of.pk]),
        "anew": next((url for add in registry.slots("agreement.anew") if (url := add(ground, of))), "") if leads else "",
    }  # fmt: skip


def _held(one: Review) -> dict[str, Any]:
    return {
        "day": date_format(localtime(one.held_at), "j F Y"),
        "by": one.held_by.face if one.held_by else None,
        "note": one.note,
    }


def tell_due(now: datetime) -> int:
    """Tell of agreements whose day to be looked at has come, once a day that was set. Says of how many."""
    told = Review.objects.filter(agreement=OuterRef("pk"), due_on=OuterRef("review_day"))
    # Days begin earlier in the east: each is asked when its organisation's day has come.
    rows = due(Agreement.objects.all(), (now + timedelta(days=1)).date()).filter(~Exists(told))
    some = rows.select_related("decision", "organisation")[:AT_ONCE]
    return sum(
        Review.ask(one, one.review_day) for one in some if one.review_day <= clock.today(one.organisation.time_zone)
    )


__all__ = ["day_of", "part", "tell_due", "waiting"]
