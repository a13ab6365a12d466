"""Every word that the product says to people is there in every language, with the same places to fill in."""

import re
from pathlib import Path

import pytest
from babel.messages import pofile

import build_words
from build_words import LOCALE, ROOT

FILES = sorted((ROOT / LOCALE).glob("*/LC_MESSAGES/django.po"))
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+|%%")


def catalog_of(path: Path):
    with path.open("rb") as file:
        return pofile.read_po(file, locale=path.parts[-3])


@pytest.fixture(scope="module")
def said():
    return build_words.words_in_code(ROOT)


def test_there_is_a_language_beside_english():
    assert [path.parts[-3] for path in FILES] == ["de"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_every_word_is_translated(path, said):
    known = catalog_of(path)

    missing = [
        message.id
        for message in said
        if message.id and not build_words.is_whole(getattr(known.get(message.id, message.context), "string", ""))
    ]

    assert missing == [], "run `make words`, and translate what it adds"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_a_translation_fills_in_the_same_places(path):
    differing = []
    for message in catalog_of(path):
        if not message.id:
            continue
        theirs = message.string if isinstance(message.string, tuple) else (message.string,)
        ours = message.id if isinstance(message.id, tuple) else (message.id,)
        # A singular may leave its number out; nothing else may be lost or made up.
        allowed = [sorted(PLACE.findall(text)) for text in ours]
        differing += [text for text in theirs if sorted(PLACE.findall(text)) not in allowed]

    assert differing == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_no_translation_stays_that_nothing_says_any_more(path, said):
    idle = [message.id for message in catalog_of(path) if message.id and said.get(message.id, message.context) is None]

    assert idle == [], "run `make words`"


def test_no_word_loses_the_capitals_it_has():
    """`str.capitalize` makes all but the first letter small; German nouns would be wrong. Use Django's `capfirst`."""
    asked = [path for path in (ROOT / "goldthread").rglob("*.py") if ".capitalize()" in path.read_text()]

    assert asked == []
