"""The small company with something of everything, and another company whose words may show up nowhere in it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client

from goldthread.boards.models import Feature, Note, Sprint, Task, TrackerLink
from goldthread.chain.models import Candidate, Goal, KeyResult, Level
from goldthread.measures.models import Metric
from goldthread.people.models import Organisation
from goldthread.talk.models import Comment, Upload

CANARY = "Canary7x"


def furnish(crew: Any) -> Any:
    """Something of everything in the product of the small company; gives the ids by kind."""
    rows = _things(crew.product, crew.teams["orion"], crew.goals["next"], crew.sprint, crew.ada, "Ours")
    rows["invitation"] = crew.organisation.invite("new@northwind.example", by=crew.ada)[0].pk
    return rows


def neighbour(crew: Any) -> tuple[Any, dict[str, int]]:
    """Hal's company next door, every word of which holds the canary; its product and the ids of what is in it."""
    hal = crew.hal
    organisation = Organisation.objects.get(memberships__person=hal)
    product = organisation.add_product(f"{CANARY} product", by=hal)
    product.involve(hal, "product_person", by=hal)
    team = organisation.add_team(f"{CANARY} team", by=hal, way="sprints", products=(product,))
    team.seat(hal, by=hal)
    for number in range(12):
        goal = Goal.set(product, Level.PRODUCT_GOAL, f"{CANARY} goal {number}", by=hal)
    sprint = Sprint.plan(team, product, CANARY, starts=date(2026, 1, 5), ends=date(2026, 1, 18), by=hal)
    rows = _things(product, team, goal, sprint, hal, CANARY)
    rows |= {"goal": goal.pk, "number": goal.number, "sprint": sprint.pk, "team": team.pk, "person": hal.pk}
    rows |= {"product": product.pk, "version": goal.version_id, "organisation": organisation.pk}
    rows["invitation"] = organisation.invite("canary@elsewhere.example", by=hal)[0].pk
    return organisation, rows


def _things(product: Any, team: Any, goal: Any, sprint: Any, by: Any, words: str) -> dict[str, int]:
    metric = Metric.add(product.organisation, f"{words} metric", by=by)
    file = Upload(ContentFile(words.encode()), f"{words}.txt", "text/plain")
    comment = Comment.say(goal, words, by=by, files=[file])
    return {
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


def asked(client: Client, method: str, address: str, words: Any = None, **headers: Any) -> Any:
    """An answer; what it changed is taken back, also where the database broke off the transaction."""
    said = urlencode(words or {}, errors="surrogatepass")
    with transaction.atomic():
        if method == "get":
            answer = client.get(f"{address}?{said}" if said else address, **headers)
        else:
            answer = client.post(address, said, content_type="application/x-www-form-urlencoded", **headers)
        transaction.set_rollback(True)
    return answer
