"""Fill an empty installation from a backup."""

from argparse import Namespace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from goldthread.people.models import Person

from .. import archive, installation
from ..cli import Refusal
from ..migrating import migrate


def run(options: Namespace) -> None:
    """Verify the file before anything is touched, then load all of it or nothing."""
    try:
        manifest = archive.verified(options.file)
    except OSError as problem:
        raise Refusal(f"{options.file} cannot be read: {problem.strerror}.") from None
    except archive.Damaged as problem:
        raise Refusal(f"Nothing was restored. {problem}") from None
    _refuse_other_version(manifest)
    installation.refuse_superuser()
    _refuse_occupied()
    migrate(interactive=False, verbosity=0)
    try:
        archive.load(options.file, manifest)
    except archive.Damaged as problem:
        raise Refusal(f"Nothing was restored. {problem}") from None
    print(
        f"Restored {sum(manifest['rows'].values())} rows of {manifest['made_at'][:16].replace('T', ' ')} UTC. Serve them with: goldthread serve"
    )


def _refuse_other_version(manifest: dict[str, Any]) -> None:
    here = version("goldthread")
    if manifest["format"] != archive.FORMAT or manifest["migrations"] != archive.migrations():
        raise Refusal(
            f"This backup was written by Goldthread {manifest['version']} and this is {here} with other tables. "
            f"Restore it with version {manifest['version']}, then upgrade and run: goldthread migrate"
        )


def _refuse_occupied() -> None:
    """A restore never mixes two installations."""
    uploads = Path(settings.HOME) / "uploads"
    if installation.is_made() and (installation.first_organisation() or Person.objects.exists()):
        raise Refusal("There is an installation here already. Restore into an empty data folder and an empty database.")
    if uploads.exists() and any(uploads.iterdir()):
        raise Refusal(f"{uploads} is not empty. Restore into an empty data folder.")
