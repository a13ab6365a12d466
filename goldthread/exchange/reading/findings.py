"""Doubts about a reading: what each code says, and the checks that look at the goals as a whole."""

import re
from collections.abc import Iterator, Sequence

from goldthread.exchange.reading.vocabulary import words
from goldthread.exchange.shapes import N_, RANK, DraftGoal, DraftKeyResult, Finding, Sentence

LONGEST_STATEMENT = 500

SENTENCES: dict[str, tuple[str, str]] = {
    "ambiguous_number": (
        N_("“{text}” can be read in two ways; it is read as {read}."),
        N_("Look at the baseline and the target of this row."),
    ),
    "ambiguous_date": (
        N_("“{text}” can be read in two ways; it is read as {read}."),
        N_("Look at the date of this row."),
    ),
    "bad_date": (N_("“{text}” is no day of the calendar."), N_("Choose the day that is meant.")),
    "past_date": (N_("{read} is in the past."), N_("Choose a day to come, or leave the goal out if it is closed.")),
    "two_owners": (
        N_("Several names stand here: {text}. {owner} is taken as the owner."),
        N_("Choose the one person who answers for it; the others are in the notes."),
    ),
    "unknown_level": (N_("“{text}” is no level that is known here."), N_("Choose the level of this row.")),
    "no_level": (
        N_("{count} lines do not say which level they have, and nothing in them hints at it."),
        N_("Look through the levels that were guessed."),
    ),
    "unknown_parent": (N_("“{text}” names no goal of this list."), N_("Choose the goal this one is a step towards.")),
    "guessed_parent": (
        N_("The list does not say what “{text}” leads to; “{parent}” shares its words."),
        N_("Look at the goal above this row."),
    ),
    "circle": (N_("“{text}” leads back to itself."), N_("Choose another goal above it.")),
    "key_result_alone": (
        N_("The key result “{text}” measures no goal of this list, so it stands as a goal."),
        N_("Write the goal it measures above it, or choose one."),
    ),
    "not_a_goal": (
        N_("“{text}” is a piece of work, not a goal; it is in the notes of the goal above."),
        N_("Make it a feature on the roadmap or a task once the goal is saved."),
    ),
    "relative_change": (
        N_("“{text}” says how much changes, not from where to where."),
        N_("Put in the value of today and the value to reach."),
    ),
    "formula": (N_("The cell “{text}” is a formula; it is kept as text."), N_("Paste the value in its place.")),
    "placeholder": (N_("“{text}” is a gap that was left to fill."), N_("Fill it, or leave the row out.")),
    "gap": (N_("“{text}” is a gap that was left to fill."), N_("Fill it in this row.")),
    "duplicate": (
        N_("“{text}” stands in line {other} too."),
        N_("Leave one of them out; one goal may lead to several goals above."),
    ),
    "two_visions": (
        N_("This is the second vision; the first stands in line {other}."),
        N_("Choose another level for one of them: a thread has one vision."),
    ),
    "no_vision": (N_("The list has no vision."), N_("Write one above the list, or add it later on the vision board.")),
    "orphan": (N_("Nothing says what “{text}” leads to."), N_("Choose the goal it is a step towards.")),
    "level_skip": (
        N_("Between “{text}” and the goal above it a level is missing."),
        N_("Choose another level or another goal above, or add the goal between them later."),
    ),
    "upside_down": (
        N_("“{text}” stands below a goal of a lower level."),
        N_("Choose another level for one of the two, or another goal above."),
    ),
    "no_number": (
        N_("The key result “{text}” has no number to reach."),
        N_("Write the value of today and the value to reach."),
    ),
    "too_long": (N_("This goal has {count} characters."), N_("Say it in one sentence and keep the rest in the notes.")),
}

# Found in the text itself; the others are found again whenever rows were corrected.
IN_THE_TEXT = words(
    "ambiguous_number ambiguous_date bad_date past_date two_owners unknown_level no_level unknown_parent guessed_parent key_result_alone not_a_goal relative_change formula circle gap"
)

