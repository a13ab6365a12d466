"""Notices as their page and the mails show them: sentences and addresses. Five queries at most, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from goldthread.chain import access as chain
from goldthread.chain.models import Candidate
from goldthread.journal.models import Notice
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.people.models import Person, Product
from goldthread.talk.models import Comment

from . import kinds, words

EXCERPT = 280


@dataclass(frozen=True)
class Told:
    """One notice in words: `text` is what was written, where it is about a comment that still stands."""

    notice: Notice
    sentence: str
    path: str
    text: str = ""
    goal: str = ""


def told(ground: Ground, notices: Iterable[Notice]) -> list[Told]:
    """Notices of this ground's person in words; the caller took them from `sight`."""
    some = list(notices)
    known = _Known(ground, some)
    return [made for one in some if (made := known.told(one))]


def rows(ground: Ground, notices: Iterable[Notice]) -> list[dict[str, Any]]:
    """Notices for their page: sentence, excerpt, when, whose face, and whether they were read."""
    found = []
    for one in told(ground, notices):
        notice, slug = one.notice, ground.organisation.slug
        found.append(
            {
                "id": notice.pk,
                "sentence": one.sentence,
                "excerpt": _excerpt(one.text),
                "icon": kinds.BY_NAME[notice.kind].icon,
                "when": date_format(localtime(notice.at), "j M, H:i"),
                "moment": notice.at.isoformat(),
                "is_read": notice.read_at is not None,
                "opening": reverse("home:notice_opening", args=[slug, notice.pk]),
                "reading": reverse("home:notice_reading", args=[slug, notice.pk]),
            }
        )
    return found


def _excerpt(text: str) -> str:
    """The beginning of a comment, without the marks that say nothing where they are not drawn."""
    plain = text.replace("**", "")
    return plain if len(plain) <= EXCERPT else f"{plain[:EXCERPT]} …"


class _Known:
    """The people, goals, comments, candidates and products that some notices name."""

    def __init__(self, ground: Ground, some: list[Notice]) -> None:
        self._organisation = ground.organisation
        self._names = dict(Person.objects.filter(pk__in={one.by_id or 0 for one in some}).values_list("pk", "name"))
        goals = chain.goals_in_sight(ground).filter(pk__in={one.goal_id or 0 for one in some})
        self._goals = {
            row[0]: row[1:] for row in goals.values_list("pk", "number", "version__statement", "product__slug")
        }
        ids = {kind: {one.noun_id or 0 for one in some if one.kind in of} for kind, of in _NOUNS.items()}
        said = Comment.objects.filter(organisation=ground.organisation, pk__in=ids["comment"], taken_back_at=None)
        self._comments = dict(said.values_list("pk", "text"))
        proposed = Candidate.objects.filter(organisation=ground.organisation, pk__in=ids["candidate"])
        self._candidates = dict(proposed.values_list("pk", "statement"))
        products = Product.objects.filter(
            organisation=ground.organisation, pk__in={one.product_id or 0 for one in some}
        )
        self._products = {row[0]: row[1:] for row in products.values_list("pk", "name", "slug")}

    def told(self, one: Notice) -> Told | None:
        if one.kind in _NOUNS["comment"] and one.noun_id not in self._comments:
            # What was said was taken back: nothing is left to tell.
            return None
        product, slug = self._products.get(one.product_id or 0, ("", ""))
        name = self._names.get(one.by_id or 0) or words.anybody()
        number, statement, goal_slug = self._goals.get(one.goal_id or 0, (0, "", ""))
        statement = statement or self._candidates.get(one.noun_id or 0, "") if one.kind == kinds.ANSWERED else statement
        said = words.sentence(one.kind, one.verb, one.fact, name=name, goal=statement, product=product)
        text = self._comments.get(one.noun_id or 0, "") if one.kind in _NOUNS["comment"] else ""
        return Told(one, said, self._path(one, number, goal_slug or slug, bool(text)), text, statement)

    def _path(self, one: Notice, number: int, slug: str, is_comment: bool) -> str:
        if number:
            path = reverse("chain:goal", args=[self._organisation.slug, slug, number])
            return f"{path}#comment-{one.noun_id}" if is_comment else path
        if one.kind == kinds.ANSWERED and slug:
            return reverse("chain:candidates", args=[self._organisation.slug, slug]) + f"#candidate-{one.noun_id}"
        if slug:
            return reverse("chain:map", args=[self._organisation.slug, slug])
        return reverse("home:notices", args=[self._organisation.slug])


_NOUNS = {"comment": (kinds.MENTIONED, kinds.COMMENTED), "candidate": (kinds.ANSWERED,)}
