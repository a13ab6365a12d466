"""What stands around every page is written once, and said again to whoever may be shown just the same."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import set_script_prefix
from django.utils import translation
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from goldthread.kit import said_again
from goldthread.kit.said_again import SaidAgain


class Counted:
    """Templates that count how often their macro is written."""

    def __init__(self) -> None:
        self.written = 0
        source = "{% macro line(one, two='') %}{{ count() }}<b>{{ one }}</b>{{ two }}{% endmacro %}"
        environment = Environment(loader=DictLoader({"a.html": source}), autoescape=True)
        environment.globals["count"] = self._count
        self._kept = SaidAgain(environment)

    def _count(self) -> str:
        self.written += 1
        return ""

    def say(self, *given: Any) -> str:
        return self._kept("a.html", "line", *given)


@pytest.fixture
def counted() -> Counted:
    return Counted()


def test_the_same_words_are_written_once(counted):
    assert counted.say([{"label": "Map", "current": True}]) == counted.say([{"label": "Map", "current": True}])
    assert counted.written == 1


def test_other_words_are_written_anew(counted):
    assert counted.say("Map") == "<b>Map</b>"
    assert counted.say("List") == "<b>List</b>"
    assert counted.say({"label": "Map", "current": True}) != counted.say({"label": "Map", "current": False})


def test_what_somebody_typed_never_comes_back_as_markup_of_ours(counted):
    assert counted.say(Markup("<i>")) == "<b><i></b>"
    assert counted.say("<i>") == "<b>&lt;i&gt;</b>"
    assert counted.say({"a": "<i>"}) != counted.say({"a": Markup("<i>")})


def test_yes_is_not_one(counted):
    assert counted.say(1) == "<b>1</b>"
    assert counted.say(True) == "<b>True</b>"


def test_each_language_and_each_root_has_its_own(counted):
    for language in ("en", "de"):
        with translation.override(language):
            counted.say("Map")
    assert counted.written == 2

    set_script_prefix("/goals/")
    try:
        counted.say("Map")
    finally:
        set_script_prefix("/")
    assert counted.written == 3


def test_words_in_a_language_to_be_are_told_apart_by_what_they_say(counted):
    words = translation.gettext_lazy("Today")

    assert counted.say(words) == counted.say(str(words)) == "<b>Today</b>"
    assert counted.written == 1


def test_a_thing_that_can_change_is_refused(counted):
    with pytest.raises(TypeError):
        counted.say(SimpleNamespace(name="Ada"))


def test_the_least_used_leave_first(counted, monkeypatch):
    monkeypatch.setattr(said_again, "MOST", 2)
    for words in ("one", "two", "one", "three", "one"):
        counted.say(words)
    assert counted.written == 3

    counted.say("two")
    assert counted.written == 4
