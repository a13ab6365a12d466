"""A restricted goal and a restricted product hunted through every door by everybody who is not named.

Neither their words nor their numbers are ever answered, whatever is asked, and no mail or stream tells of them. The
owners of the organisation are nobody special here.
"""

import io
import re
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.boards.models import Feature
from goldthread.chain.models import Candidate, Goal, KeyResult, Level, NamedPerson
from goldthread.exchange.archive import reading
from goldthread.kit import clock, memory, registry
from goldthread.measures.models import Metric
from goldthread.people import models as people
from goldthread.people.models import Membership, Organisation, Person
from goldthread.talk.models import Comment, Upload
from tests.doors.rows import DOORS
from tests.doors.table import PRODUCT
from tests.doors.test_doors import meetings_at_hand, places, said

from .house import asked, signed_in

CANARY, NUMBER = "Canary7x", 987_650
ASKED = "canary7"
UNNAMED = ("bo", "cy", "eve", "gus", "oli")
NAMED = "ada"


@pytest.fixture
def house(crew):
    for short, role in (("ivy", "member"), ("oli", "owner")):
        person = Person.objects.create_user(f"{short}@northwind.example", None, name=short.title())
        Membership.objects.create(organisation=crew.organisation, person=person, role=role)
        crew.people[short] = person
    # A number that stands nowhere else, and is not the id of anything.
    Organisation.objects.filter(pk=crew.organisation.pk).update(last_goal_number=NUMBER)
    return crew


@pytest.fixture
def merger(house):
    """A goal between others, with all that a goal can have, restricted to Ada: every word of it holds the canary."""
    ada, next_ = house.ada, house.goals["next"]
    proposed = Candidate.propose(house.product, f"{CANARY} goal", by=house.di, parent=house.goals["need"])
    goal = proposed.take_up(by=ada)
    next_.tie(goal, by=ada, because=f"{CANARY} reason")
    KeyResult.set(goal, Metric.add(house.organisation, f"{CANARY} metric", by=ada), by=ada, owner_id=house.bo.pk)
    Feature.add(goal, f"{CANARY} feature", by=ada)
    file = Upload(ContentFile(CANARY.encode()), f"{CANARY}.txt", "text/plain")
    house.comment = Comment.say(goal, f"{CANARY} words, @Bo Winter", by=ada, mentioned=[house.bo], files=[file])
    goal.reword(by=ada, base=None, statement=f"{CANARY} goal in other words", owner_id=house.bo.pk)
    NamedPerson.restrict(goal, [], by=ada, because=f"{CANARY} because")
    return goal


@pytest.fixture
def secret(house):
    """A product restricted to Ada, with a goal towards one that everybody sees; Bo leads in it, without being named."""
    product = house.organisation.add_product(f"{CANARY} product", by=house.ada)
    product.involve(house.bo, "leader", by=house.ada)
    house.teams["orion"].work_on(product, by=house.ada)
    house.organisation.invite("new@northwind.example", by=house.ada, product=product, involvement="observer")
    goal = Goal.set(product, Level.PRODUCT_GOAL, f"{CANARY} goal", by=house.ada)
    goal.tie(house.goals["need"], by=house.ada, because=f"{CANARY} reason")
    house.goals["next"].tie(goal, by=house.ada, because=f"{CANARY} other reason")
    KeyResult.set(goal, Metric.add(house.organisation, f"{CANARY} metric", by=house.ada), by=house.ada)
    people.NamedPerson.restrict(product, [], by=house.ada, because=CANARY)
    return goal


@pytest.fixture(params=["merger", "secret"])
def hidden(request):
    return request.getfixturevalue(request.param)


def tells(answer, goal, asked_for=False):
    """Whether an answer tells of it: its words, or its number beyond what the question itself said."""
    whole = answer.getvalue().decode("utf-8", "replace") + str(answer.headers) + str(answer.cookies)
    number = rf"goals/{goal.number}\b" if asked_for else rf"\b{goal.number}\b"
    return "anary7x" in whole or bool(re.search(number, whole))


def near(answer):
    """What stands around the words that tell."""
    whole = answer.getvalue().decode("utf-8", "replace")
    return [whole[max(0, one.start() - 80) : one.end() + 20] for one in re.finditer(f"anary7x|{NUMBER + 1}", whole)][:2]


def asks(house, goal):
    """Every door that can be asked, with questions that would find it."""
    for name, door in DOORS.items():
        if door.get is not None:
            address = reverse(name, kwargs=places(door, house))
            yield address
            yield f"{address}?q={ASKED}&goal={goal.number}&parent={goal.number}&into={goal.number}&to={goal.number}&state=all&closed=1&level=sprint_goal"
    day = clock.today("UTC").replace(year=clock.today("UTC").year - 1).isoformat()
    base = reverse("chain:map", kwargs=PRODUCT)
    yield f"{base}changes/?from={day}"
    yield f"{base}?on={day}"


def test_no_page_tells_of_it_to_anybody_who_is_not_named(house, hidden):
    wrong = []
    addresses = list(asks(house, hidden))
    for turn, who in enumerate(UNNAMED):
        client = signed_in(house.people[who])
        # The plain page as everybody; with a question each address as two of them.
        for address in [one for place, one in enumerate(addresses) if "?" not in one or (place + turn) % 5 < 2]:
            # As the part that follows changes, and as the page around it.
            headers = {"HX-Request": "true"} if "?" in address else {}
            answer = asked(client, "get", address, headers=headers)
            if tells(answer, hidden, asked_for="?" in address):
                wrong.append(f"{address} as {who}: {near(answer)}")
    assert len(addresses) > 60
    assert not wrong, "\n".join(wrong)


