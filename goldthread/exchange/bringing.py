"""From what a file says to goals, ties and key results on the thread, all at once and recorded as one import."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.boards.models import Feature, Note
from goldthread.chain.models import Goal, KeyResult, Level, Period, gathering, many
from goldthread.chain.progress import Kind
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Person, Product

from .files.checks import reasons_for
from .files.items import Brought, Item
from .files.levels import goals_measured
from .files.measures import metric_of
from .fitting import LONGEST_METRIC, LONGEST_STATEMENT, held, short
from .models import Import, ImportedGoal
from .saving import by_name, owner_of, teams_by_name

LONGEST_FIELD = 8000
LONGEST_REASON = 2000
LONGEST_LINE = 600
MOST_WEIGHT = 100
_PROSE = ("how", "for_customer", "for_business", "method", "how_we_know")


@transaction.atomic
def bring_in(brought: Brought, to: Import, people: Iterable[Person], *, by: Person) -> Import:
    """Put all that a file says on the thread of the import's product; again, nothing more happens."""
    fresh = Import.objects.select_for_update().get(pk=to.pk)
    if fresh.brought_at is not None:
        return fresh
    writing = _Writing(brought, to.product, by_name(people), by)
    goals = writing.goals()
    results = writing.key_results(goals)
    writing.ties(goals, results)
    gathering.bring_in(goals.values())
    writing.endings(goals)
    writing.features(goals)
    notes = writing.board()
    rows = [
        ImportedGoal(organisation_id=to.organisation_id, made_by=to, goal=goal, row=str(brought.items[place].row)[:200])
        for place, goal in goals.items()
    ]  # fmt: skip
    ImportedGoal.objects.bulk_create(rows, batch_size=many.BATCH)
    to.brought_at, to.content = clock.now(), b""
    to.kept = [
        *writing.kept,
        *({"row": item.row, "text": "; ".join(item.notes), "why": str(item.refused)} for item in brought.refused),
    ]
    to.counts = {"in": len(brought.items), "made": len(brought.made), "refused": len(brought.refused), "goals": len(goals), "key_results": len(results), "notes": notes}  # fmt: skip
    to.findings = [one.plain() for one in brought.doubts]
    to.save()
    record(by, "import.brought", to, goals=len(goals), key_results=len(results), refused=len(brought.refused))
    return to


