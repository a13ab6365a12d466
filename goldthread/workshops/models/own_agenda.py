"""Agendas that an organisation keeps as its own, made from one that was changed before a meeting."""

from django.db import models, transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person


class OwnAgendaQuerySet(models.QuerySet["OwnAgenda"]):
    def kept(self) -> "OwnAgendaQuerySet":
        return self.filter(removed_at=None)


class OwnAgenda(models.Model):
    """A template of the organisation: its name, and its phases as they stood when it was saved.

    `template` is the one that it was made from; `phases` are {kind, minutes, prompt, topic, level, title}, `topic` counting
    from 1 for what belongs to one thing to agree on, 0 for the meeting as a whole.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    template = models.CharField(max_length=40)
    phases = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    objects = OwnAgendaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=models.Q(removed_at=None), name="one_own_agenda_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def keep(cls, organisation: Organisation, name: str, template: str, phases: list[dict[str, object]], *, by: Person) -> "OwnAgenda":  # fmt: skip
        """Keep these phases under a name; the same name takes the place of what stood under it."""
        before = cls.objects.kept().filter(organisation=organisation, name=name).first()
        if before is not None:
            if before.phases == phases and before.template == template:
                return before
            before.removed_at = clock.now()
            before.save(update_fields=["removed_at"])
        made = cls.objects.create(
            organisation=organisation, name=name, template=template, phases=phases, by=by, at=clock.now()
        )
        record(by, "agenda.kept", made)
        return made

    @transaction.atomic
    def remove(self, *, by: Person) -> None:
        """Offer it no longer. Meetings that were convened from it stay as they are."""
        if OwnAgenda.objects.kept().filter(pk=self.pk).update(removed_at=clock.now()):
            record(by, "agenda.removed", self)
