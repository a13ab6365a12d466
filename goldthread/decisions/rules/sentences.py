"""An outcome in one or two plain English sentences, that claim no more than what was said.

Fixed English; whoever shows it in another language goes by the reason code and its values.
"""

from collections.abc import Callable, Mapping

from .count import Count
from .values import Value, Verdict

Values = Mapping[str, Value]
WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()
STAYS = "What was agreed before stays."
OF = {"cast": "votes for and against", "present": "people who voted", "eligible": "people who were asked"}


def sentence(reason: str, verdict: Verdict, values: Values, count: Count) -> str:
    """What the reason means here, and what follows from the verdict."""
    if "inner" in values:
        return f"Those it was given to decided: {values['inner']}"
    why = reason.removesuffix(":rounds_exhausted")
    said = _ADOPTED[why](values, count) if why in _ADOPTED else _SAID[why].format_map(_Words(values, count))
    return f"{said[:1].upper()}{said[1:]}{_what_follows(reason, verdict, count)}"


def _what_follows(reason: str, verdict: Verdict, count: Count) -> str:
    poll = count.poll
    if reason.endswith(":rounds_exhausted"):
        used = (
            f" All {_number(poll.max_rounds)} rounds are used up."
            if poll.max_rounds > 1
            else " There is no other round."
        )
        return f"{used} {_NEXT if verdict == 'open' else STAYS}"
    if verdict == "another_round":
        return " Another round follows."
    return f" {STAYS}" if verdict in ("no_decision", "not_adopted") else ""


_NEXT = "As announced before, one person now decides after hearing everyone."


def _number(number: int) -> str:
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)


def _people(number: int, one: str, many: str) -> str:
    """ "one abstains", "three abstain"."""
    return f"{_number(number)} {one if number == 1 else many}"


class _Words(dict[str, str]):
    """What a sentence names, put into words only where it does."""

    def __init__(self, values: Values, count: Count) -> None:
        self.given, self.count = values, count

    def __missing__(self, name: str) -> str:
        if name in _NAMED:
            return _NAMED[name](self.count)
        value = self.given[name]
        return _number(value) if isinstance(value, int) else OF.get(value, value)


_NAMED: dict[str, Callable[[Count], str]] = {
    "asked": lambda count: _number(len(count.electorate)),
    "unheard": lambda count: (
        "nobody said anything, and silence is no agreement"
        if len(count.electorate) > 1 or not count.poll.decider
        else "nobody is left to be heard"
    ),
    "voted": lambda count: f"{_number(len(count.cast))} of {_number(len(count.electorate))} voted",
    "silent": lambda count: _people(len(count.silent), "person has", "people have"),
    "abstain": lambda count: _people(len(count.holding("abstain")), "abstains", "abstain"),
    "yes": lambda count: _supporters(count),
    "spread": lambda count: f"{_supporters(count)}{_concerns(count)}",
    "unsure": lambda count: _people(len(count.holding("discuss")), "person wants", "people want"),
    "aside": lambda count: _people(len(count.holding("aside")), "person stands", "people stand"),
    "blocks": lambda count: _people(len(count.holding("block")), "person blocks", "people block"),
    "objecting": lambda count: _people(
        sum(count.state_of(one) == "open" for one in count.no), "objection is", "objections are"
    ),
}


def _concerns(count: Count) -> str:
    """What else was said by those it was adopted over: nothing is smoothed away."""
    parts = [
        (count.holding("reserve"), "with a concern", "with a concern"),
        (count.holding("aside"), "stands aside", "stand aside"),
        (count.holding("abstain"), "abstains", "abstain"),
        (count.holding("discuss"), "wants to know more", "want to know more"),
        (count.no, "is against it", "are against it"),
        (count.silent, "did not vote", "did not vote"),
    ]
    return "".join(f", {_people(len(people), one, many)}" for people, one, many in parts if people)


def _all_support(values: Values, count: Count) -> str:
    asked, reserve = len(count.electorate), len(count.holding("reserve"))
    if asked == 1:
        return f"the one person who was asked supports it{', with a concern' if reserve else ''}."
    everyone = "both" if asked == 2 else f"all {_number(asked)}"
    return f"{everyone} support it{', all with a concern' if reserve == asked else _concerns(count)}."


def _support(values: Values, count: Count) -> str:
    if len(count.yes) == len(count.electorate):
        return _all_support(values, count)
    return f"{_supporters(count)}{_concerns(count)}."


def _supporters(count: Count) -> str:
    yes, asked = len(count.yes), _number(len(count.electorate))
    if not yes:
        return "nobody supports it"
    return f"{_number(yes)} of {asked} {'supports' if yes == 1 else 'support'} it"


def _nobody_objects(values: Values, count: Count) -> str:
    if count.no:
        were = "objection was" if len(count.no) == 1 else "objections were"
        return f"No objection stands; {_number(len(count.no))} {were} answered: {_support(values, count)}"
    return f"Nobody objects: {_support(values, count)}"


def _counted(values: Values, count: Count) -> str:
    if len(count.yes) == len(count.electorate):
        return _all_support(values, count)
    share = f"at least {values['share']}" if "share" in values else "more than half"
    return f"{share} of the {OF[str(values['of'])]}, {values['yes']} of {values['whole']}, are for it: {_support(values, count)}"


