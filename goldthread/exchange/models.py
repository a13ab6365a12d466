from django.db import models

from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


class Paste(models.Model):
    """A list that was pasted and saved: the whole text, and the lines that became neither goal nor key result."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.CASCADE, related_name="pastes")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    text = models.TextField()
    # A list of line, text and why.
    kept = models.JSONField(default=list)
    goals_made = models.PositiveIntegerField(default=0)
    key_results_made = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.goals_made} goals pasted on {self.at:%Y-%m-%d}"
