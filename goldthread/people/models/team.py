from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.live.tell import close_streams

from .organisation import Organisation
from .person import Person
from .product import Product


class Team(models.Model):
    """People who set goals together: a Scrum team, a Kanban team, or a group of stakeholders such as marketing."""

    class Way(models.TextChoices):
        SPRINTS = "sprints", _("in sprints")
        WEEKLY = "weekly", _("by the week (Kanban)")
        CONTRIBUTIONS = "contributions", _("as a group of stakeholders, with contributions")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(max_length=60)
    way = models.CharField(_("works"), max_length=20, choices=Way.choices, default=Way.SPRINTS)
    sprint_weeks = models.PositiveSmallIntegerField(_("weeks in a sprint"), default=2)
    products = models.ManyToManyField(Product, through="TeamProduct", related_name="teams")
    people = models.ManyToManyField(Person, through="Seat", related_name="teams")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="one_team_an_address")]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def set_up(self, *, by: Person, name: str, way: str, sprint_weeks: int) -> None:
        """Change the name or the way of working; the address stays, so that links hold."""
        if (self.name, self.way, self.sprint_weeks) == (name, way, sprint_weeks):
            return
        self.name, self.way, self.sprint_weeks = name, way, sprint_weeks
        self.save(update_fields=["name", "way", "sprint_weeks"])
        record(by, "team.set_up", self)

    @transaction.atomic
    def seat(self, person: Person, *, by: Person) -> None:
        """Give somebody a seat in the team."""
        if Seat.objects.get_or_create(organisation_id=self.organisation_id, team=self, person=person)[1]:
            record(by, "team.joined", self, person=person.pk)

    @transaction.atomic
    def unseat(self, person: Person, *, by: Person) -> None:
        if self.seats.filter(person=person).delete()[0]:
            record(by, "team.left", self, person=person.pk)
            close_streams(person.pk)

    @transaction.atomic
    def work_on(self, product: Product, *, by: Person) -> None:
        if TeamProduct.objects.get_or_create(organisation_id=self.organisation_id, team=self, product=product)[1]:
            record(by, "team.works_on", self, product_id=product.pk)

    @transaction.atomic
    def stop_working_on(self, product: Product, *, by: Person) -> None:
        """End the team's work on a product; the goals it set there stay."""
        if TeamProduct.objects.filter(team=self, product=product).delete()[0]:
            record(by, "team.stopped", self, product_id=product.pk)


class TeamProduct(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    team = models.ForeignKey(Team, models.CASCADE)
    product = models.ForeignKey(Product, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "product"], name="a_team_works_on_a_product_once")]

    def __str__(self) -> str:
        return f"{self.team_id} on {self.product_id}"


class Seat(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    team = models.ForeignKey(Team, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="one_seat_in_a_team")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"
