"""Asking many at once through HTTP: from a board or a goal to the sheets, by link and by page, and what came of it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from goldthread.chain.models import Candidate, Goal, NamedPerson
from goldthread.decisions.models import Agreement, Canvass, Decision
from goldthread.journal.models import Notice, Once
from goldthread.kit import clock

from .conftest import SLUGS, links

TOKENS = re.compile(rb'(name="(?:once|csrfmiddlewaretoken)" value="|X-CSRFToken": "|since=)[^"&]*')


@pytest.fixture
def board(crew, as_):
    """Ask through the page whether these people agree on the whole vision board, as one."""

    def asked(people=("ada", "bo", "cy"), of="board", goals=("vision", "need", "business"), **said):
        form = {
            "voters": [crew.people[short].pk for short in people],
            "until": (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat(),
            "lines": [f"goal-{crew.goals[one].pk}" for one in goals],
            **said,
        }
        answer = as_("ada").post(reverse("chain:as_one", args=SLUGS) + f"?of={of}", form)
        assert answer.status_code == 303, answer.content.decode()
        return Canvass.objects.latest("pk")

    return asked


@pytest.fixture
def order(crew, as_):
    """Ask through the page what comes first."""

    def asked(people=("ada", "bo", "cy"), way="dots", written=("Bread", "Soup", "Salad"), **said):
        form = {
            "title": "What first?",
            "voters": [crew.people[short].pk for short in people],
            "until": (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat(),
            "written": "\n".join(written),
            "way": way,
            **said,
        }
        answer = as_("ada").post(reverse("chain:ordering", args=SLUGS), form)
        assert answer.status_code == 303, answer.content.decode()
        return Canvass.objects.latest("pk")

    return asked


def page_of(asked, name="canvass"):
    return reverse(f"decisions:{name}", args=[*SLUGS, asked.pk])


def send(client, asked, **said):
    return client.post(page_of(asked, "canvass_casting"), {name.replace("_", "-"): one for name, one in said.items()})


def by_link(short):
    client = Client()
    assert client.get(links()[short]).status_code == 303
    return client


def plain(answer):
    return TOKENS.sub(b"", answer.content)


def test_a_whole_board_is_agreed_but_for_what_somebody_marked(crew, as_, board):
    asked = board()
    assert set(links()) == {"ada", "bo", "cy"}
    page = as_("cy").get(page_of(asked)).content.decode()
    assert "I support all of this" in page
    assert str(crew.goals["need"]) in page

    assert send(as_("ada"), asked, rest="on").status_code == 303
    assert send(as_("bo"), asked, rest="on", line_2="on", because_2="Say until when.").status_code == 303
    bo = by_link("cy")
    place = f"/voting/sheets/{asked.pk}/"
    assert "You answer as Cy Okafor" in bo.get(place).content.decode()
    assert bo.post(f"{place}casting/", {"rest": "on"}).status_code == 303

    seen = as_("eve").get(page_of(asked)).content.decode()
    assert "2 lines are agreed, 1 is not." in seen
    assert "Bo Winter" in seen and "Say until when." in seen  # noqa: PT018
    assert Agreement.objects.count() == 2
    again = as_("ada").get(page_of(asked)).content.decode()
    assert f"/goals/{crew.goals['need'].number}/agreeing/" in again
    assert f"/goals/{crew.goals['need'].number}/agreeing/" not in seen
    assert "Say until when." in bo.get(place).content.decode()
    assert "all 3 support it" in as_("eve").get(reverse("chain:goal", args=[*SLUGS, crew.goals["vision"].number])).content.decode()  # fmt: skip


def test_a_sheet_that_is_sent_twice_counts_once_and_one_that_says_something_else_came_too_late(crew, as_, board):
    asked = board(("ada", "bo"))
    send(as_("ada"), asked, rest="on", line_2="on", because_2="Say until when.")
    send(as_("bo"), asked, rest="on")
    said = {"rest": "on", "line_2": "on", "because_2": "Say until when."}
    assert send(as_("ada"), asked, **said).status_code == 303
    late = send(as_("ada"), asked, **said, line_1="on", because_1="Shorter.")
    assert late.status_code == 409
    assert "this sheet was not counted" in late.content.decode()


def test_nothing_is_taken_as_support_that_was_not_said(crew, as_, board):
    asked = board()
    answer = send(as_("ada"), asked, line_1="on", because_1="Shorter.")
    assert answer.status_code == 422
    assert "Silence is no agreement." in answer.content.decode()
    assert "Shorter." in answer.content.decode()
    answer = send(as_("ada"), asked, line_1="on", rest="on")
    assert answer.status_code == 422
    assert "Say what would have to change." in answer.content.decode()
    marks = {f"line_{n}": "on" for n in (1, 2, 3)} | {f"because_{n}": "No." for n in (1, 2, 3)}
    assert send(as_("ada"), asked, **marks).status_code == 303


def test_every_answer_to_a_cast_sheet_is_alike(crew, as_, board):
    asked = board()
    answers = [
        send(as_("ada"), asked, rest="on"),
        send(as_("bo"), asked, rest="on", line_2="on", because_2="Why? " * 90),
        by_link("cy").get(f"/voting/sheets/{asked.pk}/") and send(as_("ada"), asked, rest="on", once="again"),
    ]
    assert {(one.status_code, len(one.content), one["Location"]) for one in answers} == {(303, 0, page_of(asked))}


def test_no_row_and_no_page_of_anybody_else_says_that_somebody_answered(crew, as_, board):
    asked = board()
    addresses = [page_of(asked), reverse("decisions:log", args=SLUGS), reverse("home:today", args=SLUGS[:1]), reverse("home:notices", args=SLUGS[:1])]  # fmt: skip
    watching = {short: as_(short) for short in ("ada", "cy", "eve", "fay")}
    rows = Once.objects.count(), Notice.objects.count()
    before = {(short, path): plain(one.get(path)) for short, one in watching.items() for path in addresses}
    assert send(as_("bo"), asked, rest="on", line_2="on", because_2="Canary7x", once="a-key").status_code == 303

    assert (Once.objects.count(), Notice.objects.count()) == rows
    after = {(short, path): plain(one.get(path)) for short, one in watching.items() for path in addresses}
    assert [where for where in before if before[where] != after[where]] == []


def test_a_line_whose_words_change_is_taken_out_and_the_rest_stands(crew, as_, board):
    asked = board(("ada", "bo"))
    crew.goals["need"].reword(by=crew.ada, base=None, statement="Stay at a healthy weight")
    crew.goals["business"].close("met", by=crew.ada)
    page = as_("ada").get(page_of(asked)).content.decode()
    assert page.count("Taken out:") == 2
    for short in ("ada", "bo"):
        assert send(as_(short), asked, rest="on").status_code == 303

    assert [one.words for one in Agreement.objects.all()] == [str(crew.goals["vision"])]


def test_what_is_asked_about_by_itself_is_no_line_of_the_sheet(crew, as_, board, ask):
    asked = board(("ada", "bo"))
    ask(("ada",), goal="need")
    assert asked.lines.get(noun_id=crew.goals["need"].pk).out == "apart"
    page = as_("ada").get(reverse("chain:as_one", args=SLUGS) + "?of=board").content.decode()
    assert "It is being asked about by itself." in page
    assert page.count("It stands on another sheet just now.") == 2


def test_proposed_goals_that_everyone_supports_become_goals(crew, as_, board):
    wanted = Candidate.propose(crew.product, "Cook together", by=crew.di)
    other = Candidate.propose(crew.product, "Eat alone", by=crew.di)
    lines = [f"candidate-{wanted.pk}", f"candidate-{other.pk}"]
    asked = board(("ada", "bo"), of="candidates", goals=(), lines=lines)
    send(as_("ada"), asked, rest="on")
    send(as_("bo"), asked, rest="on", line_2="on", because_2="Nobody should.")

    made = Goal.objects.get(version__statement="Cook together")
    assert Agreement.objects.about("goal", made.pk).get().is_adopted
    assert not Goal.objects.filter(version__statement="Eat alone").exists()


def test_what_was_proposed_and_became_a_goal_for_few_is_on_no_sheet_of_others(crew, as_, board):
    wanted = Candidate.propose(crew.product, "Cook together", by=crew.di)
    asked = board(("ada", "bo"), of="candidates", lines=[f"candidate-{wanted.pk}"])
    for short in ("ada", "bo"):
        send(as_(short), asked, rest="on")
    assert "Cook together" in as_("eve").get(page_of(asked)).content.decode()
    made = Goal.objects.get(version__statement="Cook together")
    NamedPerson.restrict(made, [crew.bo], by=crew.ada, because="A merger.")
    assert "Cook together" not in as_("eve").get(page_of(asked)).content.decode()
    assert "Cook together" in as_("bo").get(page_of(asked)).content.decode()


def test_a_restricted_goal_stands_on_no_sheet(crew, as_, board):
    asked = board()
    NamedPerson.restrict(crew.goals["need"], [crew.ada], by=crew.ada, because="A merger.")
    assert asked.lines.get(noun_id=crew.goals["need"].pk).out == "restricted"
    words = str(crew.goals["need"])
    assert words not in as_("bo").get(page_of(asked)).content.decode()
    assert words not in as_("ada").get(reverse("chain:as_one", args=SLUGS)).content.decode()


def test_the_cookie_of_a_sheet_opens_nothing_else_and_ends_with_its_holder(crew, as_, board):
    asked, other = board(), board(("bo", "di"), goals=("next",), of="roadmap")
    bo = by_link("bo")
    assert {morsel["path"] for morsel in bo.cookies.values()} == {f"/voting/sheets/{other.pk}/", "/live/"}
    for address in (f"/voting/sheets/{asked.pk}/", page_of(other), reverse("decisions:log", args=SLUGS)):
        assert bo.get(address).status_code in (302, 404), address
    crew.organisation.memberships.get(person=crew.bo).end(by=crew.ada)
    assert bo.get(f"/voting/sheets/{other.pk}/").status_code in (302, 404)
    assert Client().get(links()["bo"]).status_code == 404


def test_how_people_feel_is_shown_with_a_name_for_the_spread(crew, as_):
    address = reverse("chain:feeling", args=[*SLUGS, crew.goals["next"].number])
    until = (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()
    voters = [crew.people[short].pk for short in ("ada", "bo", "cy")]
    form = {"statement": "Know what I eat", "way": "gradients", "voters": voters, "until": until}
    assert as_("cy").post(address, form).status_code == 303
    asked = Canvass.objects.get()
    assert (asked.scale_version, asked.lines.get().version) == ("gradients-8", 0)

    for short, value in (("ada", 1), ("bo", 2), ("cy", 3)):
        assert send(as_(short), asked, value=value, because="Because.").status_code == 303
    seen = as_("bo").get(page_of(asked)).content.decode()
    assert "Enthusiastic" in seen
    assert "It decides nothing." in seen
    assert "?words=Know+what+I+eat" in seen
    assert not Decision.objects.exists()
    assert str(crew.goals["next"].version) != "Know what I eat"


def test_a_goal_that_is_hidden_hides_what_people_felt_about_it(crew, as_):
    address = reverse("chain:feeling", args=[*SLUGS, crew.goals["next"].number])
    until = (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()
    form = {"statement": "Know what I eat", "way": "fingers", "voters": [crew.bo.pk], "until": until}
    as_("ada").post(address, form)
    asked = Canvass.objects.get()
    send(as_("bo"), asked, value=5)
    assert as_("eve").get(page_of(asked)).status_code == 200
    NamedPerson.restrict(crew.goals["next"], [crew.ada], by=crew.ada, because="A merger.")

    assert as_("eve").get(page_of(asked)).status_code == 404
    assert b"Know what I eat" not in as_("eve").get(reverse("decisions:log", args=SLUGS)).content
    assert as_("ada").get(page_of(asked)).status_code == 200


def test_dots_put_lines_in_order_and_adopt_nothing(crew, as_, order):
    asked = order()
    assert send(as_("ada"), asked, line_1=3, line_2=2, line_3=1, line_4=0).status_code == 422
    send(as_("ada"), asked, line_1=3, line_2=2, line_3=0, line_4=0)
    send(as_("bo"), asked, line_1=0, line_2=3, line_3=1, line_4=0)
    send(as_("cy"), asked, line_1=0, line_2=1, line_3=0, line_4=2)

    seen = as_("eve").get(page_of(asked)).content.decode()
    assert "First comes “Soup”." in seen
    assert re.findall(r'<b class="num">(\d)</b><span class="say" dir="auto">([^<]+)', seen) == [
        ("1", "Soup"), ("2", "Bread"), ("3", "None of these"), ("4", "Salad"),
    ]  # fmt: skip
    assert not Agreement.objects.exists()
    assert "candidates/new/?statement=Soup" in as_("ada").get(page_of(asked)).content.decode()


def test_ranked_choice_shows_its_rounds_and_draws_lots_from_a_published_seed(crew, as_, order):
    asked = order(("ada", "bo"), way="ranked")
    send(as_("ada"), asked, line_1=1, line_2=2)
    send(as_("bo"), asked, line_2=1, line_1=2)

    seen = as_("eve").get(page_of(asked)).content.decode()
    assert "Lots were drawn" in seen
    assert asked.seed in seen
    winner = re.search(r"First comes “(\w+)”", seen)[1]
    assert winner in ("Bread", "Soup")
    assert f"First comes “{winner}”" in as_("bo").get(page_of(asked)).content.decode()


def test_scores_need_a_number_for_each_line(crew, as_, order):
    asked = order(("ada",), way="score")
    assert send(as_("ada"), asked, line_1=5).status_code == 422
    send(as_("ada"), asked, line_1=5, line_2=4, line_3=0, line_4=1)
    assert "First comes “Bread”." in as_("ada").get(page_of(asked)).content.decode()


def test_each_reads_the_options_in_an_order_of_their_own_with_none_of_these_last(crew, as_, order):
    asked = order(("ada", "bo", "cy", "di"), written=[f"Dish {n}" for n in range(12)])
    read = {short: re.findall(r'id="words-(\d+)"', as_(short).get(page_of(asked)).content.decode()) for short in ("ada", "bo", "cy", "di")}  # fmt: skip

    assert len({tuple(one) for one in read.values()}) == 4
    assert {one[-1] for one in read.values()} == {"13"}
    assert all(sorted(map(int, one)) == list(range(1, 14)) for one in read.values())


def test_one_line_is_no_order(crew, as_):
    until = (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()
    form = {"title": "What?", "voters": [crew.ada.pk], "until": until, "written": "Soup", "way": "dots"}
    answer = as_("ada").post(reverse("chain:ordering", args=SLUGS), form)
    assert answer.status_code == 422
    assert "at least two lines" in answer.content.decode()


def test_it_can_be_withdrawn_and_then_nobody_sees_a_sheet(crew, as_, board):
    asked = board()
    send(as_("bo"), asked, rest="on", line_2="on", because_2="Canary7x")
    assert as_("cy").post(page_of(asked, "canvass_withdrawal")).status_code == 403
    assert as_("fay").post(page_of(asked, "canvass_withdrawal")).status_code == 303

    seen = as_("bo").get(page_of(asked)).content.decode()
    assert "It was withdrawn." in seen
    assert "Canary7x" not in seen
    asked.refresh_from_db()
    assert asked.secret_sheets == ""


def test_today_asks_only_those_who_have_not_answered(crew, as_, board):
    asked = board()
    today = reverse("home:today", args=SLUGS[:1])
    send(as_("bo"), asked, rest="on")
    assert page_of(asked) in as_("cy").get(today).content.decode()
    assert page_of(asked) not in as_("bo").get(today).content.decode()


def test_people_are_told_when_it_opens_and_when_it_is_over(crew, as_, board):
    asked = board(("ada", "bo"))
    send(as_("ada"), asked, rest="on")
    send(as_("bo"), asked, rest="on")
    told = Notice.objects.filter(person_id=crew.bo.pk, verb__startswith="canvass").values_list("verb", flat=True)
    assert sorted(told) == ["canvass.opened", "canvass.revealed"]
    page = as_("bo").get(reverse("home:notices", args=SLUGS[:1])).content.decode()
    assert "The answers are turned over: “The vision board”." in page
    assert [sent for sent in mail.outbox if "/voting/" in sent.body and "asks all to agree as one" in sent.body]


@pytest.mark.parametrize("way", ["as_one", "dots"])
def test_a_page_costs_the_same_with_many_lines_and_people(crew, as_, board, order, way):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    few = board(("ada",), goals=("vision",)) if way == "as_one" else order(("ada",), written=("A", "B"))
    people = ("ada", "bo", "cy", "di", "fay")
    many = board(people, goals=("need", "business")) if way == "as_one" else order(people, written=[f"L{n}" for n in range(20)])  # fmt: skip
    counts = []
    for over in (False, True):
        for asked, short in ((few, "ada"), (many, "ada")):
            if over:
                with clock.held(clock.now() + timedelta(days=9)):
                    asked.close_if_due()
            client = as_(short)
            client.get(page_of(asked))
            with CaptureQueriesContext(connection) as asked_for:
                client.get(page_of(asked))
            counts.append(len(asked_for))

    assert counts[0] == counts[1]
    assert counts[2] == counts[3]
