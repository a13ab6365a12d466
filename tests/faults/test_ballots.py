"""A ballot that is opened, edited, left, rejoined, doubled, forged, and cast after the close: what was said stays true."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from goldthread.decisions.models import Agreement, Ballot, Decision, Voter
from goldthread.kit import clock
from goldthread.people.models import Membership

from .house import neighbour

GOAL = "/northwind/lighter/goals/4/"
UNTIL = 3


@pytest.fixture
def at(crew):
    def signed_in(short):
        client = Client()
        client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.fixture
def ask(crew, at):
    def asked(*people, **said):
        until = (clock.today("Europe/Berlin") + timedelta(days=UNTIL)).isoformat()
        voters = [crew.people[short].pk for short in people]
        form = {"statement": "Eat together", "rule": "unanimity", "rounds": "2", "fallback": "", "until": until, "voters": voters}  # fmt: skip
        answer = at("ada").post(f"{GOAL}agreeing/", {**form, **said})
        assert answer.status_code == 303, answer.content.decode()[-2000:]
        return Decision.objects.latest("pk")

    return asked


def page(asked):
    return f"/northwind/lighter/ballots/{asked.pk}/"


def cast(client, asked, position="support", **said):
    return client.post(f"{page(asked)}casting/", {"position": position, **said})


def link(person):
    bodies = [str(one.body) for one in mail.outbox if one.to == [person.email]]
    return re.search(r"/voting/\S+", bodies[-1])[0]


def forged_of(secret):
    """Another secret of the same length: its first character changed."""
    return ("y" if secret.startswith("x") else "x") + secret[1:]


def test_opening_a_ballot_and_its_link_as_often_as_one_likes_casts_nothing(crew, ask, at):
    asked = ask("bo", "cy")
    before = Decision.objects.get(pk=asked.pk).secret_ballots
    for client in (at("bo"), at("cy"), at("ada")):
        for _ in range(3):
            assert client.get(page(asked)).status_code == 200
    by_link = Client()
    for _ in range(3):
        assert by_link.get(link(crew.bo)).status_code == 303
        assert by_link.get(f"/voting/{asked.pk}/").status_code == 200
        assert by_link.head(link(crew.bo)).status_code == 303

    asked.refresh_from_db()
    assert asked.secret_ballots == before
    assert asked.own_vote(asked.voters.get(person=crew.bo)) is None


def test_a_ballot_that_is_edited_and_doubled_counts_once_as_it_was_said_last(crew, ask, at):
    asked, bo = ask("bo", "cy"), at("bo")
    by_link = Client()
    by_link.get(link(crew.bo))
    for position, because in (
        ("object", "Too wide"),
        ("support", ""),
        ("reserve", "By when?"),
        ("reserve", "By when?"),
    ):
        assert cast(bo, asked, position, because=because).status_code == 303
        said = {"position": position, "because": because}
        assert by_link.post(f"/voting/{asked.pk}/casting/", said).status_code == 303
    assert cast(at("cy"), asked).status_code == 303

    asked.refresh_from_db()
    assert sorted(asked.ballots.values_list("voter__person", "position")) == sorted(
        [(crew.bo.pk, "reserve"), (crew.cy.pk, "support")]
    )


def test_whoever_leaves_and_comes_back_keeps_the_one_ballot_they_cast(crew, ask, at):
    asked = ask("bo", "cy", "di")
    assert cast(at("bo"), asked).status_code == 303
    old_link = link(crew.bo)
    membership = Membership.objects.get(organisation=crew.organisation, person=crew.bo)
    role = membership.role
    membership.end(by=crew.ada)
    assert Client().get(old_link).status_code == 404
    Membership.objects.get_or_create(organisation=crew.organisation, person=crew.bo, defaults={"role": role})

    assert cast(at("bo"), asked, "object", because="Changed my mind").status_code == 403
    for short in ("cy", "di"):
        assert cast(at(short), asked).status_code == 303
    asked.refresh_from_db()
    assert asked.verdict == "adopted"
    assert asked.ballots.get(voter__person=crew.bo).position == "support"
    assert asked.agreement.tally["eligible"] == 3


def test_whoever_left_without_a_vote_is_not_waited_for_and_may_not_vote_after_coming_back(crew, ask, at):
    asked = ask("bo", "cy", "di")
    membership = Membership.objects.get(organisation=crew.organisation, person=crew.bo)
    role = membership.role
    membership.end(by=crew.ada)
    Membership.objects.get_or_create(organisation=crew.organisation, person=crew.bo, defaults={"role": role})
    assert cast(at("bo"), asked).status_code == 403
    for short in ("cy", "di"):
        assert cast(at(short), asked).status_code == 303
    asked.refresh_from_db()
    assert (asked.verdict, asked.agreement.tally["eligible"]) == ("adopted", 2)


@pytest.mark.parametrize(
    "said",
    [
        {"position": "block", "because": "x"},
        {"position": "aside", "because": "x"},
        {"position": "adopted"},
        {"position": ""},
        {"fingers": "5"},
        {"position": "support", "confidence": "11"},
        {"position": "support", "confidence": "-1"},
        {"position": "object"},
        {"position": "reserve", "because": " \n "},
        {"position": "support\x00"},
    ],
)
def test_what_the_rule_does_not_offer_is_refused_and_nothing_is_kept(crew, ask, at, said):
    asked = ask("bo", "cy")
    before = asked.secret_ballots
    assert at("bo").post(f"{page(asked)}casting/", said).status_code == 422
    asked.refresh_from_db()
    assert asked.secret_ballots == before


def test_nobody_votes_in_the_name_of_somebody_else(crew, ask, at):
    asked, other = ask("bo", "cy"), None
    token = link(crew.bo)
    forged = Client()
    # A changed token, that of another number, one of another organisation, one that is too long.
    organisation, _dash, secret = token.rstrip("/").rpartition("/")[2].partition("-")
    for wrong in (
        f"{organisation}-{forged_of(secret)}",
        f"{int(organisation) + 1}-{secret}",
        f"{organisation}-",
        secret,
        "9" * 90,
    ):
        assert forged.get(f"/voting/{wrong}/").status_code == 404
    # The cookie of one ballot, sent for another; and one that is made up.
    bo = Client()
    bo.get(token)
    asked.end_void(Decision.Void.WITHDRAWN, by=crew.ada)
    other = ask("bo", "cy")
    value = bo.cookies[f"goldthread-voter-{asked.pk}"].value
    for cookie in (value, forged_of(value), "1:2:3", ""):
        forged.cookies[f"goldthread-voter-{other.pk}"] = cookie
        assert forged.post(f"/voting/{other.pk}/casting/", {"position": "support"}).status_code in (302, 401, 403, 404)
    # Whoever is not asked, leads or looks on; and a voter's number in the form.
    numbers = {"voter": Voter.objects.get(decision=other, person=crew.bo).pk, "person": crew.bo.pk}
    for short in ("ada", "di", "eve", "fay"):
        assert cast(at(short), other, **numbers).status_code == 403, short

    other.refresh_from_db()
    assert all(other.own_vote(one) is None for one in other.voters.all())


def test_another_organisation_neither_sees_nor_casts_it(crew, ask):
    asked = ask("bo", "cy")
    organisation, _ids = neighbour(crew)
    stranger = Membership.objects.filter(organisation=organisation).select_related("person").first().person
    client = Client()
    client.force_login(stranger, backend=settings.AUTHENTICATION_BACKENDS[0])
    own = f"/{organisation.slug}/{organisation.products.first().slug}/ballots/{asked.pk}/"
    for address in (page(asked), own):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}casting/", {"position": "support"}).status_code == 404
    assert all(asked.own_vote(one) is None for one in asked.voters.all())


def test_what_is_cast_after_the_close_changes_nothing_of_what_was_revealed(crew, ask, at):
    asked = ask("bo", "cy", rounds="1")
    late = Client()
    late.get(link(crew.cy))
    assert cast(at("bo"), asked).status_code == 303
    with clock.held(clock.now()) as hands:
        hands.on(days=UNTIL + 2)
        assert late.post(f"/voting/{asked.pk}/casting/", {"position": "support"}).status_code == 409
        asked.close_if_due()
        assert late.post(f"/voting/{asked.pk}/casting/", {"position": "support"}).status_code == 409
        assert cast(at("cy"), asked).status_code == 409
        assert cast(at("bo"), asked, "object", because="No").status_code == 409

    assert list(Ballot.objects.values_list("voter__person", "position")) == [(crew.bo.pk, "support")]
    made = Agreement.objects.get()
    assert (made.verdict, made.tally["silent"]) == ("no_decision", 1)


def test_a_vote_that_is_sent_again_after_the_reveal_changes_nothing_and_another_one_is_refused(crew, ask, at):
    asked, bo = ask("bo", "cy"), at("bo")
    by_link = Client()
    by_link.get(link(crew.bo))
    assert cast(bo, asked, "reserve", because="By when?", once="one").status_code == 303
    assert cast(at("cy"), asked).status_code == 303
    before = list(Ballot.objects.order_by("pk").values())
    for client, address in ((bo, f"{page(asked)}casting/"), (by_link, f"/voting/{asked.pk}/casting/")):
        said = {"position": "reserve", "because": "By when?", "once": "one"}
        assert client.post(address, said).status_code == 303, "sent twice, and counted"
        assert client.post(address, {**said, "position": "support", "because": ""}).status_code == 409
        assert client.post(address.replace("casting", "recusal")).status_code in (303, 403, 409)

    assert list(Ballot.objects.order_by("pk").values()) == before
    assert Agreement.objects.count() == 1


def test_a_guest_who_is_not_asked_casts_nothing_and_one_who_is_asked_casts_their_own_vote_only(crew, ask, at):
    asked = ask("bo", "gus")
    other = Client()
    other.get(link(crew.gus))
    assert other.post(f"/voting/{asked.pk}/casting/", {"position": "object", "because": "No"}).status_code == 303
    asked.refresh_from_db()
    assert asked.own_vote(asked.voters.get(person=crew.bo)) is None
    assert asked.own_vote(asked.voters.get(person=crew.gus)).position == "object"
    asked.end_void(Decision.Void.WITHDRAWN, by=crew.ada)

    without = ask("bo", "cy")
    assert cast(at("gus"), without).status_code in (403, 404)
    assert other.post(f"/voting/{without.pk}/casting/", {"position": "support"}).status_code in (302, 401, 403, 404)
    without.refresh_from_db()
    assert all(without.own_vote(one) is None for one in without.voters.all())


def test_whoever_stepped_back_can_neither_vote_nor_come_back_by_any_way(crew, ask, at):
    asked, bo = ask("bo", "cy", "di"), at("bo")
    by_link = Client()
    by_link.get(link(crew.bo))
    assert cast(bo, asked, "object", because="No").status_code == 303
    assert bo.post(f"{page(asked)}recusal/").status_code == 303
    assert cast(bo, asked).status_code == 403
    assert by_link.post(f"/voting/{asked.pk}/casting/", {"position": "support"}).status_code == 409
    for short in ("cy", "di"):
        assert cast(at(short), asked).status_code == 303

    asked.refresh_from_db()
    assert (asked.verdict, asked.ballots.count(), asked.agreement.tally["eligible"]) == ("adopted", 2, 2)


def test_the_votes_of_one_side_count_for_that_side_alone(crew, ask, at):
    whole = ask("ada", "bo", "cy", rule="two_party", side_team="unanimity", side_leaders="unanimity").inner_of
    team, leaders = whole.inners.order_by("side")
    assert cast(at("bo"), team).status_code == 403
    assert cast(at("cy"), leaders).status_code == 403
    for short in ("ada", "bo", "cy"):
        assert cast(at(short), whole).status_code in (403, 409, 422), "nobody votes on the whole"
    assert cast(at("cy"), team).status_code == 303
    whole.refresh_from_db()
    assert whole.is_open
