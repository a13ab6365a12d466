"""`goldthread coach`: JSON lines in, JSON lines out, without an installation."""

import json
import os
import subprocess
import sys


def coach(given: bytes, *arguments):
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "GOLDTHREAD"))}
    done = subprocess.run(
        [sys.executable, "-m", "goldthread.config.cli", "coach", *arguments],
        input=given,
        capture_output=True,
        env=surroundings | {"DATABASE_URL": "nothing that can be read"},
        timeout=60,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def test_each_line_is_judged_in_its_order():
    goals = [
        {"id": "a", "text": "Ship the wizard by 3 May 2027", "kind": "sprint_goal", "lang": "en"},
        {"id": 2, "text": "Die Qualität verbessern", "kind": None, "lang": None},
        {"id": None, "text": "", "kind": "vision"},
    ]
    code, judged, said = coach("\n".join(json.dumps(goal) for goal in goals).encode())

    assert (code, said) == (0, "")
    assert [one["id"] for one in judged] == ["a", 2, None]
    assert judged[0] == {"id": "a", "S": 1, "M": 1, "T": 1, "hints": []}
    assert (judged[1]["S"], judged[1]["M"], judged[1]["T"]) == (0, 0, 0)
    assert set(judged[1]["hints"][0]) == {"rule", "letter", "span", "why"}
    assert (judged[2]["S"], judged[2]["M"], judged[2]["T"]) == (None, None, None)


def test_a_line_that_cannot_be_read_is_named_and_the_others_are_judged(tmp_path):
    file = tmp_path / "goals.jsonl"
    file.write_bytes(
        b'{"id": 1, "text": "Improve it"}\nno json\n\n[1]\n{"text": 4}\n\xff\n{"id": 2, "text": "\\ud800 x"}\n'
    )

    code, judged, said = coach(b"", str(file))

    assert code == 1
    assert [one["id"] for one in judged] == [1, 2]
    assert [line.split(" ")[1] for line in said.splitlines()] == ["2", "4", "5", "6"]
    assert "is not a JSON object" in said
    assert "UTF-8" in said


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    code, judged, said = coach(b"", str(tmp_path / "nowhere.jsonl"))

    assert (code, judged) == (2, [])
    assert said.startswith(str(tmp_path / "nowhere.jsonl"))
    assert "Traceback" not in said
