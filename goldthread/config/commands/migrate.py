from argparse import Namespace

from django.core.management import call_command

from .. import installation


def run(options: Namespace) -> None:
    """Django's `migrate`, with whatever further words it knows."""
    installation.refuse_superuser()
    call_command("migrate", *options.rest)
