import pytest
from django.conf import settings

from goldthread.boards.models import Feature, Note
from goldthread.chain.models import Candidate, Goal, KeyResult, Level
from goldthread.checkins.models import CheckIn, Words
from goldthread.home import rules
from goldthread.home.models import Found
from goldthread.home.search import asking, index
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people import access
from goldthread.people.models import Membership, Organisation
from goldthread.talk.models import Action, Comment

from .test_rules import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground_of(crew, rf):
    """`ground_of("ada")`: where Ada stands in the organisation."""
    index.sweep(clock.now())

    def stand(short, product=None):
        request = rf.get("/")
        request.person = crew.people[short]
        if product:
            return access.product(request, crew.organisation.slug, product)
        return access.organisation(request, crew.organisation.slug)

    return stand


@pytest.fixture
def search(ground_of):
    """`search("weight", by="ada")`: the kinds and titles or texts of what was found, best first."""

    def ask(question, by="ada", **how):
        found = asking.find(ground_of(by), rules.asked(question), **how)
        return [(row.kind, row.title or row.body) for row in found.rows]

    return ask


@pytest.fixture
def secret(crew):
    """A product that guests do not see, with something of every kind in it."""
    product = crew.organisation.add_product("Plum secret", by=crew.ada)
    goal = Goal.set(product, Level.PRODUCT_GOAL, "Plum goal", by=crew.ada)
    KeyResult.set(goal, Metric.add(crew.organisation, "Plum metric", by=crew.ada), by=crew.ada)
    Comment.say(goal, "Plum comment", by=crew.ada)
    Note.write(product, "product", "Plum note", by=crew.ada)
    Feature.add(goal, "Plum feature", by=crew.ada)
    Candidate.propose(product, "Plum candidate", by=crew.ada)
    crew.organisation.add_team("Plum team", by=crew.ada, products=(product,))
    return product


def test_everything_that_people_wrote_is_found_as_soon_as_it_is_written(search, secret):
    assert {kind for kind, _words in search("plum")} == {
        "goal", "keyresult", "metric", "comment", "note", "feature", "candidate", "team", "product",
    }  # fmt: skip


def test_a_metric_is_found_by_those_who_see_it_and_under_its_new_name(crew, search, secret):
    assert search("plum metric", kind="metric", by="gus") == []
    metric = Metric.objects.get(name="Plum metric")
    metric.change(by=crew.ada, name="Quince metric", description="Counted on Mondays")
    assert search("quince", kind="metric") == [("metric", "Quince metric")]
    assert search("mondays", kind="metric") == [("metric", "Quince metric")]
    assert search("plum metric", kind="metric") == []


def test_people_are_found_by_their_names(search):
    assert search("okafor") == [("person", "Cy Okafor")]


def test_a_goal_is_found_by_all_that_it_says_and_not_by_what_it_said(crew, search):
    crew.goals["need"].reword(by=crew.ada, base=None, statement="Sleep well", why="Zebras do")

    assert search("zebras") == [("goal", "Sleep well")]
    assert search("weight") == []


def test_what_is_removed_is_not_found(crew, search):
    note = Note.write(crew.product, "product", "Quince", by=crew.ada)
    comment = Comment.say(crew.goals["need"], "Quince too", by=crew.ada)
    assert len(search("quince")) == 2

    note.remove(by=crew.ada)
    comment.take_back(crew.goals["need"], by=crew.ada)

    assert search("quince") == []
    assert not Found.objects.filter(body__contains="Quince").exists()
    note.bring_back(by=crew.ada)
    assert search("quince") == [("note", "Quince")]


def test_what_was_said_in_a_check_in_is_found_and_after_a_correction_only_that(crew, search):
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    of = KeyResult.set(crew.goals["next"], metric, by=crew.ada, owner_id=crew.cy.pk)
    made = CheckIn.check_in(of, by=crew.cy, words=Words(learned="Pharmacy leaflets", blocker="The printer"))
    made.correct(by=crew.cy, words=Words(learned="Pharmacy posters", blocker="The printer"))

    assert not search("leaflets")
    assert search("posters printer") == [("checkin", "Pharmacy posters\nThe printer")]


