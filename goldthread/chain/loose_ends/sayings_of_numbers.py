"""How the rules on what was read are said."""

from django.utils.translation import gettext_lazy as _

from .sayings import NUMBER, NUMBERS, ONE_RESULT, Saying, say

say({
    "no_value": Saying(
        _("No data yet"), _("Of a key result that has been on the way for two weeks, something was measured."),
        _("Nothing measured yet."), _("Nothing was measured yet of “%(what)s” of “%(goal)s”."), _("Enter a value"), ONE_RESULT, chip=_("no data"),
    ),
    "stale_value": Saying(
        _("Old numbers"), _("What is known of a key result is no older than a month."),
        _("Its numbers are older than a month."), _("What is known of “%(what)s” of “%(goal)s” is older than a month."), _("Enter a value"), ONE_RESULT, chip=_("old numbers"),
    ),
    "source_fails": Saying(
        _("Source that fails"), _("A source gives a value when it is asked."),
        _("A source gives no value."), _("The source of “%(what)s” of “%(goal)s” gives no value."), _("Look at it"), ONE_RESULT,
    ),
    "met_early": Saying(
        _("There already"), _("A goal whose numbers are all where they should be, weeks before its day, is closed or asks for more."),
        _("All its numbers are there already."), _("All numbers of “%(goal)s” are there already, with weeks to go."), _("Close the goal"), "goals/{number}/closing/", in_dialog=True,
    ),
    "only_lagging": Saying(
        _("Only lagging numbers"), _("A goal of more than a quarter has a number that moves before the result does."),
        _("Has lagging numbers only."), _("“%(goal)s” takes more than a quarter and has lagging numbers only: they tell when it is too late to act."), _("Add a leading one"), NUMBERS, in_dialog=True,
    ),
    "key_result_late": Saying(
        _("Key result due too late"), _("A key result is due no later than the goal that it measures."),
        _("A key result is due after its goal."), _("“%(what)s” is due after “%(goal)s”, which it measures."), _("Change the date"), NUMBER, in_dialog=True,
    ),
    "no_source": Saying(
        _("Nobody says where from"), _("A metric says where its number comes from, or has a source that is asked."),
        _("Does not say where a number comes from."), _("“%(what)s” of “%(goal)s” does not say where its number comes from."), _("Look at it"), ONE_RESULT,
    ),
    "only_looks_good": Saying(
        _("May only look good"), _("The number of a key result can get worse when things do: no totals that only grow, no mere attention."),
        _("A number may only look good."), _("“%(what)s” of “%(goal)s” may only look good: it can rise while nothing gets better."), _("Choose another number"), NUMBER, in_dialog=True,
    ),
    "apart_from_steps": Saying(
        _("Apart from its steps"), _("A goal is about as far as the steps towards it are."),
        _("Is not as far as its steps, or further."), _("“%(goal)s” is not as far as its steps, or further."), _("Look at them"), "goals/{number}/",
        for_what={"ahead": _("The steps of “%(goal)s” are further than the goal itself. Do they lead there?"), "behind": _("“%(goal)s” is further than the steps towards it.")},
        short_for_what={"ahead": _("Its steps are further than the goal itself."), "behind": _("Is further than its steps.")},
    ),
    "serves_nothing": Saying(
        _("Metric without a goal"), _("A metric serves a goal, or is watched for health."),
        _("A metric serves no goal any more."), _("“%(what)s” serves no goal any more."), _("Use it, or say that it is for health"), "../metrics/{at}/",
    ),
    "still_open": Saying(
        _("Over and still open"), _("A goal whose day is two weeks over is closed, or has another day."),
        _("Its day is over."), _("The day of “%(goal)s” is over, and it is still open."), _("Close it"), "goals/{number}/closing/", in_dialog=True, chip=_("still open"),
    ),
})  # fmt: skip
__all__: list[str] = []
