"""The tables are those that the models speak of, however quickly they were made."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState

from goldthread.config import migrating

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_models() if model._meta.managed]


def _columns(table):
    with connection.cursor() as cursor:
        return {one.name for one in connection.introspection.get_table_description(cursor, table)}


def _constraints(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, table)


def _missing(model):
    """What the table of a model lacks of it."""
    meta = model._meta
    fields = [field for field in meta.local_concrete_fields if field.column]
    found = _constraints(meta.db_table)
    keys = {(one["columns"][0], *one["foreign_key"]) for one in found.values() if one["foreign_key"]}
    yield from {field.column for field in fields} - _columns(meta.db_table)
    yield from {one.name for one in (*meta.constraints, *meta.indexes)} - found.keys()
    for field in fields:
        if field.remote_field and field.db_constraint:
            to = field.target_field
            if (field.column, to.model._meta.db_table, to.column) not in keys:
                yield f"key of {field.column}"
        alone = (one for one in found.values() if one["unique"] and one["columns"] == [field.column])
        if field.unique and not field.primary_key and not any(alone):
            yield f"{field.column} once"


def test_a_table_has_the_columns_keys_and_constraints_of_its_model():
    missing = {model._meta.label: lacking for model in MODELS if (lacking := list(_missing(model)))}

    assert len(MODELS) > 80
    assert missing == {}


def test_what_makes_them_quickly_is_gone_afterwards():
    thorough = ProjectState.add_model
    with migrating._quickly():
        assert ProjectState.add_model is not thorough
    assert ProjectState.add_model is thorough
