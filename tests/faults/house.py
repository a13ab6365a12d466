"""The small company with something of everything, and another company whose words may show up nowhere in it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client

from goldthread.boards.models import Feature, Note, Sprint, Task, TrackerLink
from goldthread.chain.models import Candidate, Goal, GoalVersion, KeyResult, Level
from goldthread.measures.models import Metric
from goldthread.people.models import Invitation, Membership, Organisation, Person, Product, Team
from goldthread.talk.models import Attachment, Comment, Upload

CANARY = "Canary7x"


def furnish(crew: Any) -> Any:
    """Something of everything in the product of the small company; gives the ids by kind."""
    rows = _things(crew.product, crew.teams["orion"], crew.goals["next"], crew.sprint, crew.ada, "Ours")
    rows["invitation"] = crew.organisation.invite("new@northwind.example", by=crew.ada)[0].pk
    return rows


def neighbour(crew: Any) -> tuple[Any, dict[str, int]]:
    """Hal's company next door, every word of which holds the canary; its product and the ids of what is in it."""
    hal = crew.hal
    number_apart()
    organisation = Organisation.found(f"{CANARY} company", by=hal)
    product = organisation.add_product(f"{CANARY} product", by=hal)
    product.involve(hal, "product_person", by=hal)
    team = organisation.add_team(f"{CANARY} team", by=hal, way="sprints", products=(product,))
    team.seat(hal, by=hal)
    for number in range(60):
        goal = Goal.set(product, Level.PRODUCT_GOAL, f"{CANARY} goal {number}", by=hal)
    sprint = Sprint.plan(team, product, CANARY, starts=date(2026, 1, 5), ends=date(2026, 1, 18), by=hal)
    rows = _things(product, team, goal, sprint, hal, CANARY)
    rows |= {"goal": goal.pk, "number": goal.number, "sprint": sprint.pk, "team": team.pk, "person": hal.pk}
    rows |= {"product": product.pk, "version": goal.version_id, "organisation": organisation.pk}
    rows["invitation"] = organisation.invite("canary@elsewhere.example", by=hal)[0].pk
    return organisation, rows


def elsewhere(crew: Any) -> dict[str, int]:
    """Another product of the small company and the ids of what is in it, all of it with the canary in its words.

    Gus, who leads in the first product and has a seat in both its teams, sees neither it nor the person in it.
    """
    number_apart()
    person = Person.objects.create_user("canary@northwind.example", None, name=f"{CANARY} person")
    Membership.objects.create(organisation=crew.organisation, person=person, role="member")
    product = crew.organisation.add_product(f"{CANARY} product", by=crew.ada)
    product.involve(person, "product_person", by=crew.ada)
    team = crew.organisation.add_team(f"{CANARY} team", by=crew.ada, way="sprints", products=(product,))
    team.seat(person, by=crew.ada)
    goal = Goal.set(product, Level.PRODUCT_GOAL, f"{CANARY} goal", by=person)
    sprint = Sprint.plan(team, product, CANARY, starts=date(2026, 1, 5), ends=date(2026, 1, 18), by=person)
    crew.product.involve(crew.gus, "leader", by=crew.ada)
    for own in crew.teams.values():
        own.seat(crew.gus, by=crew.ada)
    rows = _things(product, team, goal, sprint, person, CANARY)
    rows |= {"goal": goal.pk, "number": goal.number, "sprint": sprint.pk, "team": team.pk, "person": person.pk}
    return rows | {"product": product.pk, "version": goal.version_id}


KINDS: dict[str, Any] = {
    "attachment": Attachment,
    "candidate": Candidate,
    "comment": Comment,
    "feature": Feature,
    "goal": Goal,
    "invitation": Invitation,
    "key_result": KeyResult,
    "metric": Metric,
    "note": Note,
    "organisation": Organisation,
    "person": Person,
    "product": Product,
    "sprint": Sprint,
    "task": Task,
    "team": Team,
    "tracker": TrackerLink,
    "version": GoalVersion,
}


def number_apart() -> None:
    """From here on rows of each kind get ids that no row of any kind has had so far."""
    with connection.cursor() as cursor:
        for place, model in enumerate(KINDS.values(), start=1):
            table, start = model._meta.db_table, 100_000 * place
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, start])
            else:
                # A sequence does not go back with the test that drew from it.
                said = "SELECT setval(one, greatest(nextval(one), %s)) FROM pg_get_serial_sequence(%s, 'id') one"
                cursor.execute(said, [start, table])


def standing(rows: dict[str, int]) -> dict[str, Any]:
    """What these things say, and how many rows of each kind point to them."""
    seen: dict[str, Any] = {}
    for kind, pk in rows.items():
        if kind in KINDS:
            seen[kind] = KINDS[kind]._base_manager.filter(pk=pk).values().first()
    return seen | _pointed_to(rows)


def _pointed_to(rows: dict[str, int]) -> dict[str, int]:
    """By kind and by what points to it: how many rows do. One statement for all, which each would take a while alone."""
    counts = {}
    for kind, pk in rows.items():
        for one in KINDS[kind]._meta.get_fields(include_hidden=True) if kind in KINDS else ():
            if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one):
                pointing = (
                    f'(SELECT count(*) FROM "{one.related_model._meta.db_table}" WHERE "{one.field.column}" = %s)'
                )
                counts[f"{kind} in {one.related_model.__name__}.{one.field.name}"] = pointing, pk
    with connection.cursor() as cursor:
        asked_for = ", ".join(pointing for pointing, _pk in counts.values())
        cursor.execute(f"SELECT {asked_for}", [pk for _pointing, pk in counts.values()])
        return dict(zip(counts, cursor.fetchone(), strict=True))


def _things(product: Any, team: Any, goal: Any, sprint: Any, by: Any, words: str) -> dict[str, int]:
    metric = Metric.add(product.organisation, f"{words} metric", by=by)
    file = Upload(ContentFile(words.encode()), f"{words}.txt", "text/plain")
    comment = Comment.say(goal, words, by=by, files=[file])
    return {
        "metric": metric.pk,
        "note": Note.write(product, "target_group", f"{words} people", by=by).pk,
        "feature": Feature.add(goal, f"{words} feature", by=by).pk,
        "task": Task.add(sprint, f"{words} task", by=by).pk,
        "tracker": TrackerLink.link(team, words, "https://tracker.example", by=by).pk,
        "key_result": KeyResult.set(goal, metric, by=by).pk,
        "candidate": Candidate.propose(product, f"{words} proposal", by=by).pk,
        "comment": comment.pk,
        "attachment": comment.attachments.get().pk,
    }


def signed_in(person: Any, **ways: Any) -> Client:
    client = Client(raise_request_exception=False, **ways)
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def again(client: Client) -> Client:
    """Another browser of the same person, signed in by the same session."""
    made = Client(raise_request_exception=False)
    made.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return made


def asked(
    client: Client, method: str, address: str, words: Any = None, look: Callable[[], Any] | None = None, **headers: Any
) -> Any:
    """An answer; what it changed is taken back, also where the database broke off the transaction.

    `look` is called before, where the answer was no refusal; what it gives stands in `answer.seen`.
    """
    said = urlencode(words or {}, errors="surrogatepass")
    with transaction.atomic():
        if method == "get":
            answer = client.get(f"{address}?{said}" if said else address, **headers)
        else:
            answer = client.post(address, said, content_type="application/x-www-form-urlencoded", **headers)
        answer.seen = look() if look is not None and answer.status_code < 400 else None
        transaction.set_rollback(True)
    return answer
