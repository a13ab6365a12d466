"""The product's own files, for tests that read them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "goldthread"


def python_files() -> list[Path]:
    """Code that people write: without migrations, which are written by a command."""
    return [path for path in sorted(PRODUCT.rglob("*.py")) if "migrations" not in path.parts]


def code_files() -> list[Path]:
    """Code of the product itself, without tests."""
    return [path for path in python_files() if "tests" not in path.parts]


def templates() -> list[Path]:
    return sorted(
        path
        for path in PRODUCT.rglob("*")
        if path.suffix in (".html", ".txt", ".xml") and path.is_file() and "static" not in path.parts
    )


def scripts() -> list[Path]:
    return [path for path in sorted(PRODUCT.glob("*/static/**/*.js")) if "dist" not in path.parts]


def styles() -> list[Path]:
    return [path for path in sorted(PRODUCT.glob("*/static/**/*.css")) if "dist" not in path.parts]


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def relative(path: Path) -> str:
    return path.relative_to(PRODUCT).as_posix()
