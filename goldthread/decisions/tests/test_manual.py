"""docs/manual/decide.md says what is so."""

import json
import re
from pathlib import Path

import goldthread
from goldthread.decisions.reading import poll_of
from goldthread.decisions.rules.kinds import KINDS
from goldthread.decisions.rules.sentences import REASONS
from goldthread.decisions.rules.values import POSITIONS
from goldthread.decisions.rules.verdict import decide

MANUAL = (Path(goldthread.__file__).parent.parent / "docs/manual/decide.md").read_text()
NAMED = set(re.findall(r"`(\w+)`", MANUAL))


def test_the_example_of_the_manual_is_read_and_decided():
    example = json.loads(re.search(r"```json\n(.*?)```", MANUAL, re.DOTALL).group(1))

    outcome = decide(poll_of(example))

    assert (outcome.verdict, outcome.reason) == ("adopted_with_concerns", "all_support")
    assert outcome.tally["eligible"] == 2


def test_the_manual_names_every_rule_position_and_reason():
    assert set(KINDS) <= NAMED
    assert set(POSITIONS) <= NAMED
    assert {
        one for one in REASONS if not one.startswith(("delegate_declined", "delegate_absent", "delegate_expired"))
    } <= NAMED
