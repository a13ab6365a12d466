"""`goldthread`: what the people who run an installation type.

A refusal is one sentence on standard error and the exit code 2; there is no traceback for a wrong setting.
"""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

SETTINGS = "goldthread.config.settings"
Add = Callable[[argparse.ArgumentParser], None]


class Refusal(Exception):
    """Why a command does not do it, and what to do instead: a whole sentence for the person at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code: 0 done, 1 a check failed, 2 refused."""
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command != "migrate":
        print(
            f"goldthread {options.command} does not know {rest[0]!r}. See: goldthread {options.command} --help",
            file=sys.stderr,
        )
        return 2
    options.rest = rest
    try:
        return _run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    except Exception as problem:
        sentence = _as_sentence(problem)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    if options.command == "demo":
        _demo_in_its_own_folder(options)
    # Looking at a file needs no installation.
    if options.command not in WITHOUT_INSTALLATION and not getattr(options, "dry_run", False):
        _start_django()
    command = importlib.import_module(f"goldthread.config.commands.{options.command}")
    return command.run(options) or 0


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    # Numbers are reckoned on one core: threads for more would have to be begun anew in every process.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # To look for garbage among what was just loaded takes a fifth of the time that loading takes.
    gc.disable()
    import django

    django.setup()
    gc.enable()


def _as_sentence(problem: Exception) -> str | None:
    """A refusal in words, or None for a fault of ours, which shall be seen whole."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    if isinstance(problem, Refusal | ImproperlyConfigured):
        return str(problem)
    if isinstance(problem, OperationalError):
        return f"The database cannot be used: {str(problem).strip().splitlines()[0]}. Check DATABASE_URL and that the server runs."
    return None


def _demo_in_its_own_folder(options: argparse.Namespace) -> None:
    """The demo keeps to a folder of its own and to SQLite, and sends no mail, whatever this machine is set up for."""
    folder = options.home or Path(os.environ.get("GOLDTHREAD_HOME") or "var") / "demo"
    for name in ("DATABASE_URL", "REDIS_URL", "GOLDTHREAD_MAIL_URL"):
        os.environ.pop(name, None)
    os.environ["GOLDTHREAD_HOME"] = str(folder)
    os.environ.setdefault("GOLDTHREAD_URL", f"http://localhost:{options.port}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldthread",
        description="Shared product goals, from the vision to this week's sprint goal.",
        epilog="Settings come from the environment; docs/operate.md lists them.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (about, add) in COMMANDS.items():
        add(commands.add_parser(name, help=about, description=about, add_help=name != "migrate"))
    return parser


def _setup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisation", help="its name, such as Northwind")
    parser.add_argument("--name", help="the name of the first person, who will own the organisation")
    parser.add_argument("--email", help="the address that this person signs in with")
    parser.add_argument("--time-zone", help="such as Europe/Berlin; without it, this machine's")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=_workers, help="processes (GOLDTHREAD_WORKERS, or 2)")
    # What the master says to a process that it begins (see serve.py).
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    parser.add_argument("--listening", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--lifeline", type=int, help=argparse.SUPPRESS)


def _demo(parser: argparse.ArgumentParser) -> None:
    _serve(parser)
    parser.add_argument("--fresh", action="store_true", help="tell the story anew; what was done in the demo is lost")
    parser.add_argument("--home", type=Path, help="the folder to keep it in (var/demo)")
    parser.add_argument("--tell-only", action="store_true", help="make it without serving it")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the file to write; it must not exist")


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file written by goldthread backup")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help="CSV, XLSX, YAML or JSON; docs/manual/import-export.md shows the formats"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be made, and make nothing; needs no installation"
    )
    parser.add_argument("--json", action="store_true", help="print what is made, the findings and the counts as JSON")
    parser.add_argument("--levels", type=Path, help="a table of levels, JSON or YAML: their word to ours")
    parser.add_argument(
        "--archive", action="store_true", help="the file is a whole organisation, written by goldthread export"
    )
    parser.add_argument("--organisation", help="the address of the organisation, such as northwind")
    parser.add_argument("--product", help="the address of the product, such as lighter")
    parser.add_argument("--by", metavar="EMAIL", help="the person who brings the goals in")


def _coach(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="*", help="files of JSON lines; without any, standard input")


def _decide(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="*", help="files of agreements; without any, standard input")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisation", required=True, help="the address of the organisation, such as northwind")
    parser.add_argument("--product", help="one product's thread; without it, the whole organisation as an archive")
    parser.add_argument(
        "--form",
        choices=("yaml", "json", "csv", "xlsx", "markdown", "outline"),
        default="yaml",
        help="how to write the thread (yaml)",
    )
    parser.add_argument("--closed", action="store_true", help="with closed goals")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file to write; it must not exist")


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def _port(written: str) -> int:
    if not written.isdigit() or not 1 <= int(written) <= 65535:
        raise argparse.ArgumentTypeError(f"{written!r} is no port; use a number from 1 to 65535")
    return int(written)


def _workers(written: str) -> int:
    if not written.isdigit() or not 1 <= int(written) <= 64:
        raise argparse.ArgumentTypeError(f"{written!r} is no number of workers; use 1 to 64")
    return int(written)


WITHOUT_INSTALLATION = ("coach", "decide", "version")
COMMANDS: dict[str, tuple[str, Add]] = {
    "setup": ("Make an installation: its database, the first organisation, the first person.", _setup),
    "serve": ("Serve the installation.", _serve),
    "demo": ("Serve a small company's story to look around in.", _demo),
    "check": ("Check configuration, database, record and mail; exit code 1 where something is wrong.", _no_arguments),
    "backup": ("Write everything into one file and read it again.", _backup),
    "restore": ("Fill an empty installation from such a file.", _restore),
    "import": ("Bring goals in from a file, or look at what would come of it.", _import),
    "export": ("Write a thread, or a whole organisation, into a file.", _export),
    "tend": ("Do the regular work (mail, tidying); serve does it too.", _no_arguments),
    "migrate": ("Bring the database to this version.", _no_arguments),
    "coach": ("Say of goals, one JSON line each, whether they are specific, measurable and time-bound.", _coach),
    "decide": ("Say what exported agreements decided, computed anew from their ballots; JSON, or JSON lines.", _decide),
    "version": ("Say the version.", _no_arguments),
}


if __name__ == "__main__":
    # The module by its name: a Refusal raised elsewhere is then the same class as here.
    sys.exit(importlib.import_module("goldthread.config.cli").main())
