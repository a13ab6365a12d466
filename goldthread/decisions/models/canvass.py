"""Many asked at once about one line or more: agree as one over a board, a thermometer, an order of things.

Sheets are hidden until all are in or the time is up, as ballots are; then they carry names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock, registry
from goldthread.people.models import Organisation, Person, Product

from ..rules import many
from . import sheets
from .asking import REFUSED, Announced, Closed, Refused
from .box import Vote
from .canvass_line import NONE, CanvassLine
from .decision import Decision
from .elector import CanvassSheet, Elector
from .sheets import Said

EVERYONE = {"name": "unanimity"}


@dataclass(frozen=True)
class Line:
    """A line to be asked about: kind and id of what it is, which version, at which level, in which words."""

    words: str
    kind: str = "line"
    noun_id: int | None = None
    version: int = 0
    level: str = ""


class CanvassQuerySet(models.QuerySet["Canvass"]):
    def open(self) -> "CanvassQuerySet":
        return self.filter(ended_at=None)


class Canvass(models.Model):
    """One question put to named people about one line or more."""

    class Way(models.TextChoices):
        AS_ONE = many.AS_ONE, _("agree as one")
        GRADIENTS = many.GRADIENT, _("degrees of agreement")
        FINGERS = many.SHOW_OF_FINGERS, _("show of fingers")
        DOTS = many.DOTS, _("dots")
        SCORE = many.SCORE, _("score")
        RANKED = many.RANKED, _("ranked")

    class Void(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        EMPTY = "empty", _("no line was left")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=Way.choices)
    # What is asked, in a line; where it began ("board", "roadmap"), to lead back there.
    title = models.CharField(max_length=200)
    begun_at = models.CharField(max_length=20, default="")
    note = models.TextField(default="", max_length=2000)
    budget = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField(default=0)
    scale_version = models.CharField(max_length=20, default="")
    # The share of those asked, in percent, without whose answers nothing can be read from it; 0: as many as answer.
    quorum = models.PositiveSmallIntegerField(default=0)
    # Published from the beginning: orders of options, and lots between those that are level, can be drawn again from it.
    seed = models.CharField(max_length=32, default=sheets.seed)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closes_at = models.DateTimeField()
    secret_sheets = models.TextField(default="")
    reminded_at = models.DateTimeField(null=True)
    # When those who had not answered were asked once more; who that was is kept nowhere.
    asked_again_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    void = models.CharField(max_length=12, choices=Void.choices, default="")
    ended_at = models.DateTimeField(null=True)

    objects = CanvassQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["closes_at"], condition=models.Q(ended_at=None), name="canvass_due"),
            models.Index(fields=["product", "-opened_at"], name="canvass_by_product"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    @transaction.atomic
    def open(
        cls,
        product: Product,
        way: str,
        title: str,
        lines: Iterable[Line],
        people: Iterable[tuple[Person, str]],
        *,
        closes_at: datetime,
        by: Person,
        limits: many.Limits | None = None,
        **said: Any,
    ) -> "tuple[Canvass, dict[Elector, str]]":
        """Ask these people, each with the group they stand for. Gives the tokens of the personal links, told this once.

        Raises Refused where it must not open like this: without people or lines, or at a time that is over.
        """
        asked, found = list(people), list(lines)
        if way in many.ORDERINGS:
            found.append(Line(str(_("None of these")), kind=NONE))
        cls._may_open(way, asked, found, closes_at)
        made = cls.objects.create(
            organisation_id=product.organisation_id,
            product=product,
            way=way,
            title=title[:200],
            closes_at=closes_at,
            opened_by=by,
            opened_at=clock.now(),
            secret_sheets=sheets.close({}, range(1, len(asked) + 1), len(found)),
            **asdict(limits or many.limits_of(way)),
            **said,
        )
        for number, line in enumerate(found, start=1):
            made.lines.create(organisation_id=made.organisation_id, number=number, **asdict(line))
        tokens = dict(
            Elector.ask(made, person, number=number, role=role) for number, (person, role) in enumerate(asked, 1)
        )
        record(by, "canvass.opened", made, way=str(way))
        return made, tokens

    @staticmethod
    def _may_open(way: str, people: list[Any], lines: list[Line], closes_at: datetime) -> None:
        if closes_at <= clock.now():
            raise Refused(_("Choose a time that is still to come."))
        if not people:
            raise Refused(REFUSED["empty_electorate"])
        if len(lines) > many.MOST_LINES:
            raise Refused(_("These are more lines than one sheet holds. Leave some out."))
        # With "none of these" among them.
        if len(lines) < (3 if way in many.ORDERINGS else 1):
            raise Refused(_("There is nothing to ask about. Choose at least one line, or two to put in order."))

    # While it is open.

    @transaction.atomic
    def cast(self, elector: Elector, said: Said) -> None:
        """Put a sheet into the box; cast again before the reveal, it takes the place of the first. When the last one is
        in, all are turned over. Writes no entry and tells nobody.

        Raises Closed when the time is up or it was revealed, Refused for who is not asked, Newer for one filled in before
        the one in the box was cast, ValueError for a sheet that this way does not offer, sheets.TooLong for more words than a sheet holds.
        """
        held = self.held()
        if not held.is_open or clock.now() >= held.closes_at:
            raise Closed
        if not held.electors.standing().filter(pk=elector.pk).exists():
            raise Refused(_("Your word is not asked for here."))
        held._must_fit(said)
        box = sheets.look_into(held.secret_sheets)
        held.keep({**box, elector.number: said.instead_of(box.get(elector.number))})

    def _must_fit(self, said: Said) -> None:
        numbers = set(self.lines.values_list("number", flat=True))
        limits = many.Limits(self.budget, self.most, self.scale_version)
        fits = {
            many.AS_ONE: set(said.marks) <= numbers and all(words.strip() for words in said.marks.values()),
            many.RANKED: many.may_rank(said.ranks, numbers),
            many.DOTS: many.may_give(said.points, numbers, self.way, limits),
            many.SCORE: many.may_give(said.points, numbers, self.way, limits),
        }.get(self.way, said.value in many.values_of(self.way))
        if not fits:
            raise ValueError(self.way)

    def keep(self, box: Mapping[int, Said]) -> None:
        electors = list(self.electors.values_list("number", flat=True))
        self.secret_sheets = sheets.close(box, electors, self.lines.count())
        self.save(update_fields=["secret_sheets"])
        self._reveal_if_all_are_in(box)

    def own_sheet(self, elector: Elector | None) -> Said | None:
        """What this person put into the box; what others did stays there."""
        return sheets.look_into(self.secret_sheets).get(elector.number) if elector and self.is_open else None

    @transaction.atomic
    def recuse(self, elector: Elector, *, by: Person) -> None:
        """Step back: who has no stake is not waited for, and a sheet they cast does not count."""
        held = self.held()
        if not held.is_open or not held.electors.standing().filter(pk=elector.pk).exists():
            return
        if held.electors.standing().count() < 2:
            raise Refused(_("Somebody has to be left to answer. Ask whoever opened this to withdraw it."))
        held.electors.filter(pk=elector.pk).update(recused_at=clock.now())
        record(by, "canvass.recused", held, person=elector.person_id)
        box = sheets.look_into(held.secret_sheets)
        box.pop(elector.number, None)
        held.keep(box)

    @transaction.atomic
    def part_with(self, elector: Elector) -> None:
        """Somebody leaves the organisation: a sheet they cast stays, without one they are no longer waited for."""
        held = self.held()
        if held.is_open and held.electors.standing().filter(pk=elector.pk).update(left_at=clock.now()):
            held._reveal_if_all_are_in(sheets.look_into(held.secret_sheets))

    @transaction.atomic
    def take_out(self, line: CanvassLine, because: str) -> None:
        """A line is no longer what people were asked about; the rest stands. Without lines it ends."""
        held = self.held()
        if not held.is_open or not held.lines.standing().filter(pk=line.pk).update(out=because):
            return
        record(None, "canvass.taken_out", held, line=line.number, because=str(because))
        if not held.lines.standing().exclude(kind=NONE).exists():
            held.end_void(Canvass.Void.EMPTY, by=None)

    @transaction.atomic
    def close_if_due(self) -> bool:
        """Turn the sheets over when the time is up. Says whether it was done now."""
        held = self.held()
        if not held.is_open or clock.now() < held.closes_at:
            return False
        held._reveal(sheets.look_into(held.secret_sheets))
        return True

    @transaction.atomic
    def remind(self) -> bool:
        """Tell all who were asked, once and alike, that the time is nearly up."""
        held = self.held()
        if not held.is_open or held.reminded_at:
            return False
        held.reminded_at = clock.now()
        held.save(update_fields=["reminded_at"])
        record(None, "canvass.due_soon", held)
        return True

    @transaction.atomic
    def end_void(self, because: str, *, by: Person | None) -> None:
        """End it; nobody learns what lies in the box."""
        held = self.held()
        if held.is_open:
            held.void, held.ended_at, held.secret_sheets = because, clock.now(), ""
            held.save(update_fields=["void", "ended_at", "secret_sheets"])
            record(by, "canvass.void", held, because=str(because))

    # The reveal.

    def _reveal_if_all_are_in(self, box: Mapping[int, Said]) -> None:
        if all(number in box for number in self.electors.standing().values_list("number", flat=True)):
            self._reveal(box)

    def _reveal(self, box: Mapping[int, Said]) -> None:
        """Turn all sheets over at once, by the number of the elector: in which order they were cast is nobody's concern."""
        electors = {one.number: one for one in self.electors.select_related("person")}
        for number, said in sorted(box.items()):
            CanvassSheet.objects.create(
                organisation_id=self.organisation_id, canvass=self, elector=electors[number], kept=said.kept()
            )
        self.closed_at = self.ended_at = clock.now()
        self.secret_sheets = ""
        self.save(update_fields=["closed_at", "ended_at", "secret_sheets"])
        if self.way == many.AS_ONE:
            self._settle(box, electors)
        record(None, "canvass.revealed", self)

    def _settle(self, box: Mapping[int, Said], electors: Mapping[int, Elector]) -> None:
        """Each line that nobody marked is agreed, where everybody said so; silence is no agreement."""
        if not box or any(one.number not in box for one in electors.values() if not (one.recused_at or one.left_at)):
            return
        votes: list[tuple[Person, str, Vote | None]] = [
            (electors[number].person, electors[number].role, Vote("support")) for number in sorted(box)
        ]
        announced = Announced(EVERYONE, self.closes_at, max_rounds=1, note=self.note)
        for line in self.lines.standing().order_by("number"):
            if not any(line.number in said.marks for said in box.values()):
                self._agree(line, announced, votes)

    def _agree(self, line: CanvassLine, announced: Announced, votes: list[tuple[Person, str, Vote | None]]) -> None:
        """The package above says what the line is by now, or that it is that no more."""
        about = next((made for of in registry.slots("canvass.settles") if (made := of(line, self.opened_by))), None)
        if about is None:
            CanvassLine.objects.filter(pk=line.pk).update(out=CanvassLine.Out.REWORDED)
            return
        try:
            line.decision = Decision.settle(
                self.product, announced=announced, votes=votes, by=self.opened_by, asked_as=many.AS_ONE, **about
            )
        except Refused:
            line.out = CanvassLine.Out.APART
        line.save(update_fields=["decision", "out"])

    # What it is just now.

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def adopts(self) -> bool:
        return bool(self.way == many.AS_ONE)

    def held(self) -> "Canvass":
        """This row, locked: of two who cast the last sheets at once, the second sees what the first did."""
        return Canvass.objects.select_for_update(of=("self",)).get(pk=self.pk)
