"""Goals can be restricted to named people: whoever reads them has to leave out what is hidden, so few places read them."""

import re
from pathlib import Path

import goldthread

PACKAGE = Path(goldthread.__file__).parent
READS = re.compile(r"^[^#\n]*\b(?:Goal|GoalVersion|Closing|Adoption)\.objects\b", re.MULTILINE)
# Where goals are read, and why nothing that is hidden can come out of it.
READERS = {
    "boards/views/goals.py": "a row by its id, which came from access.goals_of",
    "chain/access.py": "says what is hidden",
    "chain/agreeing.py": "the goal that was just agreed on, to put it in force",
    "chain/as_one.py": "goals on a sheet, where none that few may see is put, and from which it is taken once few may",
    "chain/changes.py": "versions of goals that a thread holds",
    "chain/loose_ends/agreements.py": "by the id of goals, of which a thread looks up only those that it holds",
    "chain/loose_ends/reading.py": "ids of owners who left",
    "chain/past.py": "rows for a thread, which leaves out what is hidden",
    "chain/snapshot.py": "is told what is hidden",
    "exchange/export/gathering.py": "is told what is hidden",
    "exchange/models.py": "goals of one import, which its page asks access about",
    "home/notices/hearing.py": "ids of goals just brought in; notices ask access when they are read",
    "home/replies/sweep.py": "where an answer by mail belongs; access is asked whether its sender sees it",
    "home/search/kinds.py": "the index, which asks access when somebody searches",
    "voice/access.py": "versions of goals from chain.access.goals_of",
    "voice/page.py": "versions of goals from chain.access.goals_of",
    "workshops/asking.py": "the goal on the table, which whoever convened could steer",
    "workshops/carrying.py": "the goal that a meeting is about, with which what is taken on there is kept",
    "home/today/coming.py": "closings of goals from access.goals_in_sight",
}


def test_goals_are_read_only_where_what_is_hidden_is_left_out():
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if not {"tests", "migrations", "demo", "models"} & set(path.relative_to(PACKAGE).parts[:-1])
        and READS.search(path.read_text())
    }
    assert found - READERS.keys() == set(), "ask chain.access instead, or say here why nothing hidden comes out"
    assert READERS.keys() - found == set()
