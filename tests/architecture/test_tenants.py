"""Every row belongs to one organisation, and says so itself: walls and future sharding need the column."""

import pytest
from django.apps import apps
from django.db import connection

# Rows that belong to no organisation: a person is in several, and the machinery knows none.
OF_NO_ORGANISATION = {
    "people.person",
    "people.organisation",
    "live.signal",
    "journal.once",
    "journal.mail",
    "journal.mailhours",
    "journal.silence",
    "home.takenmail",
}


def own_models():
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("goldthread.")]


def tenant_models():
    return [model for model in own_models() if model._meta.label_lower not in OF_NO_ORGANISATION]


def test_every_model_names_its_organisation_or_is_listed_as_of_none():
    without = [
        model._meta.label
        for model in tenant_models()
        if "organisation_id" not in [field.attname for field in model._meta.concrete_fields]
    ]
    assert not without


def test_the_list_of_those_of_no_organisation_is_true():
    known = {model._meta.label_lower: model for model in own_models()}
    assert known.keys() >= OF_NO_ORGANISATION
    assert not [
        name
        for name in OF_NO_ORGANISATION
        if "organisation_id" in [field.attname for field in known[name]._meta.concrete_fields]
    ]


@pytest.mark.postgres
@pytest.mark.django_db
def test_every_tenant_table_is_behind_row_level_security():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        walled = {name for (name,) in cursor.fetchall()}
    assert {model._meta.db_table for model in tenant_models()} <= walled


@pytest.mark.django_db
def test_the_tables_that_only_grow_refuse_change_on_this_engine(crew):
    from django.db import DatabaseError, transaction

    from goldthread.config.commands.check import append_only_triggers

    tables = sorted(
        {trigger.removesuffix("_no_update") for trigger in append_only_triggers() if trigger.endswith("_no_update")}
    )
    assert {"journal_entry", "chain_goalversion", "chain_adoption"} <= set(tables)
    with connection.cursor() as cursor:
        for table in ("journal_entry", "chain_goalversion", "chain_adoption"):
            for statement in (f"UPDATE {table} SET organisation_id = organisation_id", f"DELETE FROM {table}"):
                with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
                    cursor.execute(statement)
