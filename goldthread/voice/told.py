"""Notices of concerns in words. A concern without name is told of by nobody; its own writer reads it as theirs."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldthread.people.access import Ground

from . import access

# By verb of the journal: for whoever raised it, and for whoever answers it.
_TO_WRITER: dict[str, Any] = {
    "concern.answered": _("%(name)s answered your concern about “%(about)s”."),
    "concern.changed": _("“%(about)s” was changed because of your concern, by %(name)s."),
    "concern.replied": _("%(name)s wrote about your concern about “%(about)s”."),
}
_TO_ANSWERER: dict[str, Any] = {
    "concern.raised": _("%(name)s raised a concern about “%(about)s”: your answer is asked for."),
    "concern.replied": _("%(name)s wrote again about the concern about “%(about)s”."),
    "concern.stepped_forward": _("%(name)s stepped forward: the concern about “%(about)s” is theirs."),
    "concern.passed_on": _("A concern about “%(about)s” waits for your answer now."),
    "concern.due_soon": _("A concern about “%(about)s” waits for your answer, which is promised by tomorrow."),
    "concern.late": _("A concern about “%(about)s” waits longer for your answer than was promised."),
}
NAMELESS = _("Somebody, without name,")


class Voiced:
    """The concerns that some notices name; one query, none where they name none."""

    def __init__(self, ground: Ground, ids: Iterable[int]) -> None:
        wanted = set(ids)
        rows = access.in_sight(ground).filter(pk__in=wanted).select_related("product") if wanted else ()
        self._slug = ground.organisation.slug
        self._known = {one.pk: one for one in rows}

    def told(self, pk: int, verb: str, *, name: str) -> tuple[str, str] | None:
        """Sentence and address; None where the concern is out of sight by now."""
        one: Any = self._known.get(pk)
        if one is None:
            return None
        said = (_TO_WRITER if one.is_mine else _TO_ANSWERER).get(verb) or (_TO_ANSWERER | _TO_WRITER).get(verb)
        hides = verb == "concern.raised" or (verb == "concern.replied" and not one.is_mine)
        who = NAMELESS if one.is_nameless and hides else name
        sentence = str(said or one.about) % {"name": who, "about": one.about.removesuffix(".")}
        return sentence, reverse("voice:concern", args=[self._slug, one.product.slug, pk])
