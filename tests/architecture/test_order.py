"""The packages and their rooms: one order, no rooms that would take in anything."""

import re
import subprocess
import sys
import tomllib

from .sources import PRODUCT, ROOT, code_files, relative

ROOMS_THAT_TAKE_IN_ANYTHING = {"services", "utils", "helpers", "managers", "common", "misc", "signals"}


# A process of its own: the linter sets up logging anew, and whoever writes logs here would be silent from then on.
LINT = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(cache_dir=None))
"""


def test_a_package_imports_only_packages_below_it():
    said = subprocess.run([sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


def test_every_package_has_its_place_in_the_order():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    placed = {name for layer in contracts[0]["layers"] for name in re.findall(r"\w+", layer)}
    packages = {path.parent.name for path in PRODUCT.glob("*/__init__.py")}
    assert packages <= placed
    assert {"config", "chain", "kit"} <= packages


def test_every_package_says_in_a_few_lines_what_it_is():
    for path in PRODUCT.glob("*/__init__.py"):
        text = path.read_text()
        assert text.startswith('"""'), f"{relative(path)} says nothing"
        assert text.rstrip().endswith('"""'), f"{relative(path)} holds code"


def test_no_room_takes_in_anything():
    names = {name for path in code_files() for name in (path.stem, path.parent.name)}
    assert not names & ROOMS_THAT_TAKE_IN_ANYTHING


def test_models_have_no_logic_in_save():
    models = [path for path in code_files() if path.stem == "models" or path.parent.name == "models"]
    assert models
    assert not [relative(path) for path in models if re.search(r"def (save|delete)\(", path.read_text())]
