"""What an operator meets in the first minutes: setting up, and refusals in sentences."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from goldthread.config import environment
from goldthread.config.cli import Refusal
from goldthread.config.commands import setup

SETUP = (
    "setup",
    "--organisation",
    "Northwind",
    "--name",
    "Ada Lopez",
    "--email",
    "ada@example.org",
    "--password-stdin",
)
PASSWORD = "plum orbit lantern 7\n"


def refused(done, *words):
    """Exit code 2, nothing on standard output, no traceback, and a sentence that has these words."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
    return True


def test_setup_makes_an_installation_that_check_finds_whole(empty_installation):
    place = empty_installation()

    done = place.run(*SETUP, stdin=PASSWORD)

    assert done.returncode == 0, done.stderr
    assert "Northwind is ready" in done.stdout
    checked = place.run("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "every migration applied" in checked.stdout
    assert "the record only grows" in checked.stdout


def test_setup_a_second_time_is_refused_and_changes_nothing(installation):
    assert refused(installation.run(*SETUP, stdin=PASSWORD), "already set up, for Northwind", "goldthread serve")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "ada"}, "valid email"),
        ({"organisation": "  "}, "name of the organisation"),
        ({"organisation": "North\nwind"}, "name of the organisation"),
        ({"name": "A" * 121}, "name of the first person"),
        ({"time_zone": "Europe/Atlantis"}, "time zone"),
        ({"password": "password"}, "too common"),
        ({"password": "ada.lopez"}, "similar to the name"),
    ],
)
def test_setup_names_the_answer_that_is_wrong(change, words):
    right = setup.Answers("Northwind", "Ada Lopez", "ada@example.org", "Europe/Berlin", PASSWORD.strip())
    assert setup.checked(right) == right

    with pytest.raises(Refusal, match=words):
        setup.checked(replace(right, **change))


def test_setup_with_a_wrong_answer_makes_nothing(empty_installation):
    place = empty_installation()

    assert refused(place.run(*SETUP, stdin="password\n"), "too common")
    assert not (place.home / "goldthread.sqlite3").exists()


def test_setup_without_a_terminal_says_what_it_needs(empty_installation):
    assert refused(empty_installation().run("setup"), "--organisation", "--password-stdin")


def test_what_needs_an_installation_says_how_to_make_one_and_makes_no_file(empty_installation, tmp_path):
    place = empty_installation()

    for words in (["serve"], ["backup", tmp_path / "file"]):
        assert refused(place.run(*words), "goldthread setup")
    assert not (place.home / "goldthread.sqlite3").exists()


@pytest.mark.parametrize(
    ("name", "value", "ask"),
    [
        ("DATABASE_URL", "mysql://x", lambda: environment.database(Path())),
        ("GOLDTHREAD_URL", "goals.example.org", environment.address),
        ("GOLDTHREAD_SECRET_KEY", "short", lambda: environment.secret_key(Path())),
        ("GOLDTHREAD_WORKERS", "many", lambda: environment.whole("GOLDTHREAD_WORKERS", 2, least=1, most=64)),
        ("GOLDTHREAD_MAIL_URL", "mail.example.org", environment.mail),
        ("GOLDTHREAD_OIDC_ISSUER", "https://id.example.org", environment.oidc),
        ("GOLDTHREAD_HOME", "/proc/nowhere", environment.home),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(monkeypatch, name, value, ask):
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=name):
        ask()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"GOLDTHREAD_URL": "goals.example.org"}, "GOLDTHREAD_URL"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "DATABASE_URL"),
    ],
)
def test_a_wrong_setting_is_said_without_a_traceback(empty_installation, settings, words):
    assert refused(empty_installation().run("serve", **settings), words)


def test_a_port_that_is_taken_is_refused(installation):
    with installation.served() as running:
        port = running.address.rpartition(":")[2]
        assert refused(installation.run("serve", "--port", port), f"Port {port}", "taken")


def test_a_database_that_is_behind_is_refused_until_migrated(installation):
    assert installation.run("migrate", "boards", "zero").returncode == 0

    assert refused(installation.run("serve"), "goldthread migrate")
    assert installation.run("migrate").returncode == 0
    assert installation.run("check").returncode == 0


def test_an_unknown_word_is_refused_with_where_to_look(empty_installation):
    done = empty_installation().run("check", "--loud")

    assert done.returncode == 2
    assert "goldthread check --help" in done.stderr


def test_the_version_is_said():
    from goldthread.config.cli import main

    assert main(["version"]) == 0


@pytest.mark.postgres
def test_a_role_that_passes_through_row_level_security_is_refused(installation):
    superuser = installation.database_url.replace("goldthread@", "postgres@")

    assert refused(installation.run("serve", DATABASE_URL=superuser), "superuser")
