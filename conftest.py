"""How every test run starts: an installation folder of its own, the engine that was asked for, then Django.

pytest                on SQLite
pytest --postgres     only what touches the database, on a PostgreSQL server started for the run
"""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

pytest_plugins = ["tests.support.fixtures"]

TOUCHES_DATABASE = {"db", "transactional_db", "workshop"}
BROWSES = {"browser", "page", "context", "visit"}
ON_POSTGRES = "--postgres" in sys.argv or "GOLDTHREAD_TEST_POSTGRES" in os.environ


def _prepare() -> Path:
    """Before any model is imported: nothing of the machine's own settings reaches the tests."""
    for name in [name for name in os.environ if name.startswith("GOLDTHREAD_") and name != "GOLDTHREAD_TEST_POSTGRES"]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    if ON_POSTGRES:
        # Workers of one run share the first process's server; each has a database of its own on it.
        if "GOLDTHREAD_TEST_POSTGRES" not in os.environ:
            from tests.support import postgres

            os.environ["GOLDTHREAD_TEST_POSTGRES"] = postgres.start()
        os.environ["DATABASE_URL"] = os.environ["GOLDTHREAD_TEST_POSTGRES"]
    home = Path(tempfile.mkdtemp(prefix="goldthread-test-"))
    os.environ["GOLDTHREAD_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.config.settings"
    # Playwright keeps an event loop in the test's thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return home


HOME = _prepare()
# The same cases in every run, so that it says the same twice; HUNT=1 draws others.
hypothesis.settings.register_profile("repeatable", derandomize=True)
if "HUNT" not in os.environ:
    hypothesis.settings.load_profile("repeatable")
COMPANY = {"ISSUER": "https://id.example.org", "CLIENT_ID": "goldthread", "CLIENT_SECRET": "never used"}


def _start_django() -> None:
    """With the addresses of sign-in by OIDC, which are there only where it is set up; each test that uses it sets it up."""
    import django
    from django.conf import settings

    os.environ.update({f"GOLDTHREAD_OIDC_{name}": value for name, value in COMPANY.items()})
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [], "OAUTH_PKCE_ENABLED": True}}
    for name in COMPANY:
        del os.environ[f"GOLDTHREAD_OIDC_{name}"]

    # Each client of a test would go through all files that the browser gets.
    settings.WHITENOISE_AUTOREFRESH = True
    # Of the many sign-ins in tests each would cost 50 ms otherwise.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()


_start_django()
# Workers of one run inherit it, and would load the settings before their own conftest has made their own folder.
os.environ.pop("DJANGO_SETTINGS_MODULE")


def _widen(**_facts: object) -> None:
    """A test is one transaction on PostgreSQL: what a request was confined to would otherwise hold for the rest of it."""
    from django.db import connection

    if connection.in_atomic_block and not connection.needs_rollback:
        # Past Django's own cursor: tests that count statements count the product's alone.
        connection.connection.execute("SELECT set_config('goldthread.organisation', '*', true)")


def _widen_after_requests(wanted: bool = True) -> None:
    from django.core.signals import request_finished

    if wanted and ON_POSTGRES:
        request_finished.connect(_widen)
    else:
        request_finished.disconnect(_widen)


_widen_after_requests()


@pytest.fixture
def still_confined() -> Iterator[None]:
    """What the last request was confined to goes on after it, for a test that looks at just that."""
    _widen_after_requests(wanted=False)
    yield
    _widen_after_requests()


@pytest.fixture(autouse=True)
def _nothing_kept_in_memory() -> None:
    """Rows of two tests have the same ids; what is kept or counted for one is not for the other."""
    from django.core.cache import cache

    from goldthread.kit import memory

    memory.forget()
    cache.clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run what touches the database on PostgreSQL")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database is run again; what needs PostgreSQL is run there alone."""
    kept = [item for item in items if _has_its_engine(item)]
    if ON_POSTGRES:
        kept = _first_of_each(kept)
    remaining = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in remaining])
    # The longest first: a worker that begins one last is waited for alone.
    items[:] = sorted(kept, key=lambda item: item.get_closest_marker("hunt") is None)
    for item in items:
        if BROWSES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: to look through it for garbage again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 25, 50)


def _first_of_each(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of a test with many cases the first: they differ in words and roles, not in what is asked of the database.

    Doors are all opened: who may pass is held by the walls of the database too.
    """
    firsts = {}
    for item in items:
        name = item.nodeid if "doors" in item.path.parts else item.nodeid.partition("[")[0]
        firsts.setdefault(name, item)
    return list(firsts.values())


def _has_its_engine(item: pytest.Item) -> bool:
    if not ON_POSTGRES:
        return item.get_closest_marker("postgres") is None
    if item.get_closest_marker("hunt"):
        return False
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return marked is not None or bool(TOUCHES_DATABASE & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tells a test's fixtures while they end whether it failed (the browsers' then keep a picture)."""
    report = yield
    if report.when == "call":
        item.failed_in_call = report.failed  # type: ignore[attr-defined]
    return report


def pytest_report_header() -> str:
    return f"engine: {'PostgreSQL' if ON_POSTGRES else 'SQLite'}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was skipped is said loudly: a quiet skip reads like a pass."""
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.write_line(f"NOT RUN: {report.nodeid}: {reason}", yellow=True, bold=True)


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
