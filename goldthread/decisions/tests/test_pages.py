"""Agreeing in writing through HTTP: asking, voting by the link of a mail, what came of it, the log and the record."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.chain.models import Adoption, Goal, NamedPerson
from goldthread.config.cli import main as goldthread_command
from goldthread.decisions.models import Agreement, Announced, Decision, Vote
from goldthread.journal.models import Entry, Notice, Once
from goldthread.kit import clock

from .conftest import SLUGS, by_link, links, page_of

HTMX = {"HTTP_HX_REQUEST": "true"}
TOKENS = re.compile(rb'(name="(?:once|csrfmiddlewaretoken)" value="|X-CSRFToken": "|since=)[^"&]*')


def goal_page(crew, goal="next"):
    return reverse("chain:goal", args=[*SLUGS, crew.goals[goal].number])


def vote(client, asked, position="support", **said):
    return client.post(page_of(asked, "casting"), {"position": position, **said})


def plain(answer):
    """An answer without what differs from one to the next anyway."""
    return TOKENS.sub(b"", answer.content)


def test_the_level_says_whose_word_is_needed_and_which_rule_fits(crew, as_):
    page = as_("ada").get(reverse("chain:agreeing", args=[*SLUGS, crew.goals["vision"].number])).content.decode()

    ticked = set(re.findall(r'name="voters" value="(\d+)" checked', page))
    assert ticked == {str(crew.people[short].pk) for short in ("ada", "bo", "cy", "di")}
    assert re.search(r'value="unanimity" checked', page)
    assert "Everything below hangs on it" in page
    assert "Eve Holm" in page


@pytest.mark.parametrize("way", ["chain:agreeing", "soundings:begin"])
def test_what_is_being_asked_already_is_not_asked_twice_but_shown(crew, ask, as_, way):
    asked = ask()

    assert as_("ada").get(reverse(way, args=[*SLUGS, crew.goals["next"].number]))["Location"] == page_of(asked)


def test_from_the_mail_to_a_cast_vote_without_signing_in(crew, ask):
    asked = ask()
    assert set(links()) == {"ada", "bo", "cy"}
    bo = by_link("bo")
    place = f"/voting/{asked.pk}/"
    page = bo.get(place).content.decode()
    assert str(crew.goals["next"]) in page
    assert "You vote as Bo Winter" in page

    answer = bo.post(f"{place}casting/", {"position": "support", "confidence": "7"})
    assert (answer.status_code, answer["Location"]) == (303, place)
    assert "Your vote is in" in bo.get(place).content.decode()
    asked.refresh_from_db()
    assert asked.own_vote(asked.voters.get(person=crew.bo)) == Vote("support", 7)


def test_the_cookie_of_a_link_opens_this_ballot_and_nothing_else(crew, ask):
    asked, other = ask(), ask(("bo", "di"), goal="need")
    bo = by_link("bo")
    cookies = dict(bo.cookies)
    assert {morsel["path"] for morsel in cookies.values()} == {f"/voting/{other.pk}/", "/live/"}
    assert all(morsel["httponly"] for morsel in cookies.values())

    # Sent along to other addresses all the same, it opens none of them.
    for address in (f"/voting/{asked.pk}/", page_of(other), goal_page(crew), reverse("decisions:log", args=SLUGS)):
        assert bo.get(address).status_code in (302, 404), address
    assert bo.post(f"/voting/{asked.pk}/casting/", {"position": "support"}).status_code in (302, 401, 404)
    assert asked.own_vote(asked.voters.get(person=crew.bo)) is None


@pytest.mark.parametrize("change", ["leaves", "restricted"])
def test_a_link_ends_with_what_its_holder_may_see(crew, ask, change):
    asked = ask()
    bo = by_link("bo")
    if change == "leaves":
        crew.organisation.memberships.get(person=crew.bo).end(by=crew.ada)
    else:
        NamedPerson.restrict(crew.goals["next"], [crew.cy], by=crew.ada, because="A merger.")

    assert bo.get(f"/voting/{asked.pk}/").status_code in (302, 404)
    assert bo.post(f"/voting/{asked.pk}/casting/", {"position": "support"}).status_code in (302, 401, 404)
    assert Client().get(links()["bo"]).status_code == 404


def test_a_forged_ballot_is_refused(crew, ask, as_):
    asked = ask()
    assert vote(as_("di"), asked).status_code == 403
    assert vote(as_("ada"), asked, "block", because="x").status_code == 422
    assert vote(as_("ada"), asked, "object").status_code == 422
    assert vote(as_("ada"), asked, "support", confidence="11").status_code == 422
    forged = Client()
    forged.cookies[f"goldthread-voter-{asked.pk}"] = "1:2:3"
    assert forged.post(f"/voting/{asked.pk}/casting/", {"position": "support"}).status_code in (302, 401, 404)
    assert Client().get(f"/voting/{crew.organisation.pk}-guessed/").status_code == 404

    asked.refresh_from_db()
    assert all(asked.own_vote(one) is None for one in asked.voters.all())


def test_a_request_sent_twice_counts_once(crew, ask, as_):
    asked = ask(("ada", "bo"))
    ada = as_("ada")
    said = {"position": "support", "once": "one-and-the-same"}
    assert [ada.post(page_of(asked, "casting"), said).status_code for _ in range(2)] == [303, 303]
    vote(as_("bo"), asked)

    assert asked.ballots.count() == 2
    assert Agreement.objects.count() == 1


def test_an_older_vote_that_is_sent_again_takes_the_place_of_no_newer_one(crew, ask, as_):
    asked = ask(("ada", "bo"))
    ada, drawn = as_("ada"), re.compile(r'name="cast_before" value="(\d+)"')
    seen = [drawn.search(ada.get(page_of(asked)).content.decode())[1]]
    assert vote(ada, asked, "object", because="Too wide", cast_before=seen[0]).status_code == 303
    seen.append(drawn.search(ada.get(page_of(asked)).content.decode())[1])
    assert seen == ["0", "1"]
    assert vote(ada, asked, "support", cast_before=seen[1]).status_code == 303

    again = vote(ada, asked, "object", because="Too wide", cast_before=seen[0])
    assert again.status_code == 409
    assert "the newer one stays" in again.content.decode()
    assert 'name="cast_before" value="2"' in again.content.decode(), "from here it can be changed"
    assert vote(ada, asked, "support", cast_before=seen[1]).status_code == 303, "the newest, sent twice, counts once"
    vote(as_("bo"), asked)
    assert asked.ballots.filter(position="object").count() == 0


def test_after_the_reveal_nobody_is_listed_twice(crew, ask, as_):
    asked = ask(("ada", "bo", "cy"))
    assert by_link("cy").post(f"/voting/{asked.pk}/recusal/").status_code == 303
    vote(as_("ada"), asked)
    vote(as_("bo"), asked)

    whole = as_("ada").get(page_of(asked)).content.decode().partition('id="question"')[2]
    assert [whole.count(f">{crew.people[one].name}<") for one in ("ada", "bo")] == [1, 1]
    assert "steps back" in whole


def test_no_row_of_the_database_says_that_somebody_cast(crew, ask, as_):
    asked = ask(("ada", "bo"))
    ada, before = as_("ada"), Once.objects.count()
    assert vote(ada, asked, "support", once="a-key").status_code == 303
    assert vote(ada, asked, "object", because="Too wide", once="a-key").status_code == 303
    assert by_link("bo").post(f"/voting/{asked.pk}/recusal/", {"once": "another"}).status_code == 303

    assert Once.objects.count() == before + 1, "stepping back is no secret, casting is"


def test_of_a_last_ballot_that_is_sent_twice_the_second_is_told_no_other(crew, ask, as_):
    asked = ask(("ada",))
    ada = as_("ada")
    assert [vote(ada, asked, "support", confidence="7").status_code for _ in range(2)] == [303, 303]
    assert vote(ada, asked, "object", because="No").status_code == 409


def test_while_it_is_open_no_page_says_anything_about_ballots_of_others(crew, ask, as_):
    asked = ask(("ada", "bo", "cy", "di"), goal="vision")
    addresses = [
        page_of(asked), reverse("decisions:log", args=SLUGS), goal_page(crew, "vision"), reverse("home:today", args=SLUGS[:1]),
        reverse("home:notices", args=SLUGS[:1]), reverse("chain:map", args=SLUGS), reverse("home:search", args=SLUGS[:1]) + "?q=eat",
        reverse("exchange:export_file", args=[*SLUGS, "json"]),
    ]  # fmt: skip
    watching = {short: as_(short) for short in ("ada", "cy", "di", "eve", "fay")}
    by_mail = by_link("di")
    link = f"/voting/{asked.pk}/"

    def seen():
        pages = {
            (who, address): plain(client.get(address)) for who, client in watching.items() for address in addresses
        }
        return {**pages, "link": plain(by_mail.get(link))}

    with clock.held(clock.now()):
        before, entries = seen(), Entry.objects.count()
        vote(as_("bo"), asked, "object", because="Canary7x")
        vote(as_("bo"), asked, "reserve", because="Canary7x")
        assert seen() == before
        assert Entry.objects.count() == entries
        taken = as_("ada").get(reverse("archive:file", args=SLUGS[:1]))
        assert b"Canary7x" not in b"".join(taken) if taken.streaming else b"Canary7x" not in taken.content


def test_an_agreement_puts_the_words_in_force_and_the_goal_says_so(crew, ask, as_):
    goal = crew.goals["next"]
    asked = ask(statement="Understand what I eat")
    assert Goal.objects.get(pk=goal.pk).version.number == 1, "a proposal is not in force"
    page = as_("ada").get(goal_page(crew)).content.decode()
    assert "proposed" in page
    for short in ("ada", "bo", "cy"):
        vote(as_(short), asked)

    fresh = Goal.objects.get(pk=goal.pk)
    assert (fresh.version.number, fresh.version.statement) == (2, "Understand what I eat")
    assert Adoption.objects.get(version=fresh.version).agreement == Agreement.objects.get()
    assert "all 3 support it" in as_("cy").get(goal_page(crew)).content.decode()


def test_other_words_make_the_ballot_void_and_nothing_is_carried_over(crew, ask, as_):
    asked = ask()
    vote(as_("bo"), asked, "object", because="Canary7x")
    crew.goals["next"].reword(by=crew.ada, base=None, statement="Eat better")
    asked.refresh_from_db()

    assert (asked.void, asked.secret_ballots, asked.ballots.count()) == ("reworded", "", 0)
    page = as_("bo").get(page_of(asked)).content.decode()
    assert "The words changed while it was asked" in page
    assert "Canary7x" not in page
    assert vote(as_("cy"), asked).status_code == 409
    assert ask(statement="Eat better").is_open


def test_what_is_cast_after_the_close_is_told_so(crew, ask, as_):
    asked = ask(("ada", "bo"))
    with clock.held(clock.now()) as hands:
        hands.on(days=5)
        answer = vote(as_("bo"), asked)

    assert answer.status_code == 409
    assert "this vote was not counted" in answer.content.decode()


def test_a_concern_is_answered_and_another_round_goes_to_the_same_people(crew, ask, as_):
    asked = ask(("ada", "bo"))
    vote(as_("ada"), asked)
    vote(as_("bo"), asked, "object", because="Say by when", confidence="3")
    page = as_("cy").get(page_of(asked)).content.decode()
    assert "Say by when" in page
    assert "Another round" in page
    concern = asked.concerns.get()
    answering = page_of(asked) + f"concerns/{concern.pk}/"
    said = {f"concern-{concern.pk}-answer": "declined"}
    assert as_("ada").post(answering, said).status_code == 422
    assert (
        as_("ada").post(answering, {**said, f"concern-{concern.pk}-why": "The date stands below."}).status_code == 303
    )
    told = Notice.objects.filter(person_id=crew.bo.pk, kind="agreed").values_list("fact", flat=True)
    assert set(told) == {"another_round", "answered"}

    again = {"until": clock.today("Europe/Berlin").isoformat()}
    assert as_("ada").post(page_of(asked, "again"), again).status_code == 303
    assert as_("ada").post(page_of(asked, "again"), again).status_code == 409
    second = Decision.objects.latest("pk")
    assert (second.round, second.earlier, second.ballots.count()) == (2, asked, 0)
    for short in ("ada", "bo"):
        vote(as_(short), second)
    record = as_("eve").get(reverse("decisions:agreement", args=[*SLUGS, Agreement.objects.get().pk])).content.decode()
    assert "Both support it." in record
    assert "Round 1" in record


def test_who_decides_is_shown_the_form_and_nobody_else(crew, ask, as_):
    asked = ask(("ada", "bo", "cy"), rule="decide_after_hearing", decider=str(crew.ada.pk))
    assert set(links()) == {"bo", "cy"}
    for short in ("bo", "cy"):
        vote(as_(short), asked)
    assert "Now you decide" in as_("ada").get(page_of(asked)).content.decode()
    assert "Now you decide" not in as_("bo").get(page_of(asked)).content.decode()
    said = {"choice": "adopt", "rationale": "It is time."}
    assert as_("bo").post(page_of(asked, "choosing"), said).status_code == 403
    assert as_("ada").post(page_of(asked, "choosing"), {"choice": "adopt"}).status_code == 422
    assert as_("ada").post(page_of(asked, "choosing"), said).status_code == 303

    assert Agreement.objects.get().is_adopted


def test_today_waits_for_the_vote_and_the_bell_tells_what_came_of_it(crew, ask, as_):
    today = reverse("home:today", args=SLUGS[:1])
    asked = ask(("ada", "bo"))
    assert f"/ballots/{asked.pk}/" in as_("bo").get(today).content.decode()
    vote(as_("bo"), asked)
    assert f"/ballots/{asked.pk}/" not in as_("bo").get(today).content.decode()
    vote(as_("ada"), asked)

    told = Notice.objects.filter(person_id=crew.bo.pk).values_list("kind", "fact")
    assert set(told) >= {("asked", ""), ("agreed", "adopted")}
    assert "It is agreed" in as_("bo").get(reverse("home:notices", args=SLUGS[:1])).content.decode()
    assert len([sent for sent in mail.outbox if sent.to == [crew.bo.email]]) == 1, (
        "the mail with the link, and no other about it"
    )


def test_the_file_of_a_record_recomputes_to_the_same_verdict(crew, ask, as_, tmp_path, capsys):
    asked = ask(rule="majority")
    for short, position in (("ada", "support"), ("bo", "reserve"), ("cy", "object")):
        vote(as_(short), asked, position, because="Tell sales")
    made = Agreement.objects.get()
    answer = as_("eve").get(reverse("decisions:file", args=[*SLUGS, made.pk]))
    file = tmp_path / "agreement.json"
    file.write_bytes(answer.content)

    assert goldthread_command(["decide", str(file)]) in (0, None)
    again = json.loads(capsys.readouterr().out)
    assert (again["verdict"], again["reason"], again["sentence"]) == (made.verdict, made.reason, made.sentence)
    assert json.load(io.BytesIO(answer.content))["electorate"][0]["name"] == "Ada Lopez"


def test_a_reversal_names_what_it_takes_the_place_of(crew, ask, as_):
    for statement in ("Understand what I eat", "Eat better"):
        asked = ask(("ada", "bo"), statement=statement)
        for short in ("ada", "bo"):
            vote(as_(short), asked)
    old, new = Agreement.objects.order_by("pk")
    assert new.reverses == old

    page = as_("eve").get(reverse("decisions:agreement", args=[*SLUGS, old.pk])).content.decode()
    assert "This holds no longer" in page
    found = as_("eve").get(reverse("decisions:log", args=SLUGS) + "?q=understand winter").content.decode()
    assert "Understand what I eat" in found
    assert "Eat better" not in found


def test_what_is_about_a_restricted_goal_is_there_for_those_who_are_named_only(crew, ask, as_):
    asked = ask(("ada", "bo"))
    for short in ("ada", "bo"):
        vote(as_(short), asked)
    NamedPerson.restrict(crew.goals["next"], [crew.bo], by=crew.ada, because="A merger.")
    record = reverse("decisions:agreement", args=[*SLUGS, Agreement.objects.get().pk])

    assert as_("bo").get(record).status_code == 200
    for address in (record, page_of(asked), reverse("decisions:file", args=[*SLUGS, Agreement.objects.get().pk])):
        assert as_("cy").get(address).status_code == 404
    assert str(crew.goals["next"]) not in as_("cy").get(reverse("decisions:log", args=SLUGS)).content.decode()


@pytest.mark.parametrize("name", ["ballot", "agreement", "log", "agreeing"])
def test_a_page_costs_the_same_however_many_are_asked(crew, as_, name):
    eve, ada = as_("eve"), as_("ada")

    def cost(goal, people):
        subject = crew.goals[goal]
        about = {"kind": "goal", "noun_id": subject.pk, "version": 1, "level": subject.level, "words": str(subject)}
        voters = [(crew.people[short], "leader") for short in people]
        later = clock.now() + timedelta(days=2)
        made, _tokens = Decision.open(crew.product, about, Announced({"name": "consent"}, later), voters, by=crew.ada)
        for one in made.voters.all():
            made.cast(one, Vote("reserve", 5, "A concern"))
        address = {
            "ballot": page_of(made),
            "agreement": reverse("decisions:agreement", args=[*SLUGS, Agreement.objects.latest("pk").pk]),
            "log": reverse("decisions:log", args=SLUGS),
            "agreeing": reverse("chain:agreeing", args=[*SLUGS, subject.number]),
        }[name]
        client = ada if name == "agreeing" else eve
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    assert cost("need", ("ada", "bo")) == cost("business", ("ada", "bo", "cy", "di", "fay"))
