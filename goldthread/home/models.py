from django.db import models

from goldthread.chain.models import Goal
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


class Found(models.Model):
    """What search knows of one thing: its words, and where it stands. Kept by `search.index`, never by hand.

    `goal` is the goal it is, or belongs to: who may not see that goal does not find this. `title_words` and
    `body_words` are folded (rules.folded); the engine's own index stands on them (migration 0002).
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, null=True, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="+")
    # Whoever it is, or whoever said it.
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    noun_id = models.BigIntegerField()
    slug = models.CharField(max_length=60, default="")
    title = models.TextField(default="")
    body = models.TextField(default="")
    title_words = models.TextField(default="")
    body_words = models.TextField(default="")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "noun_id"], name="a_thing_is_found_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.noun_id}"


class TakenMail(models.Model):
    """An answer by mail that became a comment, known by a digest of its Message-ID: brought twice, it is taken once."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.digest[:12]
