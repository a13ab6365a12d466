"""A draft of a goal on its way from person to person."""

import random
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Goal
from goldthread.decisions.models import Agreement, Decision, Voter
from goldthread.journal.record import record
from goldthread.kit import clock, registry
from goldthread.live.tell import signal
from goldthread.people.models import Organisation, Person, Product

from .. import rules
from . import box, course, passing, settling
from .box import Inside, Said, Turn
from .given import Feedback, Given, Refused
from .held import hold
from .parts import Draft, Participant

MOST_SAID = 30
NOT_HEARD = _("Not everybody was heard on this version yet. Those who decline twice are not waited for.")
NOT_ANSWERED = _("Answer what was said first: each concern, suggestion and question.")


class SoundingQuerySet(models.QuerySet["Sounding"]):
    def under_way(self) -> "SoundingQuerySet":
        return self.filter(ended_at=None)


class Sounding(models.Model):
    """One draft goal going round. What people said lies in the box; whoever has not said it, and is not the organiser, sees
    nothing of it but what is passed on."""

    class Ended(models.TextChoices):
        AGREED = "agreed", _("everybody supports it")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("the time was up")
        REWORDED = "reworded", _("the words changed")
        CLOSED = "closed", _("it was closed")
        ASKED = "asked", _("it is asked in another way")

    class Share(models.TextChoices):
        NAMED = "named", _("with my name")
        UNATTRIBUTED = "unattributed", _("without my name")
        KEPT = "kept", _("not passed on")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="soundings")
    organiser = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # As what the organiser stands in the record: whoever sends a version round stands behind it.
    organiser_role = models.CharField(max_length=20, choices=Voter.Group.choices, default=Voter.Group.OTHERS)
    note = models.TextField(_("why now"), default="", max_length=2000)
    who_acts = models.CharField(max_length=300, default="")
    review_on = models.DateField(null=True)
    begun_at = models.DateTimeField(default=clock.now)
    closes_at = models.DateTimeField()
    # The draft that is going round.
    draft = models.PositiveIntegerField(default=1)
    secret_box = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, choices=Ended.choices, default="")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")

    objects = SoundingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal"], condition=Q(ended_at=None), name="one_sounding_at_a_time")
        ]
        indexes = [models.Index(fields=["closes_at"], condition=Q(ended_at=None), name="sounding_due")]

    def __str__(self) -> str:
        return self.words.statement

    @classmethod
    @transaction.atomic
    def begin(
        cls,
        goal: Goal,
        words: Mapping[str, str],
        people: Iterable[tuple[Person, str, bool]],
        *,
        by: Person,
        closes_at: datetime,
        left: str = "",
        confidence: int | None = None,
        effect: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> "Sounding":
        """Send a draft round. `words`: statement and why. `people`: each with the group they stand for, and whether it
        takes their support. `confidence`: how sure the organiser is that it can be reached. `effect`: what becomes of the
        goal where that is asked. `more`: note, who_acts, review_on, organiser_role. Asks the first. Raises Refused."""
        every = list(people)
        if not any(needed for _person, _role, needed in every):
            raise Refused(_("Choose at least one person whose support is needed."))
        if closes_at <= clock.now():
            raise Refused(_("Choose a time that is still to come."))
        hold(goal.pk)
        if Decision.objects.under_way().about("goal", goal.pk).exists():
            raise Refused(_("All are being asked about this already."))
        made = cls(organisation_id=goal.organisation_id, product_id=goal.product_id, goal=goal, organiser=by, begun_at=clock.now(), closes_at=closes_at, **more)  # fmt: skip
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            raise Refused(_("A draft of this goal is going round already.")) from None
        made._draw(every)
        made._write(1, words, by=by, left=left, confidence=confidence, effect=effect)
        record(by, "sounding.begun", made, goal=goal.pk, people=len(every))
        made.keep(Inside())
        return made

    def _draw(self, people: list[tuple[Person, str, bool]]) -> None:
        drawn = random.SystemRandom().sample(people, len(people))
        order = rules.seniors_last((one, one[1] == "leader") for one in drawn)
        Participant.objects.bulk_create(
            Participant(organisation_id=self.organisation_id, sounding=self, person=person, number=number, role=role, is_senior=role == "leader", is_needed=needed)
            for number, (person, role, needed) in enumerate(order, start=1)
        )  # fmt: skip

    def _write(self, number: int, words: Mapping[str, str], *, by: Person, **more: Any) -> Draft:
        why, same = more.get("changed", ""), more.get("effect")
        version = self.goal.version if same else self.goal.propose(by=by, because=why, **words)
        return Draft.objects.create(organisation_id=self.organisation_id, sounding=self, goal_id=self.goal_id, number=number, version=version, at=clock.now(), **more)  # fmt: skip

    # What participants do. None of it is written into the journal.

    @transaction.atomic
    def answer(self, who: Participant, given: Given, *, feedback: Feedback | None = None) -> None:
        """Say how one stands to the draft; said again, it takes the place of what was said. Raises Refused."""
        held, inside, turn = self._turn_of(who)
        turn.take(given)
        if feedback:
            held._say(inside, who, feedback)
        held.keep(inside)

    @transaction.atomic
    def say(self, who: Participant, feedback: Feedback) -> None:
        """Say something to the draft, in words of one's own: a concern, a suggestion, a question, support."""
        held, inside, _turn = self._turn_of(who)
        held._say(inside, who, feedback)
        held.keep(inside)

    @transaction.atomic
    def confirm(self, who: Participant, key: str, feedback: Feedback) -> None:
        """Say that these are one's words, or which are, and how they are shared; only then they count."""
        held, inside = self.held()
        said = held._own(inside, who, key)
        if said.point or said.answer:
            raise Refused(_("It was answered or passed on meanwhile, so it stays as it is."))
        said.kind, said.words, said.share = feedback.kind, feedback.words, feedback.share
        if (turn := inside.turn(who.number, said.draft)) is not None:
            turn.met_too = turn.met
        held.keep(inside)

    @transaction.atomic
    def take_back(self, who: Participant, key: str) -> None:
        """Take back what was not passed on yet; done already, nothing happens."""
        held, inside = self.held()
        if inside.feedback(key) is None:
            return
        said = held._own(inside, who, key)
        if said.point:
            raise Refused(_("It was passed on already, without your name unless you gave it."))
        inside.said[who.number].remove(said)
        held.keep(inside)

    @transaction.atomic
    def decline(self, who: Participant, *, before: int = 0) -> None:
        """Not now. Who declines is asked once more behind the others; who declines again is not waited for at this draft.
        `before`: how often they had declined when they said so, so that one click counts once."""
        held, inside, turn = self._turn_of(who)
        if turn.waits and turn.declined == before:
            turn.declined, turn.waits = turn.declined + 1, False
            held.keep(inside)

    @transaction.atomic
    def meet(self, who: Participant, at: datetime, *, by: Person) -> None:
        """Arrange to meet at a time, instead of writing. Whichever of the two did not arrange it is told."""
        held, inside, turn = self._turn_of(who)
        if turn.meets_at == at.isoformat():
            return
        if at <= clock.now():
            raise Refused(_("Choose a time that is still to come."))
        turn.meets_at = at.isoformat()
        held.keep(inside)
        registry.happened("sounding.asks", held, who, "meeting" if by == held.organiser else "proposed_meeting")

    @transaction.atomic
    def contest(self, who: Participant) -> None:
        """Say that a change is more than editorial: support that was kept is asked for anew. Who said it is not kept."""
        held, inside = self.held()
        contested = held.drafts.filter(number=held.draft, is_editorial=True, contested_at=None)
        if contested.update(contested_at=clock.now()):
            course.give_back(inside, held.draft)
            record(None, "sounding.contested", held, draft=held.draft)
            held.keep(inside)

    @transaction.atomic
    def depart(self, who: Participant) -> None:
        """Somebody leaves the organisation, or no longer sees the goal, and is waited for no longer."""
        held, inside = self.held()
        if held.participants.standing().filter(pk=who.pk).update(left_at=clock.now()):
            held.keep(inside)

    @transaction.atomic
    def return_to(self, who: Participant) -> None:
        """Somebody sees the goal again: they are asked in their turn."""
        held, inside = self.held()
        if held.participants.filter(pk=who.pk).exclude(left_at=None).update(left_at=None):
            held.keep(inside)

    # What the organiser does.

    @transaction.atomic
    def ask_next(self, *, by: Person) -> None:
        """Ask the next one too, while others still think about it. Raises Refused where a senior one would not be last."""
        held, inside = self.held()
        found = course.next_to_ask(inside, held.people(), held.draft)
        if found is None:
            raise Refused(_("Everybody who can be asked now was asked. Leaders are heard last, after all others."))
        held._ask(inside, found)
        held.keep(inside)

    @transaction.atomic
    def write_down(self, who: Participant, *, note: str = "", feedback: Feedback | None = None) -> None:
        """Keep what was said in a meeting: a note for the two alone, and feedback. Both the words and that they met at all
        count once whoever was met says so."""
        held, inside, turn = self._turn_of(who)
        turn.met, turn.met_contested, turn.waits = True, False, False
        turn.note = note or turn.note
        if feedback:
            held._say(inside, who, feedback, by_organiser=True)
        held.keep(inside)
        what = "confirm" if feedback else "position" if turn.is_heard else "met"
        registry.happened("sounding.asks", held, who, what)

    @transaction.atomic
    def reply(self, key: str, answer: str, why: str, *, by: Person) -> bool:
        """Answer feedback, once: taken up, adapted, declined with why. Says whether it was this one."""
        held, inside = self.held()
        found = inside.feedback(key)
        if found is None or not found[1].is_confirmed:
            raise Refused(_("It does not count yet: whoever said it has to confirm the words."))
        said = found[1]
        if said.answer:
            return False
        said.answer, said.why = answer, why
        if said.point:
            held.points.filter(pk=said.point).update(answer=answer, why=why)
            signal(f"sounding-{held.pk}")
        held.keep(inside)
        return True

    @transaction.atomic
    def rework(
        self, words: Mapping[str, str], *, by: Person, changed: str, editorial: bool = False, **more: Any
    ) -> Draft:
        """Send the next version round. A material change clears what was said to the one before, an editorial one keeps
        support. `more`: left, confidence, effect. Raises Refused before everybody was heard and answered."""
        held, inside = self.held()
        people, before = held.people(), held.drafts.select_related("version").get(number=held.draft)
        if not course.is_over(inside, people, held.draft):
            raise Refused(NOT_HEARD)
        if any(one.awaits_answer for one in inside.confirmed()):
            raise Refused(NOT_ANSWERED)
        if all(getattr(before, name) == said for name, said in words.items()):
            raise Refused(_("Nothing in the words differs from the version before."))
        held.draft += 1
        passing.take_in(held, inside, held.draft)
        made = held._write(held.draft, words, by=by, changed=changed, is_editorial=editorial, **more)
        if editorial:
            course.carry_over(inside, people, before.number, held.draft, clock.now().isoformat())
        else:
            inside.worsts.append(course.worst(inside, people, before.number))
            inside.stalled = ""
        record(by, "sounding.reworked", held, draft=held.draft, editorial=editorial)
        held.keep(inside)
        self.draft = held.draft
        return made

    @transaction.atomic
    def stall(self, *, by: Person) -> None:
        """Two requirements exclude each other: no version will serve both."""
        held, inside = self.held()
        inside.stalled = "incompatible"
        held.keep(inside)

    @transaction.atomic
    def end(self, ended_as: str, *, by: Person | None) -> bool:
        """End it without an agreement. Says whether it was done now."""
        held = Sounding.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if held.ended_at is not None:
            return False
        held.close(ended_as)
        record(by, "sounding.ended", held, because=str(ended_as))
        return True

    @transaction.atomic
    def end_if_due(self) -> bool:
        return clock.now() >= self.closes_at and self.end(self.Ended.EXPIRED, by=None)

    # What follows from it.

    def keep(self, inside: Inside) -> None:
        """Whatever changed: ask the next one, pass on what may be, see whether it is settled, and lock the box."""
        people = self.people()
        # Who has arranged to meet holds up nobody until then.
        if not [one for one in course.is_asked_now(inside, people, self.draft) if not self._meets(inside, one)]:
            following = course.next_to_ask(inside, people, self.draft)
            if following is not None:
                self._ask(inside, following)
        passing.pass_on(self, inside, people)
        if course.is_over(inside, people, self.draft):
            worsts = [*inside.worsts, course.worst(inside, people, self.draft)]
            inside.stalled = inside.stalled or ("positions" if rules.is_stalled(worsts) else "")
        self.save_box(inside)
        unanswered = any(one.awaits_answer for one in inside.confirmed())
        if course.is_supported(inside, people, self.draft) and not unanswered:
            settling.settle(self, inside, people)

    def _meets(self, inside: Inside, who: Participant) -> bool:
        turn = inside.turn(who.number, self.draft)
        return turn is not None and bool(turn.meets_at)

    def save_box(self, inside: Inside) -> None:
        """Lock the box again, and let the organiser's pages know."""
        self.secret_box = box.close(inside, self.participants.values_list("number", flat=True), self.draft)
        self.save(update_fields=["secret_box", "draft"])
        signal(f"person-{self.organiser_id}")

    def _ask(self, inside: Inside, who: Participant) -> None:
        turn = inside.turn(who.number, self.draft)
        if turn is None:
            inside.turns.setdefault(who.number, []).append(Turn(self.draft, clock.now().isoformat()))
        else:
            turn.waits, turn.asked_at, turn.reminded = True, clock.now().isoformat(), False
        registry.happened("sounding.asks", self, who, "answer")

    def _say(self, inside: Inside, who: Participant, said: Feedback, *, by_organiser: bool = False) -> None:
        own = inside.said.setdefault(who.number, [])
        if any((one.draft, one.kind, one.words, one.share) == (self.draft, said.kind, said.words, said.share) for one in own):  # fmt: skip
            return
        if len(own) >= MOST_SAID:
            raise box.TooMuch
        own.append(Said(secrets.token_hex(6), self.draft, said.kind, said.words, said.share, by_organiser))

    def close(self, ended_as: str) -> None:
        """Let it go round no more; `end` and the agreement say what came of it."""
        self.ended_at, self.ended_as = clock.now(), ended_as
        self.save(update_fields=["ended_at", "ended_as"])

    # What it is just now.

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def words(self) -> Draft:
        """The draft that goes round."""
        return self.drafts.select_related("version").get(number=self.draft)

    def people(self) -> list[Participant]:
        """Those who are still there, in their order."""
        return list(self.participants.standing().select_related("person").order_by("number"))

    def inside(self) -> Inside:
        """What lies in the box: for the organiser, and of it for each participant what is theirs."""
        return box.look_into(self.secret_box)

    def held(self) -> "tuple[Sounding, Inside]":
        """This row, locked, and what lies in its box. Raises Refused once it ended."""
        held = Sounding.objects.select_for_update(of=("self",)).select_related("product", "goal", "organiser").get(pk=self.pk)  # fmt: skip
        if held.ended_at is not None or clock.now() >= held.closes_at:
            raise Refused(_("This draft does not go round any more."))
        return held, held.inside()

    def _turn_of(self, who: Participant) -> tuple["Sounding", Inside, Turn]:
        held, inside = self.held()
        turn = inside.turn(who.number, held.draft)
        if turn is None or not held.participants.standing().filter(pk=who.pk).exists():
            raise Refused(_("It is not your turn yet; you get a mail when it is."))
        return held, inside, turn

    def _own(self, inside: Inside, who: Participant, key: str) -> Said:
        found = inside.feedback(key)
        if found is None or found[0] != who.number:
            raise Refused(_("It was taken back meanwhile."))
        return found[1]
