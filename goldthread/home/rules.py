"""What a search asks for and where it is met, from plain text alone: the same on both engines.

Texts and questions are folded alike: no capitals, no marks on letters, nothing but letters and digits. So no sign
that somebody types means anything to the database.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_QUESTION = 200
MOST_TERMS = 10
# A word this short stands for itself unless it is the one being typed: "go" must not find every goal.
SHORTEST_BEGINNING = 3
# And one letter is no beginning at all: it would find nearly everything.
SHORTEST_TYPED = 2
_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
_NUMBER = re.compile(r"#?(\d{1,9})")
# Letters that keep their stroke or their pair when their marks are taken away.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"})


@dataclass(frozen=True)
class Asked:
    """A question: all `words` (as beginnings), all `phrases`, none of `without`. `number` where it is a goal's number."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    number: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every word that is asked for, in the order of the question."""
        return (*self.words, *(word for phrase in self.phrases for word in phrase))

    def is_beginning(self, word: str) -> bool:
        """Whether longer words that begin so are meant too: those long enough, and the last one."""
        return len(word) >= SHORTEST_BEGINNING or (len(word) >= SHORTEST_TYPED and word == self.words[-1])


def folded(text: str) -> str:
    """The words of a text, folded, with one space between them: "Größe, 3 €" gives "grosse 3"."""
    return " ".join(word for _start, _end, word in _words(unicodedata.normalize("NFC", text)))


def asked(question: str) -> Asked:
    """Read what somebody typed: words, "phrases in quotes", and -words that must not be there.

    Only the first 200 characters and the first 10 terms count.
    """
    question = unicodedata.normalize("NFC", question[:LONGEST_QUESTION]).strip()
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[str] = []
    for match in list(_TERM.finditer(question))[:MOST_TERMS]:
        found = folded(match[2] or match[4] or "").split()[:MOST_TERMS]
        if match[1] or match[3]:
            without += found
        elif match[2] is not None and len(found) > 1:
            phrases.append(tuple(found))
        else:
            words += found
    number = _NUMBER.fullmatch(question)
    return Asked(tuple(words[:MOST_TERMS]), tuple(phrases), tuple(without), int(number[1]) if number else None)


def as_fts5(one: Asked, *, in_title: bool = False) -> str:
    """The question in the language of SQLite's FTS5; made of folded words alone, so it is always well formed.

    `in_title`: everything wanted stands in the title.
    """
    wanted = [f'"{word}"{"*" if one.is_beginning(word) else ""}' for word in one.words]
    wanted += ['"' + " ".join(phrase) + '"' for phrase in one.phrases]
    unwanted = " OR ".join(f'"{word}"' for word in one.without)
    return f"{'title_words : ' if in_title else ''}({' AND '.join(wanted)})" + (
        f" NOT ({unwanted})" if unwanted else ""
    )


def as_tsquery(one: Asked, *, in_title: bool = False) -> str:
    """The question in the language of PostgreSQL's to_tsquery. Words of titles carry the weight A."""
    weight = "A" if in_title else ""
    wanted = [f"'{word}':{'*' if one.is_beginning(word) else ''}{weight}".rstrip(":") for word in one.words]
    wanted += ["(" + " <-> ".join(f"'{word}':{weight}".rstrip(":") for word in phrase) + ")" for phrase in one.phrases]
    return " & ".join([*wanted, *(f"!'{word}'" for word in one.without)])


def worth(one: Asked, title_words: str) -> float:
    """How well a folded title answers: for each word asked for 1 where it stands there, 0.6 where a longer one does.

    A short title that answers is worth a little more than a long one; 0 where nothing of it is asked for.
    """
    words = title_words.split()
    met = sum(
        1.0 if term in words else 0.6 if any(word.startswith(term) for word in words) else 0.0 for term in one.terms
    )
    return met / (1 + 0.02 * len(words))


def loosened(one: Asked) -> Asked:
    """A wider question for one that met nothing: the beginnings of its words, to be looked through with `is_near`.

    Whoever puts words in quotes or keeps some out means what they typed: for them there is none.
    """
    if one.phrases or one.without:
        return Asked()
    return Asked(tuple(word[:SHORTEST_BEGINNING] for word in one.terms if len(word) > SHORTEST_BEGINNING))


def is_near(one: Asked, text: str) -> bool:
    """Whether a folded text has, for every word asked for, one that differs by a typing error at most."""
    words = set(text.split())
    return all(any(_differ_little(term, word) for word in words) for term in one.terms)


def marked(text: str, one: Asked) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it was asked for."""
    text = unicodedata.normalize("NFC", text)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end, word in _words(text):
        if _is_met(word, one):
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def extract(text: str, one: Asked, *, most: int = 160) -> str:
    """At most about so many characters of a text, around the first place that was asked for; "" where there is none."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    first = next((start for start, _end, word in _words(text) if _is_met(word, one)), None)
    if first is None:
        return ""
    begin = 0 if first < most // 2 else text.rfind(" ", 0, first - most // 3) + 1
    end = len(text) if len(text) - begin <= most else (text.rfind(" ", first, begin + most) + 1 or begin + most)
    return ("… " if begin else "") + text[begin:end].strip() + (" …" if end < len(text) else "")


def after_words(text: str, count: int) -> str:
    """What stands after the first so many words of a text, as it was typed."""
    found = list(_words(text))
    return text[found[count - 1][1] :].strip(" :") if count and len(found) >= count else ""


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text):
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", match[0]) if not unicodedata.combining(sign))
        if word := "".join(filter(str.isalnum, bare.casefold().translate(_LETTERS))):
            yield match.start(), match.end(), word


def _is_met(word: str, one: Asked) -> bool:
    begins = any(word.startswith(term) if one.is_beginning(term) else word == term for term in one.words)
    return begins or any(word in phrase for phrase in one.phrases)


def _differ_little(term: str, word: str) -> bool:
    """One letter too many, missing, wrong or swapped; two of them in words of more than seven letters."""
    allowed = 0 if len(term) < 4 else 1 if len(term) < 8 else 2
    return word.startswith(term) or (abs(len(term) - len(word)) <= allowed and _distance(term, word) <= allowed)


def _distance(one: str, other: str) -> int:
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, sign in enumerate(other, start=1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != sign)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                row[j] = min(row[j], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
