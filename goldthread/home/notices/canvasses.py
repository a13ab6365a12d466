"""Notices about what is asked of many at once. Their sentences cost one query, where there are any."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from goldthread.decisions.canvassing import access
from goldthread.journal.models import Notice
from goldthread.people.access import Ground

SAYS: dict[str, Any] = {
    "canvass.opened": gettext_lazy("%(name)s asks for your answer: “%(title)s”."),
    "canvass.due_soon": gettext_lazy("It ends within a day; all who were asked are reminded alike: “%(title)s”."),
    "canvass.asked_again": gettext_lazy("%(name)s asks once more; your answer is not in yet: “%(title)s”."),
    "canvass.joined": gettext_lazy("Somebody who came late is asked, too: “%(title)s”."),
    "canvass.revealed": gettext_lazy("The answers are turned over: “%(title)s”."),
    "canvass.void": gettext_lazy("It ended without an outcome: “%(title)s”."),
}


class Canvasses:
    """Titles and addresses of those that some notices name and this person sees."""

    def __init__(self, ground: Ground, some: Iterable[Notice]) -> None:
        self._slug = ground.organisation.slug
        ids = {one.noun_id or 0 for one in some if one.verb in SAYS}
        rows = access.canvasses_in_sight(ground).filter(pk__in=ids).values_list("pk", "title", "product__slug")
        self._known = {pk: said for pk, *said in rows} if ids else {}

    def told(self, one: Notice, name: str) -> tuple[str, str] | None:
        """Sentence and address; None where it is out of sight by now."""
        if one.noun_id not in self._known:
            return None
        title, product = self._known[one.noun_id]
        said = str(SAYS[one.verb]) % {"name": name, "title": title.removesuffix(".")}
        return said, reverse("decisions:canvass", args=[self._slug, product, one.noun_id])
