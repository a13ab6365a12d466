"""Write everything into one file and read it again."""

from argparse import Namespace

from .. import archive, installation
from ..cli import Refusal


def run(options: Namespace) -> None:
    installation.refuse_unready()
    if options.file.exists():
        raise Refusal(f"{options.file} is there already. Choose a new name; a backup never overwrites anything.")
    try:
        manifest = archive.write(options.file)
    except OSError as problem:
        raise Refusal(f"The backup cannot be written to {options.file}: {problem.strerror}.") from None
    except archive.Damaged as problem:
        raise Refusal(f"The backup was not kept: {problem}") from None
    count = sum(manifest["rows"].values())
    uploads = sum(name.startswith("uploads/") for name in manifest["files"])
    print(f"{options.file}: {count} rows and {uploads} uploads, read again and whole.")
    print("It holds everything, secrets included. Keep it where only you can read it.")
