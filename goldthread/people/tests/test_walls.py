"""The second wall, behind access.py: what PostgreSQL itself keeps apart, tested by trying."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

from goldthread.journal.models import Entry
from goldthread.kit import walls
from goldthread.people import access
from goldthread.people.models import (
    Invitation,
    Involvement,
    Membership,
    Organisation,
    Person,
    Product,
    Seat,
    Team,
    TeamProduct,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
WALLED = (Product, Team, TeamProduct, Seat, Involvement, Invitation, Entry)


@pytest.fixture
def southsea(crew):
    """The other organisation, with a row in every table of this package."""
    one = Organisation.objects.get(name="Southsea")
    product = one.add_product("Kelp", by=crew.hal)
    team = one.add_team("Divers", by=crew.hal, products=(product,))
    team.seat(crew.hal, by=crew.hal)
    one.invite("nia@example.org", by=crew.hal)
    return one


@pytest.fixture
def inside(crew, southsea):
    """Confined to Northwind, as Ada's requests are."""
    with transaction.atomic():
        walls.confine(crew.organisation.pk, crew.ada.pk)
        yield crew
        transaction.set_rollback(True)


def tenant_tables():
    for model in apps.get_models(include_auto_created=True):
        columns = [field.column for field in model._meta.concrete_fields]
        if model.__module__.startswith("goldthread.") and "organisation_id" in columns:
            yield model._meta.db_table


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.mark.parametrize("model", WALLED)
def test_the_rows_of_another_organisation_cannot_be_seen(inside, southsea, model):
    assert model._base_manager.filter(organisation_id=inside.organisation.pk).exists() or model is Invitation
    assert not model._base_manager.filter(organisation_id=southsea.pk).exists()


def test_no_table_shows_changes_or_loses_a_row_of_another_organisation(crew, southsea):
    tables = list(tenant_tables())
    before = {
        table: run(f"SELECT count(*) FROM {table} WHERE organisation_id = %s", southsea.pk)[0][0] for table in tables
    }
    assert sum(before.values()) > 8
    with transaction.atomic():
        walls.confine(crew.organisation.pk, crew.ada.pk)
        for table in tables:
            assert run(f"SELECT count(*) FROM {table} WHERE organisation_id = %s", southsea.pk) == [(0,)], table
            assert (
                run(f"UPDATE {table} SET organisation_id = organisation_id WHERE organisation_id = %s", southsea.pk)
                == 0
            )
            assert run(f"DELETE FROM {table} WHERE organisation_id = %s", southsea.pk) == 0
    walls.let_in(southsea.pk)


@pytest.mark.parametrize(
    "write",
    [
        lambda one: Product.objects.create(organisation=one, name="Stolen", slug="stolen"),
        lambda one: Team.objects.create(organisation=one, name="Stolen", slug="stolen"),
        lambda one: Membership.objects.create(organisation=one, person=Person.objects.get(name="Ada Lopez")),
        lambda one: one.invite("spy@example.org", by=Person.objects.get(name="Ada Lopez")),
    ],
    ids=["product", "team", "membership", "invitation"],
)
def test_nothing_can_be_written_into_another_organisation(inside, southsea, write):
    with pytest.raises((ProgrammingError, DatabaseError)), transaction.atomic():
        write(southsea)


def test_a_row_cannot_be_carried_over(inside, southsea):
    with pytest.raises((ProgrammingError, DatabaseError)), transaction.atomic():
        Product.objects.filter(pk=inside.product.pk).update(organisation=southsea)


def test_a_request_that_named_no_organisation_sees_none_but_knows_where_its_person_belongs(crew, southsea):
    with transaction.atomic():
        walls.confine(None, crew.ada.pk)
        seen = [model.__name__ for model in WALLED if model._base_manager.exists()]
        belongs = [one.name for one in access.organisations_of(crew.ada)]
        transaction.set_rollback(True)

    assert seen == []
    assert belongs == ["Northwind"]


def test_ones_own_membership_elsewhere_can_be_seen_but_not_changed(crew, southsea):
    mine = Membership.objects.create(organisation=southsea, person=crew.ada, role="guest")
    with transaction.atomic():
        walls.confine(crew.organisation.pk, crew.ada.pk)
        assert Membership.objects.filter(pk=mine.pk).exists()
        with pytest.raises((ProgrammingError, DatabaseError)), transaction.atomic():
            Membership.objects.filter(pk=mine.pk).update(role="owner")
        transaction.set_rollback(True)

    assert Membership.objects.get(pk=mine.pk).role == "guest"


def test_the_confinement_ends_with_the_transaction(crew, southsea):
    with transaction.atomic():
        walls.confine(crew.organisation.pk, crew.ada.pk)
        transaction.set_rollback(True)

    assert Product.objects.filter(organisation=southsea).exists()


def test_a_request_stands_behind_the_wall(crew, southsea, as_, still_confined):
    """What a view could read if it forgot to ask: nothing but its own organisation."""
    as_(crew.ada).get("/northwind/")

    assert set(Product.objects.values_list("name", flat=True)) == {"Lighter"}
