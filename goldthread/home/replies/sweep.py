"""Makes comments of the answers that have arrived. What cannot be matched stays unseen in the mailbox, for people to look at."""

import hashlib
import logging
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.http import Http404

from goldthread.chain import access as chain
from goldthread.chain.models import Goal
from goldthread.people import access as people
from goldthread.people.models import Person
from goldthread.talk import access as talk
from goldthread.talk.models import Comment

from ..models import TakenMail
from . import address, rules
from .mailbox import Box, Mailbox, Trouble, opened

log = logging.getLogger(__name__)
# A sweep takes no more than this, and looks again at what it left after a day.
MOST_MAILS = 50
LEFT_FOR_SECONDS = 24 * 3600
# Addresses for answers are good for 30 days, so nothing older can come again.
TAKEN_FOR = timedelta(days=90)


class Left(Exception):
    """Why a mail is no comment; its message names nothing that the mail says."""


def fetch(now: datetime) -> int:
    """Take what has arrived; says how many comments it made. Nothing where no incoming mail is set up."""
    if not settings.MAIL_INCOMING:
        return 0
    TakenMail.objects.filter(at__lt=now - TAKEN_FOR).delete()
    try:
        with opened(Box(**settings.MAIL_INCOMING)) as box:
            return _take(box)
    except Trouble as problem:
        log.warning("Answers by mail: %s It is tried again.", problem)
        return 0


def _take(box: Mailbox) -> int:
    taken = 0
    waiting = [number for number in box.numbers() if not cache.get(_left(box, number))]
    for number in waiting[:MOST_MAILS]:
        try:
            arrived = box.mail(number).mail
            if arrived is None:
                raise Left("it is too large")
            taken += answer(arrived)
            box.mark_seen(number)
        except Left as why:
            cache.set(_left(box, number), True, LEFT_FOR_SECONDS)
            log.warning("Mail %s stays in the mailbox: %s.", number, why)
    return taken


def _left(box: Mailbox, number: str) -> str:
    """Under which name the cache keeps that a mail was looked at and left."""
    return f"mail-left-{box.name}-{number}"


def answer(mail: EmailMessage) -> bool:
    """Say the comment that a mail is; False where it was said before. Raises Left where it is none."""
    if rules.is_automatic(mail):
        raise Left("no person wrote it")
    token = address.read(rules.token_in(mail, settings.MAIL_REPLY_TO))
    if token is None:
        raise Left("it was sent to no address of ours, or that has expired")
    words = rules.answer_in(mail)
    if not words:
        raise Left("it holds no words of its own")
    try:
        with transaction.atomic():
            TakenMail.objects.create(digest=_digest(mail))
            _say(token, mail, words)
    except IntegrityError:
        return False
    return True


def _say(token: address.Token, mail: EmailMessage, words: str) -> None:
    person = Person.objects.filter(pk=token.person_id, is_active=True).first()
    goal = Goal.objects.filter(pk=token.goal_id).select_related("organisation", "product").first()
    if person is None or goal is None:
        raise Left("whoever answers, or the goal, is not there any more")
    sender = parseaddr(str(mail.get("From", "")))[1]
    if sender.lower() != (person.email or "").lower() and not person.has_proved(sender):
        raise Left("it was sent from an address that is not known to be theirs")
    try:
        ground = people.ground_of(person, goal.organisation.slug, goal.product.slug)
    except Http404:
        raise Left("whoever answers does not see the product any more") from None
    seen = chain.goals_in_sight(ground).filter(pk=goal.pk).select_related("version", "product__organisation").first()
    if seen is None or not ground.may("comment"):
        raise Left("whoever answers may not comment there any more")
    Comment.say(seen, words, by=person, mentioned=talk.mentioned(ground, words))


def _digest(mail: EmailMessage) -> str:
    known = str(mail.get("Message-ID", "")).strip()
    return hashlib.sha256(known.encode() if known else mail.as_bytes()).hexdigest()
