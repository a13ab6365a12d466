"""What the page of a question shows: the ballot while it is open, and what came of it once it is revealed."""

from collections.abc import Iterable
from statistics import median
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.kit.prepared import Prepared, PreparedModels
from goldthread.people.models import Person

from . import words
from .models import Ballot, Concern, Decision, Voter
from .models.ending import decides_by
from .rules.offered import WITHOUT_BALLOTS, is_asked, offered

# Groups whose sense of "can we reach this?" is read apart, in this order.
GROUPS = Voter.Group


def shown(of: Decision, voter: Voter | None, *, leads: bool = False) -> dict[str, Any]:
    """All that the page says about a question to one reader. While it is open nothing in it depends on any ballot but
    the reader's own. Queries: the voters, then ballots and concerns where they are revealed."""
    asked = list(of.voters.select_related("person").order_by("number"))
    return {
        "decision": of,
        "level": words.level(of.level),
        "words_now": of.words_now,
        "mended": of.words_now != of.words,
        "must": words.must(of),
        "rounds": words.rounds(of),
        "asked": [_asked(of, one) for one in asked],
        "leads_and_decides": led_by(of) is not None and led_by(of) in (of.decider_id, of.deputy_id),
        "until": date_format(localtime(of.closes_at), "j F Y, H:i"),
        "opened": date_format(localtime(of.opened_at), "j F Y"),
        "voter": voter,
        # What packages above bring: each names its template.
        "beside": [one for add in registry.slots("question.beside") if (one := add(of))],
        "parts": [_part(of, one) for one in inners(of)],
        "whole": address(of.inner_of) if of.inner_of else "",
        "challenges": _challenges(of),
        "casts": voter is not None and is_asked(of.rule["name"], decides=voter.decides),
        "outcome": outcome(of, leads=leads),
        "leads": leads,
        "topics": [f"decision-{of.pk}"],
    }


def inners(of: Decision) -> list[Decision]:
    """The questions that this one rests on, a round each, the newest of a side last."""
    if of.rule["name"] not in WITHOUT_BALLOTS:
        return []
    return list(of.inners.filter(void="").order_by("side", "pk"))


def _part(of: Decision, one: Decision) -> dict[str, Any]:
    named = of.rule["sides"][one.side]["name"] if one.side is not None else ""
    one.product, one.organisation = of.product, of.organisation
    return {
        "id": one.pk,
        "name": str(words.SIDES.get(named, named)),
        "must": words.must(one),
        "state": _("open") if one.is_open or not one.verdict else words.VERDICTS[one.verdict][0],
        "tone": "blue" if one.is_open or not one.verdict else words.VERDICTS[one.verdict][1],
        "sentence": words.sentence(one),
        "url": address(one),
    }


def _challenges(of: Decision) -> list[dict[str, Any]]:
    if of.rule["name"] != "decide_alone":
        return []
    rows = of.challenges.select_related("voter__person").order_by("pk")
    return [{"face": one.voter.person.face, "because": one.because} for one in rows]


def ballot(of: Decision, voter: Voter | None) -> dict[str, Any]:
    """The choices, and what this reader has cast already."""
    labels = words.choices(of.rule["name"])
    own = of.own_vote(voter)
    return {
        "choices": [(position, *labels[position]) for position in offered(of.rule["name"])],
        "fingers": list(enumerate(words.FINGERS))[::-1] if of.rule["name"] == "fist_of_five" else [],
        "own": own,
        "own_label": labels[own.position][0] if own else "",
        "asks_confidence": asks_confidence(of),
    }


def asks_confidence(of: Decision) -> bool:
    """Whether "can we reach this?" is asked: a vision is not reached."""
    return of.level != "vision" and (of.effect or {}).get("do") != "close"


def led_by(of: Decision) -> int | None:
    """Who led the meeting in which it was asked; None where it was asked otherwise."""
    return of.opened_by_id if of.asked_as == Decision.AskedAs.TOGETHER else None


def _asked(of: Decision, one: Voter) -> dict[str, Any]:
    gone = _("steps back") if one.recused_at else _("is no longer asked") if one.left_at else ""
    led = one.person_id == led_by(of)
    said = {"gone": gone, "late": one.joined_at is not None, "decides": one.decides, "led": led}
    return {"face": one.person.face, "group": words.as_what(one.role), **said}


def outcome(of: Decision, *, leads: bool = False) -> dict[str, Any] | None:
    """What came of it, with every vote; None while it is open and where it was made void. Queries: ballots, silent voters."""
    return None if of.is_open or of.void or not of.verdict else _outcome(of, leads=leads)


def _outcome(of: Decision, *, leads: bool) -> dict[str, Any]:
    ballots = _BALLOTS.rows(of.pk)
    label, tone = words.VERDICTS[of.verdict]
    return {
        "label": label,
        "tone": tone,
        "sentence": words.sentence(of),
        "votes": [vote(of, one) for one in ballots],
        "silent": _silent(of),
        "confidence": medians(ballots),
        "concerns": [vote(of, one) for one in ballots if one["because"]],
        "may_answer": leads and not of.void,
        "awaits_choice": of.awaits_choice,
        "decides_by": date_format(localtime(by), "j F Y, H:i") if (by := decides_by(of)) else "",
        "next": words.what_next(of) if leads else "",
        "awaits_round": of.awaits_round,
        "awaits_objections": of.awaits_objections,
        "objections": {one["objection"]: one for one in _objections(of)},
        "against_room": _is_against_the_room(of),
        "closed": date_format(localtime(of.closed_at), "j F Y, H:i") if of.closed_at else "",
    }


