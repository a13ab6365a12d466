import json

import pytest

from goldthread.boards.models import Note
from goldthread.chain.models import Goal, KeyResult
from goldthread.measures.models import Metric

from .conftest import HTMX, SLUGS, at

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} \"'</textarea><b> \u202e Ünï 文字 " + "x" * 40


def _note(crew, text="Their family doctors", section="target_group"):
    return Note.write(crew.product, section, text, by=crew.ada)


def _standing(crew, section="target_group"):
    return list(
        Note.objects.standing().filter(product=crew.product, section=section).in_order().values_list("text", flat=True)
    )


def test_the_board_shows_the_vision_the_strategy_and_what_is_asked_of_empty_places(crew, as_):
    _note(crew)
    page = as_("ada").get(at("board")).content.decode()

    for words in (
        "People eat well without thinking about it",
        "Their family doctors",
        "Lose weight and keep it off",
        "Open a new source of revenue",
    ):
        assert words in page
    assert "Which three to five traits does nobody else have?" in page
    assert "Who would pay, for what, and how often?" in page
    assert "Which people, or which part of a market" not in page


def test_a_goal_that_no_number_tells_is_dashed_and_asks_for_one(crew, as_):
    asked = "No KPI yet: which number would tell?"
    client = as_("ada")
    before = client.get(at("board")).content.decode()
    for goal in (crew.goals["need"], crew.goals["business"]):
        KeyResult.set(
            goal,
            Metric.add(crew.organisation, "Members", by=crew.ada),
            by=crew.ada,
            baseline=31,
            target=45,
            owner_id=crew.ada.pk,
        )
    after = client.get(at("board")).content.decode()

    assert before.count(asked) == before.count("item frayed") == 2
    assert asked not in after
    assert "31 → 45" in after


def test_those_who_do_not_steer_read_the_board_and_propose(crew, as_):
    page = as_("cy").get(at("board")).content.decode()

    main = page[page.index('id="main"') : page.index('id="messages"')]
    assert not [field for field in ("<textarea", "<input", "<button", "<form") if field in main.split('id="undo"')[0]]
    assert "candidates/new/?level=user_goal" in main
    assert f"/goals/{crew.goals['need'].number}/" in main


def test_an_observer_is_not_asked_to_propose(crew, as_):
    assert "candidates/new/" not in as_("eve").get(at("board")).content.decode()


def test_a_line_is_written_into_its_section_and_stands_last(crew, as_):
    _note(crew)
    answer = as_("ada").post(
        at("notes"), {"section": "target_group", "text": "  Adults told\nthey are pre-diabetic "}, **HTMX
    )

    assert answer.status_code == 204
    assert json.loads(answer["HX-Trigger"]) == {f"product-{crew.product.pk}": {"target": "#live"}}
    assert _standing(crew) == ["Their family doctors", "Adults told they are pre-diabetic"]


def test_without_scripts_a_written_line_leads_back_to_the_board(crew, as_):
    answer = as_("ada").post(at("notes"), {"section": "channels", "text": "Pharmacies"}, follow=True)

    assert answer.redirect_chain == [(at("board"), 302)]
    assert "Pharmacies" in answer.content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"section": "target_group", "text": "   "},
        {"section": "roadmap_title", "text": "A title"},
        {"section": "nonsense", "text": "Words"},
        {"text": "Words"},
    ],
)
def test_a_line_without_words_or_place_is_refused_with_a_sentence(crew, as_, said):
    answer = as_("ada").post(at("notes"), said, **HTMX)

    assert answer.status_code == 422
    assert answer["HX-Reswap"] == "none"
    assert json.loads(answer["HX-Trigger"])["say"]["text"]
    assert not Note.objects.exists()


def test_a_line_too_long_to_keep_is_refused_and_not_cut(crew, as_):
    answer = as_("ada").post(at("notes"), {"section": "product", "text": "x" * 601}, **HTMX)

    assert "601 characters" in json.loads(answer["HX-Trigger"])["say"]["text"]
    assert not Note.objects.exists()


def test_a_line_is_put_in_other_words_and_keeps_the_old_ones(crew, as_):
    note = _note(crew)
    answer = as_("bo").post(at("note", note.pk), {"text": "Their general practitioners", "base": 1}, **HTMX)

    assert answer.status_code == 204
    assert list(note.versions.values_list("text", "by__name").order_by("number")) == [
        ("Their family doctors", "Ada Lopez"),
        ("Their general practitioners", "Bo Winter"),
    ]