class _Writing:
    """One import on its way to the tables; `kept` gathers what no field of a goal holds."""

    def __init__(self, brought: Brought, product: Product, known: dict[str, Person | None], by: Person) -> None:
        self.brought, self.product, self.known, self.by = brought, product, known, by
        self.kept: list[dict[str, Any]] = [{"row": 0, "text": f"{name}: {value}", "why": _("It stands about the whole.")} for name, value in brought.about.items()]  # fmt: skip
        self.teams = teams_by_name(product.organisation_id)
        self.periods = {one.name.casefold(): one.pk for one in Period.objects.open_in(product).filter(organisation_id=product.organisation_id)}  # fmt: skip

    def goals(self) -> dict[int, Goal]:
        """The goals by the place of their items, in the order of the file."""
        items = [item for item in self.brought.made if not item.is_key_result]
        wanted = [self._wanted(item) for item in items]
        made = many.set_goals(self.product, wanted, by=self.by, because=_("Brought in from a file"))
        return {item.place: goal for item, goal in zip(items, made, strict=True)}

    def _wanted(self, item: Item) -> many.Wanted:
        said = item.said
        statement, rest = short(item.text, LONGEST_STATEMENT)
        facts: dict[str, Any] = {name: self._fitted(item, name, said.get(name, "")) for name in _PROSE}
        team = self.teams.get(said.get("team", "").casefold())
        notes = [*item.notes, *self._without_place(item, has_team=team is not None)]
        facts["why"] = self._fitted(
            item, "why", "\n\n".join(part for part in (rest, said.get("why", ""), "\n".join(notes)) if part)
        )
        facts |= {
            "due": said.get("due_read"),
            "starts": said.get("starts_read"),
            "name": self._cut(item, "name", said.get("name", ""), 120),
            "timeframe": self._cut(item, "timeframe", said.get("timespan", ""), 80),
            "team_id": team,
            "period_id": self.periods.get(said.get("period", "").casefold()),
            **owner_of(self._cut(item, "owner", said.get("owner", ""), 160), self.known),
        }
        return many.Wanted(item.level, statement, facts)

    def _without_place(self, item: Item, *, has_team: bool) -> list[str]:
        """What was understood and has no field of its own."""
        said = item.said
        notes = [
            f"{name}: {said[name]}"
            for name in ("asks", "baseline", "target", "up_to", "reach", "weight", "unit", "direction")
            if name in said
        ]
        if said.get("team") and not has_team:
            notes.append(f"team: {said['team']}")
        if said.get("has_owner", "").lower() in ("yes", "true") and not said.get("owner"):
            notes.append(_("It has an owner; the file does not say who."))
        if self._says_a_period(item):
            notes.append(f"period: {said['period']}")
        if said.get("features") and item.level != Level.PRODUCT_GOAL:
            notes.append(f"features: {said['features']}")
        return notes

    def _says_a_period(self, item: Item) -> bool:
        """Whether it names a period of its own that is not planned here."""
        period = item.said.get("period", "")
        above = {self.brought.items[place].said.get("period", "") for place in item.parents}
        return bool(period) and period not in above and period.casefold() not in self.periods

    def _fitted(self, item: Item, name: str, words: str) -> str:
        return self._cut(item, name, words, LONGEST_FIELD)

    def _cut(self, item: Item, name: str, words: str, most: int) -> str:
        if len(words) > most:
            self.kept.append(
                {"row": item.row, "text": words, "why": _("Too long for the field %(field)s.") % {"field": name}}
            )
        return words[:most]

    def endings(self, goals: dict[int, Goal]) -> None:
        """Goals that had ended where they come from end here too; a word that is not ours stays beside the result."""
        wanted = []
        for place, goal in goals.items():
            said = self.brought.items[place].said
            if result := said.get("ended_read"):
                learned = said.get("learned", "")
                if not learned and said["ended"] != result:
                    learned = _("The file says: %(words)s") % {"words": said["ended"]}
                wanted.append((goal, result, learned[:LONGEST_FIELD]))
        many.close_goals(wanted, by=self.by)

    def features(self, goals: dict[int, Goal]) -> None:
        for place, goal in goals.items():
            item = self.brought.items[place]
            if item.level == Level.PRODUCT_GOAL:
                for line in item.said.get("features", "").split("\n"):
                    if text := self._cut(item, "features", line.strip(), LONGEST_LINE):
                        Feature.add(goal, text, by=self.by)

    def board(self) -> list[int]:
        """The lines of the vision board that do not stand there yet; the ids of those that were written."""
        there = set(Note.objects.standing().filter(product=self.product).values_list("section", "text"))
        made = []
        for section, text in self.brought.board:
            if section not in Note.Section.values or not text or len(text) > LONGEST_LINE:
                self.kept.append({"row": 0, "text": f"{section}: {text}", "why": _("No section of the vision board takes it.")})  # fmt: skip
            elif (section, text) not in there and not (section == Note.Section.ROADMAP_TITLE and any(one == section for one, _text in there)):  # fmt: skip
                made.append(Note.write(self.product, section, text, by=self.by).pk)
        return made

    def key_results(self, goals: dict[int, Goal]) -> dict[tuple[int, int], KeyResult]:
        """The key results by the places of item and goal; one that measures two goals stands below both."""
        wanted = [
            (item, above.place)
            for item in self.brought.made
            if item.is_key_result
            for above in goals_measured(item, self.brought)
        ]
        metrics = self._metrics([item for item, _place in wanted])
        rows = [(goals[place], metrics[metric_of(item)], self._numbers(item)) for item, place in wanted]
        made = many.measure_goals(rows, by=self.by)
        for item in {id(item): item for item, _place in wanted}.values():
            notes = [
                *item.notes,
                *(f"{name}: {item.said[name]}" for name in (*_PROSE, "why", "team", "name") if item.said.get(name)),
            ]
            if notes or len(item.text) > LONGEST_METRIC:
                self.kept.append(
                    {"row": item.row, "text": "; ".join([item.text, *notes]), "why": _("Noted beside a key result.")}
                )
        return {(item.place, place): one for (item, place), one in zip(wanted, made, strict=True)}

    def _metrics(self, items: list[Item]) -> dict[tuple[str, str, str], Metric]:
        organisation = self.product.organisation
        known: dict[tuple[str, str, str], Metric] = {}
        for one in Metric.objects.filter(organisation=organisation).order_by("-pk").iterator():
            known[one.name, one.unit, one.currency] = one
        missing = {metric_of(item): item for item in items if metric_of(item) not in known}
        made = Metric.objects.bulk_create(
            [
                Metric(organisation=organisation, name=name, unit=unit, currency=currency, direction=item.said.get("direction_read") or "up", added_at=clock.now())
                for (name, unit, currency), item in missing.items()
            ],
            batch_size=many.BATCH,
        )  # fmt: skip
        return known | dict(zip(missing, made, strict=True))

    def _numbers(self, item: Item) -> dict[str, Any]:
        said = item.said
        numbers: dict[str, Any] = {
            name: held(Decimal(said[f"{name}_read"])) if f"{name}_read" in said else None
            for name in ("baseline", "target", "up_to", "reach", "weight")
        }
        weight, upto = numbers.pop("weight"), numbers.pop("up_to")
        return {
            **numbers,
            "kind": said.get("asks_read", ""),
            "upto": upto if said.get("asks_read") == Kind.STAY_BETWEEN else None,
            "weight": 1 if weight is None else min(max(int(weight), 0), MOST_WEIGHT),
            "starts": said.get("starts_read"),
            "due": said.get("due_read"),
            **owner_of(said.get("owner", "")[:160], self.known),
        }

    def ties(self, goals: dict[int, Goal], results: dict[tuple[int, int], KeyResult]) -> None:
        measuring: dict[int, dict[int, KeyResult]] = {}
        for (place, above_place), result in results.items():
            measuring.setdefault(place, {})[above_place] = result
        wanted = []
        for place, goal in goals.items():
            item = self.brought.items[place]
            via: dict[int, KeyResult] = {}
            for parent in item.parents:
                via |= measuring.get(parent, {})
            for above, because in reasons_for(item, self.brought).items():
                wanted.append((goal, goals[above], because[:LONGEST_REASON], via.get(above)))
        many.tie_goals(self.product, wanted, by=self.by)
