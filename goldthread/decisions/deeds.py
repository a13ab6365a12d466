"""What can be done about a question by one reader, beside voting: the forms that its page offers them."""

from typing import Any

from goldthread.kit import registry
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Involvement, Person

from . import access, page
from .forms.ballot import AgainForm, JoinForm, MendForm, WhyForm, WordsForm
from .models import Canvass, Decision, Voter
from .rules.kinds import MOST_RECONFIRMATIONS
from .rules.offered import WITHOUT_BALLOTS

_ROLE, _GROUP = Involvement.Role, Voter.Group
# As what somebody is asked, by the first of their involvements that is listed here.
GROUPS = {
    _ROLE.PRODUCT_PERSON: _GROUP.PRODUCT_PERSON,
    _ROLE.LEADER: _GROUP.LEADERS,
    _ROLE.TEAM_MEMBER: _GROUP.TEAM,
    _ROLE.STAKEHOLDER: _GROUP.STAKEHOLDERS,
}


def offered(ground: Ground, of: Decision, voter: Voter | None, *, leads: bool) -> dict[str, Any]:
    """The forms and flags of the page, each None or false where it is not for this reader. Up to five queries."""
    rule, person = of.rule["name"], ground.person
    has_ballots = rule not in WITHOUT_BALLOTS
    waits = of.awaits_choice
    # Words of its own has what is no part of another question, and what puts words in force.
    rewords = not of.inner_of_id and not of.effect
    objected = leads and of.ended_at is None and of.objections.filter(state="open").exists()
    return {
        "until_form": AgainForm(decision=of),
        "decides": waits and of.acting == person,
        "may_stand_in": waits and of.decider_away_at is None and (leads or person.pk == of.deputy_id),
        "mending": MendForm(initial={"words": of.words_now}) if leads and of.is_open and rewords and registry.slots("question.words") else None,
        "joining": joining(ground, of) if leads and has_ballots and (of.is_open or of.awaits_round) else None,
        "integrating": WordsForm(organisation=of.organisation, initial={"words": of.words_now}) if objected and rewords and of.reconfirmations < MOST_RECONFIRMATIONS else None,
        "may_go_on": leads and of.awaits_objections,
        "given": is_given(of),
        "may_withdraw": access.may_withdraw(ground, of),
        "hands_back": _hands_back(of, person),
        "is_delegate": person.pk == of.decider_id,
        "may_challenge": rule == "decide_alone" and of.is_open and voter is not None and not voter.decides and not of.challenges.filter(voter=voter).exists(),
        "why_form": WhyForm(),
    }  # fmt: skip


def _hands_back(of: Decision, person: Person) -> str:
    """Where somebody who took on what was given to them gives it back; "" where they cannot."""
    whole = of.inner_of
    if not (whole and whole.rule["name"] == "delegation" and whole.is_open and whole.decider_id == person.pk):
        return ""
    return page.addresses(whole)["declining"]


def is_given(of: Decision) -> bool:
    """Whether it waits for the one it was given to, who has not said yet whether they take it on."""
    return of.rule["name"] == "delegation" and of.is_open and not of.inners.exists()


def joining(ground: Ground, of: Decision, said: Any = None) -> JoinForm:
    """To ask somebody more: who sees the product, has an account and is not asked yet."""
    some = people.people_who_see(ground).exclude(email=None).exclude(pk__in=of.voters.values("person"))
    return JoinForm(said, people=some)


def group_of(of: Decision | Canvass, person: Person) -> str:
    """As what somebody is asked who comes late."""
    roles = set(Involvement.objects.filter(product=of.product_id, person=person).values_list("role", flat=True))
    return str(next((group for role, group in GROUPS.items() if role in roles), _GROUP.OTHERS))


__all__ = ["GROUPS", "group_of", "is_given", "joining", "offered"]
