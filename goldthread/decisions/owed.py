"""What waits for one person on Today: a ballot to cast, a decision to make."""

from itertools import islice

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit.registry import Owed
from goldthread.people.access import Ground

from . import access, words
from .models import Decision, Voter
from .models.ending import decides_by
from .rules.offered import is_asked

# Most of what is open may be answered already: which is known only once it is looked at.
MOST, LOOKED_AT = 12, 100


def votes(ground: Ground) -> list[Owed]:
    """Open questions in which this person has not voted, and revealed ones that they decide. One query."""
    rows = access.waiting_for(ground).select_related("decision__product", "decision__opened_by", "decision__decider")
    rows = rows.annotate(taken_on=Exists(Decision.objects.filter(inner_of=OuterRef("decision"))))
    found = (_owed(ground, one) for one in rows[:LOOKED_AT])
    return list(islice((one for one in found if one), MOST))


def _owed(ground: Ground, voter: Voter) -> Owed | None:
    of = voter.decision
    url = reverse("decisions:ballot", args=[ground.organisation.slug, of.product.slug, of.pk])
    decides = of.deputy_id if of.decider_away_at else of.decider_id
    if of.rule["name"] == "delegation" and of.is_open and voter.decides and not voter.taken_on:  # type: ignore[attr-defined]
        says = _("%(name)s gives it to you to decide") % {"name": of.opened_by.name}
        return Owed(f"decision-{of.pk}", of.words, says, _("Take it on"), url, 1, due=localtime(of.closes_at).date())
    if of.awaits_choice and voter.person_id == decides:
        by = decides_by(of)
        says = _("all were heard; now you decide, with reasons")
        return Owed(f"decision-{of.pk}", of.words, says, _("Decide"), url, 5, due=localtime(by).date() if by else None)
    if not of.is_open or not is_asked(of.rule["name"], decides=voter.decides) or of.own_vote(voter):
        return None
    says = _("%(name)s asks for your vote. %(must)s.") % {"name": of.opened_by.name, "must": words.must(of)}
    return Owed(f"ballot-{of.pk}", of.words, says, _("Vote"), url, 1, due=localtime(of.closes_at).date())


__all__ = ["votes"]