_PLACEHOLDER = re.compile(
    r"(?<![\w-])(?:TBD|TBC|TBA|TODO|X{2,5}|Y{2,5}|Z{2,5}|lorem ipsum|key result [a-z]|objective [a-z]|ziel [a-z]|goal [a-z])(?![\w-])"
    r"|(?<!\w)(?:[XYZ]{1,3}|N\d?|_{2,8}|\?{2,8}|#{2,8})\s?(?:%|percent|prozent)|(?<!\w)[$€£]N\d?\b|(?<!\w)_{3,20}|\?{3,20}"
    r"|^\[[^\[\]\n]{3,300}\]$|\[(?:specific|measurable|state|project|time period|e\.g\.)[^\[\]\n]{0,80}\]"
    r"|\[(?:insert|fill|add|your|name|number|date|metric|owner|ziel|zahl|datum|x{1,3})[^\[\]\n]{0,40}\]|<(?:insert|fill|your|name|number|date|metric|x{1,3})[^<>\n]{0,40}>",
    re.I,
)
_ONLY_GAP = re.compile(
    r"\W*(?:n/?a|tb[dac]|todo|none|null|placeholder|text|untitled|(?:new |neues? )?(?:goal|objective|key result|ziel)(?: \d+)?|[.…?_-]+)\W*",
    re.I,
)
_NAMED_LETTER = re.compile(r"(?:key result|objective|ziel|goal) [a-z]$", re.I)


def is_gap(text: str) -> bool:
    """Whether the whole text is a placeholder, such as "TBD", "XX%" or "[Name]"."""
    found = _PLACEHOLDER.search(text[:400])
    return found is not None and len(found[0].strip()) >= len(text.strip(" .()*"))


def gap_in(text: str) -> str:
    """The placeholder in a text that was left to fill, such as "TBD", "XX%" or "[name]"; "" where there is none."""
    if _ONLY_GAP.fullmatch(text):
        return text.strip()
    gap = _PLACEHOLDER.search(text[:2_000])
    if gap is None:
        # Words that are long hide one at the end too.
        gap = _PLACEHOLDER.search(text[-2_000:]) if len(text) > 2_000 else None
    if gap is None or (_NAMED_LETTER.fullmatch(gap[0]) and gap[0].strip() != text.strip(" .:")):
        return ""
    return gap[0].strip()


def finding(code: str, line: int, **values: str) -> Finding:
    """The finding of this code with its sentences filled in.

    Raises KeyError for a code that has no sentences.
    """
    what, mend = SENTENCES[code]
    return Finding(line, code, Sentence(what, **values), Sentence(mend, **values))


def check(goals: Sequence[DraftGoal]) -> Iterator[Finding]:
    """Everything that can be said about the goals as they stand, corrected or not."""
    by_key = {goal.key: goal for goal in goals}
    highest = min((RANK[goal.level] for goal in goals if goal.level), default=0)
    yield from _visions(goals)
    yield from _duplicates(goals)
    for goal in goals:
        yield from _words(goal.statement, goal.line)
        yield from _place(goal, by_key, highest)
        for result in goal.key_results:
            yield from _key_result(result, goal)


def _visions(goals: Sequence[DraftGoal]) -> Iterator[Finding]:
    visions = [goal for goal in goals if goal.level == "vision"]
    if goals and not visions:
        yield finding("no_vision", goals[0].line)
    for second in visions[1:]:
        yield finding("two_visions", second.line, other=str(visions[0].line))


def _duplicates(goals: Sequence[DraftGoal]) -> Iterator[Finding]:
    first: dict[str, DraftGoal] = {}
    for goal in goals:
        words = " ".join(re.findall(r"\w+", goal.statement.lower()))
        if words and words in first:
            yield finding("duplicate", goal.line, text=goal.statement, other=str(first[words].line))
        first.setdefault(words, goal)


def _words(text: str, line: int) -> Iterator[Finding]:
    gap = _PLACEHOLDER.search(text[:2_000])
    if gap and (not _NAMED_LETTER.fullmatch(gap[0]) or gap[0].strip() == text.strip()):
        yield finding("placeholder", line, text=gap[0])
    if len(text) > LONGEST_STATEMENT:
        yield finding("too_long", line, count=str(len(text)))


def _place(goal: DraftGoal, by_key: dict[str, DraftGoal], highest: int) -> Iterator[Finding]:
    if goal.level is None or goal.level == "vision":
        return
    parent = by_key.get(goal.parent_key or "")
    if parent is None:
        if highest < RANK[goal.level]:
            yield finding("orphan", goal.line, text=goal.statement)
        return
    if parent.level is None:
        return
    steps = RANK[goal.level] - RANK[parent.level]
    if steps > 1:
        yield finding("level_skip", goal.line, text=goal.statement)
    elif steps < 0:
        yield finding("upside_down", goal.line, text=goal.statement)


def _key_result(result: DraftKeyResult, goal: DraftGoal) -> Iterator[Finding]:
    if result.name != goal.statement:
        yield from _words(result.name, result.line)
    if result.target is None:
        yield finding("no_number", result.line, text=result.name)