# What is said of a vote. Of hundreds, to make rows of them and of people would take longer than all else.
_SAID = (
    "position", "fingers", "confidence", "because", "voter__role", "voter__joined_at", "voter__person", "voter__person__name",
    "concern", "concern__answer", "concern__why", "concern__answered_by__name", "objection",
)  # fmt: skip
_BALLOTS = Prepared(lambda of: Ballot.objects.filter(decision=of).order_by("voter__number"), *_SAID)
_SILENT = PreparedModels(
    lambda of: Voter.objects.standing().filter(decision=of, ballot=None).select_related("person").order_by("number")
)
Said = dict[str, Any]


def _objections(of: Decision) -> list[dict[str, Any]]:
    """How each objection stands: its state, who of the group found that it is none, and how many judge it. Three queries."""
    if of.rule["name"] != "consent":
        return []
    rows = of.objections.select_related("ballot__voter").prefetch_related("judgings__voter__person").order_by("pk")
    cast = [(one.pk, one.person_id) for one in of.voters.standing().filter(ballot__isnull=False)]
    found = []
    for one in rows:
        judges = {pk for pk, person in cast if pk != one.ballot.voter_id and person != of.opened_by_id}
        judged = {said.voter_id: said for said in one.judgings.all()}
        found.append({
            "objection": one.pk, "state": one.state, "label": one.get_state_display(), "is_open": one.state == "open" and not of.ended_at,
            "objector": one.ballot.voter.person_id, "judges": judges, "needed": len(judges) // 2 + 1,
            "none": [said.voter.person.name for said in judged.values() if not said.stands],
            "by": {pk: said.stands for pk, said in judged.items()},
        })  # fmt: skip
    return found


def _is_against_the_room(of: Decision) -> bool:
    """Whether who decided went against most of those who said yes or no: to be seen, not forbidden."""
    said = of.tally
    yes, no = (sum(said.get(one, 0) for one in some) for some in (("support", "reserve"), ("object", "block")))
    return no > yes if of.choice == "adopt" else of.choice == "reject" and yes > no


# Looked up here: to ask each ballot for it takes longer than all else that is said of it.
_POSITIONS = dict(Ballot.Position.choices)


_ANSWERS = dict(Concern.Answer.choices)


def vote(of: Decision, one: Said) -> dict[str, Any]:
    """A revealed vote, with its concern and the answer where there are any."""
    person, position, fingers = one["voter__person"], one["position"], one["fingers"]
    return {
        "face": Person.face_of(person, one["voter__person__name"]),
        "person": person,
        "group": words.as_what(one["voter__role"]),
        "late": one["voter__joined_at"] is not None,
        "led": person == led_by(of),
        "position": position,
        "label": _POSITIONS[position] if fingers is None else _("%(count)s of 5 fingers") % {"count": fingers},
        "objection": one["objection"],
        "tone": TONES.get(position, "warn"),
        "confidence": one["confidence"],
        "because": one["because"],
        "concern": one["concern"],
        "answer": _ANSWERS[one["concern__answer"]] if one["concern__answer"] else "",
        "why": one["concern__why"] or "",
        "answered_by": one["concern__answered_by__name"] or "",
    }


TONES = {"support": "good", "reserve": "good", "object": "bad", "block": "bad", "abstain": ""}


def _silent(of: Decision) -> list[dict[str, Any]]:
    """Those who were waited for and said nothing; silence is never agreement."""
    rows: list[Voter] = _SILENT.all(of.pk)
    return [_asked(of, one) for one in rows if is_asked(of.rule["name"], decides=one.decides)]


def medians(ballots: Iterable[Said]) -> list[dict[str, Any]]:
    """The median of "can we reach this?" for each group that said a number, in the order of the groups."""
    by_group: dict[str, list[int]] = {}
    for one in ballots:
        if one["confidence"] is not None:
            by_group.setdefault(one["voter__role"], []).append(one["confidence"])
    return [
        {"group": group.label, "value": median(by_group[group]), "median": _number(median(by_group[group]))}
        for group in GROUPS
        if group in by_group
    ]


def _number(value: float) -> str:
    return str(number_format(value, 1 if value % 1 else 0))


def record(of: Decision) -> str:
    """Where the record stands; "" where there is none."""
    made = getattr(of, "agreement", None)
    slugs = (of.organisation.slug, of.product.slug)
    return reverse("decisions:agreement", args=[*slugs, made.pk]) if made else ""


def address(of: Decision) -> str:
    """Where members see it."""
    return reverse("decisions:ballot", args=[of.organisation.slug, of.product.slug, of.pk])


def addresses(of: Decision) -> dict[str, str]:
    """Where the deeds of a question lead, for members."""
    slugs = (of.organisation.slug, of.product.slug, of.pk)
    names = ("ballot", "casting", "recusal", "withdrawal", "choosing", "again", "joining", "standing_in", "mending", "integrating", "pressing_on", "challenging", "taking_on", "declining", "revoking")  # fmt: skip
    return {name: reverse(f"decisions:{name}", args=slugs) for name in names}


__all__ = ["address", "addresses", "asks_confidence", "ballot", "medians", "outcome", "record", "shown", "vote"]
