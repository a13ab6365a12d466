"""The thread and the boards as of any day: what is shown of a past evening is what was shown on that evening."""

from datetime import UTC, date, datetime

import pytest

from goldthread.boards import roadmaps, vision_board
from goldthread.boards.models import Feature, Note
from goldthread.chain.models import Goal, KeyResult
from goldthread.chain.past import Moment
from goldthread.chain.snapshot import thread
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people import access
from goldthread.people.rules import footing

BEGINNING = datetime(2031, 3, 1, 9, tzinfo=UTC)
ZONE = "Europe/Berlin"
# The order of goals and lines keeps no past.
SHOWN = ("number", "statement", "level", "owner", "team", "due", "state", "result", "name", "why", "how_we_know")


def ground(crew, on=""):
    membership = crew.organisation.memberships.get(person=crew.ada)
    standing = footing(crew.ada.pk, "owner", ["product_person"], [])
    return access.Ground(crew.organisation, crew.ada, membership, crew.product, standing).looking_back(on)


def told(crew, on=""):
    """All that the map and the boards say, in an order of its own."""
    seen = ground(crew, on)
    moment = Moment.of(seen.on, ZONE) if seen.on else None
    made = thread(crew.product, hidden=frozenset(), today=seen.today, closed=True, loose=False, moment=moment)
    board, roadmap = vision_board.shown(seen, seen.today), roadmaps.shown(seen, seen.today)
    return {
        "goals": sorted([str(goal[name]) for name in SHOWN] for goal in made.goals),
        "ties": sorted((tie["child"], tie["parent"], tie["because"]) for tie in made.ties),
        "key results": sorted(
            (one["name"], one["span"], one["owner"]) for goal in made.goals for one in goal["key_results"]
        ),
        "board": {
            one["words"].name: sorted(line["text"] for line in one["lines"])
            for one in board["strategy"] + board["beyond"]
        },
        "columns": sorted(
            (one["text"], sorted(line["text"] for line in one["features"])) for one in roadmap["columns"]
        ),
        "title": roadmap["title"]["text"],
    }


def story(crew):
    """What the crew does, a step a day."""
    vision, need, product_goal = (crew.goals[name] for name in ("vision", "need", "next"))
    metric = Metric.add(crew.organisation, "Active households", by=crew.ada)
    held = {}

    def keep(name, made):
        held[name] = made

    return [
        lambda: keep("note", Note.write(crew.product, "target_group", "People who cook", by=crew.ada)),
        lambda: need.reword(by=crew.ada, base=None, statement="Lose weight for good", because="Sharper"),
        lambda: keep("feature", Feature.add(product_goal, "A diary", by=crew.ada)),
        lambda: keep(
            "measured", KeyResult.set(product_goal, metric, by=crew.ada, baseline=0, target=100, owner_id=crew.bo.pk)
        ),
        lambda: held["note"].reword("People who cook at home", by=crew.ada),
        lambda: keep("new", Goal.set(crew.product, "user_goal", "Sleep well", by=crew.bo)),
        lambda: held["new"].tie(vision, by=crew.bo, because="Rest is half of health."),
        lambda: held["measured"].change(by=crew.ada, target=200, in_pivot=True),
        lambda: held["note"].remove(by=crew.ada),
        lambda: Note.write(crew.product, "roadmap_title", "The road to a lighter life", by=crew.ada),
        lambda: held["new"].close("missed", by=crew.bo, learned="Nobody sleeps by an app."),
        lambda: held["note"].bring_back(by=crew.ada),
        lambda: held["new"].reopen(by=crew.bo),
        lambda: held["new"].untie(vision, by=crew.bo),
        lambda: held["measured"].leave(by=crew.ada, in_pivot=True),
        lambda: held["feature"].remove(by=crew.ada),
    ]


