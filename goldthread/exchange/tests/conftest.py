"""A reading told in a few lines, so that a test can show a list and what it was understood to say."""

from datetime import date

import pytest

from goldthread.exchange import rules

TODAY = date(2026, 11, 21)


def read(text):
    return rules.read(text, today=TODAY)


def outline(reading):
    """Goals indented below what they lead to, key results behind a star, both with owner, day and name where known."""
    return "\n".join(_told(row) for row in rules.as_rows(reading) if row["kind"] in ("goal", "key_result"))


def _told(row):
    beside = [row["owner"], row["due"], row["name"], f"+{row['other_parents']}" if row["other_parents"] else ""]
    words = [row["statement"], *(f"[{each}]" for each in beside if each)]
    if row["kind"] == "goal":
        return "  " * row["depth"] + f"{row['level'].replace('_', ' ')}: " + " ".join(words)
    way = f"{row['baseline']} → {row['target']}" if row["baseline"] else row["target"] or "?"
    return (
        "  " * row["depth"]
        + f"* {words[0]}: "
        + " ".join(filter(None, [way, row["currency"] or row["unit"], *words[1:]]))
    )


def _flush(text):
    lines = text.strip("\n").split("\n")
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[margin:] for line in lines).rstrip()


@pytest.fixture
def says():
    """says(paste, expected): the paste is read as the outline that is expected; gives the reading back."""

    def check(text, expected):
        reading = read(text)
        assert outline(reading) == _flush(expected)
        return reading

    return check


@pytest.fixture(name="read")
def read_fixture():
    return read


@pytest.fixture
def codes():
    """The codes of the findings, each once, without the remark that a short list has no vision."""
    return lambda reading: {each.code for each in reading.findings} - {"no_vision"}
