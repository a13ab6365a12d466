"""Polls by chance, decided by the command and by a second reading of the rules that shares nothing with it."""

import json

from goldthread.config.cli import main as goldthread_command
from tests.support.decided import decided
from tests.support.random_polls import ALL, polls

HOW_MANY, SEED = 2400, 1


def test_a_second_reading_of_the_rules_decides_every_poll_alike(tmp_path, capsys):
    made = list(polls(HOW_MANY, SEED))
    file = tmp_path / "polls.jsonl"
    file.write_text("\n".join(json.dumps(poll) for poll in made))

    assert goldthread_command(["decide", str(file)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [(one["id"], one["verdict"], one["reason"]) for one in answers] == [
        (one["id"], *decided(one)) for one in made
    ]


def test_the_polls_come_to_everything_that_a_rule_can_come_to():
    verdicts = {(poll["rule"]["name"], decided(poll)[0]) for poll in polls(HOW_MANY, SEED)}
    for rule in ALL:
        assert {(rule, "adopted"), (rule, "adopted_with_concerns")} & verdicts, rule
        assert len({verdict for name, verdict in verdicts if name == rule}) >= 3, rule
