"""A small company for tests: eight people who differ in what they may do, one product, one thread of five goals.

ada  owner, product person        eve  observer
bo   leader                       fay  facilitator
cy   team member (Orion)          gus  guest of the organisation, observer
di   stakeholder (Marketing)      hal  nobody here: owns another organisation
"""

import json
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

PASSWORD = "a password for tests only"
ROLES = {
    "ada": "product_person",
    "bo": "leader",
    "cy": "team_member",
    "di": "stakeholder",
    "eve": "observer",
    "fay": "facilitator",
}
NAMES = {
    "ada": "Ada Lopez",
    "bo": "Bo Winter",
    "cy": "Cy Okafor",
    "di": "Di Marin",
    "eve": "Eve Holm",
    "fay": "Fay Ito",
    "gus": "Gus Reed",
    "hal": "Hal Berg",
}


@dataclass
class Crew:
    """The rows of the scenario; people, teams and goals by short name (`crew.ada`, `crew.goals["vision"]`)."""

    organisation: Any
    product: Any
    people: dict[str, Any]
    teams: dict[str, Any] = field(default_factory=dict)
    goals: dict[str, Any] = field(default_factory=dict)
    sprint: Any = None
    sessions: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def gather() -> Crew:
    """Make everybody and everything with the product's own verbs."""
    from goldthread.people.models import Membership, Organisation

    people = {short: _person(short) for short in NAMES}
    organisation = Organisation.found("Northwind", by=people["ada"], time_zone="Europe/Berlin")
    Organisation.found("Southsea", by=people["hal"])
    for short, person in people.items():
        if short not in ("ada", "hal"):
            role = Membership.Role.GUEST if short == "gus" else Membership.Role.MEMBER
            Membership.objects.create(organisation=organisation, person=person, role=role)
    crew = Crew(organisation, organisation.add_product("Lighter", by=people["ada"]), people)
    for short, role in (*ROLES.items(), ("gus", "observer")):
        crew.product.involve(people[short], role, by=crew.ada)
    _teams(crew)
    _goals(crew)
    return crew


def _person(short: str) -> Any:
    from allauth.account.models import EmailAddress

    from goldthread.people.models import Person

    person = Person.objects.create_user(f"{short}@northwind.example", PASSWORD, name=NAMES[short])
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _teams(crew: Crew) -> None:
    ada = crew.ada
    for name, way, member in (("Orion", "sprints", crew.cy), ("Marketing", "contributions", crew.di)):
        team = crew.organisation.add_team(name, by=ada, way=way, products=(crew.product,))
        team.seat(member, by=ada)
        crew.teams[name.lower()] = team


def _goals(crew: Crew) -> None:
    from goldthread.boards.models import Sprint
    from goldthread.chain.models import Goal, Level
    from goldthread.kit import clock

    ada, product, goals = crew.ada, crew.product, crew.goals
    goals["vision"] = Goal.set(product, Level.VISION, "People eat well without thinking about it", by=ada)
    goals["need"] = Goal.set(product, Level.USER_GOAL, "Lose weight and keep it off", by=ada)
    goals["business"] = Goal.set(product, Level.BUSINESS_GOAL, "Open a new source of revenue", by=ada)
    goals["next"] = Goal.set(
        product, Level.PRODUCT_GOAL, "Understand what I eat and how it affects me", by=ada, name="Insight"
    )
    for child, parent in (("need", "vision"), ("business", "vision"), ("next", "need"), ("next", "business")):
        goals[child].tie(goals[parent], by=ada, because="It is a step towards it.")
    today = clock.today(crew.organisation.time_zone)
    crew.sprint = Sprint.plan(
        crew.teams["orion"],
        product,
        "Sprint 1",
        starts=today - timedelta(days=3),
        ends=today + timedelta(days=10),
        by=crew.cy,
    )
    goals["sprint"] = crew.sprint.set_goal("Log a meal in ten seconds", by=crew.cy)


def sessions() -> dict[str, dict[str, Any]]:
    """A signed-in session for every person with an address: by the part before the @, id and session key."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from goldthread.people.models import Person

    made = {}
    for person in Person.objects.exclude(email=None):
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        made[str(person.email).partition("@")[0]] = {
            "id": person.pk,
            "name": person.name,
            "session": session.session_key,
        }
    return made


def main() -> None:
    """Migrate, gather (or with --story tell the demo story), and print what tests need to know as a line of JSON."""
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.config.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    if "--story" in sys.argv:
        from goldthread.demo import story

        story.tell()
    else:
        gather()
    print(json.dumps({"people": sessions(), "cookie": settings.SESSION_COOKIE_NAME}))


if __name__ == "__main__":
    main()
