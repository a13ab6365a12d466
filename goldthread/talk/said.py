"""What has been said about a thing, as the part `talk/comments.html` shows it."""

import re
from typing import Any

from django.db.models import Prefetch
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.timezone import localtime
from markupsafe import Markup, escape

from goldthread.kit.days import date_format
from goldthread.kit.text import rendered
from goldthread.people.access import Ground

from . import rules
from .models import Comment, Mention

SHOWN = 60
# The names of drawings beside a file.
_PICTURES = {"image": "image", "text": "file-text", "application/pdf": "file-text"}


def about(ground: Ground, thing: Any, *, whole: bool = False, form: Any = None) -> dict[str, Any]:
    """The value `talk` of that part. `whole` shows all comments, not only the newest; `form` is one that was refused.

    Four queries where anything was said, one where nothing was.
    """
    kind = thing._meta.model_name
    slugs = (ground.organisation.slug, ground.the_product.slug)
    mentions = Prefetch("mentions", Mention.objects.select_related("person"))
    said = (
        Comment.objects.filter(organisation=ground.organisation)
        .about(kind, thing.pk)
        .select_related("by")
        .prefetch_related("attachments", mentions)
    )
    newest = list(said.reverse()[: None if whole else SHOWN + 1])
    shown = newest[::-1] if whole else newest[:SHOWN][::-1]
    return {
        "address": reverse("talk:comments", args=[*slugs, kind, thing.pk]),
        "names": reverse("talk:names", args=slugs),
        "topic": f"{kind}-{thing.pk}",
        "comments": [_comment(ground, one, slugs) for one in shown],
        "has_earlier": len(newest) > len(shown),
        "whole": whole,
        "may": ground.may("comment"),
        "form": form,
    }


def _comment(ground: Ground, one: Comment, slugs: tuple[str, str]) -> dict[str, Any]:
    own = one.by_id == ground.person.pk and one.taken_back_at is None
    return {
        "id": one.pk,
        "face": one.by.face,
        "when": date_format(localtime(one.at), "j M Y, H:i"),
        "moment": one.at.isoformat(),
        "words": _words(one),
        "is_taken_back": one.taken_back_at is not None,
        "files": [_file(file, slugs) for file in one.attachments.all()],
        "taking_on": _taking_on(one, slugs) if ground.may("take on") and one.text else "",
        "removal": reverse("talk:removal", args=[*slugs, one.pk]) if own else "",
    }


def _taking_on(one: Comment, slugs: tuple[str, str]) -> str:
    """Where this comment becomes something that somebody does."""
    return reverse("talk:taking_on", args=[*slugs, one.kind, one.noun_id]) + f"?comment={one.pk}"


def _words(one: Comment) -> Markup:
    """The rendered text, with the names of the people it mentions in bold."""
    html = rendered(one.text)
    people = [(mention.person_id, mention.person.name) for mention in one.mentions.all()]
    for name in rules.mentioned(one.text, people).values():
        html = _bold(html, f"@{name}")
    return html


def _bold(html: Markup, name: str) -> Markup:
    # Within the address of a link the mark would end up in an attribute; then the name stays as it is.
    if re.search(rf'="[^"]*{re.escape(str(escape(name)))}', html):
        return html
    return html.replace(escape(name), Markup('<strong class="mention">{}</strong>').format(name))


def _file(file: Any, slugs: tuple[str, str]) -> dict[str, Any]:
    kind = file.content_type.partition("/")[0]
    return {
        "name": file.name,
        "size": filesizeformat(file.size_bytes),
        "icon": _PICTURES.get(file.content_type) or _PICTURES.get(kind) or "file",
        "address": reverse("talk:attachment", args=[*slugs, file.pk]),
    }
