"""Questions to databases: one value, read only, at a checked record, in time."""

import contextlib
import os
import socket
import sqlite3
import threading
import time
from urllib.parse import unquote, urlsplit

import pytest

from goldthread.kit.outbound.addresses import Allowed, Refused, allowed
from goldthread.kit.outbound.client import Client, Failed
from goldthread.kit.outbound.databases import Databases
from goldthread.kit.outbound.limits import Limits
from tests.support.strangers import endless, stranger

SOON = Limits(connect_seconds=0.5, total_seconds=4.0)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "numbers" / "sales.sqlite3"
    path.parent.mkdir()
    with contextlib.closing(sqlite3.connect(path)) as line:
        line.executescript(
            "CREATE TABLE sold (day TEXT, amount NUMERIC); INSERT INTO sold VALUES ('a', 7), ('b', 8.5);"
        )
    return path


@pytest.fixture
def sales(file):
    return Databases(Client(allowed(str(file.parent)), SOON))


def word(databases, address, statement="SELECT 1"):
    with pytest.raises(Failed) as failed:
        databases.ask(address, statement)
    return failed.value.says


def test_a_file_in_an_opened_folder_is_read(file, sales):
    assert sales.ask(f"sqlite:///{file}", "SELECT sum(amount) FROM sold") == "15.5"
    assert sales.ask(f"sqlite://{file}", "WITH a AS (SELECT 3 n) SELECT n FROM a") == "3"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM sold", "statement"),
        ("SELECT 1; DELETE FROM sold", "database"),
        ("WITH a AS (SELECT 1) DELETE FROM sold RETURNING 1", "database"),
        ("ATTACH '/tmp/other' AS other", "statement"),
        ("PRAGMA writable_schema=1", "statement"),
        ("SELECT load_extension('x')", "database"),
        ("SELECT amount FROM sold", "rows"),
        ("SELECT 1, 2", "rows"),
        ("SELECT 1 WHERE 0", "rows"),
        ("SELECT NULL", "no number"),
        ("SELECT zeroblob(1000000000)", "database"),
        ("SELECT hex(zeroblob(400000))", "no number"),
        ("SELECT " + "1" * 5000, "statement"),
        ("", "statement"),
    ],
)
def test_a_question_only_reads_and_gives_one_value(file, sales, statement, says):
    assert word(sales, f"sqlite:///{file}", statement) == says
    assert sales.ask(f"sqlite:///{file}", "SELECT count(*) FROM sold") == "2"


def test_a_question_that_takes_too_long_is_ended(file):
    sales = Databases(Client(allowed(str(file.parent)), Limits(connect_seconds=0.2, total_seconds=1.5)))
    began = time.monotonic()
    endlessly = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    assert word(sales, f"sqlite:///{file}", endlessly) in ("database", "unreachable")
    assert time.monotonic() - began < 3


def test_no_file_is_read_where_the_operator_opened_nothing(file, tmp_path):
    assert word(Databases(Client(Allowed(), SOON)), f"sqlite:///{file}") == "file"
    (link := file.parent / "link.sqlite3").symlink_to(tmp_path / "other.sqlite3")
    (tmp_path / "other.sqlite3").write_bytes(b"")
    opened = Databases(Client(allowed(str(file.parent)), SOON))
    for path in (link, file.parent / ".." / "other.sqlite3", file.parent / "none.sqlite3", file.parent):
        assert word(opened, f"sqlite:///{path}") == "file"


def test_our_own_folder_is_never_read(file):
    own = Databases(Client(allowed(str(file.parent.parent)), SOON), closed=(file.parent,))
    assert word(own, f"sqlite:///{file}") == "file"


@pytest.mark.parametrize("record", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"])
def test_a_database_inside_is_not_asked(record):
    inside = Databases(Client(Allowed(), SOON, resolve=lambda host, port: [record]))
    assert word(inside, "postgresql://me:pass@db.example.org/numbers") == "unreachable"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me@db.example.org:22/x", "postgresql://me@db.example.org/x?options=-c", "postgresql://me@db.example.org/x?host=/run",
        "postgresql://me@db.example.org/x?sslmode=disable", "postgresql:///x?host=10.0.0.1", "postgresql://me@127.1/x", "postgresql://a,b/x",
        "oracle://db.example.org/x", "postgresql://me@2130706433/x", "https://db.example.org/", "",
    ],
)  # fmt: skip
def test_an_address_of_a_database_is_read_in_one_way_only(address):
    with pytest.raises(Refused):
        Databases(Client(Allowed(), SOON)).ask(address, "SELECT 1")


def test_a_missing_driver_is_said_so():
    if __import__("importlib").util.find_spec("pymysql") is not None:
        pytest.skip("the driver is here")
    assert word(Databases(Client(Allowed(), SOON)), "mysql://me@db.example.org/x") == "driver"


@pytest.mark.parametrize(
    "piece", [b"", b"R\x00\x00\x00\x08\x00\x00\x00\x00", b"N" * 65536], ids=["silent", "endless", "garbage"]
)
def test_a_hostile_database_is_left_in_time(piece):
    with stranger() as far:
        far.begin = endless(b"N", piece, far.over, 0.01)
        hostile = Databases(Client(allowed(f"127.0.0.1/32:{far.port}"), SOON))
        began = time.monotonic()
        assert word(hostile, f"postgresql://me@127.0.0.1:{far.port}/x") in ("unreachable", "database")
        assert time.monotonic() - began < 6


@contextlib.contextmanager
def relayed(path):
    """A port of loopback that leads to a Unix socket: the server of the tests listens on no other."""
    door = socket.create_server(("127.0.0.1", 0))

    def pump(source, sink):
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                sink.sendall(piece)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def listen():
        with contextlib.suppress(OSError):
            while True:
                line, _from = door.accept()
                below = socket.socket(socket.AF_UNIX)
                below.connect(path)
                threading.Thread(target=pump, args=(line, below), daemon=True).start()
                threading.Thread(target=pump, args=(below, line), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield door.getsockname()[1]
    finally:
        door.close()


@pytest.mark.postgres
def test_postgresql_gives_one_value_and_lets_nothing_be_written():
    parts = urlsplit(os.environ["GOLDTHREAD_TEST_POSTGRES"])
    folder = unquote(parts.netloc.rpartition("@")[2])
    with relayed(f"{folder}/.s.PGSQL.5432") as port:
        databases = Databases(Client(allowed(f"127.0.0.1/32:{port}"), Limits(connect_seconds=1, total_seconds=8)))
        address = f"postgresql://{parts.username}:x@127.0.0.1:{port}{parts.path}"
        assert databases.ask(address, "SELECT 41.50 + 1") == "42.50"
        assert databases.ask(address, "SELECT true") == "1"
        writing = {
            "WITH a AS (INSERT INTO nothing VALUES (1) RETURNING 1) SELECT * FROM a": "database",
            "SELECT 1; COMMIT; CREATE TABLE canary ()": "database",
            "SELECT lo_create(0)": "database",
            "SELECT pg_sleep(60)": "database",
            "SELECT generate_series(1, 3)": "rows",
            "SELECT repeat('x', 1000000)": "no number",
        }
        for statement, says in writing.items():
            assert word(databases, address, statement) == says, statement
        assert databases.ask(address, "SELECT count(*) FROM pg_tables WHERE tablename = 'canary'") == "0"
