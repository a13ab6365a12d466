"""What happened, in words: for the list of notices, for mails, and for what moved on Today."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldthread.chain.models import Closing
from goldthread.talk.models import Reaction

from . import kinds

# By verb of the journal. Where a line stands under the name of its goal, the short one is said.
WHOLE: dict[str, Any] = {
    "goal.set": gettext_lazy("%(name)s set “%(goal)s”."),
    "goal.reworded": gettext_lazy("%(name)s reworded “%(goal)s”."),
    "goal.tied": gettext_lazy("%(name)s tied “%(goal)s” to a goal above it."),
    "goal.untied": gettext_lazy("%(name)s untied “%(goal)s” from a goal above it."),
    "goal.merged": gettext_lazy("%(name)s merged another goal into “%(goal)s”."),
    "goal.reopened": gettext_lazy("%(name)s opened “%(goal)s” again."),
    "goal.named": gettext_lazy("%(name)s lets you see “%(goal)s”, which only named people see."),
    "goal.opened_again": gettext_lazy("%(name)s lets everybody see “%(goal)s” who sees the product."),
    "goal.settled": gettext_lazy("%(name)s closed the period of “%(goal)s”, and it goes on as it is."),
    "key_result.set": gettext_lazy("%(name)s added a key result to “%(goal)s”."),
    "key_result.changed": gettext_lazy("%(name)s changed the numbers of “%(goal)s”."),
    "key_result.left": gettext_lazy("%(name)s removed a key result from “%(goal)s”."),
    "key_result.checked_in": gettext_lazy("%(name)s checked in on a key result of “%(goal)s”."),
    "comment.said": gettext_lazy("%(name)s commented on “%(goal)s”."),
}
SHORT: dict[str, Any] = {
    "goal.set": gettext_lazy("%(name)s set it"),
    "goal.reworded": gettext_lazy("%(name)s reworded it"),
    "goal.tied": gettext_lazy("%(name)s tied it to a goal above"),
    "goal.untied": gettext_lazy("%(name)s untied it from a goal above"),
    "goal.merged": gettext_lazy("%(name)s merged another goal into it"),
    "goal.reopened": gettext_lazy("%(name)s opened it again"),
    "goal.named": gettext_lazy("%(name)s lets you see it"),
    "goal.opened_again": gettext_lazy("%(name)s lets everybody see it"),
    "goal.settled": gettext_lazy("%(name)s closed its period, and it goes on"),
    "goal.closed": gettext_lazy("%(name)s closed it: %(result)s"),
    "key_result.set": gettext_lazy("%(name)s added a key result"),
    "key_result.changed": gettext_lazy("%(name)s changed its numbers"),
    "key_result.left": gettext_lazy("%(name)s removed a key result"),
    "key_result.checked_in": gettext_lazy("%(name)s checked in"),
    "comment.said": gettext_lazy("%(name)s commented"),
}


ACTIONS: dict[str, Any] = {
    "action.taken_on": gettext_lazy("%(name)s put your name on an action: “%(words)s”."),
    "action.changed": gettext_lazy("%(name)s put your name on an action: “%(words)s”."),
    "action.overdue": gettext_lazy("The day is over by which you would do this: “%(words)s”."),
    "action.done": gettext_lazy("%(name)s has done what you asked for: “%(words)s”."),
    "action.dropped": gettext_lazy("%(name)s dropped an action that you asked for: “%(words)s”."),
}


PLAIN: dict[str, Any] = {
    "due_soon": gettext_lazy("The ballot ends within a day; all who were asked are reminded alike: “%(goal)s”."),
    "asked_alone": gettext_lazy("%(name)s decided this without discussion. You can challenge it: “%(goal)s”."),
    "asked_to_decide": gettext_lazy("%(name)s gives it to you to decide: “%(goal)s”."),
    "asked_delegated": gettext_lazy("%(name)s gave this to somebody to decide: “%(goal)s”."),
    "asked_joined": gettext_lazy("Somebody who came late is asked, too: “%(goal)s”."),
    "asked_corrected": gettext_lazy("A typing mistake was mended in what you are asked; votes are kept: “%(goal)s”."),
    "asked_deputy": gettext_lazy("Who was to decide is away, so somebody who stands in decides: “%(goal)s”."),
    "asked_challenged": gettext_lazy("What was decided without discussion is challenged: “%(goal)s”."),
    "sounding": gettext_lazy("%(name)s sends a draft round and asks whether you can support it: “%(goal)s”."),
    "sounding_confirm": gettext_lazy(
        "%(name)s wrote down what you said about “%(goal)s”. It counts once you confirm it."
    ),
    "sounding_met": gettext_lazy(
        "%(name)s says that you met about a draft: “%(goal)s”. It counts once you say so too."
    ),
    "sounding_meeting": gettext_lazy("%(name)s would like to meet you about a draft: “%(goal)s”."),
    "sounding_ended": gettext_lazy("The draft goes round no more, without an agreement: “%(goal)s”."),
    "kudos": gettext_lazy("%(name)s gives kudos: “%(goal)s”."),
    kinds.ASKED: gettext_lazy("%(name)s asks for your vote on “%(goal)s”."),
    kinds.MENTIONED: gettext_lazy("%(name)s mentioned you at “%(goal)s”."),
    kinds.INVITED: gettext_lazy("%(name)s made you part of %(product)s."),
}
OUTCOMES: dict[str, Any] = {
    "adopted": gettext_lazy("It is agreed: “%(goal)s”."),
    "not_adopted": gettext_lazy("It is not agreed: “%(goal)s”."),
    "no_decision": gettext_lazy("It ended without a decision: “%(goal)s”."),
    "another_round": gettext_lazy("The votes are turned over, and another round follows: “%(goal)s”."),
    "open": gettext_lazy("The votes are turned over: “%(goal)s”."),
    "answered": gettext_lazy("%(name)s answered your concern about “%(goal)s”."),
    "review_due": gettext_lazy("What was agreed is due to be looked at again: “%(goal)s”."),
    "still_holds": gettext_lazy("%(name)s says that what was agreed still holds: “%(goal)s”."),
    "undone": gettext_lazy("It is agreed, and could not be carried out: “%(goal)s”. See why, and what to do."),
    "withdrawn": gettext_lazy("The ballot was withdrawn: “%(goal)s”."),
    "reworded": gettext_lazy("The words changed, so the ballot is void: “%(goal)s”."),
    "closed": gettext_lazy("The goal was closed, so the ballot is void: “%(goal)s”."),
}


def sentence(kind: str, verb: str, fact: str, *, name: str, goal: str, product: str = "", words: str = "") -> str:
    """A notice as one sentence that says who did what to which goal; `words` are those of an action."""
    # Quoted at the end of a sentence: its own full stop would stand beside ours.
    goal, words = goal.removesuffix("."), words.removesuffix(".")
    names = {"name": name, "goal": goal, "product": product, "result": result(fact)}
    if (said := PLAIN.get(fact, PLAIN.get(kind))) is not None:
        return str(said) % names
    if kind == kinds.AGREED:
        return str(OUTCOMES.get(fact, OUTCOMES["open"])) % names
    if kind == kinds.OWNER:
        if verb.startswith("key_result"):
            return _("%(name)s put your name on a key result of “%(goal)s”.") % names
        return _("%(name)s made you the owner of “%(goal)s”.") % names
    if kind == kinds.REACTED:
        return _("%(name)s reacted to your check-in at “%(goal)s”: %(mark)s.") % {**names, "mark": mark(fact)}
    if kind == kinds.ACTION:
        return str(ACTIONS.get(verb, ACTIONS["action.taken_on"])) % {"name": name, "words": words}
    if kind == kinds.ANSWERED:
        if fact == "taken_up":
            return _("%(name)s took up what you proposed: “%(goal)s”.") % names
        return _("%(name)s answered what you proposed with not now, and why: “%(goal)s”.") % names
    if kind == kinds.CLOSED and verb == "goal.closed":
        return _("%(name)s closed “%(goal)s”: %(result)s.") % names
    return str(WHOLE.get(verb, gettext_lazy("%(name)s changed “%(goal)s”."))) % names


def line(verb: str, fact: str, *, name: str) -> str:
    """What happened to a goal whose words stand above the line."""
    return str(SHORT.get(verb, gettext_lazy("%(name)s changed it"))) % {"name": name, "result": result(fact)}


def result(fact: str) -> str:
    """How a goal was closed, in words; "" for anything else."""
    return str(Closing.Result(fact).label) if fact in Closing.Result.values else ""


def mark(fact: str) -> str:
    """What somebody left at a thing, in words."""
    return str(Reaction.Mark(fact).label) if fact in Reaction.Mark.values else ""


def anybody() -> str:
    """Who acted where nobody did: the clock."""
    return _("Goldthread")
