"""The mail to somebody who is mentioned. It leaves through the outbox, with the transaction that says the comment."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people.models import Person

if TYPE_CHECKING:
    from .models import Comment

MOST_CHARACTERS = 4000


def tell(said: "Comment", about: Any, mentioned: Sequence[Person]) -> None:
    """Write to each person once, in their language; not to the author, nor to somebody who may not see the thing."""
    wanted = [person.pk for person in mentioned if person.pk != said.by_id]
    if not wanted:
        return
    told = Person.objects.filter(pk__in=wanted).exclude(email=None).order_by("pk")
    noun = registry.nouns()[said.kind]
    link = f"{settings.ADDRESS.scheme}://{settings.ADDRESS.host}{noun.link(about)}#comment-{said.pk}"
    for person in [one for one in told if registry.may_listen(one, f"{said.kind}-{about.pk}")]:
        with translation.override(person.language or settings.LANGUAGE_CODE):
            _write(person, said, noun.label(about), link)


def _write(person: Person, said: "Comment", label: str, link: str) -> None:
    names = {"name": said.by.name, "goal": label}
    words = said.text if len(said.text) <= MOST_CHARACTERS else f"{said.text[:MOST_CHARACTERS]} …"
    send_mail(
        subject=_("%(name)s mentioned you: “%(goal)s”") % names,
        message="\n\n".join(
            [_("%(name)s wrote about “%(goal)s”:") % names, words, _("Read it and answer here:") + f"\n{link}"]
        ),
        from_email=None,
        recipient_list=[str(person.email)],
    )
