"""Fixtures for all tests of the project (named in the root's conftest.py)."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .installation import Installation, Served, Workshop
from .rows import Kept
from .scenario import Crew, gather

_company = Kept(gather)


@pytest.fixture
def crew(db: None) -> Crew:
    """The small company of scenario.py in the test's own database. Under a held clock it is founded at that moment."""
    from goldthread.kit import clock

    return gather() if clock.is_held() else _company.again()


@pytest.fixture(scope="session")
def walls() -> int:
    """How many statements a request costs more on PostgreSQL: its savepoint, and the wall between organisations."""
    from django.db import connection

    return 4 if connection.vendor == "postgresql" else 0


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("installations"), os.environ.get("GOLDTHREAD_TEST_POSTGRES", ""))


@pytest.fixture
def empty_installation(workshop: Workshop) -> Callable[[], Installation]:
    """Makes data folders that are not there yet, with databases without tables."""
    return workshop.empty


@pytest.fixture(scope="session")
def crew_template(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return _once_a_run(tmp_path_factory, "crew", lambda: workshop.template("-m", "tests.support.scenario"))


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
def story_template(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return _once_a_run(tmp_path_factory, "story", lambda: workshop.template("-m", "tests.support.scenario", "--story"))


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
