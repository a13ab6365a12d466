"""Bring a database to this version. What Django does between two steps is cut to what the step changed.

Django makes the classes of a model anew at each step, and of every model that hangs together with it: here that is all of
them, through organisation and person. A new installation waited 23 s of processor time for its tables, and now 7.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED


def migrate(*words: str, **options: Any) -> None:
    """Django's command `migrate`, with its words and options."""
    with _quickly():
        call_command("migrate", *words, **options)


@contextmanager
def _quickly() -> Iterator[None]:
    quick = {"add_model": _add_model, "add_field": _add_field, "_append_option": _append_option}
    thorough = {name: getattr(ProjectState, name) for name in quick}
    for name, step in quick.items():
        setattr(ProjectState, name, step)
    try:
        yield
    finally:
        for name, step in thorough.items():
            setattr(ProjectState, name, step)


def _add_model(state: Any, added: ModelState) -> None:
    """Nothing points to a model that was not there before, so no other is made anew."""
    key = added.app_label, added.name_lower
    state.models[key] = added
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        with state.apps.bulk_update():
            state.apps.render_multiple([added])


def _add_field(state: Any, app: str, model: str, name: str, field: Any, preserve_default: bool) -> None:
    """Made anew are the model and those right beside it, also where the field points to one of them."""
    if not preserve_default:
        field = field.clone()
        field.default = NOT_PROVIDED
    key = app, model
    state.models[key].fields[name] = field
    if state._relations is not None:
        state.resolve_model_field_relations(key, name, field)
    state.reload_model(*key, delay=True)


def _append_option(state: ProjectState, app: str, model: str, option: str, added: Any) -> None:
    """A constraint or an index more leaves the class as it is."""
    here = state.models[app, model]
    here.options[option] = [*here.options[option], added]
    if "apps" in state.__dict__:
        meta = state.apps.get_model(app, model)._meta
        setattr(meta, option, [*getattr(meta, option), added.clone()])
        meta.original_attrs[option] = getattr(meta, option)
