"""Make an installation: its database, the first organisation, the first person."""

import sys
from argparse import Namespace
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from zoneinfo import available_timezones

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from goldthread.kit.text import tidy
from goldthread.people.models import Organisation, Person

from .. import installation
from ..cli import Refusal
from ..migrating import migrate


@dataclass(frozen=True)
class Answers:
    organisation: str
    name: str
    email: str
    time_zone: str
    password: str  # empty: signs in by a code sent by e-mail


def run(options: Namespace) -> None:
    """Ask what is missing, make everything in one transaction, and say what comes next."""
    installation.refuse_superuser()
    if installation.is_made() and (name := installation.first_organisation()):
        raise Refusal(f"This installation is already set up, for {name}. Serve it with: goldthread serve")
    answers = checked(asked(options))
    migrate(interactive=False, verbosity=0)
    found(answers)
    print(f"{answers.organisation} is ready. Serve it with: goldthread serve")
    print(f"Then sign in as {answers.email}{'' if answers.password else ' by a code sent by e-mail'}.")


def asked(options: Namespace) -> Answers:
    """The answers from the command line, and at a terminal from questions for those that are missing."""
    if not sys.stdin.isatty() and not (options.organisation and options.name and options.email):
        raise Refusal(
            "Without a terminal, setup needs --organisation, --name and --email, and the password by --password-stdin."
        )
    return Answers(
        organisation=options.organisation or input("Name of the organisation: "),
        name=options.name or input("Your name: "),
        email=options.email or input("Your e-mail address: "),
        time_zone=options.time_zone or local_time_zone(),
        password=_password(from_stdin=options.password_stdin),
    )


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass("A password (leave it empty to sign in by codes sent by e-mail): ") if sys.stdin.isatty() else ""


def checked(answers: Answers) -> Answers:
    """The answers tidied, or a Refusal that names the wrong one."""
    tidied = Answers(
        tidy(answers.organisation), tidy(answers.name), tidy(answers.email), answers.time_zone.strip(), answers.password
    )
    for what, value in (("name of the organisation", tidied.organisation), ("name of the first person", tidied.name)):
        if not value or len(value) > 120 or "\n" in value:
            raise Refusal(f"The {what} needs 1 to 120 characters on one line.")
    if tidied.time_zone not in available_timezones():
        raise Refusal(f"There is no time zone named {tidied.time_zone!r}. Write it like Europe/Berlin.")
    try:
        validate_email(tidied.email)
        if tidied.password:
            validate_password(tidied.password, Person(name=tidied.name, email=tidied.email))
    except ValidationError as problem:
        raise Refusal(" ".join(problem.messages)) from None
    return tidied


@transaction.atomic
def found(answers: Answers) -> None:
    """The person with a proved address, and the organisation that they own."""
    person = Person.objects.create_user(
        answers.email, answers.password or None, name=answers.name, time_zone=answers.time_zone
    )
    EmailAddress.objects.create(user=person, email=person.email or "", verified=True, primary=True)
    Organisation.found(answers.organisation, by=person, time_zone=answers.time_zone)


def local_time_zone() -> str:
    """This machine's time zone by name, or UTC where it does not say."""
    target = str(Path("/etc/localtime").resolve())
    name = target.partition("zoneinfo/")[2]
    return name if name in available_timezones() else "UTC"
