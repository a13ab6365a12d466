"""A database with signals alone, written as Django writes it: WAL, one transaction a write."""

import sqlite3
from pathlib import Path


class Database:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.connection.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE live_signal"
            " (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, topic varchar(80) NOT NULL, at datetime NOT NULL);"
        )

    def signal(self, *topics: str) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.write(*topics)
        self.connection.execute("COMMIT")

    def write(self, *topics: str) -> None:
        for topic in topics:
            self.connection.execute("INSERT INTO live_signal (topic, at) VALUES (?, datetime())", (topic,))
