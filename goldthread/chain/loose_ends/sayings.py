"""How each rule is said: what should hold, and what is loose where it does not, with the deed that ties it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
LOOSE: Text = _("loose end")
TIES, WORDING = "goals/{number}/ties/", "goals/{number}/wording/"
NUMBERS, NUMBER = "goals/{number}/key-results/", "goals/{number}/key-results/{at}/numbers/"
ONE_RESULT = "goals/{number}/key-results/{at}/"
MERGING = "goals/{number}/merging/?into={into}"


@dataclass(frozen=True)
class Saying:
    """`title` names the kind, `holds` what should be, `chip` and `short` stand on the goal's own card, `sentence` names the goals.

    Sentences may name %(goal)s, %(others)s, %(what)s and %(count)s; short words may name %(what)s. `place` is the address of the deed below the
    product's; it may name {number} of the goal, {at} and {into}, the number of the first other goal. `in_dialog`: it opens
    in the dialog. `at_level` holds other short words for some levels, `for_what` and `short_for_what` other sentences and short words
    for the first word of `what`; `of_product` names what is said where the rule speaks of the product rather than of a goal.
    """

    title: Text
    holds: Text
    short: Text
    sentence: Text
    deed: Text
    place: str
    in_dialog: bool = False
    chip: Text = LOOSE
    at_level: Mapping[str, Text] = field(default_factory=dict)
    for_what: Mapping[str, Text] = field(default_factory=dict)
    short_for_what: Mapping[str, Text] = field(default_factory=dict)
    of_product: str = ""


_TO_PRODUCT_GOAL = _("Not a step towards any product goal.")
_TO_VISION = _("Not a step towards the vision.")
_sayings: dict[str, Saying] = {}


def say(sayings: Mapping[str, Saying]) -> None:
    """Add how the rules of a package are said."""
    _sayings.update(sayings)


def knows(rule: str) -> bool:
    return rule in _sayings


def saying(rule: str) -> Saying:
    return _sayings[rule]


say({
    "one_vision": Saying(
        _("One vision"), _("A product has one vision, and no more than one."),
        _("Stands beside another vision."), _("“%(goal)s” stands beside “%(others)s” as a second vision."),
        _("Change its level"), WORDING + "#id_level", of_product="no_vision",
    ),
    "no_vision": Saying(
        _("One vision"), "", _("No vision yet."), _("There is no vision above these goals yet."), _("Say the vision"),
        "goals/new/?level=vision", in_dialog=True,
    ),
    "leads_nowhere": Saying(
        _("Leads nowhere"), _("Every goal but the vision is a step towards another."),
        _("Not a step towards any user or business goal."), _("“%(goal)s” leads nowhere."), _("Tie it"), TIES, in_dialog=True,
        at_level={"user_goal": _TO_VISION, "business_goal": _TO_VISION, "sprint_goal": _TO_PRODUCT_GOAL, "contribution": _TO_PRODUCT_GOAL},
    ),
    "unusual_step": Saying(
        _("Skips a level"), _("Each goal is a step towards a goal of the level above it; nothing stands above a vision."),
        _("Tied past the level above it."), _("“%(goal)s” is tied past the level above it, to “%(others)s”."), _("Tie it elsewhere"), TIES, in_dialog=True,
        at_level={"vision": _("Stands below another goal.")},
    ),
    "in_a_ring": Saying(
        _("Runs in a ring"), _("No goal is, by way of others, a step towards itself."),
        _("Runs in a ring."), _("“%(goal)s” is part of a ring: by way of “%(others)s” it leads back to itself."), _("Untie it"), TIES, in_dialog=True,
    ),
    "one_kind_below": Saying(
        _("User or business goals alone"), _("Below a vision stand user goals and business goals."),
        _("Only one kind of goals below."), _("Below “%(goal)s” stand user goals or business goals alone, not both."), _("Set the other kind"),
        "goals/new/?level={at}&parent={number}", in_dialog=True,
    ),
    "unsupported": Saying(
        _("Nothing on the way"), _("Towards a user or business goal that has stood for three months, some product goal is on the way."),
        _("No product goal is on the way."), _("No product goal is on the way towards “%(goal)s”."), _("Set one"),
        "goals/new/?level=product_goal&parent={number}", in_dialog=True,
    ),
    "no_reason": Saying(
        _("No reason"), _("A tie to a user or business goal says why the step helps."),
        _("Does not say why it helps."), _("“%(goal)s” does not say why it helps towards “%(others)s”."), _("Say why"), TIES + "?to={into}", in_dialog=True,
    ),
    "closed_above": Saying(
        _("Under a closed goal"), _("What a goal is a step towards is open."),
        _("The goal above is closed."), _("“%(goal)s” is a step towards “%(others)s”, which is closed."), _("Tie it elsewhere"), TIES, in_dialog=True,
    ),
    "due_after_above": Saying(
        _("Due too late"), _("A step is due no later than what it is a step towards."),
        _("Due after the goal above."), _("“%(goal)s” is due after “%(others)s”, which it is a step towards."), _("Change the date"), WORDING + "#id_due",
    ),
    "one_sided": Saying(
        _("For users or the company alone"), _("A product goal serves a user goal and a business goal. One of them is enough."),
        _("Serves users or the company, not both."), _("“%(goal)s” serves users or the company, not both."), _("Tie it to the other"), TIES, in_dialog=True,
        for_what={"business_goal": _("“%(goal)s” serves a user goal; no business goal yet."), "user_goal": _("“%(goal)s” serves a business goal; no user goal yet.")},
        short_for_what={"business_goal": _("Serves a user goal; no business goal yet."), "user_goal": _("Serves a business goal; no user goal yet.")},
    ),
    "nobodys": Saying(
        _("Nobody’s"), _("A contribution has an owner, and a sprint goal its team."),
        _("Nobody owns it yet"), _("“%(goal)s” has no owner."), _("Name an owner"), WORDING + "#id_owner", chip=_("nobody’s"),
    ),
    "vision_measured": Saying(
        _("Measured vision"), _("A vision carries no number: it may never be reached in full."),
        _("A vision carries no number."), _("The vision “%(goal)s” is measured by “%(what)s”."), _("Look at the number"), NUMBER, in_dialog=True,
    ),
    "no_kpi": Saying(
        _("No KPI"), _("A user or business goal has a number that shows whether it is reached."),
        _("Not measured yet"), _("“%(goal)s” has no KPI."), _("Measure it"), NUMBERS, in_dialog=True, chip=_("no KPI"),
    ),
    "no_metric": Saying(
        _("No metric"), _("A product goal has a metric."),
        _("Not measured yet"), _("“%(goal)s” has no metric."), _("Measure it"), NUMBERS, in_dialog=True, chip=_("no metric"),
    ),
    "no_test": Saying(
        _("No test"), _("A sprint goal says how we will know, or by which method something is found out."),
        _("Does not say how we will know."), _("“%(goal)s” does not say how we will know."), _("Say how"), WORDING + "#id_how_we_know", chip=_("no measure"),
    ),
    "incomplete_numbers": Saying(
        _("Numbers missing"), _("A key result says from where, to where and by when."),
        _("Numbers are missing."), _("“%(what)s” of “%(goal)s” does not say from where, to where and by when."), _("Fill in the numbers"), NUMBER, in_dialog=True,
    ),
    "contradicting_numbers": Saying(
        _("Numbers that contradict"), _("A key result leads from its baseline to another number, the way its metric should go."),
        _("The numbers contradict each other."), _("“%(what)s” of “%(goal)s” does not lead where it should go."), _("Mend the numbers"), NUMBER, in_dialog=True,
    ),
    "unowned": Saying(
        _("No name on it"), _("Exactly one name stands on each key result."),
        _("No single name on a key result."), _("“%(what)s” of “%(goal)s” has no single name on it."), _("Name an owner"), NUMBER, in_dialog=True,
    ),
    "owner_away": Saying(
        _("Owner away or overloaded"), _("Whoever owns a goal or a key result is here, and has no more than five key results."),
        _("Its owner has left."), _("%(what)s owns something of “%(goal)s” and has left."), _("Name another owner"), WORDING + "#id_owner", of_product="overloaded",
    ),
    "overloaded": Saying(
        _("Owner away or overloaded"), "", _("Many key results for one person."), _("%(what)s has %(count)s key results. More than five are hard to look after."),
        _("Look at them"), "?owner={at}",
    ),
    "few_or_many": Saying(
        _("Too few or too many key results"), _("Three to five key results measure an objective; more than five are too many to look after."),
        _("Has %(what)s key results; three to five are usual."), _("“%(goal)s” has %(what)s key results; three to five are usual."), _("Look at them"), "goals/{number}/#key-results",
        for_what={"1": _("“%(goal)s” has one key result; three to five are usual."), "2": _("“%(goal)s” has two key results; three to five are usual.")},
        short_for_what={"1": _("Has one key result; three to five are usual."), "2": _("Has two key results; three to five are usual.")},
    ),
    "vision_passes": Saying(
        _("Vision with a solution"), _("A vision names no number, no date, no technology and no part of the product."),
        _("Names “%(what)s”, which may pass before the vision does."), _("The vision “%(goal)s” names “%(what)s”, which may pass before the vision does."), _("Word it anew"), WORDING,
    ),
    "reads_as_feature": Saying(
        _("Reads as a feature"), _("A goal says what will be different, not what will be built."),
        _("Reads as something to build."), _("“%(goal)s” reads as something to build (%(what)s). What will be different then?"), _("Word it anew"), WORDING,
    ),
    "list_of_stories": Saying(
        _("A list of stories"), _("A sprint goal is one outcome, not the list of its stories."),
        _("Reads as a list."), _("“%(goal)s” reads as a list of stories. What do they bring about together?"), _("Word it anew"), WORDING,
    ),
    "only_goes_on": Saying(
        _("No end in sight"), _("A sprint goal says how things will be at the end of the sprint."),
        _("Says no state at the end."), _("“%(goal)s” goes on without saying how things will be at the end."), _("Word it anew"), WORDING,
    ),
    "placeholder": Saying(
        _("Unfinished words"), _("Goals and key results are written out."),
        _("Words are still missing."), _("“%(goal)s” still holds “%(what)s” in place of words."), _("Write it out"), WORDING,
    ),
    "written_twice": Saying(
        _("Written twice"), _("No two goals of the same time and team say the same."),
        _("Written twice."), _("“%(goal)s” is written twice."), _("Merge the two"), MERGING, in_dialog=True,
    ),
    "passed_on": Saying(
        _("Passed on"), _("A step says more than the goal that it is a step towards."),
        _("Says what the goal above says."), _("“%(goal)s” says little more than “%(others)s” above it."), _("Say your part of it"), WORDING,
    ),
    "horizon": Saying(
        _("Shorter or longer than usual"), _("A product goal takes two to six months from its start to the day it is due."),
        _("Takes about %(what)s months; product goals take two to six."), _("“%(goal)s” takes about %(what)s months; product goals take two to six."), _("Change the dates"), WORDING + "#id_due",
        for_what={"0": _("“%(goal)s” takes less than a month; product goals take two to six."), "1": _("“%(goal)s” takes about a month; product goals take two to six.")},
        short_for_what={"0": _("Takes less than a month; product goals take two to six."), "1": _("Takes about a month; product goals take two to six.")},
    ),
    "several_at_once": Saying(
        _("Several at once"), _("A team has one product goal at a time."),
        _("On the way beside another."), _("“%(goal)s” is on the way at the same time as “%(others)s”."), _("Let it start later"), WORDING + "#id_starts",
    ),
    "far_ahead": Saying(
        _("Far ahead"), _("A roadmap looks a year ahead; beyond the next goal it names quarters, not days."),
        _("Due more than a year from now."), _("“%(goal)s” is due more than a year from now."), _("Change the date"), WORDING + "#id_due",
        for_what={"precise": _("“%(goal)s” names a day, though it comes after the next goal. A quarter is precise enough.")},
        short_for_what={"precise": _("Names a day; after the next goal a quarter is precise enough.")},
    ),
})  # fmt: skip