def test_an_edit_that_crosses_another_shows_both_and_changes_nothing(crew, as_):
    note = _note(crew)
    note.reword("Doctors of their families", by=crew.bo, base=1)
    answer = as_("ada").post(at("note", note.pk), {"text": "General practitioners", "base": 1}, **HTMX)

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Bo Winter changed this while you were writing" in said
    assert "General practitioners" in said
    assert "Doctors" in said
    note.refresh_from_db()
    assert note.text == "Doctors of their families"


def test_after_a_crossing_the_words_can_be_put_with_the_new_base(crew, as_):
    note = _note(crew)
    note.reword("Doctors of their families", by=crew.bo, base=1)

    assert as_("ada").post(at("note", note.pk), {"text": "General practitioners", "base": 2}, **HTMX).status_code == 204
    note.refresh_from_db()
    assert (note.text, note.edition) == ("General practitioners", 3)


def test_a_removed_line_can_be_brought_back_to_its_place(crew, as_):
    first, second = _note(crew), _note(crew, "Their employers")
    client = as_("ada")
    told = json.loads(client.post(at("note_removal", first.pk), **HTMX)["HX-Trigger"])["removed"]
    gone = _standing(crew)
    client.post(told["url"], **HTMX)

    assert told["words"] == "“Their family doctors” was removed."
    assert gone == [second.text]
    assert _standing(crew) == [first.text, second.text]


def test_without_scripts_a_removed_line_can_be_brought_back_from_the_page(crew, as_):
    note = _note(crew)
    client = as_("ada")
    page = client.post(at("note_removal", note.pk), follow=True).content.decode()

    assert "“Their family doctors” was removed." in page
    assert f'action="{at("note_return", note.pk)}"' in page


@pytest.mark.parametrize(
    "removed", ["note-999", "goal-1", "feature-x", "note-", "x-1", "note-99999999999999999999", "", "note-²"]
)
def test_a_made_up_removal_shows_nothing_to_bring_back(crew, as_, removed):
    answer = as_("ada").get(at("board"), {"removed": removed})

    assert answer.status_code == 200
    assert " was removed." not in answer.content.decode()


def test_lines_are_put_in_another_order(crew, as_):
    a, b, c = (_note(crew, text) for text in "ABC")
    client = as_("ada")

    client.post(at("note_place", c.pk), {"to": "up"}, **HTMX)
    assert _standing(crew) == ["A", "C", "B"]
    client.post(at("note_place", a.pk), {"before": ""}, **HTMX)
    assert _standing(crew) == ["C", "B", "A"]
    client.post(at("note_place", b.pk), {"before": c.pk}, **HTMX)
    assert _standing(crew) == ["B", "C", "A"]
    client.post(at("note_place", b.pk), {"to": "up"}, **HTMX)
    assert _standing(crew) == ["B", "C", "A"]


def test_a_removed_line_between_two_does_not_swallow_a_step(crew, as_):
    _a, b, c = (_note(crew, text) for text in "ABC")
    b.remove(by=crew.ada)

    as_("ada").post(at("note_place", c.pk), {"to": "up"}, **HTMX)

    assert _standing(crew) == ["C", "A"]


def test_goals_are_put_in_another_order_among_their_level(crew, as_):
    other = Goal.set(crew.product, "user_goal", "Eat together again", by=crew.ada)

    as_("ada").post(at("board_goal_place", other.number), {"to": "up"}, **HTMX)

    needs = Goal.objects.filter(product=crew.product).at_level("user_goal").in_order()
    assert [goal.number for goal in needs] == [other.number, crew.goals["need"].number]


def test_a_need_added_on_the_board_is_a_step_towards_the_one_vision(crew, as_):
    as_("ada").post(at("goals"), {"level": "user_goal", "text": "Know what is in my food"}, **HTMX)

    need = Goal.objects.get(version__statement="Know what is in my food")
    assert [tie.parent for tie in need.ties.standing()] == [crew.goals["vision"]]


@pytest.mark.parametrize("count", [0, 2])
def test_without_one_vision_a_new_need_leads_nowhere_yet(crew, as_, count):
    if count == 0:
        crew.goals["vision"].close("let_go", by=crew.ada)
    else:
        Goal.set(crew.product, "vision", "Another vision", by=crew.ada)

    client = as_("ada")
    client.post(at("goals"), {"level": "user_goal", "text": "Know what is in my food"}, **HTMX)

    assert not Goal.objects.get(version__statement="Know what is in my food").ties.exists()
    assert "Not a step towards the vision yet" in client.get(at("board")).content.decode()


