"""A function that needs scrolling needs a name for its second half; a file that nobody can hold needs two."""

import ast

import pytest

from .sources import lines, python_files, relative, scripts, templates

LONGEST_FUNCTION = 60
LONGEST_FILE = 400


def test_no_function_is_longer_than_sixty_lines():
    long = [
        f"{relative(path)}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_no_file_is_longer_than_four_hundred_lines():
    files = [*python_files(), *templates(), *scripts()]
    assert not {relative(path): lines(path) for path in files if lines(path) > LONGEST_FILE}


@pytest.mark.parametrize(
    ("what", "files", "most"),
    [("code", python_files(), 250), ("templates", templates(), 100)],
    ids=["code", "templates"],
)
def test_nine_files_in_ten_are_short(what, files, most):
    long = sorted((lines(path), relative(path)) for path in files if lines(path) > most)
    assert len(long) <= len(files) / 10, f"more than one in ten over {most} lines: {long}"
