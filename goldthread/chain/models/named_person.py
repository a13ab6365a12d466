"""A goal that is restricted to named people: whoever is not named sees that nothing is there."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock, registry, walls
from goldthread.live.tell import close_streams
from goldthread.people.models import LastNamed, Membership, Organisation, Person, named_person
from goldthread.people.models import NamedPerson as NamedForProduct

from .goal import Goal, Level, Refused


class NamedPerson(models.Model):
    """Somebody who sees a restricted goal. A goal is restricted while anybody is named.

    Naming gives sight only of what somebody would see anyway: the goal's product stays the product's matter.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="named")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    because = models.TextField(_("why it is restricted"), default="", blank=True, max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "person"], name="named_once_for_a_goal")]
        indexes = [models.Index(fields=["organisation", "goal", "person"], name="named_people")]

    def __str__(self) -> str:
        return f"{self.person_id} sees goal {self.goal_id}"

    @classmethod
    @transaction.atomic
    def restrict(cls, goal: Goal, people: Iterable[Person], *, by: Person, because: str) -> None:
        """From now on only these people and whoever restricts it see the goal; said again, it names these too.

        Raises Refused for a sprint goal: a sprint is planned and ended before the eyes of the whole product.
        """
        if goal.version.level == Level.SPRINT_GOAL:
            raise Refused(
                gettext("A sprint goal is seen by everybody who sees the sprint. Restrict the goal above it.")
            )
        if not goal.named.exists():
            Organisation.objects.filter(pk=goal.organisation_id).update(restricts_anything=True)
            record(by, "goal.restricted", goal)
        for person in dict.fromkeys([by, *people]):
            cls._name(goal, person, by, because)
        named = goal.named.values("person")
        for other in Person.objects.filter(memberships__organisation=goal.organisation_id).exclude(pk__in=named):
            close_streams(other.pk)
        registry.happened("sight", goal.product_id, goal.pk)

    @classmethod
    @transaction.atomic
    def name(cls, goal: Goal, person: Person, *, by: Person, because: str = "") -> None:
        """Let somebody else see it too."""
        if cls._name(goal, person, by, because):
            registry.happened("sight", goal.product_id, goal.pk)

    @classmethod
    def _name(cls, goal: Goal, person: Person, by: Person, because: str) -> bool:
        said = {"organisation_id": goal.organisation_id, "by": by, "because": because, "at": clock.now()}
        named_now = cls.objects.get_or_create(goal=goal, person=person, defaults=said)[1]
        if named_now:
            record(by, "goal.named", goal, person=person.pk)
        return named_now

    @classmethod
    @transaction.atomic
    def unname(cls, goal: Goal, person: Person, *, by: Person) -> None:
        """Somebody no longer sees it. Raises LastNamed for the only one who does."""
        Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
        if not goal.named.filter(person=person).exists():
            return
        if (
            not goal.named.exclude(person=person)
            .filter(person__is_active=True, person__memberships__organisation=goal.organisation_id)
            .exists()
        ):
            raise LastNamed
        record(by, "goal.unnamed", goal, person=person.pk)
        goal.named.filter(person=person).delete()
        close_streams(person.pk)
        # With the eyes of one who still sees it: it may be their own name that somebody took away.
        with walls.seen_by(goal.named.order_by("pk").values_list("person_id", flat=True).first() or person.pk):
            registry.happened("sight", goal.product_id, goal.pk)

    @classmethod
    @transaction.atomic
    def open_again(cls, goal: Goal, *, by: Person) -> None:
        """Let everybody see it who sees its product."""
        if goal.named.all().delete()[0]:
            record(by, "goal.opened_again", goal)
            registry.happened("sight", goal.product_id, goal.pk)

    @classmethod
    @transaction.atomic
    def hand_on(cls, leaving: Membership, by: Person) -> None:
        """Somebody leaves the organisation: a goal that only they see goes to whoever the product is restricted to,
        or to the owners where it is not."""

        def heirs(goal_id: int) -> Iterable[Person]:
            # Whoever removes somebody may see neither: the goal is looked up with the eyes of the one who leaves.
            with walls.seen_by(leaving.person_id):
                product = Goal.objects.filter(pk=goal_id).values_list("product", flat=True).first()
            there = NamedForProduct.objects.filter(product=product).exclude(person=leaving.person_id)
            named = Person.objects.filter(
                pk__in=there.values("person"), is_active=True, memberships__organisation=leaving.organisation_id
            )
            return named if named.exists() else named_person.owners(leaving)

        named_person.hand_on(cls.objects.all(), "goal", leaving, heirs=heirs, by=by)
