"""Pages under a strict policy: nothing inline, nothing evaluated, nothing from elsewhere, nothing marked safe."""

import ast
import re

import pytest

import build_assets

from .sources import PRODUCT, ROOT, code_files, relative, scripts, styles, templates

PAGES = [path for path in templates() if path.suffix == ".html"]
# The one renderer of people's words, and the drawings from our own build.
MAY_MARK_SAFE = {"kit/pages.py", "kit/text.py", "kit/jinja.py"}
FORBIDDEN = {
    "a script within the page": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    "a style within the page": r"<style\b|\sstyle\s*=",
    "an event attribute": r"\son[a-z]+\s*=\s*[\"']",
    "hx-on": r"\bhx-on\b|\bdata-hx-on\b",
    "js: or javascript:": r"[\"'](js|javascript):",
    "a trigger filter": r"hx-trigger(:inherited)?\s*=\s*\"[^\"]*\[",
    "words marked safe": r"\|\s*safe\b|\bautoescape\b",
    "something from elsewhere": r"<(script|link|img|iframe|source)\b[^>]*\b(src|href)\s*=\s*[\"'](https?:)?//",
}


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_template_has_nothing_that_the_policy_forbids(path):
    text = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL)
    found = [
        f"{what}: {match[0]!r}"
        for what, pattern in FORBIDDEN.items()
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    assert not found


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_script_of_our_own_is_named_by_its_bundle_and_loaded_as_a_module(path):
    for tag in re.findall(r"<script\b[^>]*>", path.read_text()):
        if "asset(" in tag and "htmx.js" not in tag:
            assert 'type="module"' in tag, tag


@pytest.mark.parametrize("path", code_files(), ids=relative)
def test_only_the_one_renderer_marks_anything_but_our_own_fixed_words_as_safe(path):
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    marking = [call for call in calls if call.func.id in ("mark_safe", "SafeString", "SafeText", "Markup")]
    varying = [ast.unparse(call) for call in marking if not (call.args and isinstance(call.args[0], ast.Constant))]
    assert not varying or relative(path) in MAY_MARK_SAFE


@pytest.mark.parametrize("path", scripts(), ids=relative)
def test_a_script_evaluates_nothing_and_writes_no_markup(path):
    found = re.search(
        r"\beval\(|new Function\(|\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write", path.read_text()
    )
    assert not found, found and found[0]


@pytest.mark.parametrize("path", [*styles(), *scripts()], ids=relative)
def test_styles_and_scripts_fetch_nothing_from_elsewhere(path):
    found = re.search(
        r"url\(\s*[\"']?(https?:)?//|@import\s+(url\()?[\"']?https?:|from\s+[\"']https?:", path.read_text()
    )
    assert not found, found and found[0]


def test_every_file_that_a_template_names_is_there():
    files = {path.relative_to(static).as_posix() for static in PRODUCT.glob("*/static") for path in static.rglob("*")}
    made = {f"dist/{name}.js" for name in build_assets.entry_points(ROOT)} | {"dist/htmx.js", "dist/fonts.css"}
    missing = []
    for path in templates():
        for function, name in re.findall(r"\b(static|asset)\(\s*[\"']([^\"'{}]+)[\"']\s*\)", path.read_text()):
            if (f"dist/{name}" if function == "asset" else name) not in files | made:
                missing.append(f"{relative(path)}: {name}")
    assert not missing
