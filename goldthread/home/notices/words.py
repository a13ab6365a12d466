"""What happened, in words: for the list of notices, for mails, and for what moved on Today."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldthread.chain.models import Closing

from . import kinds

# By verb of the journal. Where a line stands under the name of its goal, the short one is said.
WHOLE: dict[str, Any] = {
    "goal.set": gettext_lazy("%(name)s set “%(goal)s”."),
    "goal.reworded": gettext_lazy("%(name)s reworded “%(goal)s”."),
    "goal.tied": gettext_lazy("%(name)s tied “%(goal)s” to a goal above it."),
    "goal.untied": gettext_lazy("%(name)s untied “%(goal)s” from a goal above it."),
    "goal.merged": gettext_lazy("%(name)s merged another goal into “%(goal)s”."),
    "goal.reopened": gettext_lazy("%(name)s opened “%(goal)s” again."),
    "key_result.set": gettext_lazy("%(name)s added a key result to “%(goal)s”."),
    "key_result.changed": gettext_lazy("%(name)s changed the numbers of “%(goal)s”."),
    "key_result.left": gettext_lazy("%(name)s removed a key result from “%(goal)s”."),
    "comment.said": gettext_lazy("%(name)s commented on “%(goal)s”."),
}
SHORT: dict[str, Any] = {
    "goal.set": gettext_lazy("%(name)s set it"),
    "goal.reworded": gettext_lazy("%(name)s reworded it"),
    "goal.tied": gettext_lazy("%(name)s tied it to a goal above"),
    "goal.untied": gettext_lazy("%(name)s untied it from a goal above"),
    "goal.merged": gettext_lazy("%(name)s merged another goal into it"),
    "goal.reopened": gettext_lazy("%(name)s opened it again"),
    "goal.closed": gettext_lazy("%(name)s closed it: %(result)s"),
    "key_result.set": gettext_lazy("%(name)s added a key result"),
    "key_result.changed": gettext_lazy("%(name)s changed its numbers"),
    "key_result.left": gettext_lazy("%(name)s removed a key result"),
    "comment.said": gettext_lazy("%(name)s commented"),
}


def sentence(kind: str, verb: str, fact: str, *, name: str, goal: str, product: str = "") -> str:
    """A notice as one sentence that says who did what to which goal."""
    names = {"name": name, "goal": goal, "product": product, "result": result(fact)}
    if kind == kinds.MENTIONED:
        return _("%(name)s mentioned you at “%(goal)s”.") % names
    if kind == kinds.OWNER:
        if verb.startswith("key_result"):
            return _("%(name)s put your name on a key result of “%(goal)s”.") % names
        return _("%(name)s made you the owner of “%(goal)s”.") % names
    if kind == kinds.INVITED:
        return _("%(name)s made you part of %(product)s.") % names
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


def anybody() -> str:
    """Who acted where nobody did: the clock."""
    return _("Goldthread")