@pytest.fixture
def diary(crew):
    """What was shown on each evening, by day; the clock stands after the last."""
    seen = {}
    with clock.held(BEGINNING) as hands:
        for deed in story(crew):
            deed()
            hands.on(hours=9)
            seen[clock.today(ZONE)] = told(crew)
            hands.on(hours=15)
        yield seen


def test_each_past_evening_reads_as_it_did_then(crew, diary):
    assert len({str(shown) for shown in diary.values()}) == len(diary)

    assert {day: told(crew, day.isoformat()) for day in diary} == diary


def test_what_was_done_before_midnight_belongs_to_the_local_day(crew, diary):
    late = datetime(2031, 3, 30, 21, 59, tzinfo=UTC)
    with clock.held(late) as hands:
        crew.goals["need"].reword(by=crew.ada, base=None, statement="Stay light")
        hands.on(minutes=2)
        crew.goals["need"].reword(by=crew.ada, base=None, statement="Stay light for life")
        hands.on(days=2)

        def said(day):
            return next(line[1] for line in told(crew, day)["goals"] if line[0] == str(crew.goals["need"].number))

        assert said("2031-03-30") == "Stay light"
        assert said("2031-03-31") == "Stay light for life"


@pytest.mark.parametrize("asked", ["", "soon", "2031-02-30", "9999-01-01", "\x00"])
def test_what_is_no_past_day_is_today(crew, asked):
    seen = ground(crew, asked)

    assert seen.on is None
    assert seen.may("steer goals")


def test_nothing_can_be_done_in_the_past(crew, diary):
    seen = ground(crew, min(diary).isoformat())

    assert seen.may("see")
    assert not [deed for deed in ("steer goals", "comment", "propose", "set up product") if seen.may(deed)]


def test_pages_of_a_past_day_offer_no_forms_and_follow_nothing(crew, diary, as_):
    for place in ("", "list/", "board/", "roadmap/", f"goals/{crew.goals['need'].number}/"):
        page = as_("ada").get(f"/northwind/lighter/{place}?on={min(diary)}").content.decode()

        assert "You look at 1 March 2031" in page, place
        assert "topic=product-" not in page, place
        assert 'method="post" action="/northwind/lighter/' not in page, place


def test_a_goal_that_was_not_set_yet_says_since_when_it_stands(crew, diary, as_):
    page = as_("ada").get(f"/northwind/lighter/goals/{Goal.objects.latest('pk').number}/?on={min(diary)}")

    assert page.status_code == 200
    assert "was set on 6 March 2031" in page.content.decode()


def test_what_changed_between_two_evenings_is_listed(crew, diary, as_):
    page = as_("ada").get("/northwind/lighter/changes/?from=2031-03-01&to=2031-03-12").content.decode()

    for words in (
        "Sleep well",
        "Lose weight for good",
        "Sharper",
        "Active households",
        "Rest is half of health.",
        "A diary",
    ):
        assert words in page
    assert "People who cook" in page


def test_nothing_changed_is_said(crew, diary, as_):
    page = as_("ada").get(f"/northwind/lighter/changes/?from={date(2031, 2, 1)}&to={date(2031, 2, 2)}")

    assert "Nothing changed" in page.content.decode()


@pytest.mark.parametrize("asked", ["from=tomorrow", "from=2031-03-05&to=2031-03-01", "to=2031-02-30"])
def test_days_that_cannot_be_compared_come_back_as_typed(crew, diary, as_, asked):
    page = as_("ada").get(f"/northwind/lighter/changes/?{asked}")

    assert page.status_code == 422
    assert asked.split("=")[1].split("&")[0] in page.content.decode()


def test_a_past_evening_costs_the_same_whatever_happened_since(crew, diary, as_, walls, django_assert_max_num_queries):
    client, address = as_("ada"), f"/northwind/lighter/?on={min(diary)}"
    client.get(address)
    for count in range(20):
        crew.goals["need"].reword(by=crew.ada, base=None, statement=f"Lose weight {count}")
    with django_assert_max_num_queries(16 + walls):
        client.get(address)
