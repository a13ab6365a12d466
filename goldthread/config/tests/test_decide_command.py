"""`goldthread decide`: agreements in, what they decided out, without an installation."""

import json
import os
import subprocess
import sys

YES = {"rule": "consent", "electorate": ["ada", "bo"], "ballots": {"ada": "support", "bo": "support"}}
NO = YES | {"ballots": {"ada": "support", "bo": "object"}}


def decide(given: bytes, *arguments):
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "GOLDTHREAD"))}
    done = subprocess.run(
        [sys.executable, "-m", "goldthread.config.cli", "decide", *arguments],
        input=given,
        capture_output=True,
        env=surroundings | {"DATABASE_URL": "nothing that can be read"},
        timeout=60,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def test_a_file_holds_one_agreement_over_many_lines(tmp_path):
    file = tmp_path / "agreement.json"
    file.write_text(json.dumps(YES | {"id": 42}, indent=2))

    code, [said], _ = decide(b"", str(file))

    assert code == 0
    assert said == {
        "id": 42,
        "verdict": "adopted",
        "reason": "no_open_objection",
        "sentence": "Nobody objects: both support it.",
        "rule": "consent",
        "after": None,
        "tally": {
            "support": 2,
            "reserve": 0,
            "abstain": 0,
            "aside": 0,
            "discuss": 0,
            "object": 0,
            "block": 0,
            "silent": 0,
            "eligible": 2,
        },
        "notes": [],
    }


def test_one_bad_line_does_not_stop_the_others():
    lines = [json.dumps(YES | {"id": 1}), "{", "", json.dumps({"id": 3, "rule": "loudest"}), json.dumps(NO | {"id": 4})]
    code, said, _ = decide("\n".join(lines).encode() + b"\n\xff\n")

    assert code == 1
    assert [one.get("verdict") for one in said] == ["adopted", None, None, "another_round", None]
    assert [one["id"] for one in said] == [1, None, 3, 4, None]
    assert said[1]["error"] == "This is not a JSON object."
    assert said[2]["error"].startswith("The rule 'loudest' is not known.")
    assert said[4]["error"] == "This is not written in UTF-8."


def test_a_bad_first_line_does_not_stop_the_others_either():
    code, said, _ = decide(b"no json\n" + json.dumps(YES).encode() + b"\n" + json.dumps(NO).encode())

    assert code == 1
    assert ["error" in one for one in said] == [True, False, False]


def test_each_bad_line_is_answered_with_one_sentence_and_all_others_are_decided():
    bad = [
        *("null", "42", '"x"', '{"rule": "consent"', '{"rule": "consent", "electorate": "ada"}', "NaN", "[" * 100_000),
        json.dumps(YES | {"ballots": [{"by": "ada", "position": "maybe"}]}),
        json.dumps(YES | {"electorate": [{"person": None}]}),
        json.dumps(YES | {"quorum": "5/4"}),
        json.dumps(YES | {"rule": {"name": "x" * 10_000}}),
        json.dumps(YES | {"ballots": [{"by": "ada", "position": "support", "at": "yesterday"}]}),
        json.dumps({"rule": "two_party", "parties": [{"name": "a", "version": 1, "inner": []}]}),
    ]
    lines = [line for pair in zip(bad, [json.dumps(YES)] * len(bad), strict=True) for line in pair]
    code, said, problem = decide("\n".join([json.dumps(YES), *lines]).encode())

    assert (code, problem) == (1, "")
    assert [one.get("verdict") for one in said] == ["adopted", *[None, "adopted"] * len(bad)]
    sentences = [one["error"] for one in said if "error" in one]
    assert all(one.lstrip('"')[0].isalpha() and one[-1] in ".…" and len(one) < 420 for one in sentences), sentences


def test_a_list_of_agreements_is_as_good_as_lines():
    assert [one["verdict"] for one in decide(json.dumps([YES, NO], indent=1).encode())[1]] == [
        "adopted",
        "another_round",
    ]
    assert decide(b"") == (0, [], "")


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    code, said, problem = decide(b"", str(tmp_path / "nowhere.json"))

    assert (code, said) == (2, [])
    assert problem.startswith(str(tmp_path / "nowhere.json"))
    assert "Traceback" not in problem
