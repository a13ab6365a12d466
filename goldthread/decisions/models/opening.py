"""Putting a question: what it is made of, and why it does not open."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goldthread.kit import clock, registry
from goldthread.people.models import Person, Product

from ..reading import poll_of
from ..rules import chooser
from ..rules.offered import WITHOUT_BALLOTS, is_asked
from . import box, polling
from .asking import REFUSED, AlreadyOpen, Announced, Refused
from .voter import Voter

if TYPE_CHECKING:
    from .decision import Decision


def put(
    kind: "type[Decision]", product: Product, about: Mapping[str, Any], announced: Announced, voters: Iterable[tuple[Person, str]], *, by: Person, **more: Any
) -> "tuple[Decision, dict[Voter, str]]":  # fmt: skip
    """The question as a row, and the tokens of those who are asked. Raises Refused, AlreadyOpen."""
    people = list(voters)
    for one in (announced.decider, announced.deputy):
        if one and one not in [person for person, _role in people]:
            people.append((one, Voter.Group.OTHERS))
    made = kind(
        organisation_id=product.organisation_id,
        product=product,
        opened_by=by,
        opened_at=clock.now(),
        **about,
        **{**vars(announced), "rule": dict(announced.rule)},
        **more,
    )
    _may_open(made, people)
    for against in registry.slots("question.against") if made.inner_of is None else ():
        if why := against(made.kind, made.noun_id):
            raise AlreadyOpen(why)
    made.secret_ballots = box.close({}, range(1, len(people) + 1))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise AlreadyOpen(_("All are being asked about this already.")) from None
    return made, _ask(made, people)


def _may_open(made: "Decision", people: list[tuple[Person, str]]) -> None:
    """The refusals of the rules, and two of our own: somebody has to cast a ballot, and nobody gives it to themselves."""
    from .alone import SmallStakes

    rule = made.rule["name"]
    if rule == "decide_alone":
        made.rule["low_impact"] = made.level in SmallStakes.of(made.organisation_id)
    voters = [Voter(number=number, decides=one == made.decider) for number, (one, _role) in enumerate(people, 1)]
    for code in chooser.refusals(poll_of({**polling.announced(made, voters), "ballots": []})):
        raise Refused(REFUSED[code])
    if rule not in WITHOUT_BALLOTS and not any(is_asked(rule, decides=one == made.decider) for one, _role in people):
        raise Refused(REFUSED["empty_electorate"])
    if rule == "delegation" and made.decider in (None, made.opened_by):
        raise Refused(REFUSED["delegation_cycle"])
    if rule == "decide_alone" and not (made.choice and made.rationale):
        raise Refused(REFUSED["rationale_required"])


def _ask(made: "Decision", people: list[tuple[Person, str]]) -> dict[Voter, str]:
    every = [
        Voter.of(made, person, number=number, role=role, decides=person == made.decider)
        for number, (person, role) in enumerate(people, start=1)
    ]
    # Keyed by the voter only once it has an id.
    return dict(
        zip(Voter.objects.bulk_create(one for one, _token in every), (token for _one, token in every), strict=True)
    )
