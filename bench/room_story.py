"""The meeting that `bench/room.py` measures: made, and brought from phase to phase, by the product's own verbs.

Started by it with the number of people; then a line in, a line of JSON out. What is measured is asked over HTTP; this
only does what lies before it.
"""

import json
import random
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from goldthread.decisions.models import cast_together  # noqa: E402
from goldthread.decisions.models.box import Vote  # noqa: E402
from goldthread.kit import clock  # noqa: E402
from goldthread.people.models import Membership, Organisation, Person  # noqa: E402
from goldthread.workshops import asking, convening, course, seating  # noqa: E402
from goldthread.workshops.agendas import WHOLE_THREAD  # noqa: E402
from goldthread.workshops.models import Card, Seat, Workshop, box  # noqa: E402

CARDS = 2000
MOST_A_PERSON = 20
# Words of a card are drawn from these, so that cards are about as long and as different as people's are.
DRAWN = """people sleep better when they know what happens tomorrow and whom to ask about it before it is too late nobody reads the
weekly report because numbers come after decisions were made we promise dates that engineering has never seen customers call
twice since answers differ between teams less waiting at the counter more time for hard cases our best nurses leave after two
years price is not why they go it takes nine clicks to find one order every region measures success another way new colleagues
learn from whoever sits next to them trust grows where mistakes are told first small shops cannot afford consultants night
shifts have no voice in planning returns cost us more than advertising a map of the whole journey would help everybody see
the same thing quality suffers in december let us stop building features that nobody opens""".split()


def session(person: Person) -> str:
    made = SessionStore()
    made.update({SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0], HASH_SESSION_KEY: person.get_session_auth_hash()})  # fmt: skip
    made.create()
    return str(made.session_key)


class Story:
    def __init__(self, size: int) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            self.people = [Person.objects.create(email=f"p{n}@example.org", name=f"Person {n}") for n in range(size)]
            self.lead = self.people[0]
            organisation = Organisation.found("Bench", by=self.lead)
            product = organisation.add_product("Bench", by=self.lead)
            rows = [Membership(organisation=organisation, person=one, role="member") for one in self.people[1:]]
            Membership.objects.bulk_create(rows)
            invited = dict.fromkeys(self.people, False)
            plan = convening.Plan("Bench", clock.now(), self.lead, invited, {"name": "majority", "of": "cast"})
            self.pk = convening.convene(product, WHOLE_THREAD, plan, by=self.lead).pk
            course.begin(self.now, by=self.lead)
            Seat.objects.filter(workshop=self.pk).update(arrived_at=clock.now(), votes=True)
            # Whoever leads says every few seconds that they are there; here nobody does.
            self.now.seats.leading().update(seen_at=clock.now() + timedelta(days=1))
            for person in self.people:
                seating.promise(self.now, person)
            self.sessions = [session(one) for one in self.people]

    @property
    def now(self) -> Workshop:
        return Workshop.objects.get(pk=self.pk).held() if transaction.get_connection().in_atomic_block else self._held()

    def _held(self) -> Workshop:
        with transaction.atomic():
            return Workshop.objects.get(pk=self.pk).held()

    def facts(self) -> dict[str, Any]:
        return {
            "cookie": settings.SESSION_COOKIE_NAME,
            "sessions": self.sessions,
            "people": [one.pk for one in self.people],
            "workshop": self.pk,
        }

    def to(self, kind: str) -> dict[str, Any]:
        """On, until the meeting is in a phase of this kind; says which it is, or none where it is over."""
        while True:
            now = self.now
            if now.the_phase.kind == "draft":
                self.draft()
            if now.the_phase.kind == "agree" and now.item and now.item.decision and now.item.decision.is_open:
                asking.turn_over_now(now)
            course.advance(now, by=self.lead, leaving=now.phase_id or 0, passing_over=True)
            now = self.now
            if now.is_over or now.the_phase.kind == kind:
                return {"phase": None if now.is_over else now.phase_id}

    def write(self) -> dict[str, Any]:
        """2,000 cards in the boxes, shared by all who are there."""
        drawn, seats = random.Random(1), list(self.now.seats.all())
        each = min(MOST_A_PERSON, -(-CARDS // len(seats)))
        for one in seats[: -(-CARDS // each)]:
            said = [[" ".join(drawn.choices(DRAWN, k=drawn.randint(5, 14))), False] for _card in range(each)]
            one.secret_cards = box.close(said, box.CARDS)
        Seat.objects.bulk_update(seats, ["secret_cards"], batch_size=100)
        return {"phase": self.now.phase_id}

    def keys(self) -> dict[str, Any]:
        """The cards on the table."""
        item = self.now.item
        return {"cards": [one.hex for one in Card.objects.filter(item=item.root if item else None).values_list("pk", flat=True)]}  # fmt: skip

    def draft(self) -> None:
        item = self.now.item
        assert item is not None
        convening.draft(item, f"People sleep better, {self.now.edition}", by=self.lead)

    def ballot(self, waiting: str) -> dict[str, Any]:
        """A ballot in which all have voted but so many."""
        now = self.now
        if now.the_phase.kind == "agree":
            course.once_more(now, by=self.lead)
        elif now.the_phase.kind != "draft":
            self.to("draft")
        self.to("agree")
        now = self.now
        assert now.item is not None
        assert now.item.decision is not None
        voters = [asking.voter_of(now.item, person) for person in self.people[int(waiting) :]]
        if voters:
            cast_together([(one, Vote("support")) for one in voters if one])
        return {"phase": now.phase_id}


def main() -> None:
    story = Story(int(sys.argv[1]))
    print(json.dumps(story.facts()), flush=True)
    for line in sys.stdin:
        name, *words = line.split()
        print(json.dumps(getattr(story, name)(*words)), flush=True)


if __name__ == "__main__":
    main()
