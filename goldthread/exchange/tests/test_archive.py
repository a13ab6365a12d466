"""A whole organisation as one file: out of one installation, into another, and out again as the same bytes."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from goldthread.chain.models import Goal, GoalVersion, KeyResult, Tie
from goldthread.exchange.archive import reading, tables, writing
from goldthread.exchange.models import Import
from goldthread.journal.models import Entry, Head
from goldthread.journal.record import verify
from goldthread.measures.models import Metric
from goldthread.people.models import Membership, Organisation
from goldthread.talk.models import Attachment, Comment, Upload


@pytest.fixture
def northwind(crew, settings, tmp_path):
    """The small company after a week: reworded goals, ties ended, comments with files, people who left."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    step = crew.goals["next"]
    step.reword(by=crew.ada, base=None, statement="Log a meal in five seconds", because="Ten is too long.")
    KeyResult.set(step, Metric.add(crew.organisation, "Seconds", by=crew.ada), by=crew.ada, baseline=30, target=5)
    step.untie(Tie.objects.filter(child=step).first().parent, by=crew.ada)
    Comment.say(
        step, "Look – “here”", by=crew.di, files=[Upload(ContentFile(b"one two three"), "plan.txt", "text/plain")]
    )
    crew.organisation.invite("new@northwind.example", by=crew.ada)
    return crew.organisation


def packed(organisation):
    file = io.BytesIO()
    writing.write(organisation, file)
    return file.getvalue()


def moved(organisation, content):
    """Make room for the address, as if this were another installation, and read the archive."""
    Organisation.objects.filter(pk=organisation.pk).update(slug=f"{organisation.slug}-{organisation.pk}-before")
    file = io.BytesIO(content)
    return reading.load(file, reading.verified(file))


@pytest.mark.django_db
def test_an_archive_read_elsewhere_and_written_again_is_the_same_to_the_byte(northwind):
    content = packed(northwind)

    there = moved(northwind, content)

    assert there.pk != northwind.pk
    assert packed(there) == content


def test_what_is_read_holds_together(northwind):
    there = moved(northwind, packed(northwind))

    assert verify(there.pk) is None
    assert Head.objects.get(organisation_id=there.pk).number == Head.objects.get(organisation_id=northwind.pk).number
    step = Goal.objects.get(organisation=there, version__statement="Log a meal in five seconds")
    assert [one.statement for one in step.versions.order_by("number")] == [
        one.statement
        for one in GoalVersion.objects.filter(goal__organisation=northwind, goal__number=step.number).order_by("number")
    ]
    assert Tie.objects.filter(child=step).exclude(untied_at=None).count() == 1
    assert KeyResult.objects.get(goal=step).version.target == 5
    assert Comment.objects.get(organisation=there).noun_id == step.pk
    with default_storage.open(Attachment.objects.get(organisation=there).stored_as) as file:
        assert file.read() == b"one two three"
    assert Entry.objects.get(organisation_id=there.pk, verb="goal.reworded").facts["version"] == step.version_id


def test_people_who_are_here_already_are_the_same_people(northwind, crew):
    there = moved(northwind, packed(northwind))

    assert set(Membership.objects.filter(organisation=there).values_list("person_id", "role")) == set(
        Membership.objects.filter(organisation=northwind).values_list("person_id", "role")
    )


def test_no_secret_is_in_it(northwind, crew):
    crew.ada.set_password("a long secret word")
    crew.ada.save()
    with zipfile.ZipFile(io.BytesIO(packed(northwind))) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()

    digest = northwind.invitations.get(email="new@northwind.example").token_digest
    assert digest
    assert digest not in everything
    assert crew.ada.password not in everything
    assert "token_digest" not in everything


def test_every_table_of_an_organisation_can_be_carried():
    for model in tables.of_organisations():
        for field in tables.fields_of(model):
            tables.leads_to(model, field)


def test_no_tenant_table_is_forgotten():
    from django.apps import apps

    carried = {*tables.of_organisations(), *tables.LEFT_OUT}
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("goldthread.")]
    pointing = [
        model
        for model in ours
        if model not in carried
        and any(
            isinstance(field, models.ForeignKey) and field.related_model in carried
            for field in model._meta.concrete_fields
        )
    ]
    assert pointing == []


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda parts: parts.update({"tables/chain.goal.jsonl": b"{}\n"}), "not what was written"),
        (lambda parts: parts.pop("tables/chain.tie.jsonl"), "damaged"),
        (
            lambda parts: parts.update(
                {"manifest.json": parts["manifest.json"].replace(b'"format": 1', b'"format": 9')}
            ),
            "other tables",
        ),
        (lambda parts: parts.pop("manifest.json"), "no archive"),
    ],
)
def test_an_archive_that_cannot_be_trusted_is_refused_before_anything_is_written(northwind, spoil, sentence):
    with zipfile.ZipFile(io.BytesIO(packed(northwind))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoil(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(reading.Refused, match=sentence):
        reading.verified(file)


def test_an_address_that_is_taken_is_refused(northwind):
    file = io.BytesIO(packed(northwind))
    with pytest.raises(reading.Refused, match="already"):
        reading.load(file, reading.verified(file))


def test_a_row_that_leads_nowhere_leaves_nothing_behind(northwind):
    with zipfile.ZipFile(io.BytesIO(packed(northwind))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts["manifest.json"])
    lines = parts["tables/chain.tie.jsonl"].decode().splitlines()
    parts["tables/chain.tie.jsonl"] = "\n".join([lines[0].replace('"parent_id":', '"parent_id":99')]).encode()
    import hashlib

    manifest["files"]["tables/chain.tie.jsonl"] = hashlib.sha256(parts["tables/chain.tie.jsonl"]).hexdigest()
    parts["manifest.json"] = json.dumps(manifest).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    Organisation.objects.filter(pk=northwind.pk).update(slug="before")
    count = Organisation.objects.count()

    with pytest.raises(reading.Refused, match="does not hold together"):
        reading.load(file, reading.verified(file))
    assert Organisation.objects.count() == count
    assert not Import.objects.exists()


def test_an_owner_who_asks_for_archives_again_and_again_waits(client, crew):
    from django.conf import settings
    from django.urls import reverse

    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])
    answers = [client.get(reverse("archive:file", args=[crew.organisation.slug])) for _each in range(7)]

    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert "Wait an hour" in answers[-1].content.decode()
