"""Agreements as their pages and files show them."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from . import access, looking, page, words
from .models import Agreement, Decision
from .models.review import due, taking_the_place_of, with_replacing
from .rules.offered import is_asked

A_PAGE = 30
MOST_OPEN = 50


def log(ground: Ground, asked: Mapping[str, str], number: str) -> dict[str, Any]:
    """Open questions and what was decided in the product; `asked` are the fields of `LookForm`. Seven queries."""
    form = looking.form_of(ground, asked)
    rows = looking.looked_for(ground, access.agreements_in_sight(ground).select_related("decision"), form)
    rows = with_replacing(rows, access.agreements_in_sight(ground))
    found: Page[Agreement] = Paginator(rows, A_PAGE).get_page(number)
    query = looking.query_of(form)
    under_way = access.decisions_in_sight(ground).under_way().filter(product=ground.the_product)  # type: ignore[attr-defined]
    mine = set(access.waiting_for(ground).values_list("decision_id", flat=True))
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {
        "asked": query,
        "form": form,
        "due": 0 if query else due(access.agreements_in_sight(ground), ground.today).count(),
        "open": [] if query else [_open(ground, one, mine) for one in under_way.select_related("opened_by", "decider").order_by("closes_at", "pk")[:MOST_OPEN]],
        "sounded": [] if query else [one for add in registry.slots("agreements.under_way") for one in add(ground)],
        "found": found,
        "rows": [line(one, slugs) for one in found],
        "address": reverse("decisions:log", args=slugs),
    }  # fmt: skip


def _open(ground: Ground, one: Decision, mine: set[int]) -> dict[str, Any]:
    return {
        "id": one.pk,
        "words": one.words,
        "must": words.must(one),
        "until": date_format(localtime(one.closes_at), "j F Y"),
        "is_open": one.is_open,
        "state": "" if one.is_open or not one.verdict else words.VERDICTS[one.verdict],
        "mine": one.is_open and one.pk in mine and is_asked(one.rule["name"], decides=one.decider == ground.person),
        "by": one.opened_by.name,
        "url": reverse("decisions:ballot", args=[ground.organisation.slug, ground.the_product.slug, one.pk]),
    }


def line(one: Agreement, slugs: tuple[str, str]) -> dict[str, Any]:
    """One agreement as a line: words, verdict, how, when; in the log, which other one took its place."""
    label, tone = words.VERDICTS[one.verdict]
    replaced = _replaced(one, slugs)
    if replaced:
        label, tone = _("Replaced"), ""
    return {
        "replaced": replaced,
        "id": one.pk,
        "words": one.words,
        "label": label,
        "tone": tone,
        "sentence": words.sentence(one),
        "rule": words.BY_NAME[one.poll["rule"]["name"]].label,
        "when": date_format(localtime(one.at), "j M Y"),
        "moment": one.at.isoformat(),
        "url": reverse("decisions:agreement", args=[*slugs, one.pk]),
    }


def _replaced(one: Agreement, slugs: tuple[str, str]) -> dict[str, str] | None:
    """Which agreement took its place, and when; None where it holds, or where nobody looked for that."""
    by, at = (vars(one).get(name) for name in ("replaced_by", "replaced_at"))
    if by is None or at is None:
        return None
    return {"url": reverse("decisions:agreement", args=[*slugs, by]), "when": date_format(localtime(at), "j M Y")}


def shown(ground: Ground, of: Agreement) -> dict[str, Any]:
    """All that the record says: words, rule, who was asked, how each voted, concerns and answers, dissent, what follows."""
    decision = of.decision
    slugs = (ground.organisation.slug, ground.the_product.slug)
    leads = access.may_lead(ground, decision)
    seen = page.shown(decision, None, leads=leads)
    in_sight = access.agreements_in_sight(ground)
    later = in_sight.filter(taking_the_place_of(of)).order_by("at", "pk").first()
    before = of.reverses if of.reverses and in_sight.filter(pk=of.reverses.pk).exists() else None
    return {
        **seen,
        **line(of, slugs),
        "agreement": of,
        "dissent": [one for one in seen["outcome"]["votes"] if one["position"] not in ("support", "reserve")],
        "day": date_format(localtime(of.at), "j F Y"),
        "review": date_format(of.review_on, "j F Y") if of.review_on else "",
        "reverses": line(before, slugs) if before else None,
        "reversed_by": line(later, slugs) if later and of.is_adopted else None,
        "take_on": _offer(ground, of),
        "others": f'{reverse("decisions:log", args=slugs)}?about={of.kind}-{of.noun_id}',
        "earlier": _earlier(decision, slugs),
        "leads_here": leads and any(not one["answer"] for one in seen["outcome"]["concerns"]),
        "ballot_page": reverse("decisions:ballot", args=[*slugs, decision.pk]),
        "file": reverse("decisions:file", args=[*slugs, of.pk]),
        "log": reverse("decisions:log", args=slugs),
    }  # fmt: skip


def _offer(ground: Ground, of: Agreement) -> str:
    """Where whoever acts on it puts it among the actions; "" where nobody was named, or this person may not."""
    if not of.who_acts or not of.is_adopted or not ground.may("take on"):
        return ""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return f"{reverse('talk:taking_on', args=[*slugs, of.kind, of.noun_id])}?{urlencode({'words': f'{of.who_acts}: {of.words}'[:400]})}"


def _earlier(decision: Decision, slugs: tuple[str, str]) -> list[dict[str, Any]]:
    """The rounds before, the first one first."""
    rows = Decision.objects.filter(kind=decision.kind, noun_id=decision.noun_id, round__lt=decision.round)
    known = {one.pk: one for one in rows}
    found, before = [], decision.earlier_id
    while before in known:
        one = known[before]
        found.append({"round": one.round, "sentence": words.sentence(one), "url": reverse("decisions:ballot", args=[*slugs, one.pk])})  # fmt: skip
        before = one.earlier_id
    return found[::-1]


def file(of: Agreement) -> dict[str, Any]:
    """The record as a file: what `goldthread decide` recomputes, with names and words beside the numbers."""
    names = {one.number: one.person.name for one in of.decision.voters.select_related("person")}
    said = {one.voter.number: one for one in of.decision.ballots.select_related("voter")}
    poll = dict(of.poll)
    electorate = [{**one, "name": names.get(one["person"], "")} for one in poll.pop("electorate")]
    ballots = [
        {**one, "confidence": said[one["by"]].confidence, "because": said[one["by"]].because} for one in poll.pop("ballots")
    ]  # fmt: skip
    return {
        **poll,
        "id": of.pk,
        "words": of.words,
        "asked_as": of.decision.asked_as,
        "decided_at": of.at.isoformat(),
        "electorate": electorate,
        "ballots": ballots,
        "verdict": of.verdict,
        "reason": of.reason,
        "sentence": of.sentence,
        "who_acts": of.who_acts,
        "review_on": of.review_on.isoformat() if of.review_on else None,
        "reverses": of.reverses_id,
    }


__all__ = ["file", "line", "log", "shown"]
