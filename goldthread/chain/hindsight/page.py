"""What the page of hindsight shows: said against happened, how early it was known, and what was learned from it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.kit.days import date_format
from goldthread.measures.forecasting.score import FEWEST, Bin
from goldthread.people.access import Ground

from .claims import HALF, STAGES, Stage, said_at, told_at
from .figures import HEIGHT, WIDTH, Figures, across, dots, figures, upwards
from .gathering import MOST, Over, over
from .lessons import lessons_in

A_PAGE = 50
# What the page can be narrowed to: name in the address -> the value of a claim, and what it is called.
_NARROWED: tuple[tuple[str, Callable[[Over], int], Callable[[Over], str]], ...] = (
    ("product", lambda one: one.product, lambda one: one.product_name),
    ("team", lambda one: one.team, lambda one: one.team_name),
    ("period", lambda one: one.period, lambda one: one.period_name),
)


def shown(ground: Ground, asked: Mapping[str, str]) -> dict[str, Any]:
    """All values of the page. `asked` is what stands in the address: stage, product, team, period, page."""
    every = over(ground)
    stage = next((one for one in STAGES if one.name == asked.get("stage")), HALF)
    wanted = {name: asked.get(name, "") for name, _key, _words in _NARROWED}
    found = narrowed(every, wanted)
    told = {one.name: [said for claim in found if (said := told_at(claim.claim, one))] for one in STAGES}
    made = figures(told[stage.name])
    page = reverse("chain_rules:hindsight", args=[ground.organisation.slug])
    kept = {name: value for name, value in wanted.items() if value}
    return {
        "figures": made if made.is_telling else None,
        "lead": _lead(made),
        "verdict": _verdict(made),
        "beside": _beside(made),
        "alarms": _alarms(made) if stage == HALF else "",
        "rows": [_row(one) for one in made.bins],
        "picture": _picture(made),
        "stage": stage_words(stage),
        "stages": [_stage(one, figures(told[one.name]), page, kept, stage) for one in STAGES],
        "quarters": _quarters(found, stage),
        "lessons": lessons_in(every),
        "sieves": [one for each in _NARROWED if len((one := _sieve(every, *each, wanted))["options"]) > 1],
        "is_narrowed": bool(kept),
        "count": len(found),
        "is_cut": len({one.claim.key_result for one in every}) >= MOST,
        "over": _listed(ground, found, stage, asked.get("page", "")),
        "page": page,
        "here_again": f"{page}?{urlencode({**kept, 'stage': stage.name})}",
        "table": f"{reverse('chain_rules:hindsight_table', args=[ground.organisation.slug])}?{urlencode(kept)}",
        "fewest": FEWEST,
    }


def narrowed(every: Sequence[Over], wanted: Mapping[str, str]) -> list[Over]:
    """Those of a product, a team and a period, by their ids as they stand in the address; what is no id is not looked for."""
    found = list(every)
    for name, key, _words in _NARROWED:
        if wanted.get(name, "").isdigit():
            found = [one for one in found if key(one) == int(wanted[name])]
    return found


def stage_words(stage: Stage) -> str:
    """How early: "after half of the time", "4 weeks before"."""
    if stage.weeks:
        return ngettext("%(num)s week before", "%(num)s weeks before", stage.weeks) % {"num": stage.weeks}
    words = {"quarter": _("after a quarter of the time"), "half": _("after half of the time")}
    return words.get(stage.name, _("after three quarters of the time"))


def _lead(made: Figures) -> str:
    """The sentence of the page: of those of which most was said in one place."""
    return _sentence(max(made.bins, key=lambda one: one.count)) if made.is_telling else ""


def _sentence(one: Bin) -> str:
    words = ngettext(
        "Of %(num)s key result that we gave %(low)s to %(high)s%%, %(came)s was reached.",
        "Of %(num)s key results that we gave %(low)s to %(high)s%%, %(came)s were reached.",
        one.count,
    )
    return words % {
        "num": one.count,
        "low": round(one.lowest * 100),
        "high": round(one.highest * 100),
        "came": round(one.came * one.count),
    }


def _verdict(made: Figures) -> str:
    """Whether what was said held, in one sentence."""
    if not made.is_telling:
        return ""
    words = {
        "as_said": _("By what was said, %(expected)s of %(count)s would be reached; %(reached)s were. That is as near as luck allows."),
        "more": _("By what was said, %(expected)s of %(count)s would be reached; %(reached)s were: more than was said."),
        "fewer": _("By what was said, %(expected)s of %(count)s would be reached; %(reached)s were: fewer than was said."),
    }  # fmt: skip
    return words[made.verdict] % {"expected": round(made.expected), "count": made.count, "reached": made.reached}


def _beside(made: Figures) -> str:
    """How it did beside the rule that most tools use."""
    if made.skill is None:
        return ""
    percent = round(abs(made.skill) * 100)
    if percent < 1:
        return _("Progress over elapsed time would have erred as much.")
    words = _("It erred %(percent)s%% less than progress over elapsed time would have.") if made.skill > 0 else _(
        "It erred %(percent)s%% more than progress over elapsed time would have.")  # fmt: skip
    return words % {"percent": percent}


def _alarms(made: Figures) -> str:
    """Whether misses were seen coming."""
    if not made.is_telling:
        return ""
    words = _("Of %(missed)s that were missed, %(alarms)s stood below 50%% by then; of %(reached)s that were reached, %(false)s did.")  # fmt: skip
    return words % {
        "missed": made.missed,
        "alarms": made.alarms,
        "reached": made.reached,
        "false": made.false_alarms,
    }


def _row(one: Bin) -> dict[str, Any]:
    return {
        "band": f"{round(one.lowest * 100)}–{round(one.highest * 100)}%",
        "count": one.count,
        "said": round(one.said * 100),
        "reached": round(one.came * one.count),
        "came": round(one.came * 100),
        "words": _sentence(one),
    }


def _picture(made: Figures) -> dict[str, Any] | None:
    if not made.is_telling:
        return None
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "dots": [(one, _sentence(one.bin)) for one in dots(made.bins)],
        "across": [(across(place / 5), f"{place * 20}%") for place in range(6)],
        "up": [(upwards(place / 5), f"{place * 20}%") for place in range(6)],
        "even": (across(0), upwards(0), across(1), upwards(1)),
    }


def _stage(one: Stage, made: Figures, page: str, kept: Mapping[str, str], chosen: Stage) -> dict[str, Any]:
    return {
        "words": stage_words(one),
        "url": f"{page}?{urlencode({**kept, 'stage': one.name})}",
        "is_chosen": one == chosen,
        **_brief(made),
    }


def _brief(made: Figures) -> dict[str, Any]:
    """The figures of a line; without them where there are too few."""
    telling = made.is_telling
    return {
        "count": made.count if telling else None,
        "reached": made.reached if telling else None,
        "expected": round(made.expected) if telling else None,
        "brier": _error(made.brier) if telling else "",
        "naive": _error(made.naive_brier) if telling and made.compared >= FEWEST else "",
    }


def _quarters(found: Sequence[Over], stage: Stage) -> list[dict[str, Any]]:
    """The same by the quarter in which it was decided, the newest first; of too few in one, several are joined."""
    told: dict[tuple[int, int], list[Any]] = {}
    for one in found:
        if (said := told_at(one.claim, stage)) is not None:
            told.setdefault((one.claim.ends.year, (one.claim.ends.month + 2) // 3), []).append(said)
    rows: list[dict[str, Any]] = []
    waiting: list[Any] = []
    joined: list[tuple[int, int]] = []
    for quarter, several in sorted(told.items(), reverse=True):
        waiting, joined = [*waiting, *several], [*joined, quarter]
        if len(waiting) >= FEWEST:
            rows.append({"words": _quarter_words(joined), **_brief(figures(waiting))})
            waiting, joined = [], []
    return rows if len(rows) > 1 else []


def _quarter_words(quarters: Sequence[tuple[int, int]]) -> str:
    names = [_("Q%(place)s %(year)s") % {"place": place, "year": year} for year, place in quarters]
    return names[0] if len(names) == 1 else f"{names[-1]} – {names[0]}"


def _error(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _sieve(
    every: Sequence[Over],
    name: str,
    key: Callable[[Over], int],
    words: Callable[[Over], str],
    wanted: Mapping[str, str],
) -> dict[str, Any]:
    labels = {"product": _("Product"), "team": _("Team or group"), "period": _("Period")}
    known = sorted({(words(one), key(one)) for one in every if key(one)})
    options = [(str(pk), said, str(pk) == wanted[name]) for said, pk in known]
    return {"name": name, "label": labels[name], "options": options}


def _listed(ground: Ground, found: Sequence[Over], stage: Stage, number: str) -> Any:
    """The key results behind the figures, by when they were decided, without whose they are: nobody is graded."""
    page: Any = Paginator(found, A_PAGE).get_page(number)
    page.object_list = [_line(ground, one, stage) for one in page.object_list]
    return page


def _line(ground: Ground, one: Over, stage: Stage) -> dict[str, Any]:
    said, slugs = said_at(one.claim, stage), (ground.organisation.slug, one.product_slug, one.number)
    return {
        "metric": one.metric,
        "goal": one.goal,
        "url": reverse("chain:key_result", args=[*slugs, one.claim.key_result]),
        "percent": None if said is None else round(said.chance * 100),
        "is_reached": one.claim.is_reached,
        "on": date_format(one.claim.ends, "j M Y"),
    }


__all__ = ["narrowed", "shown", "stage_words"]
