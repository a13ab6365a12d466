"""Take a thread out as a file, or a whole organisation as one archive."""

import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from goldthread.exchange.archive import tables, writing
from goldthread.exchange.export import forms, gathering
from goldthread.people.models import Organisation, Product

from .. import installation
from ..cli import Refusal


def run(options: Namespace) -> None:
    installation.refuse_unready()
    organisation = Organisation.objects.filter(slug=options.organisation).first()
    if organisation is None:
        raise Refusal(f"There is no organisation at /{options.organisation}/ here.")
    if options.output and options.output.exists():
        raise Refusal(f"{options.output} is there already. Choose a new name; nothing is overwritten.")
    if options.product:
        _thread(organisation, options)
    else:
        _archive(organisation, options)


def _thread(organisation: Organisation, options: Namespace) -> None:
    product = Product.objects.filter(organisation=organisation, slug=options.product).first()
    if product is None:
        raise Refusal(f"There is no product at /{options.organisation}/{options.product}/ here.")
    content = forms.written(gathering.gathered(product, hidden=(), closed=options.closed), options.form)
    if options.output:
        options.output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _archive(organisation: Organisation, options: Namespace) -> None:
    if not options.output:
        raise Refusal("An archive is a file: name it with -o, such as -o northwind.zip")
    part = None
    try:
        # Beside the file and renamed at the end: what carries the name is whole.
        with tempfile.NamedTemporaryFile(dir=options.output.parent, prefix=".archive-", delete=False) as file:
            part = Path(file.name)
            manifest = writing.write(organisation, file)
            file.flush()
        part.rename(options.output)
        part = None
    except OSError as problem:
        raise Refusal(f"The archive cannot be written to {options.output}: {problem.strerror}.") from None
    except (writing.Broken, tables.Unportable) as problem:
        raise Refusal(str(problem)) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    print(
        f"{options.output}: {sum(manifest['rows'].values())} rows and {manifest['people']} people of {organisation.name}."
    )
    print("Passwords, sessions and links are not in it. Read it elsewhere with: goldthread import --archive FILE")
