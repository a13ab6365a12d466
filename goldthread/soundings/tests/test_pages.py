"""A draft that goes round, in the browser: sent from the goal, answered signed in or by the link of a mail."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldthread.kit import clock
from goldthread.kit.registry import nouns
from goldthread.soundings import owed, tasks
from goldthread.soundings.models import Given, Sounding

from .conftest import SLUGS, WORDS, asked_now, everybody, key_of, links, say, who


def begin_page(crew, goal="next"):
    return reverse("soundings:begin", args=[*SLUGS, crew.goals[goal].number])


def page_of(of, tail=""):
    return reverse("soundings:sounding", args=[*SLUGS, of.pk]) + tail


def form(crew, *people, **more):
    until = (clock.today("Europe/Berlin") + timedelta(days=9)).isoformat()
    return {**WORDS, "voters": [crew.people[one].pk for one in people], "until": until, **more}


def by_link(short):
    """A browser of somebody who is not signed in, after the link of their mail was opened, and the page it is led to."""
    client = Client()
    answer = client.get(links()[short])
    assert answer.status_code == 303
    return client, answer["Location"]


def test_agree_on_this_asks_in_which_way(crew, as_):
    page = as_("ada").get(reverse("chain:agreeing", args=[*SLUGS, crew.goals["next"].number])).content.decode()

    assert f'href="{begin_page(crew)}"' in page
    assert "One by one" in page


def test_a_draft_is_sent_round_and_its_page_says_so_everywhere(crew, as_):
    answer = as_("ada").post(begin_page(crew), form(crew, "cy", "di"))
    of = Sounding.objects.get()

    assert (answer.status_code, answer["Location"]) == (303, page_of(of))
    for address in (reverse("decisions:log", args=SLUGS), reverse("chain:goal", args=[*SLUGS, of.goal.number])):
        assert page_of(of) in as_("eve").get(address).content.decode()
    assert [one.goal_id for one in [of]] == [crew.goals["next"].pk]
    assert str(crew.goals["next"]) != WORDS["statement"], "the draft is not in force before it is agreed"


def test_what_goes_round_already_is_not_asked_twice_but_shown(send, crew, as_):
    of = send("cy", "di")
    address = reverse("soundings:begin", args=[*SLUGS, of.goal.number])

    assert as_("ada").get(address)["Location"] == page_of(of)


@pytest.mark.parametrize("wrong", [{"voters": []}, {"until": "2020-01-01"}, {"until": "soon"}, {"statement": ""}, {"voters": ["999999"]}])  # fmt: skip
def test_what_is_missing_or_wrong_is_said_beside_what_was_typed(crew, as_, wrong):
    answer = as_("ada").post(begin_page(crew), form(crew, "cy", **{"note": "Typed already", **wrong}))

    assert answer.status_code == 422
    assert "Typed already" in answer.content.decode()
    assert not Sounding.objects.exists()


def test_from_the_mail_to_an_answer_without_signing_in(send, crew):
    of = send("cy")
    client, place = by_link("cy")
    page = client.get(place).content.decode()
    assert WORDS["statement"] in page
    answer = client.post(f"{place}mine/answer/", {"position": "2", "confidence": "7"})
    of.refresh_from_db()

    assert (answer.status_code, answer["Location"]) == (303, place)
    assert of.ended_as == "agreed"
    assert of.agreement.decision.ballots.get(voter__person=crew.cy).confidence == 7


def test_an_older_answer_that_is_sent_again_takes_the_place_of_no_newer_one(send, crew):
    of = send("cy", "di")
    first = asked_now(of)[0]
    client, place = by_link(first)
    older = {"position": "7", "draft": "1", "given_before": "0"}
    assert 'name="given_before" value="0"' in client.get(place).content.decode()
    assert client.post(f"{place}mine/answer/", older).status_code == 303
    assert 'name="given_before" value="1"' in client.get(place).content.decode()
    assert client.post(f"{place}mine/answer/", {**older, "position": "2", "given_before": "1"}).status_code == 303
    again = client.post(f"{place}mine/answer/", older)

    assert again.status_code == 409
    assert "the newer one stays" in again.content.decode()
    of.refresh_from_db()
    assert of.inside().turn(who(of, crew.people[first]).number, 1).position == 2


def test_an_answer_to_words_that_were_changed_since_they_were_read_does_not_count(send, crew):
    of = send("cy", "di")
    first = asked_now(of)[0]
    client, place = by_link(first)
    everybody(of, 7)
    of.rework({**WORDS, "statement": "Half of all weigh in twice a week"}, by=crew.ada, changed="Shorter.")
    of.refresh_from_db()
    while first not in asked_now(of):
        of.answer(who(of, crew.people[asked_now(of)[0]]), Given(1))
    stale = client.post(f"{place}mine/answer/", {"position": "1", "draft": "1", "given_before": "1"})

    assert stale.status_code == 409
    assert "The words were changed since you read them" in stale.content.decode()
    of.refresh_from_db()
    assert of.inside().turn(who(of, crew.people[first]).number, 2).position is None


def test_a_mail_asks_for_one_thing_and_names_nobody_but_who_asks(send, crew, mailoutbox):
    send("cy", note="Before the fair")
    [sent] = mailoutbox

    assert sent.subject.startswith("Ada Lopez asks: can you support")
    assert "one thing: say whether you can support it" in sent.body
    assert "Before the fair" in sent.body
    assert sent.body.count("/sounding/") == 1


@pytest.mark.parametrize("token", ["x", "1-1-1", "0-0-0", "1-1-" + "a" * 40, "1-" * 60, "-1-2-3", "１-1-a"])
def test_a_link_that_never_was_one_leads_nowhere(send, token):
    send("cy")
    assert Client().get(reverse("sounded:enter", args=[token])).status_code == 404


def test_a_link_is_good_for_its_own_sounding_and_ends_with_the_membership(send, crew):
    of = send("cy")
    other = send("di", goal="need")
    client, place = by_link("cy")
    assert client.get(reverse("sounded:sounding", args=[other.pk])).status_code in (302, 404)
    assert client.get(page_of(of)).status_code == 302
    crew.organisation.memberships.get(person=crew.cy).end(by=crew.ada)

    assert client.get(place).status_code in (302, 404)
    assert Client().get(links()["cy"]).status_code == 404


def test_a_pass_of_somebody_else_is_not_made_by_changing_numbers(send, crew):
    of = send("cy", "di")
    one, other = of.people()
    forged = one.token.replace(f"-{one.pk}-", f"-{other.pk}-")

    assert Client().get(reverse("sounded:enter", args=[forged])).status_code == 404


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose one."),
        ({"position": "9"}, "Select a valid choice"),
        ({"position": "6"}, "Say what you do not like."),
        ({"position": "5", "words": "Too wide"}, "Choose how it is passed on."),
    ],
)
def test_an_answer_that_lacks_something_is_asked_for_again_as_typed(send, said, sentence):
    send("cy")
    client, place = by_link("cy")
    answer = client.post(f"{place}mine/answer/", said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert said.get("words", "") in answer.content.decode()


def test_who_was_met_confirms_their_words_by_the_link(send, crew, as_):
    of = send("cy", "di")
    short = asked_now(of)[0]
    pk = who(of, crew.people[short]).pk
    as_("ada").post(page_of(of, "desk/met/"), {"who": pk, f"met-{pk}-words": "Too dear", f"met-{pk}-note": "Café"})
    client, place = by_link(short)
    page = client.get(place).content.decode()
    assert "Are these your words?" in page
    assert "Café" not in page.split("</header>")[0]
    key = key_of(of, "Too dear")
    answer = client.post(f"{place}mine/confirming/", {"key": key, "kind": "concern", "words": "Rather dear", "share": "named"})  # fmt: skip
    of.refresh_from_db()

    assert answer.status_code == 303
    assert [(one.words, one.share) for one in of.inside().confirmed()] == [("Rather dear", "named")]


def test_a_meeting_is_arranged_and_taken_into_a_calendar(send, crew, as_, mailoutbox):
    of = send("cy")
    pk, at = who(of, crew.cy).pk, clock.now() + timedelta(days=2)
    answer = as_("ada").post(page_of(of, "desk/meeting/"), {"who": pk, f"meet-{pk}-at": at.strftime("%Y-%m-%dT%H:%M")})
    assert answer.status_code == 303
    assert "would like to meet you on" in mailoutbox[-1].subject
    client, place = by_link("cy")
    for file in (client.get(f"{place}meeting/"), as_("cy").get(page_of(of, "meeting/")), as_("ada").get(page_of(of, f"meeting/?with={pk}"))):  # fmt: skip
        assert file["Content-Type"].startswith("text/calendar")
        assert b"BEGIN:VEVENT" in file.content
    assert as_("di").get(page_of(of, "meeting/")).status_code == 404
    assert as_("di").get(page_of(of, f"meeting/?with={pk}")).status_code == 404
    client.post(f"{place}mine/meeting/", {"at": (at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")})

    assert mailoutbox[-1].to == [crew.ada.email]
    assert mailoutbox[-1].subject.startswith("Cy Okafor would like to meet you on")


def test_the_organiser_answers_and_writes_the_next_version(send, crew, as_):
    of = send("cy")
    say(of, crew.cy, 5, "Too wide")
    key = key_of(of, "Too wide")
    assert as_("ada").post(page_of(of, "desk/reply/"), {"key": key}).status_code == 422
    said = {"key": key, f"reply-{key}-answer": "taken_up", f"reply-{key}-why": "It is."}
    assert as_("ada").post(page_of(of, "desk/reply/"), said).status_code == 303
    next_words = {**WORDS, "statement": "Know what I ate", "changed": "Shorter"}
    assert as_("ada").post(page_of(of, "version/"), next_words).status_code == 422
    assert as_("ada").post(page_of(of, "version/"), {**next_words, "change": "material"}).status_code == 303
    of.refresh_from_db()

    assert of.draft == 2
    assert "Shorter" in as_("eve").get(page_of(of)).content.decode()


def test_what_waits_stands_on_today_of_who_is_asked_and_of_the_organiser(send, crew, as_):
    from goldthread.people import access as people

    of = send("cy", "di")

    def waits(short):
        return [one.deed for one in owed.soundings(people.ground_of(crew.people[short], "northwind", "lighter"))]

    first = asked_now(of)[0]
    other = "di" if first == "cy" else "cy"
    assert (waits(first), waits(other), waits("ada"), waits("eve")) == (["Answer"], [], [], [])
    say(of, crew.people[first], 5, "Too wide")
    assert (waits(first), waits(other), waits("ada")) == ([], ["Answer"], ["Answer"])
    page = as_(other).get(reverse("home:today", args=SLUGS[:1])).content.decode()
    assert "asks whether you can support it" in page


def test_notices_lead_to_the_draft(send, crew, as_):
    of = send("cy")
    page = as_("cy").get(reverse("home:notices", args=SLUGS[:1])).content.decode()
    assert "sends a draft round and asks whether you can support it" in page
    of.end("withdrawn", by=crew.ada)

    assert "goes round no more" in as_("cy").get(reverse("home:notices", args=SLUGS[:1])).content.decode()


@pytest.mark.parametrize("short", ["ada", "cy", "eve"])
def test_its_page_costs_the_same_however_much_was_said(send, crew, as_, short, django_assert_num_queries, walls):
    of = send("cy")
    client = as_(short)
    client.get(page_of(of))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(page_of(of))
    of.end("withdrawn", by=crew.ada)
    many = send("cy", "di", "fay", "eve", "bo", "/", "gus")
    for _each in range(6):
        say(many, crew.people[asked_now(many)[0]], 5, f"Words {_each}", "named", kind="support")
    many.refresh_from_db()
    many.rework({"statement": "Know it", "why": ""}, by=crew.ada, changed="Shorter")

    with django_assert_num_queries(len(few)):
        assert client.get(page_of(many)).status_code == 200


def test_an_unknown_deed_is_not_there(send, as_):
    of = send("cy")
    assert as_("cy").post(page_of(of, "mine/voting/")).status_code == 404
    assert as_("ada").post(page_of(of, "desk/voting/")).status_code == 404


def test_it_is_said_calmly_when_it_is_over(send, crew, as_):
    of = send("cy", "di")
    short = asked_now(of)[0]
    of.end("withdrawn", by=crew.ada)
    answer = as_(short).post(page_of(of, "mine/answer/"), {"position": "1"})

    assert answer.status_code == 409
    assert "does not go round any more" in answer.content.decode()


def test_its_noun_leads_to_its_page(send, crew):
    of = send("cy")
    assert nouns()["sounding"].link(of) == page_of(of)
    everybody(of)
    assert tasks.end_due(clock.now()) == 0
