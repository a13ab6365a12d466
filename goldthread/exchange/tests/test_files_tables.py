"""Tables of goals: odd encodings, separators, workbooks with formulas, merged cells and days as numbers."""

import contextlib
import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.exchange.files import cells, columns, measures, opening, reading
from goldthread.exchange.files.items import Unreadable

TODAY = date(2026, 11, 22)
TABLE = "Goal;Level;Owner\nBrot für alle;vision;Ünal\nFrüh bestellen;user goal;Ida\n"


def read(content, name="goals.csv", **more):
    content = content.encode() if isinstance(content, str) else content
    return reading.report(reading.read(name, content, today=TODAY, **more))


def texts(report):
    return [one["text"] for one in report["made"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_letters_are_right_in_every_encoding(encoding):
    assert texts(read(TABLE.encode(encoding))) == ["Brot für alle", "Früh bestellen"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    assert read(TABLE.replace(";", separator))["made"][0]["owner"] == "Ünal"


def test_excel_may_name_the_separator_itself():
    report = read("sep=;\nGoal;Owner\nA, b, c;Ida\n")
    assert texts(report) == ["A, b, c"]
    assert report["made"][0]["row"] == 3


def test_rows_are_named_by_the_line_where_they_begin():
    report = read('Goal,Why\n"Two\nlines","a ""quote"""\n\nNext,\n')
    assert [one["row"] for one in report["made"]] == [2, 5]


def test_columns_of_levels_make_a_chain_and_repeated_cells_one_goal():
    report = read("Vision,User goal,Product goal,Key result\nV,A,B,K1 from 1 to 2\nV,A,B,K2\n,,C,\n")
    assert texts(report) == ["V", "A", "B", "K1 from 1 to 2", "K2", "C"]
    assert report["made"][5]["parents"] == [2]


def test_a_row_without_words_is_refused_and_named_with_what_it_held():
    report = read("Goal,Owner\nA,Ida\n,Bo\n")
    assert report["counts"] == {"in": 2, "made": 1, "refused": 1}
    assert report["refused"][0]["notes"] == ["Owner: Bo"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,800", "1800"),
        ("-85", "-85"),
        ("0.25", "0.25"),
        ("12 %", "12"),
        ("1e3", "1E+3"),
        ("€ 5", "5"),
        ("−3", "-3"),
        ("no", None),
        ("", None),
        ("nan", None),
    ],
)
def test_a_number_is_read_as_people_write_it(written, number):
    read_as = measures.number_in(written)
    assert (read_as is None and number is None) or str(read_as) == number


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-01-31", "2027-01-31"),
        ("31.1.2027", "2027-01-31"),
        ("46418", "2027-01-31"),
        ("Q1 2027", "2027-03-31"),
        ("soon", None),
        ("99999", None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(written, day):
    read_as = measures.day_in(written, today=TODAY)
    assert (read_as.isoformat() if read_as else None) == day


def book(fill):
    made = openpyxl.Workbook()
    fill(made.active, made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_workbook_is_read_with_days_merged_cells_and_formulas():
    def fill(sheet, _book):
        sheet.append(["Objective", "Key result", "Due", "Target"])
        sheet.append(["Order early", "Orders a day", datetime(2027, 3, 31, tzinfo=UTC).replace(tzinfo=None), 80])
        sheet.append([None, "Minutes of waiting", 46418, "=SUM(1,2)"])
        sheet.merge_cells("A2:A3")

    report = read(book(fill), "goals.xlsx")

    results = [one for one in report["made"] if one["kind"] == "key_result"]
    assert [one["due"] for one in results] == ["2027-03-31", "2027-01-31"]
    assert results[0]["target"] == "80"
    assert {"formula"} <= {one["code"] for one in report["findings"]}


def test_other_sheets_are_named_and_can_be_chosen():
    def fill(sheet, made):
        sheet.append(["Goal"])
        sheet.append(["First"])
        other = made.create_sheet("Second sheet")
        other.append(["Goal"])
        other.append(["Second"])

    assert any("Second sheet" in one["what"] for one in read(book(fill), "goals.xlsx")["findings"])
    assert texts(read(book(fill), "goals.xlsx", sheet="Second sheet")) == ["Second"]


def test_a_workbook_that_unpacks_to_a_mountain_is_not_opened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * (210 * 1024 * 1024))
    with pytest.raises(Unreadable, match="unpacks to more"):
        read(file.getvalue(), "goals.xlsx")


def test_a_workbook_with_entities_of_its_own_is_refused():
    file = io.BytesIO()
    content = book(lambda sheet, _book: sheet.append(["Goal"]))
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w") as parts:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/workbook.xml":
                text = b'<!DOCTYPE a [<!ENTITY b "c">]>' + text.split(b"?>", 1)[-1]
            parts.writestr(name, text)
    with pytest.raises(Unreadable, match="no workbook"):
        read(file.getvalue(), "goals.xlsx")


def test_more_rows_than_fit_are_refused():
    with pytest.raises(Unreadable, match="20,000 rows"):
        read("Goal\n" + "A\n" * 20_001)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content):
    with contextlib.suppress(Unreadable):
        assert isinstance(opening.text_of(content), str)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.sampled_from(["a.csv", "a.json", "a.yaml"]))
def test_any_text_is_read_or_refused(text, name):
    try:
        report = read(text, name)
    except Unreadable:
        return
    assert report["counts"]["in"] == report["counts"]["made"] + report["counts"]["refused"]


@given(
    st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), min_size=1, max_size=6),
    st.lists(st.sampled_from(columns.ROLES), max_size=5),
)
def test_any_table_with_any_mapping_keeps_every_row(rows, roles):
    grid = cells.Grid(rows=[(at, [cell.strip() for cell in row]) for at, row in enumerate(rows, start=1)])
    try:
        brought = columns.read(grid, roles)
    except Unreadable:
        return
    lines = {item.path for item in brought.items}
    assert all(item.text or item.refused for item in brought.items)
    assert len(lines) <= len(rows)