def test_the_named_person_is_shown_it_so_that_the_hunt_means_something(house, merger):
    ada = signed_in(house.ada)
    base = reverse("chain:map", kwargs=PRODUCT)
    for address in (base, f"{base}list/", f"{base}goals/{merger.number}/", f"{base}candidates/?show=all"):
        assert tells(ada.get(address), merger), address


AIMED = ("goal", "parent", "into", "to", "before", "after", "number")


def test_no_deed_reaches_it_and_no_refusal_tells_of_it(house, hidden):
    wrong = []
    meetings_at_hand(house)
    for who in ("bo", "cy", "oli", "gus"):
        client = signed_in(house.people[who])
        for name, door in [pair for pair in DOORS.items() if pair[0] != "people:session_ending"]:
            for method in [one for one in ("get", "post") if getattr(door, one) is not None]:
                # As test_doors does: its rows are made anew for each, and stand in the way of no other.
                with transaction.atomic():
                    wrong += _wrong(client, method, name, door, house, hidden)
                    transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def _wrong(client, method, name, door, house, hidden):
    """What a door tells of a hidden goal that it is aimed at, in the address and in what is sent."""
    there = places(door, house)
    aimed = {**there, "number": hidden.number} if "number" in there else there
    aimed = {**aimed, "noun_id": hidden.pk} if "noun_id" in there else aimed
    aimed = {**aimed, "product": hidden.product.slug} if "product" in there else aimed
    words = {**said(door, house), **dict.fromkeys(AIMED, hidden.number)} if method == "post" else {}
    answer = asked(client, method, reverse(name, kwargs=aimed), words)
    if answer.status_code >= 500 or "Canary7x" in answer.getvalue().decode("utf-8", "replace"):
        yield f"{method} {name} {aimed} answered {answer.status_code}"
    if aimed != there and ("noun_id" in aimed or "number" in aimed) and answer.status_code not in (404, 405):
        yield f"{method} {name} answered {answer.status_code}: it is there"


def test_what_is_not_there_and_what_is_hidden_answer_alike(house, merger):
    bo, base = signed_in(house.bo), reverse("chain:map", kwargs=PRODUCT)
    for rest in ("", "wording/", "closing/", "ties/", "named/", "poster/", "versions/1/", "key-results/"):
        there = bo.get(f"{base}goals/{merger.number}/{rest}")
        nowhere = bo.get(f"{base}goals/{merger.number + 5}/{rest}")
        assert there.status_code == nowhere.status_code == 404
        assert len(there.content) == len(nowhere.content)


def test_what_was_said_about_it_is_gone_with_it(house, merger):
    bo = signed_in(house.bo)
    slugs = ("northwind", "lighter")
    file = reverse("talk:attachment", args=[*slugs, house.comment.attachments.get().pk])
    for address in (file, reverse("talk:comments", args=[*slugs, "goal", merger.pk])):
        assert bo.get(address).status_code == 404
        assert signed_in(house.ada).get(address).status_code < 400


def test_no_stream_and_no_mail_tells_of_it(house, merger, mailoutbox):
    assert registry.may_listen(house.ada, f"goal-{merger.pk}")
    mailoutbox.clear()
    text = "@Bo Winter @Cy Okafor @Oli, " + CANARY
    address = reverse("talk:comments", args=["northwind", "lighter", "goal", merger.pk])
    assert signed_in(house.ada).post(address, {"text": text}).status_code < 400
    for who in UNNAMED:
        assert not registry.may_listen(house.people[who], f"goal-{merger.pk}"), who
    assert [mail.to for mail in mailoutbox] == []


def test_nobody_may_listen_to_a_product_that_is_hidden_from_them(house, secret):
    listening = [
        who for who in (NAMED, *UNNAMED) if registry.may_listen(house.people[who], f"product-{secret.product_id}")
    ]
    assert listening == [NAMED]


def test_an_archive_of_an_owner_holds_nothing_of_it_and_can_be_read(house, hidden, tmp_path):
    answer = signed_in(house.oli).get(reverse("archive:file", args=["northwind"]))
    content = answer.getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    telling = [name for name, part in parts.items() if "anary7x" in part or '"goal.restricted"' in part]
    assert not telling, telling
    assert "Lose weight" in parts["tables/chain.goalversion.jsonl"]
    Organisation.objects.filter(pk=house.organisation.pk).update(slug="elsewhere")
    file = io.BytesIO(content)
    assert reading.load(file, reading.verified(file)).slug == "northwind"


def test_pages_cost_the_same_however_much_is_hidden(house, merger):
    bo = signed_in(house.bo)
    pages = [reverse(name, kwargs=PRODUCT) for name in ("chain:map", "chain:list", "boards:roadmap", "boards:board")]

    def cost():
        found = []
        for address in pages:
            memory.forget()
            with CaptureQueriesContext(connection) as queries:
                size = len(bo.get(address).content)
            found.append((len(queries), size))
        return found

    cost()
    before = cost()
    for number in range(4):
        goal = Goal.set(house.product, Level.PRODUCT_GOAL, f"{CANARY} {number}", by=house.ada)
        goal.tie(house.goals["need"], by=house.ada, because=CANARY)
        NamedPerson.restrict(goal, [], by=house.ada, because="")
    assert cost() == before
