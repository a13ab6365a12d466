"""Phases, refusals and what stands in the way, as the pages say them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .rules import Ballot, Kind

# What a phase is called in the bar, and what is done in it.
PHASES: dict[str, tuple[Any, Any]] = {
    Kind.ARRIVE: (_("Arrive"), _("Everybody takes a seat.")),
    Kind.GROUND_RULES: (_("Ground rules"), _("What we promise each other.")),
    Kind.ROUND: (_("Round"), _("One after the other, in an order drawn by lot. Senior voices come last.")),
    Kind.WRITE: (_("Write in silence"), _("Nobody sees what others write, and nobody sees who has written.")),
    Kind.REVEAL: (_("Reveal & group"), _("All cards lie open. Lay together what says the same.")),
    Kind.DISCUSS: (_("Discuss"), _("One speaks. Who has not spoken yet comes before who has.")),
    Kind.DRAFT: (_("Draft"), _("Change the words until they carry.")),
    Kind.AGREE: (_("Agree"), _("Everybody votes. Nobody sees any vote until all are in.")),
    Kind.RECORD: (_("Record"), _("What was agreed, as it will stand in the thread.")),
    Kind.CLOSING: (_("Close"), _("Two questions, without names.")),
}
# What whoever leads does in a phase, and when it is time to go on.
LEADING: dict[str, Any] = {
    Kind.ARRIVE: _("Wait until everybody who is needed has a seat. “The way in” below shows a square for phones."),
    Kind.GROUND_RULES: _("Read the rules aloud. Everybody promises them on a screen of their own; then go on."),
    Kind.ROUND: _(
        "Press “Next speaker”: the name stands large on every screen. When they have spoken, press it again."
    ),
    Kind.WRITE: _(
        "Keep silent, too. Go on when all have finished or the time is up: all cards are turned over together."
    ),
    Kind.REVEAL: _("Give everybody time to read. Anybody lays cards together that say the same; then go on."),
    Kind.DISCUSS: _("Give the word with “Next speaker”. Before words are drafted, everybody has spoken or passed."),
    Kind.DRAFT: _(
        "Ask somebody to put words on the table. Others change them until nobody wants to any more; then go on to the vote."
    ),
    Kind.RECORD: _("Read it aloud. You confirm it, and then one other; then go on."),
    Kind.CLOSING: _("Ask for the two answers. Then close the meeting: the minutes write themselves."),
}
# The same while people agree, by how the ballot stands.
LEADING_BALLOT: dict[str, Any] = {
    Ballot.OPEN: _(
        "Wait. When the last vote is in, all turn over by themselves. How many have voted is nobody’s to know, yours neither."
    ),
    Ballot.AWAITS_CHOICE: _("%(name)s decides now, with reasons, on their own screen."),
    Ballot.AWAITS_ROUND: _("Another round follows: talk about what stands against it, then vote again."),
    Ballot.AWAITS_OBJECTIONS: _(
        "Ask whoever objects what would have to change, and the others whether it is an objection."
    ),
    Ballot.DONE: _("It is decided. Read it aloud, then go on."),
}
# The same where people talk and everybody was heard.
LEADING_HEARD: dict[str, Any] = {
    Kind.ROUND: _("All were heard. Go on."),
    Kind.DISCUSS: _("All were heard. Give the word again to whoever asks for it, or go on."),
}
# Why whoever leads should not go on yet.
GUARDS: dict[str, Any] = {
    "required_missing": _("Somebody whose word is needed is not here."),
    "not_all_promised": _("Not everybody has promised the ground rules."),
    "not_all_heard": _("Not everybody has spoken or passed."),
    "still_writing": _("Some are still writing."),
    "no_wording": _("There are no words to vote on yet. Put a first wording on the table."),
    "ballot_open": _("The ballot is open. Wait for the last vote, or close it and turn over what is in."),
    "ballot_awaits_choice": _(
        "All were heard; now one person decides, with reasons. They still can when you have gone on."
    ),
    "ballot_awaits_objections": _(
        "An objection is open after the last round. Whoever objects can take it back, and the others can say that it is none."
    ),
    "not_confirmed": _("The facilitator and one other confirm the record first."),
    "paused": _("The meeting pauses. Let it go on first."),
}
# What the room is told when it went on all the same.
PASSED_OVER: dict[str, Any] = {
    "required_missing": _("We went on although somebody whose word is needed was missing."),
    "not_all_promised": _("We went on before everybody had promised the ground rules."),
    "not_all_heard": _("We went on before everybody had spoken or passed."),
    "still_writing": _("We went on while some were still writing."),
    "ballot_awaits_objections": _(
        "We went on while an objection was open: what was announced for after the last round holds."
    ),
    "ballot_awaits_choice": _("We went on before it was decided. Whoever decides still can, and all read the reasons."),
    "not_confirmed": _("We went on before the record was confirmed."),
}
REFUSED: dict[str, Any] = {
    **GUARDS,
    "no_way_back": _("There is no way back from here: what was turned over was seen."),
    "not_begun": _("The meeting has not begun."),
    "over": _("This meeting is over."),
    "leads_not": _("Only a co-facilitator takes over."),
    "somebody_leads": _("Somebody leads already."),
    "not_to_be_named": _("Choose somebody with an account who is in the room."),
    "guest_leads_not": _("Whoever came by a link does not lead. Choose somebody with an account."),
    "no_item": _("There is nothing on the table to vote on."),
    "no_goal": _("Choose the goal that is to be agreed on."),
    "facilitator_first": _("The facilitator confirms the record first."),
}
ORDINALS = (_("first wording"), _("second wording"), _("third wording"), _("fourth wording"), _("fifth wording"))


def refusal(code: str) -> str:
    """The sentence for a code; a sentence that came from the rules of asking stays as it is."""
    return str(REFUSED.get(code, code))


def to_lead(kind: str | None, ballot: Ballot, decider: str, *, all_heard: bool = False) -> str:
    """What whoever leads does now."""
    if all_heard and kind in LEADING_HEARD:
        return str(LEADING_HEARD[kind])
    if kind == Kind.AGREE:
        return str(LEADING_BALLOT.get(ballot, "")) % {"name": decider}
    return str(LEADING.get(kind or "", ""))


def phase(kind: str) -> str:
    return str(PHASES[kind][0])


def wording(number: int) -> str:
    """ "third wording" for 3."""
    if number <= len(ORDINALS):
        return str(ORDINALS[number - 1])
    return str(_("wording %(number)s")) % {"number": number}


__all__ = ["GUARDS", "PASSED_OVER", "PHASES", "REFUSED", "phase", "refusal", "wording"]
