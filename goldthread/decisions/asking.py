"""Asking, and asking once more: of two sides, in another round, under another rule, in words that take up an objection."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.kit import clock, registry
from goldthread.people.models import Person, Product

from . import access
from .models import Announced, Challenge, Decision, Refused, Voter
from .models.meanwhile import correct
from .rules.kinds import MOST_RECONFIRMATIONS

Asked = dict[Decision, dict[Voter, str]]
# So long everyone can be heard on what was challenged.
HEARD_FOR = timedelta(days=5)


@transaction.atomic
def put(
    product: Product, about: Mapping[str, Any], announced: Announced, voters: Iterable[tuple[Person, str]], *, by: Person, **more: Any
) -> Asked:  # fmt: skip
    """Put a question, and where two sides have to agree, to each side a question of its own. The first is the whole.

    Raises as `Decision.open` does, and Refused where a side has nobody.
    """
    people = list(voters)
    made, tokens = Decision.open(product, about, announced, people, by=by, **more)
    asked = {made: tokens}
    if made.rule["name"] == "two_party":
        for number, side in enumerate(made.rule["sides"]):
            of_side = [(person, role) for person, role in people if role in side["groups"]]
            if not of_side:
                raise Refused(_("Two sides have to agree, and one of them has nobody. Choose somebody of each."))
            own = replace(announced, rule=side["rule"], decider=None, deputy=None, fallback="", quorum="")
            inner, inner_tokens = Decision.open(product, about, own, of_side, by=by, inner_of=made, side=number)
            asked[inner] = inner_tokens
    return asked


@transaction.atomic
def once_more(
    of: Decision, closes_at: datetime, *, by: Person, rule: Mapping[str, Any] | None = None, **about: Any
) -> tuple[Decision, dict[Voter, str]]:
    """Open the next round, to the same people as far as they are still there and to who came late. Another rule opens
    another round, too; `about` are other words.

    Raises Refused where none follows, or it was opened already.
    """
    ended = Decision.objects.under_way().filter(pk=of.pk, verdict="another_round").update(ended_at=clock.now())
    if not ended:
        raise Refused(_("The next round is open already, or none follows."))
    voters = [
        (one.person, one.role)
        for one in of.voters.filter(left_at=None).select_related("person").order_by("number")
        if one.belongs and access.hears(one.person, of.pk)
    ]
    there = {person for person, _role in voters}
    names = ("kind", "noun_id", "version", "level", "words", "words_before", "why")
    said = {name: getattr(of, name) for name in names} | {"version": of.version_now, "words": of.words_now} | about
    reconfirms = of.reason == "proposal_changed_reconfirm"
    announced = Announced(
        rule or of.rule,
        closes_at,
        max_rounds=max(of.max_rounds, of.round + (not reconfirms)),
        fallback=of.fallback,
        decider=of.decider if of.decider in there else None,
        deputy=of.deputy if of.deputy in there else None,
        quorum=of.quorum,
        note=of.note,
        who_acts=of.who_acts,
        review_on=of.review_on,
    )
    more = {
        "round": of.round + (not reconfirms),
        "reconfirmations": of.reconfirmations + reconfirms,
        "earlier": of,
        "reverses": of.reverses,
        "inner_of": of.inner_of,
        "side": of.side,
        "asked_as": of.asked_as,
        # What it does besides, it does whichever round ends in agreement.
        "effect": of.effect,
    }
    return Decision.open(of.product, said, announced, voters, by=by, **more)


@transaction.atomic
def integrate(of: Decision, words: str, closes_at: datetime, *, by: Person) -> tuple[Decision, dict[Voter, str]]:
    """Say it in words that take up every objection that is still open, and ask all again: this uses up no round.

    Raises Refused where the words are the same, or were changed too often.
    """
    held = of.held()
    open_ones = list(held.objections.filter(state="open").select_related("ballot__voter"))
    if held.ended_at or not open_ones:
        raise Refused(_("No objection is open here."))
    if held.reconfirmations >= MOST_RECONFIRMATIONS:
        raise Refused(_("The words were changed for objections five times. Ask once more, or talk about it first."))
    said = _said(held, words, by=by)
    if said["version"] == held.version_now:
        raise Refused(_("The words are the same. Change them so that they take up the objection."))
    for one in open_ones:
        one.integrate(by=by)
    held.weigh_again(by=by)
    return once_more(Decision.objects.get(pk=of.pk), closes_at, by=by, words_before=held.words_now, **said)


def mend(of: Decision, words: str, *, by: Person) -> bool:
    """Mend a typing mistake while it is open: ballots stay. Says whether anything was mended. Raises Refused."""
    if not of.is_open:
        raise Refused(_("It is no longer open, so its words stay as they were voted on."))
    said = _said(of, words, by=by)
    return correct(of, said["version"], said["words"], by=by)


def _said(of: Decision, words: str, *, by: Person) -> dict[str, Any]:
    """The words as a version of what it is about; the package above makes it. Raises Refused where it has none, and for a
    question that another rests on: both are about the same words."""
    for saying in () if of.inner_of_id else registry.slots("question.words"):
        if (said := saying(of, words, by)) is not None:
            return dict(said)
    raise Refused(_("What this is about has no other words. Withdraw it and ask anew."))


@transaction.atomic
def challenge(of: Decision, voter: Voter, because: str, *, by: Person) -> tuple[Decision, dict[Voter, str]] | None:
    """Challenge what was decided without discussion. With enough challenges all are heard on it: the question that asks
    them, or None. Raises as `Challenge.raise_`."""
    if not Challenge.raise_(of, voter, because, by=by):
        return None
    ended = Decision.objects.get(pk=of.pk)
    return once_more(ended, clock.now() + HEARD_FOR, by=ended.opened_by, rule={"name": "decide_after_hearing"})


# Given to somebody else.


@transaction.atomic
def take_on(of: Decision, *, by: Person) -> tuple[Decision, dict[Voter, str]]:
    """Take on what was given to oneself, and ask those who were named, under the rule that was announced for it. Raises Refused."""
    held = _given(of)
    if by != held.decider:
        raise Refused(_("It was given to somebody else."))
    voters = [(one.person, one.role) for one in held.voters.standing().select_related("person").order_by("number")]
    rule = held.rule["inner"]
    names = ("kind", "noun_id", "level", "words_before", "why")
    about = {name: getattr(held, name) for name in names} | {"version": held.version_now, "words": held.words_now}
    decider = by if rule["name"] == "decide_after_hearing" else None
    announced = Announced(rule, held.closes_at, max_rounds=held.max_rounds, decider=decider, note=held.rule.get("scope", ""))  # fmt: skip
    return Decision.open(held.product, about, announced, voters, by=by, inner_of=held)


@transaction.atomic
def give_back(of: Decision, how: str, why: str, *, by: Person) -> None:
    """`how`: "declined" by whom it was given to, also once they took it on; "revoked" by who gave it, "absent" where that one
    is away, both before it was taken on. Of a ballot that was begun nobody learns anything. Raises Refused."""
    held = _under_way(of) if how == "declined" else _given(of)
    if (how == "declined") != (by == held.decider):
        raise Refused(_("It was given to somebody else."))
    for inner in held.inners.filter(ended_at=None):
        inner.end_void(Decision.Void.WITHDRAWN, by=by)
    held.end_handing(how, why)


def _given(of: Decision) -> Decision:
    held = _under_way(of)
    if held.inners.exists():
        raise Refused(_("It was taken on already, or given back."))
    return held


def _under_way(of: Decision) -> Decision:
    held = of.held()
    if held.rule["name"] != "delegation" or not held.is_open:
        raise Refused(_("It was taken on already, or given back."))
    return held


__all__ = ["Asked", "challenge", "give_back", "integrate", "mend", "once_more", "put", "take_on"]