def test_an_action_is_found_by_what_is_to_be_done_and_what_came_of_it(crew, search):
    made = Action.take_on(crew.goals["next"], "Call the pharmacies", owner=crew.cy, by=crew.cy)
    assert search("pharmacies") == [("action", "Call the pharmacies")]

    made.end("dropped", by=crew.cy, words="All of them were on holiday")
    assert search("holiday") == [("action", "Call the pharmacies")]


def test_a_new_name_is_found_in_every_organisation_and_the_old_one_is_not(crew, search):
    crew.cy.describe(name="Cyril Abara", language="", time_zone="")

    assert search("abara") == [("person", "Cyril Abara")]
    assert search("okafor") == []


def test_whoever_left_is_not_found(crew, search):
    assert search("marin")
    Membership.objects.get(organisation=crew.organisation, person=crew.di).end(by=crew.ada)

    assert search("marin") == []


def test_beginnings_marks_and_capitals_do_not_matter(crew, search):
    Goal.set(crew.product, Level.USER_GOAL, "Größere Säle finden", by=crew.ada)

    for question in ("größ", "grosse", "GRÖSSERE sale", "find gross"):
        assert search(question) == [("goal", "Größere Säle finden")], question


def test_a_phrase_is_met_in_its_order_and_a_word_can_be_kept_out(search):
    assert search('"weight and keep"') == [("goal", "Lose weight and keep it off")]
    assert search('"keep weight"') == []
    assert search("weight -keep") == []


def test_a_typing_error_leads_to_what_comes_close(ground_of):
    found = asking.find(ground_of("ada"), rules.asked("weihgt"))

    assert [row.title for row in found.rows] == ["Lose weight and keep it off"]
    assert found.is_near


def test_the_goal_with_the_number_comes_first(crew, search):
    number = crew.goals["business"].number
    Goal.set(crew.product, Level.PRODUCT_GOAL, f"{number} {number} {number}", by=crew.ada)

    for question in (f"#{number}", str(number)):
        assert search(question)[0] == ("goal", "Open a new source of revenue")


def test_a_goal_that_says_it_comes_before_a_text_that_mentions_it(crew, search):
    Comment.say(crew.goals["vision"], "This is about revenue, I think, and about much else besides", by=crew.ada)

    assert [kind for kind, _words in search("revenue")] == ["goal", "comment"]


def test_a_guest_finds_nothing_of_a_product_they_are_not_in(search, secret):
    assert search("plum", by="gus") == []
    assert search("plm", by="gus") == []
    assert search("weight", by="gus")


def test_a_guest_finds_only_people_and_teams_of_their_own_products(crew, search):
    crew.product.release(crew.bo, by=crew.ada)

    assert search("winter", by="gus") == []
    assert search("winter", by="cy") == [("person", "Bo Winter")]
    assert search("orion", by="gus") == [("team", "Orion")]


def test_nobody_finds_anything_of_another_organisation(crew, search):
    other = Organisation.objects.get(name="Southsea")
    product = other.add_product("Kelp", by=crew.hal)
    Goal.set(product, Level.VISION, "Kelp for everybody", by=crew.hal)

    assert search("kelp") == []
    assert search("berg") == []


@pytest.mark.parametrize("question", [one for one in HOSTILE if "\ud800" not in one])
def test_whatever_is_typed_is_answered(search, question):
    assert isinstance(search(question), list)


def test_what_an_older_version_left_unknown_is_learned_by_the_sweep(crew, search):
    search("weight")
    Found.objects.all().delete()
    assert search("weight") == []

    learned = index.sweep(clock.now())

    assert learned >= 5
    assert search("weight") == [("goal", "Lose weight and keep it off")]
    assert index.sweep(clock.now()) == 0


def test_what_is_gone_from_its_table_is_forgotten_by_the_sweep(crew, ground_of):
    ground_of("ada")
    Found.objects.filter(kind="person").first()
    Found.objects.create(organisation=crew.organisation, kind="note", noun_id=10**9, title="Ghost", title_words="ghost")

    index.sweep(clock.now())

    assert not Found.objects.filter(title="Ghost").exists()


