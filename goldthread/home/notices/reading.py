"""Notices as their page and the mails show them: sentences and addresses. Six queries at most, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from goldthread.chain import access as chain
from goldthread.chain.models import Candidate
from goldthread.checkins.models import CheckIn
from goldthread.journal.models import Notice
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.people.models import Person, Product
from goldthread.talk.models import Comment
from goldthread.voice import told as voice

from . import canvasses, due, kinds, words

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
        self._comments = {row[0]: row[1:] for row in said.values_list("pk", "text", "kind", "noun_id")}
        about = {pk for _text, kind, pk in self._comments.values() if kind == "checkin"}
        made = CheckIn.objects.filter(organisation=ground.organisation, pk__in=ids["check_in"] | about)
        self._check_ins = dict(made.values_list("pk", "key_result_id"))
        proposed = Candidate.objects.filter(organisation=ground.organisation, pk__in=ids["candidate"])
        self._candidates = dict(proposed.values_list("pk", "statement"))
        products = Product.objects.filter(
            organisation=ground.organisation, pk__in={one.product_id or 0 for one in some}
        )
        self._products = {row[0]: row[1:] for row in products.values_list("pk", "name", "slug")}
        self._due = due.Due(ground, some)
        self._canvasses = canvasses.Canvasses(ground, some)
        self._voiced = voice.Voiced(ground, {one.noun_id or 0 for one in some if one.kind == kinds.CONCERN})

    def told(self, one: Notice) -> Told | None:
        if one.kind in _NOUNS["comment"] and one.noun_id not in self._comments:
            # What was said was taken back: nothing is left to tell.
            return None
        product, slug = self._products.get(one.product_id or 0, ("", ""))
        name = self._names.get(one.by_id or 0) or words.anybody()
        if one.kind in due.KINDS:
            found = self._due.told(one, name, product, slug)
            return Told(one, *found) if found else None
        if one.verb in canvasses.SAYS:
            asked = self._canvasses.told(one, name)
            return Told(one, *asked) if asked else None
        if one.kind == kinds.CONCERN:
            voiced = self._voiced.told(one.noun_id or 0, one.verb, name=name)
            return Told(one, *voiced) if voiced else None
        number, statement, goal_slug = self._goals.get(one.goal_id or 0, (0, "", ""))
        statement = statement or self._candidates.get(one.noun_id or 0, "") if one.kind == kinds.ANSWERED else statement
        said = words.sentence(one.kind, one.verb, one.fact, name=name, goal=statement, product=product)
        text, kind, about = self._comments.get(one.noun_id or 0, _NONE) if one.kind in _NOUNS["comment"] else _NONE
        check_in = one.noun_id if one.kind in _NOUNS["check_in"] else about if kind == "checkin" else None
        return Told(one, said, self._path(one, number, goal_slug or slug, bool(text), check_in), text, statement)

    def _path(self, one: Notice, number: int, slug: str, is_comment: bool, check_in: int | None) -> str:
        if number and one.fact.startswith("sounding"):
            return reverse("soundings:sounding", args=[self._organisation.slug, slug, one.noun_id])
        if number and one.kind in (kinds.ASKED, kinds.AGREED):
            return reverse("decisions:ballot", args=[self._organisation.slug, slug, one.noun_id])
        if number:
            path = reverse("chain:goal", args=[self._organisation.slug, slug, number])
            if measured := self._check_ins.get(check_in or 0):
                path = reverse("checkins:one", args=[self._organisation.slug, slug, number, measured, check_in])
            return f"{path}#comment-{one.noun_id}" if is_comment else path
        if one.kind == kinds.ANSWERED and slug:
            return reverse("chain:candidates", args=[self._organisation.slug, slug]) + f"#candidate-{one.noun_id}"
        if slug:
            return reverse("chain:map", args=[self._organisation.slug, slug])
        return reverse("home:notices", args=[self._organisation.slug])


_NONE = ("", "", 0)
_NOUNS = {
    "comment": (kinds.MENTIONED, kinds.COMMENTED),
    "candidate": (kinds.ANSWERED,),
    "check_in": (kinds.CHECKED_IN, kinds.REACTED),
}
