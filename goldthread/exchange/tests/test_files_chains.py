"""Chains as organisations publish them: every node is made or refused, and every defect is named with its row."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.exchange.files import reading
from goldthread.exchange.files.items import Unreadable
from goldthread.exchange.files.levels import NoSuchLevel
from goldthread.exchange.shapes import NN_, Sentence

TODAY = date(2026, 11, 22)


def read(document, name="chain.json", **more):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return reading.report(reading.read(name, content, today=TODAY, **more))


def found(report):
    """Which findings which row has."""
    return {(one["row"], one["code"]) for one in report["findings"]}


def node(text, level="objective", *children, **more):
    return {"text": text, "level": level, "children": list(children), **more}


CHAIN = {
    "meta": {
        "org": "Bakery",
        "notes": "From the wall.",
        "orphans": [node("Tidy the cellar", "objective")],
        "unlinked": [node("Continue with the new oven", "sprint_goal"), "Repaint the door"],
    },
    "root": node(
        "Nobody waits for bread",
        "company",
        node(
            "Earn more per customer",
            "objective",
            node("Raise the average bill from 8 to 9 EUR by 2027-06-30", "key_result", owner="Ida"),
            node("Key result x", "key_result", owner="Ida"),
            node("Sell XX% more cake", "key_result", owner="TBD"),
            node("Order early and never wait in the morning line", "team_objective", node("App", "initiative"), id="a"),
        ),
        node("Order early and never wait in the morning line", "objective", id="b", parents=["nobody"]),
        node("Support the CEO's goals", "team_objective", id="b"),
        node("Reach the moon", "galaxy"),
        node("", "objective"),
    ),
}


@pytest.fixture(scope="module")
def chain():
    return read(CHAIN)


def test_every_node_is_counted_as_made_or_refused_those_beside_the_tree_too(chain):
    assert chain["counts"] == {"in": 14, "made": 13, "refused": 1}
    assert {"Tidy the cellar", "Continue with the new oven", "Repaint the door"} <= {
        one["text"] for one in chain["made"]
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tidy the cellar", "orphan_beside"),
        ("Continue with the new oven", "orphan_beside"),
        ("Continue with the new oven", "goes_on"),
        ("Repaint the door", "level_unsaid"),
        ("Key result x", "placeholder"),
        ("Sell XX% more cake", "placeholder"),
        ("Sell XX% more cake", "no_owner"),
        ("Sell XX% more cake", "numbers_missing"),
        ("Support the CEO's goals", "pass_through_of"),
        ("Support the CEO's goals", "id_twice"),
        ("Reach the moon", "level_unknown"),
        ("Reach the moon", "unmeasured"),
    ],
)
def test_each_defect_is_named_with_its_row(chain, text, code):
    row = next(one["row"] for one in chain["made"] if one["text"] == text)
    assert (row, code) in found(chain)


def test_the_same_text_twice_and_a_parent_that_is_not_there_are_named(chain):
    assert {("b", "same_text"), ("b", "parent_missing")} <= found(chain)


def test_each_finding_says_what_is_so_and_how_to_mend_it(chain):
    assert all(one["what"].endswith((".", "!")) and one["mend"].endswith(".") for one in chain["findings"])


def test_what_is_right_is_not_doubted(chain):
    row = next(one["row"] for one in chain["made"] if one["text"].startswith("Raise the average bill"))
    assert {code for at, code in found(chain) if at == row} == set()


@pytest.mark.parametrize(("count", "said"), [(1, "has 1 key result;"), (2, "has 2 key results;")])
def test_one_key_result_is_said_as_one(count, said):
    results = [node(f"From {n} to 9 EUR by 2027-06-30", "key_result", owner="Ida") for n in range(count)]
    report = read({"root": node("V", "vision", node("Earn more per customer", "objective", *results))})
    (few,) = [one["what"] for one in report["findings"] if one["code"] == "few_key_results"]
    assert said in few


def test_a_sentence_that_counts_is_told_in_another_language():
    what = Sentence(NN_("{count} row", "{count} rows"), count="1")
    assert what == "1 row"
    assert what.told(str, lambda one, many, count: f"Zeile {count}") == "Zeile 1"
    assert what.told(str) == "1 row"


def test_several_parents_are_fine():
    report = read({"nodes": [
        {"id": "v", "text": "Bread for all", "level": "vision"},
        {"id": "u", "text": "Order early", "level": "user_goal", "parent": "v"},
        {"id": "e", "text": "Earn more money", "level": "business_goal", "parent": "v"},
        {"id": "p", "text": "First hundred regulars", "level": "product_goal", "parents": ["u", "e"]},
    ]})  # fmt: skip
    assert next(one for one in report["made"] if one["row"] == "p")["parents"] == ["u", "e"]
    assert not {code for row, code in found(report) if row == "p"} - {"unmeasured"}


def test_a_ring_is_cut_at_the_tie_that_closes_it():
    report = read(
        {
            "nodes": [
                {"id": one, "text": f"Goal {one}", "level": "objective", "parents": [above]}
                for one, above in ("ab", "bc", "ca")
            ]
        }
    )
    assert len([one for one in report["findings"] if one["code"] == "circle"]) == 1
    assert sum(len(one["parents"]) for one in report["made"]) == 2


def test_a_table_of_levels_changes_what_a_word_means():
    chain = {"root": node("V", "vision", node("Far out", "galaxy"))}
    assert read(chain)["made"][1]["level"] == "user_goal"
    changed = read(chain, own_levels={"Galaxy": "business goal"})
    assert changed["made"][1]["level"] == "business_goal"
    assert "level_unknown" not in {code for _row, code in found(changed)}


def test_a_table_of_levels_that_leads_nowhere_is_refused():
    with pytest.raises(NoSuchLevel, match="no level"):
        read({"root": node("V", "vision")}, own_levels={"galaxy": "planet"})


def test_a_goal_used_twice_by_an_anchor_is_one_goal_with_two_parents():
    text = b"root: {text: V, level: vision, children: [{text: A, level: objective, children: [&x {text: Both, level: team objective}]}, {text: B, level: objective, children: [*x]}]}"
    report = read(text, "chain.yaml")
    assert report["counts"]["in"] == 4
    assert next(one for one in report["made"] if one["text"] == "Both")["parents"] == [2, 4]


def test_a_name_that_stands_twice_in_an_object_loses_neither_list():
    report = read(
        b'{"root": {"text": "V", "level": "vision", "children": [{"text": "A", "level": "objective"}], "children": [{"text": "B", "level": "objective"}]}}'
    )
    assert [one["text"] for one in report["made"]] == ["V", "A", "B"]


def test_what_is_not_known_is_kept_as_a_note():
    report = read({"root": node("V", "vision", mood="sunny", deep={"a": {"b": 1}})})
    assert report["made"][0]["notes"] == ["mood: sunny", 'deep: a: {"b": 1}']


@pytest.mark.parametrize(
    ("owner", "code"),
    [
        ("Ida", ""),
        ({"name": "Ida", "id": 3}, ""),
        (["Ida"], ""),
        (["Ida", "Bo"], "two_owners"),
        ("Ida and Bo", "two_owners"),
        ("TBD", "no_owner"),
        (None, "no_owner"),
        ([], "no_owner"),
    ],
)
def test_a_key_result_has_exactly_one_name_on_it(owner, code):
    report = read(
        {
            "root": node(
                "V", "vision", node("A", "objective", node("From 1 to 2 EUR by 2027-06-30", "key_result", owner=owner))
            )
        }
    )
    assert {one for row, one in found(report) if row == 3} & {"no_owner", "two_owners"} == ({code} if code else set())


def test_a_chain_of_thousands_of_steps_is_read_to_its_end():
    text = (
        '{"text":"goal","level":"objective","children":[' * 3000 + '{"text":"last","level":"objective"}' + "]}" * 3000
    )
    report = read(f'{{"root": {text}}}'.encode())
    assert report["counts"] == {"in": 3001, "made": 3001, "refused": 0}


@pytest.mark.parametrize(
    "content", [b"[", b"{}", b"[]", b"null", b"7", b'{"root": null}', b"[" * 200_000, b'{"a": 1} x']
)
def test_what_holds_no_goals_is_refused_with_a_sentence(content):
    with pytest.raises(Unreadable, match=r"\w+ .*\."):
        read(content)


def test_a_yaml_bomb_is_refused_or_read_without_growing():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{one}: &{one} [{','.join([f'*{before}'] * 9)}]\n" for before, one in zip("abcdefg", "bcdefgh", strict=True)
    )
    with pytest.raises(Unreadable):
        read(bomb.encode(), "bomb.yaml")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["text", "level", "children", "owner", "due", "target", "parents", "id", "x", "meta", "root"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(VALUES)
def test_any_document_is_read_or_refused_and_nothing_is_lost(document):
    try:
        report = read({"root": document, "meta": {"orphans": [document]}})
    except Unreadable:
        return
    counts = report["counts"]
    assert counts["in"] == counts["made"] + counts["refused"] == len(report["made"]) + len(report["refused"])
    rows = {one["row"] for one in report["made"]} | {one["row"] for one in report["refused"]} | {0}
    assert {one["row"] for one in report["findings"]} <= rows
    assert {one["row"] for one in report["refused"]} <= {one["row"] for one in report["findings"]}