def _fingers(values: Values, count: Count) -> str:
    shown, lowest = int(values["shown"]), int(values["lowest"])
    silent = len(count.electorate) - shown
    others = f"; {_people(silent, 'shows', 'show')} none" if silent else ""
    if lowest <= 2:
        of = f" of {_number(shown)}" if shown > 1 else ""
        return (
            f"It passes the lower bar of this round: the fewest{of} are {_people(lowest, 'finger', 'fingers')}{others}."
        )
    with_concern = sum(one.fingers == 3 for one in count.cast.values())
    if with_concern == shown:
        return f"{_showing(shown, silent)} three fingers, which is support with a concern{others}."
    concern = f", {_number(with_concern)} of them just three: support with a concern" if with_concern else ""
    least = "five fingers" if lowest == 5 else f"{_number(lowest)} fingers or more"
    return f"{_showing(shown, silent)} {least}{concern}{others}."


def _showing(shown: int, silent: int) -> str:
    """Who shows fingers: "all five show", "three of four show"."""
    if silent:
        return f"{_number(shown)} of {_number(shown + silent)} {'shows' if shown == 1 else 'show'}"
    if shown == 1:
        return "the one person who was asked shows"
    return f"{'both' if shown == 2 else f'all {_number(shown)}'} show"


def _decider_adopted(values: Values, count: Count) -> str:
    if not count.cast:
        return "It is adopted by the one who decides, who said why."
    return f"It is adopted by the one who decides, who said why. Of those who were asked, {_support(values, count)}"


_ADOPTED: dict[str, Callable[[Values, Count], str]] = {
    "all_support": _all_support,
    "all_but_k_support": _support,
    "no_open_objection": _nobody_objects,
    "nobody_against": _nobody_objects,
    "majority": _counted,
    "supermajority": _counted,
    "fingers": _fingers,
    "decider_adopted": _decider_adopted,
}
_SAID = {
    "both_sides_accepted": "Both sides accepted the same version.",
    "empty_electorate": "Nobody is there to decide: name who is asked before it opens.",
    "waiting_for_ballots": "It is open until all have voted or the time is up.",
    "zero_votes": "{unheard}.",
    "no_quorum": "{voted}, fewer than were to take part.",
    "missing": "{silent} not voted, and this rule needs everyone's word.",
    "abstention": "{yes}, {abstain}; nobody is against it, but this rule needs the support of all.",
    "objection": "Not everyone supports it: {spread}.",
    "open_objection": "{objecting} open.",
    "proposal_changed_reconfirm": "The proposal was changed for an objection, so all are asked again about the new words.",
    "changed_too_often": "The proposal was changed for objections five times.",
    "needs_discussion": "{unsure} to talk about it first.",
    "all_abstained": "All who voted abstained.",
    "block": "{blocks} it.",
    "disagreement": "It is not settled: {spread}.",
    "no_support": "Nobody supports it.",
    "too_many_stand_aside": "{aside} aside, too many to carry it out.",
    "low_fingers": "Somebody shows too few fingers: the lowest is {lowest}.",
    "no_majority": "No more than half of the {of} are for it: {spread}.",
    "no_supermajority": "Less than {share} of the {of} are for it: {spread}.",
    "tie": "As many are for it as against it.",
    "decider_absent_escalate": "Who was to decide is away, and nobody stands in; somebody else must be named.",
    "not_everyone_heard": "Not everyone has been heard yet: {waiting} to go.",
    "no_quorum_of_input": "Too few were heard: {heard} of {asked}.",
    "concerns_need_an_answer": "Before it is adopted, concerns need an answer: {waiting} to go.",
    "rationale_required": "A choice is made, but not yet why. It holds once the reason is there.",
    "decider_awaited": "Everyone was heard; the one who decides has not decided yet.",
    "decider_silent": "The time was up before the one who decides had chosen.",
    "decider_rejected": "It is rejected by the one who decides, who said why.",
    "decider_asks_again": "The one who decides wants to hear all once more.",
    "not_low_impact": "Too much is at stake to decide this without discussion. Take a rule that hears the others.",
    "challenged": "It was decided without discussion, and challenged in time: {challenges}. Now it is decided after hearing everyone.",
    "not_everyone_asked": "Not everyone whom it touches was asked for advice.",
    "advice_awaited": "Advice is still to come: {waiting} to go.",
    "no_delegate": "Nobody was named to decide it.",
    "delegation_cycle": "It was given back to the one who gave it. Name somebody else.",
    "delegation_depth": "What was delegated cannot be delegated again.",
    "delegation_revoked": "It was taken back before the others had begun.",
    "delegate_declined": "Those it was given to declined it; it goes back to the one who gave it.",
    "delegate_absent": "Those it was given to are away; it goes back to the one who gave it.",
    "delegate_expired": "Those it was given to let the time pass; it goes back to the one who gave it.",
    "delegate_awaited": "It was given to others, who have not decided yet.",
    "not_two_parties": "This rule takes two different sides.",
    "no_side_accepted": "Neither side has accepted it yet.",
    "one_side_accepted": "One side has accepted it, the other has not yet.",
    "one_side_declined": "One of the two sides did not agree to it, and it takes both.",
    "both_sides_declined": "Neither of the two sides agreed to it.",
    "different_versions": "Both sides accepted, but not the same version.",
}
REASONS = frozenset(_SAID) | frozenset(_ADOPTED)
