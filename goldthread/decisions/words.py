"""Rules, positions and outcomes as the pages call them, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from goldthread.people.models import Involvement

from .models import Decision
from .models.ending import waits_for_somebody

lazy = gettext_lazy


@dataclass(frozen=True)
class RuleWords:
    """A rule to choose from: what it is called, what it means, as a value with its parameters; `first` stands in front."""

    name: str
    label: Any
    meaning: Any
    value: Mapping[str, Any]
    first: bool = False


RULES = (
    RuleWords(
        "unanimity",
        lazy("Everyone supports it"),
        lazy("Each who is asked says yes, with or without a concern. Abstaining is no support."),
        {"name": "unanimity"},
        first=True,
    ),
    RuleWords(
        "consent",
        lazy("Nobody objects"),
        lazy("Good enough for now and safe enough to try: it holds unless somebody says what harm it does."),
        {"name": "consent"},
        first=True,
    ),
    RuleWords(
        "decide_after_hearing",
        lazy("One person decides after hearing everyone"),
        lazy("All say what they think; then the one named below decides, with reasons, and answers each concern."),
        {"name": "decide_after_hearing"},
        first=True,
    ),
    RuleWords(
        "fist_of_five",
        lazy("Everyone shows three fingers or more"),
        lazy("Each shows none to five; who shows two or fewer says what it would take."),
        {"name": "fist_of_five"},
    ),
    RuleWords(
        "consensus",
        lazy("Nobody is against it, some may stand aside"),
        lazy("Who stands aside will not carry it out and will not stop it."),
        {"name": "consensus"},
    ),
    RuleWords(
        "unanimity_minus",
        lazy("All but one or two support it"),
        lazy("And those do not block it."),
        {"name": "unanimity_minus", "k": 1},
    ),
    RuleWords(
        "majority",
        lazy("More than half are for it"),
        lazy("Quick, and some may lose: for what can be changed again."),
        {"name": "majority", "of": "cast"},
    ),
    RuleWords(
        "supermajority",
        lazy("A large majority is for it"),
        lazy("Two thirds, three quarters or three fifths."),
        {"name": "supermajority", "share": "2/3", "of": "cast"},
    ),
    RuleWords(
        "advice",
        lazy("Who asks decides, after advice"),
        lazy(
            "Everyone it touches is asked for advice and can let it be; then the one named below decides, with reasons."
        ),
        {"name": "advice"},
    ),
    RuleWords(
        "delegation",
        lazy("Somebody else decides"),
        lazy("The one named below takes it on or declines; declined or left too long, it comes back to you."),
        {"name": "delegation"},
    ),
    RuleWords(
        "two_party",
        lazy("Two sides agree, each in its own way"),
        lazy(
            "The team, and leaders with stakeholders: each has a ballot of its own, and neither can outvote the other."
        ),
        {"name": "two_party"},
    ),
    RuleWords(
        "decide_alone",
        lazy("I decide without discussion"),
        lazy("Only where little is at stake. All named are told at once and can challenge it; then everyone is heard."),
        {"name": "decide_alone"},
    ),
)
BY_NAME = {one.name: one for one in RULES}
MUST = {
    "unanimity": lazy("Everyone must support it"),
    "consent": lazy("Nobody may object"),
    "decide_after_hearing": lazy("%(decider)s decides after hearing everyone"),
    "majority": lazy("More than half must be for it"),
    "supermajority": lazy("%(share)s must be for it"),
    "consensus": lazy("Nobody may be against it"),
    "unanimity_minus": lazy("All but one must support it"),
    "fist_of_five": lazy("Everyone must show three fingers or more"),
    "advice": lazy("%(decider)s decides after taking advice"),
    "delegation": lazy("It was given to %(decider)s to decide"),
    "two_party": lazy("Both sides must agree"),
    "decide_alone": lazy("%(decider)s decided it without discussion"),
}
_SHARES = {"2/3": lazy("Two thirds"), "3/4": lazy("Three quarters"), "3/5": lazy("Three fifths")}
_OF = {"present": lazy("%(must)s, of all who vote"), "eligible": lazy("%(must)s, of all who are asked")}
_QUORUM = {
    "1/2": lazy("half of those who are asked must vote"),
    "2/3": lazy("two thirds of those who are asked must vote"),
    "1": lazy("all who are asked must vote"),
}
SIDES = {"team": lazy("The team"), "leaders": lazy("Leaders and stakeholders")}
# What the choices on a ballot are called, and what is said below them.
CHOICES: dict[str, tuple[Any, Any]] = {
    "support": (lazy("I support it"), ""),
    "reserve": (lazy("I support it, with a concern"), lazy("kept with the record and answered")),
    "abstain": (lazy("I abstain"), lazy("you take part, and say neither yes nor no")),
    "aside": (lazy("I stand aside"), lazy("you will not carry it out, and will not stop it")),
    "discuss": (lazy("I want to talk first"), lazy("and say about what")),
    "object": (lazy("I cannot support it"), lazy("and say what would have to change")),
    "block": (lazy("I block it"), lazy("and say what would have to change")),
}
UNDER_CONSENT = {
    "support": (lazy("I have no objection"), ""),
    "reserve": (lazy("No objection, but a concern"), lazy("kept with the record and answered")),
    "object": (lazy("I object"), lazy("and say what harm it would do, or what would have to change")),
}


AFTER_HEARING = {"abstain": (lazy("I pass"), lazy("you are heard, and say neither yes nor no"))}
_OTHERS: Mapping[str, Mapping[str, tuple[Any, Any]]] = {
    "consent": UNDER_CONSENT,
    "decide_after_hearing": AFTER_HEARING,
    "advice": AFTER_HEARING,
}
# What none to five fingers say.
FINGERS = (
    lazy("no way: I block it"),
    lazy("I am against it"),
    lazy("not like this"),
    lazy("good enough, I go along"),
    lazy("a good idea"),
    lazy("I am all for it"),
)


def choices(rule: str) -> Mapping[str, tuple[Any, Any]]:
    """Positions of a ballot under this rule, each with its label and what stands below it."""
    return {**CHOICES, **_OTHERS.get(rule, {})}


def must(decision: Decision) -> str:
    """What it takes, in a few words."""
    rule = decision.rule
    if rule["name"] == "unanimity_minus" and rule.get("k") == 2:
        return _("All but two must support it")
    share = str(_SHARES.get(rule.get("share", "2/3"), rule.get("share")))
    said = str(MUST[rule["name"]])
    said = (
        said % {"decider": decision.decider.name if decision.decider else "", "share": share} if "%(" in said else said
    )
    return str(_OF[rule["of"]]) % {"must": said} if rule.get("of") in _OF else said


def rounds(decision: Decision, *, together: bool = False) -> str:
    """Which round it is, how many must vote, and what follows the last one: all of it announced with the question.

    `together`: said in a meeting, where whoever decides sits and nobody waits for days.
    """
    said = [_rounds(decision)] if decision.rule["name"] not in ("decide_alone", "delegation", "two_party") else []
    if inner := decision.rule.get("inner"):
        said.append(_("taken on, the rule is: %(rule)s") % {"rule": BY_NAME[inner["name"]].label})
    if decision.quorum:
        said.append(str(_QUORUM.get(decision.quorum, decision.quorum)))
    if decision.rule.get("silence") == "ok":
        said.append(_("who says nothing is not waited for"))
    if decision.rule.get("tie") == "decider" and decision.decider:
        said.append(_("with as many for it as against it %(name)s decides") % {"name": decision.decider.name})
    if decision.rule.get("tie") == "another_round":
        said.append(_("with as many for it as against it all are asked once more"))
    if decision.rule.get("descending"):
        said.append(_("two fingers suffice in round 2, and more than half of all in round 3"))
    if decision.deputy:
        said.append(_("%(name)s stands in for who decides") % {"name": decision.deputy.name})
    if waits_for_somebody(decision) and not together:
        said.append(_("who decides has three days for it once the votes are in; then whoever stands in, then nothing is decided") if decision.deputy else _("who decides has three days for it once the votes are in; then nothing is decided"))  # fmt: skip
    return " · ".join(one for one in said if one)


def _rounds(decision: Decision) -> str:
    if decision.rule["name"] in ("decide_after_hearing", "advice"):
        return _("round %(round)s") % {"round": decision.round} if decision.round > 1 else ""
    said = {"round": decision.round, "rounds": decision.max_rounds, "name": decision.decider and decision.decider.name}
    if decision.fallback == "decide_after_hearing":
        return _("round %(round)s of %(rounds)s · after that %(name)s decides, with reasons") % said
    if decision.fallback == "majority":
        return _("round %(round)s of %(rounds)s · after that more than half decide") % said
    return _("round %(round)s of %(rounds)s · after that what was agreed before stays") % said


LEVELS = {
    "vision": lazy("vision"),
    "user_goal": lazy("user goal"),
    "business_goal": lazy("business goal"),
    "product_goal": lazy("product goal"),
    "sprint_goal": lazy("sprint goal"),
    "contribution": lazy("contribution"),
}
# The levels at which little can be at stake.
SMALL = {name: LEVELS[name] for name in ("sprint_goal", "contribution", "product_goal")}


def level(of: str) -> str:
    """What a level is called."""
    return str(LEVELS.get(of, of))


_AS: dict[str, Any] = {str(role): role.label for role in Involvement.Role}


def as_what(role: str) -> str:
    """As what one person is asked: "leader"; "" for somebody who is none of these."""
    return str(_AS.get(role, ""))


VERDICTS: dict[str, tuple[Any, str]] = {
    "adopted": (pgettext_lazy("outcome", "Agreed"), "good"),
    "adopted_with_concerns": (pgettext_lazy("outcome", "Agreed, with concerns"), "good"),
    "not_adopted": (pgettext_lazy("outcome", "Not agreed"), "bad"),
    "no_decision": (pgettext_lazy("outcome", "No decision"), "warn"),
    "another_round": (pgettext_lazy("outcome", "Another round"), "warn"),
    "open": (pgettext_lazy("outcome", "Waiting for a decision"), "blue"),
}

_SAID = {
    "missing": lazy("Not everyone has voted, and this rule needs everyone's word."),
    "zero_votes": lazy("Nobody said anything, and silence is no agreement."),
    "abstention": lazy("Nobody is against it, but some abstain, and this rule needs the support of all."),
    "objection": lazy("Not everyone supports it."),
    "open_objection": lazy("An objection is open."),
    "needs_discussion": lazy("Somebody wants to talk about it first."),
    "all_abstained": lazy("All who voted abstained."),
    "block": lazy("Somebody blocks it."),
    "disagreement": lazy("It is not settled."),
    "no_support": lazy("Nobody supports it."),
    "too_many_stand_aside": lazy("Too many stand aside to carry it out."),
    "no_majority": lazy("No more than half are for it."),
    "no_supermajority": lazy("Less than two thirds are for it."),
    "tie": lazy("As many are for it as against it."),
    "decider_awaited": lazy("The votes are in. Now the one who decides decides, with reasons."),
    "decider_rejected": lazy("It is rejected by the one who decides, who said why."),
    "decider_asks_again": lazy("The one who decides wants to hear all once more."),
    "decider_absent_escalate": lazy("Who was to decide is away; somebody else must be named."),
    "no_quorum": lazy("Too few voted."),
    "no_quorum_of_input": lazy("Too few were heard."),
    "proposal_changed_reconfirm": lazy("The words take up an objection now, so all are asked again about them."),
    "changed_too_often": lazy("The words were changed for objections five times."),
    "low_fingers": lazy("Somebody shows too few fingers."),
    "challenged": lazy(
        "It was decided without discussion, and challenged in time. Now it is decided after hearing everyone."
    ),
    "delegation_revoked": lazy("It was taken back before the others had begun."),
    "delegate_declined": lazy("Who it was given to declined it; it goes back to who gave it."),
    "delegate_absent": lazy("Who it was given to is away; it goes back to who gave it."),
    "delegate_expired": lazy("Who it was given to let the time pass; it goes back to who gave it."),
    "both_sides_accepted": lazy("Both sides agreed to the same words."),
    "one_side_accepted": lazy("One side has accepted it, the other has not yet."),
    "decider_silent": lazy("The time was up before the one who decides had chosen."),
    "one_side_declined": lazy("One of the two sides did not agree to it, and it takes both."),
    "both_sides_declined": lazy("Neither of the two sides agreed to it."),
    "no_side_accepted": lazy("Neither side has accepted it yet."),
}


_NEXT = {
    "decider_silent": lazy("Name somebody else who decides, or take another rule, and ask anew."),
    "decider_absent_escalate": lazy("Name somebody else who decides, or take another rule, and ask anew."),
    "zero_votes": lazy("Ask others, or the same people once more."),
    "one_side_declined": lazy("See below what kept each side from it. Ask anew in words that both can accept; or have somebody above both sides decide after hearing everyone."),
    "delegation_revoked": lazy("It is yours again: ask everyone, or give it to somebody else."),
}  # fmt: skip
_NEXT |= {
    "both_sides_declined": _NEXT["one_side_declined"],
    **dict.fromkeys(("delegate_declined", "delegate_absent", "delegate_expired"), _NEXT["delegation_revoked"]),
}


def what_next(of: Decision) -> str:
    """What can be done where nothing was agreed; "" where something was, or it is still under way."""
    if of.verdict not in ("no_decision", "not_adopted") or of.inner_of_id:
        return ""
    reason = of.reason.removesuffix(":rounds_exhausted")
    return str(_NEXT.get(reason, _("Talk about what was said. Then ask anew, in other words or under another rule.")))


def sentence(of: Any) -> str:
    """An outcome in one sentence: that of the record in English, else made from reason and tally."""
    if of.reason == "decider_awaited":
        return str(_SAID["decider_awaited"])
    if (get_language() or "en").startswith("en"):
        return str(of.sentence)
    reason = of.reason.removesuffix(":rounds_exhausted")
    said = str(_SAID[reason]) if reason in _SAID else f"{supporters(of.tally)}."
    return said[:1].upper() + said[1:]


def supporters(tally: Mapping[str, int]) -> str:
    """How many of those asked support what was adopted, and how many of them with a concern. Where one person decided for
    all, or it was given to a few, no vote of theirs is counted: nobody is said not to support it."""
    yes, asked, concern = (
        tally.get("support", 0) + tally.get("reserve", 0),
        tally.get("eligible", 0),
        tally.get("reserve", 0),
    )
    if not yes:
        return _("decided")
    if yes == asked:
        said = ngettext("the one who was asked supports it", "all %(count)s support it", asked) % {"count": asked}
    else:
        said = ngettext("%(count)s of %(asked)s supports it", "%(count)s of %(asked)s support it", yes) % {"count": yes, "asked": asked}  # fmt: skip
    if concern:
        said += ngettext(", %(count)s with a concern", ", %(count)s with a concern", concern) % {"count": concern}
    return said


__all__ = ["BY_NAME", "RULES", "VERDICTS", "as_what", "choices", "level", "must", "rounds", "sentence", "supporters"]
