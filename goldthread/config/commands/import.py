"""Bring goals in from a file: look at what would be made, or make it."""

import json
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.exchange.files import loading, opening, reading
from goldthread.exchange.files.items import Brought, Unreadable
from goldthread.exchange.files.levels import NoSuchLevel

from ..cli import Refusal

if TYPE_CHECKING:
    from goldthread.people.models import Person, Product


def run(options: Namespace) -> int:
    """Exit code 0, or 2 with a sentence where the file cannot be read; findings are no failure."""
    if options.archive:
        return _organisation(options)
    if not options.dry_run:
        return _make(options)
    try:
        brought = read(options)
    except Unreadable as problem:
        return _unreadable(str(problem), options.json)
    _told(reading.report(brought), brought, options.json)
    if not options.json:
        _foretold(brought)
    return 0


def _foretold(brought: Brought) -> None:
    """The loose ends of what would be made, as the method takes them: an organisation's own say needs an installation."""
    from django.conf import settings

    from goldthread.exchange import foreseen
    from goldthread.exchange.files.thread import Known

    if not settings.configured:
        # The sentences of the rules ask for a language; here it is English, as everything on the command line.
        settings.configure(USE_I18N=False)
    names = dict.fromkeys(item.said["team"].casefold() for item in brought.made if item.said.get("team"))
    known = Known(teams={name: number for number, name in enumerate(names, 1)})
    found = foreseen.foresee(brought, today=datetime.now(UTC).date(), known=known)
    if found.count:
        print(f"\nLoose ends of what would be made: {found.count}, beside the findings.")
    for line in foreseen.lines(found):
        print(line)


def read(options: Namespace) -> Brought:
    """What the file says. Raises Unreadable, and Refusal where the file or the table of levels is not there."""
    try:
        content = Path(options.file).read_bytes()
        own = _levels(options.levels) if options.levels else None
        return reading.read(Path(options.file).name, content, today=datetime.now(UTC).date(), own_levels=own)
    except OSError as problem:
        raise Refusal(f"{problem.filename or options.file} cannot be read: {problem.strerror}.") from None
    except NoSuchLevel as problem:
        raise Refusal(str(problem)) from None


def _levels(path: Path) -> dict[str, str]:
    """A table of levels: JSON or YAML, their word to ours."""
    text = opening.text_of(path.read_bytes())
    try:
        table = loading.from_json(text) if text.lstrip().startswith("{") else loading.from_yaml(text)
    except Unreadable as problem:
        raise Refusal(f"{path}: {problem}") from None
    if not isinstance(table, dict) or not all(isinstance(one, str) for one in table.values()):
        raise Refusal(f"{path} is no table of levels. Write one line a level, such as  tribe objective: product_goal")
    return {str(theirs): ours for theirs, ours in table.items()}


def _make(options: Namespace) -> int:
    from goldthread.exchange import bringing
    from goldthread.exchange.models import Import
    from goldthread.people.models import Person

    product, by = _where(options)
    try:
        brought = read(options)
    except Unreadable as problem:
        return _unreadable(str(problem), options.json)
    made = Import.prepare(product, options.file.name, b"", by=by)
    members = Person.objects.filter(memberships__organisation=product.organisation, is_active=True).order_by(
        "name", "pk"
    )
    bringing.bring_in(brought, made, members, by=by)
    report = reading.report(brought)
    _told({**report, "import": made.pk}, brought, options.json)
    return 0


def _organisation(options: Namespace) -> int:
    """Read an organisation that another installation took out."""
    from goldthread.exchange.archive import reading as archive

    from .. import installation

    if options.dry_run:
        raise Refusal("An archive is verified before anything of it is written; --dry-run is for files of goals.")
    installation.refuse_unready()
    try:
        with Path(options.file).open("rb") as file:
            organisation = archive.load(file, archive.verified(file))
    except OSError as problem:
        raise Refusal(f"{options.file} cannot be read: {problem.strerror}.") from None
    except archive.Refused as problem:
        raise Refusal(f"Nothing was read. {problem}") from None
    print(
        f"{organisation.name} is here, at /{organisation.slug}/. Its people sign in with a code sent to their address."
    )
    return 0


def _where(options: Namespace) -> "tuple[Product, Person]":
    """The product to bring goals into, and who does. Raises Refusal with what to say instead."""
    from goldthread.people.models import Membership, Product

    from .. import installation

    if not (options.organisation and options.product and options.by):
        raise Refusal("Say where and by whom: --organisation, --product and --by; or only look, with --dry-run.")
    installation.refuse_unready()
    product = Product.objects.select_related("organisation").filter(slug=options.product, organisation__slug=options.organisation).first()  # fmt: skip
    if product is None:
        raise Refusal(f"There is no product at /{options.organisation}/{options.product}/ here.")
    seat = Membership.objects.filter(organisation=product.organisation, person__email__iexact=options.by).select_related("person").first()  # fmt: skip
    if seat is None or seat.role == Membership.Role.GUEST:
        raise Refusal(f"{options.by} is no member of {product.organisation.name}. Name somebody who is, with --by.")
    return product, seat.person


def _unreadable(sentence: str, as_json: bool) -> int:
    if not as_json:
        raise Refusal(sentence)
    finding = {"row": 0, "what": sentence, "mend": "Choose another file, or mend this one.", "rule": "", "weight": "error", "code": "unreadable"}  # fmt: skip
    _print({"made": [], "findings": [finding], "counts": {"in": 0, "made": 0, "refused": 0}})
    return 2


def _told(report: dict[str, Any], brought: Brought, as_json: bool) -> None:
    if as_json:
        _print(report)
        return
    for one in brought.doubts:
        print(f"{one.row or 'file'}: {one.what} {one.mend}")
    counts = report["counts"]
    print(
        f"{counts['in']} rows in: {counts['made']} made, {counts['refused']} refused; {len(brought.doubts)} findings."
    )


def _print(report: dict[str, Any]) -> None:
    # Halves of letters that a file may hold have no bytes of their own.
    text = json.dumps(report, ensure_ascii=False, indent=1)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
