"""The agenda as rows: phases in their order, each with its time, and what is to be agreed on."""

from django.db import models

from goldthread.chain.models import Goal, Level
from goldthread.decisions.models import Decision
from goldthread.people.models import Organisation, Person

from ..rules import Ballot, Kind, Step


class Item(models.Model):
    """One thing to agree on: a goal that is there, or one to come. The rule is fixed and shown before anybody talks."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=20, choices=Level.choices)
    title = models.CharField(max_length=120)
    prompt = models.CharField(max_length=400, default="")
    # The goal it is about; where it is to be a new one: empty until that is agreed on.
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    # What becomes of the goal where that is asked, as `chain.effects` made it: its words are not changed in the room.
    effect = models.JSONField(null=True)
    rule = models.JSONField()
    max_rounds = models.PositiveSmallIntegerField(default=3)
    fallback = models.CharField(max_length=30, default="")
    decider = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    # The item whose cards it was drafted from, where it is one more of the same kind.
    cards_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="one_item_a_number")]

    def __str__(self) -> str:
        return self.title

    def like_it(self) -> "Item":
        """One more of the same kind, with the cards that lie on the table."""
        number = (Item.objects.filter(workshop=self.workshop_id).aggregate(last=models.Max("number"))["last"] or 0) + 1
        names = ("level", "title", "prompt", "parent_id", "rule", "max_rounds", "fallback", "decider_id")
        said = {name: getattr(self, name) for name in names}
        return Item.objects.create(
            organisation_id=self.organisation_id,
            workshop_id=self.workshop_id,
            number=number,
            cards_of=self.root,
            **said,
        )

    @property
    def root(self) -> "Item":
        """The item under which its cards lie."""
        return self.cards_of or self

    @property
    def ballot(self) -> Ballot:
        """How its question stands."""
        asked = self.decision
        if asked is None:
            return Ballot.NONE
        if asked.is_open:
            return Ballot.OPEN
        if asked.awaits_choice:
            return Ballot.AWAITS_CHOICE
        if asked.awaits_objections:
            return Ballot.AWAITS_OBJECTIONS
        return Ballot.AWAITS_ROUND if asked.awaits_round or asked.void else Ballot.DONE


class Phase(models.Model):
    """One phase of the agenda. `minutes` is what was planned; times say when it really was."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", models.PROTECT, related_name="phases")
    place = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="phases")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Kind])
    minutes = models.PositiveSmallIntegerField()
    prompt = models.CharField(max_length=400, default="")
    # What stood against leaving it when it was left all the same; the room was told.
    passed_over = models.CharField(max_length=40, default="")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["workshop", "place"], name="one_phase_a_place")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.workshop_id}"

    @property
    def step(self) -> Step:
        return Step(Kind(self.kind), self.item_id)


class Wording(models.Model):
    """A draft of an item's words. The newest is on the table; what changed shows beside the one before."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=600)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_wording_a_number")]

    def __str__(self) -> str:
        return self.words
