"""Fixtures for all tests of the project (named in the root's conftest.py)."""

import fcntl
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from .installation import Installation, Served, Workshop
from .loaded import Loaded
from .rows import Kept
from .scenario import Crew, gather

# By the day here and in Northwind: a run that goes on past midnight founds it anew.
_founded_today: dict[tuple[date, date], Kept] = {}
# By the moment at which the clock is held; None where one test alone has asked for it so far: to keep takes time too.
_companies: dict[datetime, Kept | None] = {}


@pytest.fixture
def crew(db: None) -> Crew:
    """The small company of scenario.py in the test's own database. Under a held clock it is founded at that moment."""
    from goldthread.kit import clock

    if clock.is_held():
        return _founded_at(clock.now())
    days = clock.today("UTC"), clock.today("Europe/Berlin")
    return _founded_today.setdefault(days, Kept(gather)).again()


def _founded_at(moment: datetime) -> Crew:
    from goldthread.people.models import Person

    # Where a test has made somebody already, the ids of the company are others.
    if Person.objects.exists():
        return gather()
    if moment not in _companies:
        _companies[moment] = None
        return gather()
    kept = _companies[moment] = _companies[moment] or Kept(gather)
    return kept.again()


@pytest.fixture(scope="session")
def walls() -> int:
    """How many statements a request costs more on PostgreSQL: its savepoint, and the wall between organisations."""
    from django.db import connection

    return 4 if connection.vendor == "postgresql" else 0


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    loaded = Loaded()
    yield Workshop(tmp_path_factory.mktemp("installations"), os.environ.get("GOLDTHREAD_TEST_POSTGRES", ""), loaded)
    loaded.end()


@pytest.fixture(scope="session")
def tables_template(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """All tables, made once a run: to make them takes as long as a hundred tests."""
    return _once_a_run(tmp_path_factory, "tables", workshop.tables)


@pytest.fixture(scope="session")
def django_db_setup(tables_template: Installation, workshop: Workshop, django_db_blocker: Any) -> None:
    """Instead of pytest-django's: a database of this process's own, copied from those tables."""
    from django.db import connection

    with django_db_blocker.unblock():
        connection.close()
        if connection.vendor == "postgresql":
            url = workshop.copy(tables_template).database_url
            connection.settings_dict["NAME"] = urlsplit(url).path[1:]
            return
        connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
        connection.ensure_connection()
        [made] = tables_template.home.glob("*.sqlite3")
        # Opened as a file that nobody changes: else files of its own stand beside it, just while another copies the folder.
        with closing(sqlite3.connect(f"{made.as_uri()}?immutable=1", uri=True)) as tables:
            tables.backup(connection.connection)


@pytest.fixture
def empty_installation(workshop: Workshop) -> Callable[[], Installation]:
    """Makes data folders that are not there yet, with databases without tables."""
    return workshop.empty


@pytest.fixture(scope="session")
def crew_template(
    workshop: Workshop, tables_template: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    words = ("-m", "tests.support.scenario")
    return _once_a_run(tmp_path_factory, "crew", lambda: workshop.template(tables_template, *words))


@pytest.fixture
def installation(workshop: Workshop, crew_template: Installation) -> Installation:
    """An installation of its own with the small company of scenario.py."""
    return workshop.copy(crew_template)


@pytest.fixture
def served(installation: Installation, request: pytest.FixtureRequest) -> Iterator[Served]:
    """That installation, served by a real process, whose log is shown beside a test that fails."""
    with installation.served() as running:
        yield running
        if _has_failed(request):
            print(running.log.read_text()[-4000:])


@pytest.fixture(scope="session")
def story_template(
    workshop: Workshop, tables_template: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    words = ("-m", "tests.support.scenario", "--story")
    return _once_a_run(tmp_path_factory, "story", lambda: workshop.template(tables_template, *words))


@pytest.fixture
def told(workshop: Workshop, story_template: Installation) -> Installation:
    """An installation of its own with the demo story; people by the part of their address before the @."""
    return workshop.copy(story_template)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright's setting: an installed Chromium instead of a downloaded one."""
    from .browsers import ARGUMENTS, chromium

    return {**browser_type_launch_args, "executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture
def visit(browser: Any, served: Served, request: pytest.FixtureRequest) -> Iterator[Any]:
    """`visit("ada", "/northwind/lighter/")` opens a page in a browser of Ada's own; see browsers.Visitors.

    The test fails where any of the pages had a fault in a script or broke the content security policy. Of a test
    that fails, pictures of its pages are kept in var/failed.
    """
    from .browsers import visitors

    yield from visitors(browser, served, lambda: _has_failed(request), request.node.name)


def _has_failed(request: pytest.FixtureRequest) -> bool:
    return getattr(request.node, "failed_in_call", True)


def _once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[], Installation]) -> Installation:
    """Made by the first of the run's processes that asks, found by the others."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    note = shared / f"{name}.json"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            made = make()
            note.write_text(
                json.dumps({"home": str(made.home), "database_url": made.database_url, "facts": made.facts})
            )
    told = json.loads(note.read_text())
    return Installation(Path(told["home"]), told["database_url"], told["facts"])
