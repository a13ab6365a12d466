"""Cards, once they are turned over. Before that no such row exists: they lie in the locked boxes of the seats."""

import uuid
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F

from goldthread.kit import many
from goldthread.people.models import Organisation, Person

from . import box
from .phase import Item
from .seat import Seat

if TYPE_CHECKING:
    from .workshop import Workshop


class Cluster(models.Model):
    """Cards that say much the same, under a title."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="clusters")
    title = models.CharField(max_length=120, default="")

    def __str__(self) -> str:
        return self.title


class Card(models.Model):
    """A card on the table: its words, and a name only where its writer signed it. Its key is random: it says nothing of when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="cards")
    words = models.CharField(max_length=280)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, related_name="cards")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words

    @transaction.atomic
    def group_with(self, other: "Card") -> None:
        """Lay this card to another: into its cluster, or a new one of the two. What is left of a cluster of one goes."""
        if other.pk == self.pk or (self.cluster_id and self.cluster_id == other.cluster_id):
            return
        if other.cluster is None:
            other.cluster = Cluster.objects.create(organisation_id=self.organisation_id, item_id=self.item_id)
            other.save(update_fields=["cluster"])
        self._move(other.cluster)

    def take_out(self) -> None:
        """Lay it by itself again."""
        self._move(None)

    def _move(self, to: Cluster | None) -> None:
        left, self.cluster = self.cluster, to
        self.save(update_fields=["cluster"])
        if left is not None and left.cards.count() < 2:
            left.cards.update(cluster=None)
            left.delete()


@transaction.atomic
def lay(seat: Seat, item: Item, words: str, *, signed: bool) -> Card:
    """Lay one more card to those that are turned over already; the same words lie there once."""
    lies = Card.objects.filter(item=item, words=words).first()
    if lies is not None:
        return lies
    Seat.objects.filter(pk=seat.pk).update(cards=F("cards") + 1)
    signed_by = seat.person if signed else None
    return Card.objects.create(organisation_id=item.organisation_id, item=item, words=words, signed_by=signed_by)


@transaction.atomic
def turn_over(workshop: "Workshop", item: Item) -> int:
    """Open all boxes at once and lay the cards on the table, in an order that tells nothing; how many there are."""
    seats = list(workshop.seats.select_for_update().values_list("pk", "person_id", "cards", "secret_cards"))
    held = {pk: box.look_into(kept, box.CARDS) for pk, _person, _cards, kept in seats}
    signers = {pk: person for pk, person, _cards, _kept in seats}
    made = [
        (uuid.uuid4(), item.organisation_id, item.pk, words, signers[pk] if signed else None, None)
        for pk, some in held.items()
        for words, signed in some
    ]
    # By their random keys, so that the rows do not lie in the order of the seats either.
    names = ("id", "organisation_id", "item_id", "words", "signed_by_id", "cluster_id")
    many.insert(Card, names, sorted(made, key=lambda card: card[0].int))
    emptied = [(cards + len(held[pk]), box.close([], box.CARDS), pk) for pk, _person, cards, _kept in seats]
    many.update(Seat, ["cards", "secret_cards"], emptied)
    return len(made)
