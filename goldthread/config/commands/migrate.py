from argparse import Namespace

from .. import installation
from ..migrating import migrate


def run(options: Namespace) -> None:
    """Django's `migrate`, with whatever further words it knows."""
    installation.refuse_superuser()
    migrate(*options.rest)
