"""A gathered thread as bytes: CSV, XLSX, YAML, JSON, Markdown and outline. No Django, no clock."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from goldthread.exchange.export.nesting import nested, walked

Told = Mapping[str, Any]

# Heading: the field it shows. The first heading tells the reader that the file is ours.
COLUMNS: dict[str, str] = {
    "Goldthread id": "id", "Level": "level", "Goal": "goal", "Towards": "towards", "Because": "because", "Owner": "owner", "Team": "team", "Starts": "starts", "Due": "due",
    "Name": "name", "Timeframe": "timeframe", "Period": "period", "Asks for": "asks", "Baseline": "baseline", "Target": "target", "Up to": "up_to", "Reach": "reach", "Weight": "weight", "Unit": "unit", "Currency": "currency", "Direction": "direction", "Why": "why",
    "How": "how", "For the customer": "for_customer", "For the business": "for_business", "Method": "method", "How we know": "how_we_know", "Ended": "ended", "Learned": "learned", "On the roadmap": "on_the_roadmap",
    "Last value": "last_value", "Last read on": "last_read_on", "Agreed": "agreed_words",
}  # fmt: skip
_NUMBERS = ("baseline", "target", "up_to", "reach", "weight", "id", "last_value")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")
LEVELS = {
    "vision": "Vision",
    "user_goal": "User goal",
    "business_goal": "Business goal",
    "product_goal": "Product goal",
    "sprint_goal": "Sprint goal",
    "contribution": "Contribution",
}


def rows(told: Told) -> Iterator[list[str]]:
    """The headings, then a row for each goal and below it one for each of its key results."""
    yield list(COLUMNS)
    for goal in told["goals"]:
        above = {
            "towards": "; ".join(str(one["id"]) for one in goal["towards"]),
            "because": "\n".join(" ".join(one.get("because", "").split()) for one in goal["towards"]).strip("\n" if len(goal["towards"]) < 2 else ""),
        }  # fmt: skip
        if "on_the_roadmap" in goal:
            above["on_the_roadmap"] = "\n".join(" ".join(one.split()) for one in goal["on_the_roadmap"])
        if agreed := goal.get("agreed"):
            above["agreed_words"] = (
                f"{agreed['outcome']} ({agreed['rule']}, {agreed['on']}) {' '.join(agreed['words'].split())}"
            )
        yield [str({**goal, **above}.get(name, "")) for name in COLUMNS.values()]
        for result in goal["key_results"]:
            row = {**result, "level": "key_result", "goal": result["key_result"], "towards": str(goal["id"])}
            if last := result.get("last_read"):
                row |= {"last_value": last["value"], "last_read_on": last["on"]}
            yield [str(row.get(name, "")) for name in COLUMNS.values()]


def as_csv(told: Told) -> bytes:
    """With a byte order mark, so that spreadsheets read the letters right; cells that would be formulas are made text."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in rows(told):
        writer.writerow([_harmless(cell, name) for cell, name in zip(row, COLUMNS.values(), strict=True)])
    return file.getvalue().encode("utf-8-sig")


def _harmless(cell: str, name: str) -> str:
    """A spreadsheet runs what begins with = + - @; an apostrophe before it makes it text, and is taken away on reading."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) and name not in _NUMBERS else cell


def as_xlsx(told: Told) -> bytes:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Thread")
    for row in rows(told):
        cells = []
        for text, name in zip(row, COLUMNS.values(), strict=True):
            is_number = name in _NUMBERS and text.replace("-", "", 1).replace(".", "", 1).isdigit()
            cell = WriteOnlyCell(
                sheet, value=float(text) if is_number and len(text) < 15 else ILLEGAL_CHARACTERS_RE.sub("", text)
            )
            if not is_number:
                # Never a formula, whatever it begins with.
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def tree(told: Told) -> dict[str, Any]:
    """The documented tree: each goal below the first it is a step towards, further ties under `also_towards`."""
    return {**told, "goals": nested(told["goals"])}


def as_json(told: Told) -> bytes:
    return json.dumps(tree(told), ensure_ascii=False, indent=2).encode() + b"\n"


def as_yaml(told: Told) -> bytes:
    return yaml.dump(tree(told), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120).encode()


class _Dumper(yaml.SafeDumper):
    """Texts with line breaks as blocks; no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def as_markdown(told: Told) -> bytes:
    """Nested lists, as people paste them into a wiki; the page for pasting reads them back."""
    lines = [f"# {_inline(told['product'])}", ""]
    for goal, depth, also in walked(told["goals"]):
        margin = "  " * depth
        lines.append(f"{margin}- **{LEVELS[goal['level']]}:** {_inline(goal['goal'])}{_facts(goal)}")
        if because := " ".join(goal["towards"][0].get("because", "").split()) if goal["towards"] else "":
            lines.append(f"{margin}  Because {_inline(because)}")
        lines += [f"{margin}  Also a step towards: {_inline(words)}" for words in also]
        if features := "; ".join(goal.get("on_the_roadmap", ())):
            lines.append(f"{margin}  Features: {_inline(features)}")
        lines += [f"{margin}  - Key result: {_inline(_measured(one))}" for one in goal["key_results"]]
    return ("\n".join(lines) + "\n").encode()


def as_outline(told: Told) -> bytes:
    """Plain lines, indented by two blanks a step."""
    lines = [told["product"], ""]
    for goal, depth, also in walked(told["goals"]):
        margin = "  " * depth
        lines.append(f"{margin}{LEVELS[goal['level']]}: {' '.join(goal['goal'].split())}{_facts(goal)}")
        lines += [f"{margin}  (also a step towards: {' '.join(words.split())})" for words in also]
        lines += [f"{margin}  * {_measured(one)}" for one in goal["key_results"]]
        lines += [f"{margin}  + {' '.join(one.split())}" for one in goal.get("on_the_roadmap", ())]
    return ("\n".join(lines) + "\n").encode()


def _inline(text: str) -> str:
    """One line in which Markdown finds no markup of its own."""
    plain = " ".join(text.split())
    for sign in "\\`*_[]<>":
        plain = plain.replace(sign, f"\\{sign}")
    return plain


def _facts(goal: Told) -> str:
    said = [goal.get("owner", ""), f"by {goal['due']}" if goal.get("due") else ""]
    inside = ", ".join(one for one in said if one)
    return f" ({inside})" if inside else ""


def _measured(result: Told) -> str:
    way = " → ".join(one for one in (result.get("baseline", ""), result.get("target", "")) if one)
    unit = {"percent": "%", "money": result.get("currency", "")}.get(result.get("unit", ""), "")
    return f"{result['key_result']}{f': {way} {unit}'.rstrip() if way else ''}{_facts(result)}"


# Format: content type, ending, writer.
FORMS: dict[str, tuple[str, str, Callable[[Told], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", "csv", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", as_xlsx),
    "yaml": ("application/yaml; charset=utf-8", "yaml", as_yaml),
    "json": ("application/json", "json", as_json),
    "markdown": ("text/markdown; charset=utf-8", "md", as_markdown),
    "outline": ("text/plain; charset=utf-8", "txt", as_outline),
}


def written(told: Told, form: str) -> bytes:
    """The thread in one of FORMS. Raises KeyError for another name."""
    return FORMS[form][2](told)


__all__ = ["COLUMNS", "FORMS", "rows", "tree", "written"]