def test_pages_follow_each_other_without_saying_how_many_there_are(crew, ground_of):
    for number in range(5):
        Note.write(crew.product, "product", f"Pear {number}", by=crew.ada)
    ground = ground_of("ada")

    first, second, third = (asking.find(ground, rules.asked("pear"), page=page, size=2) for page in (1, 2, 3))

    assert [len(one.rows) for one in (first, second, third)] == [2, 2, 1]
    assert [one.has_more for one in (first, second, third)] == [True, True, False]
    assert len({row.pk for one in (first, second, third) for row in one.rows}) == 5


def ask(client, crew, who, **query):
    client.force_login(crew.people[who], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.get("/northwind/search/", query)


def test_the_page_marks_what_was_asked_for_and_leads_there(client, crew, ground_of):
    page = ask(client, crew, "ada", q="weight").content.decode()

    assert "Lose <mark>weight</mark> and keep it off" in page
    assert f'href="/northwind/lighter/goals/{crew.goals["need"].number}/"' in page


def test_words_of_people_stay_words(client, crew, ground_of):
    Note.write(crew.product, "product", "<b>fig</b> & <script>", by=crew.ada)

    page = ask(client, crew, "ada", q="fig<script>").content.decode()

    assert "&lt;b&gt;<mark>fig</mark>&lt;/b&gt;" in page
    assert "<script>" not in page


def test_only_one_kind_is_shown_where_one_is_asked_for(client, crew, secret, ground_of):
    page = ask(client, crew, "ada", q="plum", kind="note").content.decode()

    assert "note</span>" in page or "<mark>Plum</mark> note" in page
    assert "<mark>Plum</mark> goal" not in page


def test_a_new_goal_begins_with_the_words_typed_after_it(client, crew):
    page = ask(client, crew, "ada", q="new user goal Eat better", **{"in": "lighter"}).content.decode()

    address = "/northwind/lighter/goals/new/?level=user_goal&amp;statement=Eat+better"
    assert f'href="{address}"' in page
    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert "Eat better" in form


@pytest.mark.parametrize(
    ("who", "question", "offered"),
    [
        ("ada", "invite", True), ("gus", "invite", False), ("ada", "new user", True), ("cy", "new user", False), ("cy", "propose", True),
        ("gus", "propose", False), ("ada", "sett org", True), ("bo", "sett org", False), ("gus", "roadmap", True), ("ada", "paste", True),
        ("eve", "paste", False), ("gus", "new product", False),
    ],
)  # fmt: skip
def test_deeds_are_offered_to_those_who_may_do_them(client, crew, who, question, offered):
    page = ask(client, crew, who, q=question, **{"in": "lighter"}).content.decode()

    assert ("Do something" in page) is offered


def test_the_dialog_gets_options_alone(client, crew, ground_of):
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])

    part = client.get(
        "/northwind/search/", {"q": "weight", "dialog": "1"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert 'role="listbox"' in part
    assert 'role="option"' in part
    assert "<html" not in part


def test_every_page_of_an_organisation_leads_to_search_and_tells_its_keys(client, crew):
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])

    for path in ("/northwind/", "/northwind/people/", "/northwind/lighter/", "/northwind/lighter/roadmap/"):
        page = client.get(path).content.decode()
        assert 'id="tool-search"' in page, path
        assert 'id="keys"' in page, path
    assert 'data-keys="g r"' in page
    assert 'id="tool-search"' not in client.get("/me/").content.decode()


def test_the_page_costs_the_same_whatever_the_data(client, crew, ground_of, django_assert_max_num_queries, walls):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for size in (2, 30):
        for number in range(size):
            Note.write(crew.product, "product", f"Pear {size} {number}", by=crew.ada)
            Comment.say(crew.goals["need"], f"Pear {size} {number}", by=crew.cy)
        ask(client, crew, "ada", q="pear", **{"in": "lighter"})
        with CaptureQueriesContext(
            connection,
        ) as seen:
            ask(client, crew, "ada", q="pear", **{"in": "lighter"})
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_single_keys_can_be_turned_off_in_the_profile(client, crew):
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])

    client.post("/me/", {"name": "Ada", "language": "", "time_zone": "", "theme": "system", "keys": "off"})

    assert client.cookies["keys"].value == "off"
