"""`goldthread import` and `goldthread export` as they are typed."""

import json
import os
import subprocess
import sys

import pytest

CHAIN = {
    "root": {
        "text": "Nobody waits",
        "level": "vision",
        "children": [{"text": "TBD", "level": "objective"}, {"text": "", "level": "objective"}],
    }
}


def typed(home, *arguments):
    environment = {**os.environ, "GOLDTHREAD_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "goldthread.config.cli", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "chain.json"
    path.write_text(json.dumps(CHAIN))
    return path


def test_a_file_is_looked_at_without_an_installation_and_without_making_one(tmp_path, file):
    home = tmp_path / "nothing-here"
    answer = typed(home, "import", "--dry-run", "--json", str(file))

    report = json.loads(answer.stdout)
    assert answer.returncode == 0
    assert report["counts"] == {"in": 3, "made": 2, "refused": 1}
    assert {"placeholder", "refused"} <= {one["code"] for one in report["findings"]}
    assert all({"row", "what", "mend"} <= one.keys() for one in report["findings"])
    assert not home.exists()


def test_the_loose_ends_are_foreseen_for_people_and_kept_out_of_the_json(tmp_path, file):
    chain = {"root": {"text": "An app for all", "level": "vision", "children": [
        {"text": "Order early", "level": "user goal", "children": [{"text": "Regulars", "level": "product goal"}]},
    ]}}  # fmt: skip
    file.write_text(json.dumps(chain))
    home = tmp_path / "nothing-here"
    said = typed(home, "import", "--dry-run", str(file))

    assert said.returncode == 0
    assert "breaks the thread: No reason (1). A tie to a user or business goal says why the step helps." in said.stdout
    assert "  3: “Regulars” does not say why it helps towards “Order early”." in said.stdout
    assert not home.exists()
    report = json.loads(typed(home, "import", "--dry-run", "--json", str(file)).stdout)
    assert {"made", "findings", "counts"} <= report.keys()
    assert not {"loose", "loose_ends", "foreseen"} & report.keys()
    assert not any(one["rule"] in ("C08", "C11", "G01") for one in report["findings"])


def test_a_table_of_levels_is_read_from_a_file(tmp_path, file):
    levels = tmp_path / "levels.yaml"
    levels.write_text("objective: contribution\n")
    report = json.loads(
        typed(tmp_path / "home", "import", "--dry-run", "--json", "--levels", str(levels), str(file)).stdout
    )

    assert report["made"][1]["level"] == "contribution"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import", "--dry-run", "nowhere.json"), "cannot be read"),
        (("import", "FILE"), "Say where and by whom"),
        (("import", "--dry-run", "--levels", "FILE", "FILE"), "no table of levels"),
        (("export", "--organisation", "northwind"), "no installation here yet"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(tmp_path, file, arguments, sentence):
    answer = typed(tmp_path / "home", *(str(file) if one == "FILE" else one for one in arguments))

    assert answer.returncode == 2
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr
