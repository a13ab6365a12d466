from argparse import Namespace

from django.conf import settings

from .. import installation
from ..serve import alone, serve


def run(options: Namespace) -> None:
    """Serve an installation that is ready; anything else is refused with what to do."""
    if options.alone:
        alone(options.alone, options.listening, options.lifeline)
    installation.refuse_unready()
    serve(options.host, options.port, options.workers or settings.WORKERS)
