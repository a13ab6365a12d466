"""How the rules on what was agreed are said."""

from django.utils.translation import gettext_lazy as _

from .sayings import Saying, say

AGREE = "goals/{number}/agreeing/"
_ANEW, _TURNED = _("Agree anew"), _("Agreed, and what it leads to changed since.")

say({
    "not_agreed": Saying(
        _("Not agreed on"), _("A vision, a user or business goal is in force in the words that were agreed."),
        _("Was never agreed on."), _("“%(goal)s” was never agreed on: nobody was asked whether they can support it."), _("Agree on this"), AGREE, chip=_("not agreed"),
        for_what={
            "reworded": _("“%(goal)s” has other words than those that were agreed."),
            "asked": _("“%(goal)s” is not agreed on yet: people are asked about it just now."),
        },
        short_for_what={"reworded": _("Has other words than those that were agreed."), "asked": _("Not agreed on yet: people are asked just now.")},
    ),
    "weaker_rule": Saying(
        _("Everyone was not asked first"), _("Of a vision, a user or business goal everyone is asked first; a weaker rule comes after that."),
        _("Agreed without asking everyone first."), _("“%(goal)s” was agreed under a weaker rule, and whether everyone supports it was never asked."), _("Ask everyone"), AGREE,
    ),
    "not_everyone": Saying(
        _("Somebody was not asked"), _("Where everyone was to support it, everyone whose word is needed was asked."),
        _("Somebody whose word is needed was not asked."), _("Everyone was to support “%(goal)s”, and somebody whose word is needed was not asked."), _("Ask them too"), AGREE,
    ),
    "rule_after_votes": Saying(
        _("Rule chosen after the votes"), _("The rule is chosen before people vote, and what follows if it fails is announced with it."),
        _("Its rule was chosen after votes were seen."), _("“%(goal)s” failed under one rule and was then agreed under another that had not been announced."), _ANEW, AGREE,
    ),
    "team_not_sure": Saying(
        _("The team is not sure"), _("The team of a product goal with numbers was asked whether it can reach it, and says five of ten or more."),
        _("Its team was not asked whether it can reach it."), _("The team of “%(goal)s” was never asked whether it can reach it."), _("Ask the team"), AGREE,
        for_what={"doubted": _("Most of the team doubt that they can reach “%(goal)s”.")},
        short_for_what={"doubted": _("Most of its team doubt that they can reach it.")},
    ),
    "no_longer_enough": Saying(
        _("No longer enough"), _("What was agreed is enough for the goal above, as that stands by now."),
        _TURNED, _("“%(goal)s” was agreed before “%(others)s” above it became what it is now. Is it still enough?"), _ANEW, AGREE,
        for_what={
            "words": _("“%(goal)s” was agreed before “%(others)s” above it got other words. Is it still enough?"),
            "day": _("“%(goal)s” was agreed before “%(others)s” above it got another day. Is it still enough?"),
            "number": _("“%(goal)s” was agreed before a number of “%(others)s” above it was raised. Is it still enough?"),
            "short": _("The steps agreed towards “%(others)s” move a number of it less than it is to move; “%(goal)s” is one of them."),
        },
        short_for_what={"short": _("With the other agreed steps not enough for the goal above.")},
    ),
    "review_due": Saying(
        _("Due to be looked at again"), _("What was agreed is looked at again on the day that was set for it."),
        _("What was agreed is due to be looked at again."), _("What was agreed on “%(goal)s” is due to be looked at again."), _("Look at it again"), "agreements/{at}/#review",
    ),
    "not_carried_out": Saying(
        _("Agreed, not carried out"), _("What was agreed to become of a goal was done with the agreement, or it is said why not."),
        _("What was agreed about it was not carried out."), _("What was agreed about “%(goal)s” was not carried out."), _("See why"), "agreements/{at}/#carried-out",
    ),
})  # fmt: skip
__all__: list[str] = []
