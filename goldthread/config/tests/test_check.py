"""`check` finds what is wrong, says where, and ends with exit code 1."""

import sqlite3

import pytest

from tests.support.installation import free_port


def lines(done):
    return {line.split()[1].rstrip(":"): line for line in done.stdout.splitlines()}


def test_a_whole_installation_is_found_whole(installation):
    done = installation.run("check")

    assert done.returncode == 0, done.stdout
    assert all(line.startswith("ok") for line in lines(done).values())
    assert lines(done).keys() == {"configuration", "database", "walls", "record", "mail"}


def test_a_record_that_was_changed_is_found_at_its_first_wrong_entry(installation):
    if installation.database_url:
        change(
            installation,
            "ALTER TABLE journal_entry DISABLE TRIGGER USER",
            "UPDATE journal_entry SET verb = 'goal.sung' WHERE number = 3 AND organisation_id = 1",
        )
        change(installation, "ALTER TABLE journal_entry ENABLE TRIGGER USER")
    else:
        with sqlite3.connect(installation.home / "goldthread.sqlite3") as file:
            (trigger,) = file.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_entry_no_update'").fetchone()
            file.execute("DROP TRIGGER journal_entry_no_update")
            file.execute("UPDATE journal_entry SET verb = 'goal.sung' WHERE number = 3 AND organisation_id = 1")
            file.execute(trigger)

    done = installation.run("check")

    assert done.returncode == 1
    assert lines(done)["record"].startswith("wrong")
    assert "organisation 1 at entry 3" in lines(done)["record"]
    assert lines(done)["walls"].startswith("ok")


def test_a_missing_trigger_is_found_by_its_name(installation):
    on = " ON journal_entry" if installation.database_url else ""
    change(installation, f"DROP TRIGGER journal_entry_no_delete{on}")

    done = installation.run("check")

    assert done.returncode == 1
    assert "journal_entry_no_delete" in lines(done)["walls"]


@pytest.mark.postgres
def test_a_table_without_its_wall_is_found_by_its_name(installation):
    change(installation, "ALTER TABLE chain_goal NO FORCE ROW LEVEL SECURITY")

    assert "chain_goal" in lines(installation.run("check"))["walls"]


def test_a_mail_server_that_does_not_answer_is_found(installation):
    done = installation.run("check", GOLDTHREAD_MAIL_URL=f"smtp://127.0.0.1:{free_port()}")

    assert done.returncode == 1
    assert lines(done)["mail"].startswith("wrong")


def test_a_setting_that_is_not_one_is_found(installation):
    done = installation.run("check", GOLDTHREAD_WORKER="3")

    assert done.returncode == 1
    assert "GOLDTHREAD_WORKER." in lines(done)["configuration"]


def change(installation, *statements):
    if not installation.database_url:
        with sqlite3.connect(installation.home / "goldthread.sqlite3") as file:
            for statement in statements:
                file.execute(statement)
        return
    import psycopg

    with psycopg.connect(installation.database_url, options="-c goldthread.organisation=*") as server:
        for statement in statements:
            server.execute(statement)
