"""Pages under a strict policy: nothing inline, nothing evaluated, nothing from elsewhere, nothing marked safe."""

import ast
import re

import build_assets

from .sources import PRODUCT, ROOT, code_files, relative, scripts, styles, templates

PAGES = [path for path in templates() if path.suffix == ".html"]
# The one renderer of people's words, and the drawings from our own build.
MAY_MARK_SAFE = {"kit/pages.py", "kit/text.py", "kit/jinja.py", "kit/said_again.py"}
MARK_SAFE = {"mark_safe", "SafeString", "SafeText", "Markup"}
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


def test_a_template_has_nothing_that_the_policy_forbids():
    found = []
    for path in PAGES:
        text = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL)
        for what, pattern in FORBIDDEN.items():
            if match := re.search(pattern, text, re.IGNORECASE):
                found.append(f"{relative(path)}: {what}: {match[0]!r}")
    assert not found


def test_a_script_of_our_own_is_named_by_its_bundle_and_loaded_as_a_module():
    tags = [(relative(path), tag) for path in PAGES for tag in re.findall(r"<script\b[^>]*>", path.read_text())]
    ours = [one for one in tags if "asset(" in one[1] and "htmx.js" not in one[1]]
    assert ours
    assert not [one for one in ours if 'type="module"' not in one[1]]


def test_only_the_one_renderer_marks_anything_but_our_own_fixed_words_as_safe():
    marking = [
        (relative(path), call)
        for path in code_files()
        if relative(path) not in MAY_MARK_SAFE
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARK_SAFE
    ]
    varying = [(path, call) for path, call in marking if not (call.args and isinstance(call.args[0], ast.Constant))]
    assert not [f"{path}: {ast.unparse(call)}" for path, call in varying]


def test_a_script_evaluates_nothing_and_writes_no_markup():
    pattern = r"\beval\(|new Function\(|\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write"
    assert not _found(pattern, scripts())


def test_styles_and_scripts_fetch_nothing_from_elsewhere():
    pattern = r"url\(\s*[\"']?(https?:)?//|@import\s+(url\()?[\"']?https?:|from\s+[\"']https?:"
    assert not _found(pattern, [*styles(), *scripts()])


def _found(pattern, files):
    return [f"{relative(path)}: {found[0]}" for path in files if (found := re.search(pattern, path.read_text()))]


def test_every_file_that_a_template_names_is_there():
    files = {path.relative_to(static).as_posix() for static in PRODUCT.glob("*/static") for path in static.rglob("*")}
    made = {f"dist/{name}.js" for name in build_assets.entry_points(ROOT)} | {"dist/htmx.js", "dist/fonts.css"}
    missing = []
    for path in templates():
        for function, name in re.findall(r"\b(static|asset)\(\s*[\"']([^\"'{}]+)[\"']\s*\)", path.read_text()):
            if (f"dist/{name}" if function == "asset" else name) not in files | made:
                missing.append(f"{relative(path)}: {name}")
    assert not missing
