"""Which tables belong to an organisation, and which of their fields hold ids, secrets or names of files."""

import re
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models

from goldthread.journal.models import Entry, Head, Notice
from goldthread.people.models import Organisation, Person
from goldthread.voice.models import Concern, Reply, Writer
from goldthread.voice.telling import CONCERN

Model = type[models.Model]

PERSON, ORGANISATION = Person._meta.label_lower, Organisation._meta.label_lower
# Numbers that name a row without a foreign key: by the name of the field.
NAMED = {"product_id": "people.product", "by_id": PERSON, "person_id": PERSON, "goal_id": "chain.goal", "became_id": "chain.goal", "key_result_id": "chain.keyresult", "team_id": "people.team", "organisation_id": ORGANISATION, "entry_id": "journal.entry", "untold_entry_id": "journal.entry"}  # fmt: skip
# The same inside the facts of an entry of the record; other numbers there are counts.
FACTS = {
    "goal": "chain.goal", "parent": "chain.goal", "child": "chain.goal", "into": "chain.goal", "tie": "chain.tie", "closing": "chain.closing", "person": PERSON, "owner": PERSON, "sprint": "boards.sprint",
    "comment": "talk.comment", "pivot": "checkins.pivot", "team": "people.team", "product": "people.product", "period": "chain.period", "exemption": "chain.exemption", "candidate": "chain.candidate",
    "key_result": "chain.keyresult", "metric": "measures.metric", "reading": "measures.reading", "check_in": "checkins.checkin", "corrects": "checkins.checkin", "reaction": "talk.reaction", "agreement": "decisions.agreement", "concern": "decisions.concern", "objection": "decisions.objection",
}  # fmt: skip
VERSIONS = {"goal": "chain.goalversion", "keyresult": "chain.keyresultversion"}
# Made anew when read back: whoever holds an old link or cookie shall not come in elsewhere.
_SECRET = re.compile(r"(?:^|_)(?:token|secret|password|passphrase)(?:_|$)|(?:link|code|key)_digest$")
FILES = {"talk.attachment": "stored_as", "checkins.evidence": "stored_as"}
# Who raised a concern without name stands in no file.
LEFT_OUT = frozenset({Head, Organisation, Writer})
COLUMNS_OF_PERSON = ("email", "name", "language", "time_zone", "is_active", "joined_at")


class Unportable(Exception):
    """A table holds what an archive cannot carry; the message names it."""


def of_organisations() -> list[Any]:
    """The tables whose rows belong to one organisation, in a fixed order."""
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("goldthread.")]
    found = [model for model in ours if _has_organisation(model) and model not in LEFT_OUT and model._meta.managed]
    return sorted(found, key=lambda model: model._meta.label_lower)


def _has_organisation(model: Model) -> bool:
    return any(field.attname == "organisation_id" for field in model._meta.concrete_fields)


def rows_of(model: Model, organisation: Organisation) -> models.QuerySet[Any]:
    rows = model._base_manager.filter(organisation_id=organisation.pk).order_by("pk")
    if model is Concern:
        # What was said without name is there for others from its moment on.
        return rows.filter(told_at__isnull=False)
    if model is Reply:
        return rows.filter(told_at__isnull=False, concern__told_at__isnull=False)
    if model is Notice:
        # Whom something that came of a concern was told would say who raised it; whose turn came in a sounding, who was
        # heard; who was asked once more, who had not answered yet.
        return rows.exclude(kind=CONCERN).exclude(fact__startswith="sounding").exclude(verb="canvass.asked_again")
    return rows


def by_kind() -> Mapping[str, str]:
    """The table behind a word such as "goal" in `kind` beside `noun_id`."""
    every: list[Model] = [*of_organisations(), Organisation, Person]
    return {str(model._meta.model_name): model._meta.label_lower for model in every}


def fields_of(model: Model) -> list[Any]:
    """The fields that an archive carries: not the key, not the organisation, no secret, no name of a file, no hash."""
    left = {"organisation_id", FILES.get(model._meta.label_lower, "")}
    left |= {"before", "digest"} if model is Entry else set()
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.attname not in left and not is_secret(field) and not field.generated
    ]  # fmt: skip


def secrets_of(model: Model) -> list[Any]:
    return [field for field in model._meta.concrete_fields if is_secret(field)]


def is_secret(field: Any) -> bool:
    return bool(_SECRET.search(field.name)) and isinstance(
        field, models.CharField | models.TextField | models.BinaryField
    )


def leads_to(model: Model, field: Any) -> str:
    """The table that a field's number names: by its foreign key or by its name; "" for a plain value.

    "kind" where the row's own field `kind` says it. Raises Unportable for a number that looks like an id of nothing known.
    """
    if field.is_relation:
        return str(field.related_model._meta.label_lower)
    if not isinstance(field, models.IntegerField) or not field.attname.endswith("_id"):
        return ""
    if field.attname == "noun_id":
        return "kind"
    if field.attname not in NAMED:
        raise Unportable(f"{model._meta.label}.{field.attname} names a row of no known table.")
    return NAMED[field.attname]