def test_without_a_vision_the_board_asks_for_one_and_takes_it(crew, as_):
    crew.goals["vision"].close("let_go", by=crew.ada)
    client = as_("ada")

    assert "Which good change should this product bring" in client.get(at("board")).content.decode()
    assert client.post(at("goals"), {"level": "vision", "text": "Nobody is hungry"}, **HTMX).status_code == 204
    assert "Nobody is hungry" in client.get(at("board")).content.decode()


def test_several_visions_all_stand_with_a_hint(crew, as_):
    Goal.set(crew.product, "vision", "Another vision", by=crew.ada)
    page = as_("cy").get(at("board")).content.decode()

    assert "Another vision" in page
    assert "There are several visions" in page


def test_a_statement_is_reworded_in_place_as_a_new_version(crew, as_):
    goal = crew.goals["need"]
    answer = as_("ada").post(
        at("board_goal", goal.number), {"text": "Be light for good", "base": goal.version_id}, **HTMX
    )

    goal.refresh_from_db()
    assert answer.status_code == 204
    assert (goal.version.statement, goal.version.number) == ("Be light for good", 2)


def test_crossing_statements_show_both(crew, as_):
    goal = crew.goals["need"]
    base = goal.version_id
    goal.reword(by=crew.bo, base=base, statement="Weigh less, and keep it")
    answer = as_("ada").post(at("board_goal", goal.number), {"text": "Be light for good", "base": base}, **HTMX)

    said = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Be light for good"' in said
    assert "Weigh less, and keep it" in said
    assert f'name="base" value="{Goal.objects.get(pk=goal.pk).version_id}"' in said


def test_a_goal_let_go_from_the_board_can_be_brought_back(crew, as_):
    goal, client = crew.goals["business"], as_("ada")
    told = json.loads(client.post(at("board_goal_removal", goal.number), **HTMX)["HX-Trigger"])["removed"]
    gone = client.get(at("board")).content.decode()
    client.post(told["url"], **HTMX)

    assert "Open a new source of revenue" not in gone
    assert "Open a new source of revenue" in client.get(at("board")).content.decode()


def test_only_those_who_steer_write_on_the_board(crew, as_):
    note = _note(crew)
    deeds = [
        (at("notes"), {"section": "product", "text": "x"}),
        (at("note", note.pk), {"text": "x"}),
        (at("note_place", note.pk), {"to": "up"}),
        (at("note_removal", note.pk), {}),
        (at("goals"), {"level": "user_goal", "text": "x"}),
        (at("board_goal", crew.goals["need"].number), {"text": "x"}),
        (at("board_goal_removal", crew.goals["need"].number), {}),
    ]
    for who in ("cy", "di", "eve"):
        assert [as_(who).post(url, said, **HTMX).status_code for url, said in deeds] == [403] * len(deeds)
    assert [as_("hal").post(url, said, **HTMX).status_code for url, said in deeds] == [404] * len(deeds)


def test_words_from_people_are_shown_as_words(crew, as_):
    _note(crew, HOSTILE)
    Goal.set(crew.product, "user_goal", HOSTILE, by=crew.ada)
    for who in ("ada", "cy"):
        page = as_(who).get(at("board")).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


def test_the_part_that_follows_changes_is_the_board_alone(crew, as_):
    part = as_("ada").get(at("board"), **HTMX).content.decode()

    assert part.strip().startswith('<div id="board"')
    assert "<html" not in part
    assert f'hx-trigger="product-{crew.product.pk} from:#live, refresh"' in part


def test_the_board_costs_the_same_queries_whatever_stands_on_it(crew, as_, walls, django_assert_num_queries):
    client = as_("ada")
    with django_assert_num_queries(26 + walls):
        client.get(at("board"))
    for number in range(12):
        _note(crew, f"Line {number}")
        goal = Goal.set(crew.product, "user_goal", f"Need {number}", by=crew.ada)
        goal.tie(crew.goals["vision"], by=crew.ada)
        KeyResult.set(
            goal,
            Metric.add(crew.organisation, f"Metric {number}", by=crew.ada),
            by=crew.ada,
            target=1,
            owner_id=crew.bo.pk,
        )
    with django_assert_num_queries(26 + walls):
        client.get(at("board"))


def test_a_board_of_another_organisation_is_not_there(crew, as_):
    assert as_("hal").get(at("board")).status_code == 404
    assert as_("ada").get(f"/southsea/{SLUGS[1]}/board/").status_code == 404
