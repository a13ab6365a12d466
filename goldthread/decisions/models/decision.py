"""The open question: exact words under one rule, put to named people until all have voted or the time is up."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product

from ..reading import poll_of
from ..rules.offered import WITHOUT_BALLOTS, is_asked
from ..rules.values import Outcome, Poll
from ..rules.verdict import decide
from . import box, ending, opening, polling, weighing
from .agreement import Agreement
from .asking import REFUSED, Announced, Closed, Refused
from .box import Vote
from .voter import Voter


class DecisionQuerySet(models.QuerySet["Decision"]):
    def under_way(self) -> "DecisionQuerySet":
        """Not ended: open, or revealed and waiting for somebody."""
        return self.filter(ended_at=None)

    def open(self) -> "DecisionQuerySet":
        return self.filter(ended_at=None, closed_at=None)

    def whole(self) -> "DecisionQuerySet":
        """Without those that others rest on."""
        return self.filter(inner_of=None)

    def about(self, kind: str, noun_id: int) -> "DecisionQuerySet":
        return self.filter(kind=kind, noun_id=noun_id)


class Decision(models.Model):
    """One round of one question. Another round is another row, which names this one as the earlier."""

    class Void(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        REWORDED = "reworded", _("the words changed")
        CLOSED = "closed", _("it was closed")

    class AskedAs(models.TextChoices):
        IN_WRITING = "in_writing", _("in writing")
        TOGETHER = "together", _("together, in a meeting")
        ONE_BY_ONE = "one_by_one", _("one by one")
        AS_ONE = "as_one", _("as one, over a whole board")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    level = models.CharField(max_length=20)
    words = models.CharField(max_length=600)
    # What holds while it is asked; empty where the same words hold.
    words_before = models.CharField(max_length=600, default="")
    why = models.TextField(default="")
    note = models.TextField(_("why now"), default="", max_length=2000)
    asked_as = models.CharField(max_length=12, choices=AskedAs.choices, default=AskedAs.IN_WRITING)
    rule = models.JSONField()
    # The share of those asked that must have voted, as "2/3"; empty where the rule alone says who is waited for.
    quorum = models.CharField(max_length=20, default="")
    round = models.PositiveSmallIntegerField(default=1)
    max_rounds = models.PositiveSmallIntegerField(default=3)
    fallback = models.CharField(max_length=30, default="")
    # How often the words were changed for an objection: such a round uses up none.
    reconfirmations = models.PositiveSmallIntegerField(default=0)
    decider = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decider_away_at = models.DateTimeField(null=True)
    earlier = models.OneToOneField("self", models.PROTECT, null=True, related_name="later")
    # The question that rests on this one: given to others, or to one of two sides (by its number).
    inner_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="inners")
    side = models.PositiveSmallIntegerField(null=True)
    # Typing mistakes that were mended while it was open: version and words of each.
    corrections = models.JSONField(null=True)
    # The goal that came of it, where it was asked before the goal was there.
    became_id = models.BigIntegerField(null=True)
    # What the agreement does besides, such as closing the goal; the package above knows how. None: words come into force.
    effect = models.JSONField(null=True)
    reverses = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    who_acts = models.CharField(max_length=300, default="")
    review_on = models.DateField(null=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closes_at = models.DateTimeField()
    secret_ballots = models.TextField(default="")
    reminded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=30, default="")
    reason = models.CharField(max_length=60, default="")
    sentence = models.TextField(default="")
    tally = models.JSONField(default=dict)
    choice = models.CharField(max_length=20, default="")
    rationale = models.TextField(default="", max_length=4000)
    void = models.CharField(max_length=20, choices=Void.choices, default="")
    ended_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "noun_id"],
                condition=Q(ended_at=None, inner_of=None),
                name="one_question_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["closes_at"], condition=Q(closed_at=None, ended_at=None), name="ballot_due")]

    def __str__(self) -> str:
        return self.words

    @classmethod
    @transaction.atomic
    def open(
        cls,
        product: Product,
        about: Mapping[str, Any],
        announced: Announced,
        voters: Iterable[tuple[Person, str]],
        *,
        by: Person,
        **more: Any,
    ) -> "tuple[Decision, dict[Voter, str]]":
        """Put exact words to people. `about`: kind, noun_id, version, level, words, words_before, why. `voters`: each with
        the group they stand for. Gives the tokens of the personal links, which are told this once.

        Raises Refused where it must not open like this, AlreadyOpen where a question about the same is under way.
        """
        if announced.closes_at <= clock.now():
            raise Refused(_("Choose a time that is still to come."))
        made, tokens = opening.put(cls, product, about, announced, voters, by=by, **more)
        record(by, "decision.opened", made, version=made.version, rule=made.rule["name"], round=made.round)
        return made, tokens

    @classmethod
    @transaction.atomic
    def settle(
        cls,
        product: Product,
        about: Mapping[str, Any],
        announced: Announced,
        votes: Iterable[tuple[Person, str, Vote | None]],
        *,
        by: Person,
        asked_as: str,
        **more: Any,
    ) -> "Decision":
        """Keep a question that was answered elsewhere, in a sounding or over a board: it is opened, and all ballots are
        given and turned over, at once. `votes`: each person with the group they stand for and what they said, None for
        who said nothing; who decides after hearing everyone is announced, and decides by `choose`.

        Raises as `open` does, but for the time; ValueError for a vote that the rule does not offer.
        """
        said, earlier = list(votes), more.get("earlier")
        if earlier:
            cls.objects.under_way().filter(pk=earlier.pk).update(ended_at=clock.now())
        asked = [(person, role) for person, role, _vote in said]
        made, tokens = opening.put(cls, product, about, announced, asked, by=by, asked_as=asked_as, **more)
        numbers = {voter.person_id: voter.number for voter in tokens}
        given = {numbers[person.pk]: vote for person, _role, vote in said if vote is not None}
        for vote in given.values():
            box.fits(vote, made.rule["name"])
        weighing.turn_over(made, given)
        return made

    # While it is open.

    @transaction.atomic
    def cast(self, voter: Voter, vote: Vote) -> None:
        """Put a ballot into the box; cast again before the reveal, it takes the place of the first. When the last one
        is in, all are turned over. Writes no entry and tells nobody: what happens on this page is nobody's to see.

        Raises Closed when the time is up or it was revealed, Refused for who is not asked, Newer for a vote filled in
        before the one in the box was cast, ValueError for a position that the rule does not offer.
        """
        box.fits(vote, self.rule["name"])
        held = self.held()
        if not held.is_open or clock.now() >= held.closes_at:
            raise Closed
        waited = held._waited_for()
        if voter.pk not in waited:
            raise Refused(_("Your word is not asked for here."))
        ballots = held.unlocked(waited.values())
        ballots.put(waited[voter.pk], vote)
        held._keep(ballots, waited.values())

    def own_vote(self, voter: Voter | None) -> Vote | None:
        """What this voter put into the box; what others did stays there."""
        return self.unlocked().vote(voter.number) if voter and self.is_open else None

    def unlocked(self, numbers: Iterable[int] = ()) -> box.Box:
        """What lies in the box; `numbers` of voters who have a slot there, whatever became of it."""
        return box.Box.unlocked(self.secret_ballots, numbers)

    @transaction.atomic
    def recuse(self, voter: Voter, *, by: Person) -> None:
        """Step back: who has no stake is not waited for, and a ballot they cast does not count."""
        held = self.held()
        if not held.is_open or not held.voters.standing().filter(pk=voter.pk).exists():
            return
        if voter.person_id in (held.decider_id, held.deputy_id) or held.voters.standing().count() < 2:
            raise Refused(_("Somebody has to be left to decide. Ask whoever opened this to withdraw it."))
        held.voters.filter(pk=voter.pk).update(recused_at=clock.now())
        record(by, "decision.recused", held, person=voter.person_id)
        held._without(voter.number)

    @transaction.atomic
    def part_with(self, voter: Voter) -> None:
        """Somebody leaves the organisation: a ballot they cast stays, without one they are no longer waited for."""
        held = self.held()
        if held.is_open and held.voters.standing().filter(pk=voter.pk).exists():
            held.voters.filter(pk=voter.pk).update(left_at=clock.now())
            if held.rule["name"] == "delegation" and voter.decides and not held.inners.exists():
                weighing.turn_over(held, {})
            held._reveal_if_all_are_in(held.unlocked(), held._waited_for().values())
        elif held.awaits_choice and voter.person_id in (held.decider_id, held.deputy_id):
            held.voters.filter(pk=voter.pk).update(left_at=clock.now())
            weighing.weigh(held, by=None, verb="decision.decided", time_up=held.acting is None)

    def _without(self, number: int) -> None:
        waited = self._waited_for()
        ballots = self.unlocked([*waited.values(), number])
        ballots.take_out(number)
        self._keep(ballots, waited.values())

    def make_room(self) -> None:
        """Lock the box with a slot for everybody who is asked by now."""
        self.secret_ballots = self.unlocked(self._waited_for().values()).locked()
        self.save(update_fields=["secret_ballots"])

    @transaction.atomic
    def close_if_due(self) -> bool:
        """Turn the ballots over when the time is up. Says whether it was done now."""
        return clock.now() >= self.closes_at and self.turn_over()

    @transaction.atomic
    def turn_over(self) -> bool:
        """Turn over what is in the box, whoever is still missing. Says whether it was done now."""
        held = self.held()
        if not held.is_open or held.inners.exists():
            return False
        weighing.turn_over(held, held.unlocked().votes)
        return True

    @transaction.atomic
    def remind(self) -> bool:
        """Tell all who were asked, once and alike, that the time is nearly up: whoever has voted is told no less."""
        held = self.held()
        if not held.is_open or held.reminded_at:
            return False
        held.reminded_at = clock.now()
        held.save(update_fields=["reminded_at"])
        record(None, "decision.due_soon", held)
        return True

    @transaction.atomic
    def end_void(self, because: str, *, by: Person | None) -> None:
        """End it without a decision; nobody learns what lies in the box."""
        held = self.held()
        if held.ended_at is None:
            held.void, held.ended_at, held.secret_ballots = because, clock.now(), ""
            held.save(update_fields=["void", "ended_at", "secret_ballots"])
            for inner in held.inners.filter(ended_at=None):
                inner.end_void(because, by=by)
            record(by, "decision.void", held, because=str(because))

    # The reveal, and what follows.

    def _waited_for(self) -> dict[int, int]:
        """The numbers of those who cast a ballot, by the id of the voter. One query."""
        rows = self.voters.standing().order_by("number").values_list("pk", "number", "decides")
        return {pk: number for pk, number, decides in rows if is_asked(self.rule["name"], decides=decides)}

    def _keep(self, ballots: box.Box, waited: Iterable[int]) -> None:
        """Lock the box; or, when all are in, turn it over, for which it need not be locked once more."""
        if not self._reveal_if_all_are_in(ballots, waited):
            self.secret_ballots = ballots.locked()
            self.save(update_fields=["secret_ballots"])

    def _reveal_if_all_are_in(self, ballots: box.Box, waited: Iterable[int]) -> bool:
        if self.rule["name"] in WITHOUT_BALLOTS or not ballots.cast.issuperset(waited):
            return False
        weighing.turn_over(self, ballots.votes)
        return True

    @transaction.atomic
    def choose(self, choice: str, rationale: str, *, by: Person) -> None:
        """The one who decides, decides, with reasons. Raises Refused for anybody else, while the ballot is open, or while
        a concern has no answer."""
        held = self.held()
        if not held.awaits_choice or by != held.acting:
            raise Refused(_("It is not for you to decide here, or it is decided already."))
        if ending.is_due(held):
            raise Refused(_("The time to decide is over."))
        held.choice, held.rationale = choice, rationale
        outcome = held.outcome()
        if outcome.verdict == "open":
            raise Refused(REFUSED.get(outcome.reason, _("It cannot be decided yet.")))
        held.save(update_fields=["choice", "rationale"])
        weighing.weigh(held, by=by, verb="decision.decided")

    @transaction.atomic
    def weigh_again(self, *, by: Person) -> None:
        """See anew what the ballots come to: an objection that held it up is none any more."""
        held = self.held()
        if held.closed_at and held.ended_at is None:
            weighing.weigh(held, by=by, verb="decision.decided")

    def end_handing(self, how: str, why: str) -> None:
        """What was given to somebody else goes back."""
        self.choice, self.rationale = how, why
        self.save(update_fields=["choice", "rationale"])
        weighing.turn_over(self, {})

    def outcome(self) -> Outcome:
        """What the revealed ballots decide."""
        return decide(self.as_poll())

    def as_poll(self) -> Poll:
        """The same as a value of the rules."""
        return poll_of(self.poll())

    def poll(self) -> dict[str, Any]:
        """All that the verdict comes from, as `goldthread decide` reads it. Raises Closed while it is open: nobody may know."""
        if self.is_open:
            raise Closed
        return polling.poll(self)

    # What it is just now.

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.ended_at is None

    @property
    def awaits_choice(self) -> bool:
        """Whether somebody has their turn now, to decide with reasons."""
        waits = self.closed_at is not None and self.ended_at is None and self.verdict == "open"
        return waits and self.rule["name"] not in WITHOUT_BALLOTS and not self.awaits_objections

    @property
    def awaits_objections(self) -> bool:
        """Whether it is held up, after the last round, by objections that can still be tied."""
        return self.ended_at is None and (self.verdict, self.reason) == ("open", "open_objection")

    @property
    def awaits_round(self) -> bool:
        return self.closed_at is not None and self.ended_at is None and self.verdict == "another_round"

    @property
    def acting(self) -> Person | None:
        """Who decides: the decider, or the deputy where that one is away or gone. Up to two queries."""
        gone = set(self.voters.exclude(left_at=None).values_list("person_id", flat=True))
        away = self.decider if self.decider_away_at else None
        return next((one for one in (self.decider, self.deputy) if one and one != away and one.pk not in gone), None)

    @property
    def version_now(self) -> int:
        """The version that is asked about, typing mistakes mended."""
        return int(self.corrections[-1]["version"]) if self.corrections else self.version

    @property
    def words_now(self) -> str:
        return str(self.corrections[-1]["words"]) if self.corrections else self.words

    def held(self) -> "Decision":
        """This row, locked: of two who cast the last ballots at once, the second sees what the first did."""
        return Decision.objects.select_for_update(of=("self",)).get(pk=self.pk)
