"""The letters S, M and T of one text, whatever its language. What counts as present is said at each function."""

from .reading import Reading
from .shapes import Judgement, Span, Word


def time_bound(reading: Reading) -> Judgement:
    """1 where the text says by when or in which period the result is reached; no rate, duration or baseline does."""
    return 1 if reading.deadline else 0


def measurable(reading: Reading) -> Judgement:
    """1 where an outsider could settle at the end, without asking for an opinion, whether it happened.

    A target number does; so does one named deliverable, done or not; a state or capability that can be looked at;
    all, none or every of something. An open placeholder, a bare direction, work without an end and opinions do not.
    """
    if reading.placeholder:
        return 0
    if reading.amount:
        return 1
    if endless(reading) or _pulled_to_opinion(reading):
        return 0
    return 1 if _settled(reading) else 0


def endless(reading: Reading) -> Span | None:
    """Where the text opens with work that has no end and names none."""
    found = reading.has(reading.language.endless)
    return found if found and not reading.amount and not reading.has(reading.language.ends) else None


def _pulled_to_opinion(reading: Reading) -> bool:
    language = reading.language
    if reading.has(language.superlatives):
        return True
    return any(one.small not in language.mild for one in reading.vague)


def _settled(reading: Reading) -> bool:
    """Without a number: is it one thing, done or not?"""
    language, verb = reading.language, reading.verb
    if verb is None:
        return False
    if verb.small in language.verbs["active"] and verb.small not in language.verbs["output"]:
        return False
    if verb.small in language.verbs["assure"]:
        return bool(reading.has(language.states) or reading.has(language.whole))
    if verb.small in language.verbs["direct"]:
        return False
    if verb.small in language.verbs["deliver"]:
        return not _only_wide(reading)
    if reading.has(language.states) or reading.has(language.whole):
        return True
    return reading.handed_over and len(reading.content) > 1


def _only_wide(reading: Reading) -> bool:
    """A deliverable verb with nothing behind it that could be handed over: "build trust"."""
    rest = [one.small for one in reading.content if one is not reading.verb]
    return not rest or (any(reading.names(one, "wide", "property") for one in rest[:2]) and not reading.handed_over)


def specific(reading: Reading) -> Judgement:
    """0 where there is no concrete change of a concrete object; see `unspecific` for what was found."""
    return 0 if unspecific(reading) else 1


def unspecific(reading: Reading) -> tuple[str, Span] | None:
    """The rule that finds the text unspecific, and where; None for a specific one."""
    checks = (
        ("specific.endless", endless),
        ("specific.reference", _points_outside),
        ("specific.superlative", _superlative),
        ("specific.opinion", _opinion),
        ("specific.opinion", _stance),
        ("specific.topic", _topic),
    )
    for rule, check in checks:
        found = check(reading)
        if found:
            return rule, found
    return None


def _points_outside(reading: Reading) -> Span | None:
    return reading.has(reading.language.references)


def _superlative(reading: Reading) -> Span | None:
    found = reading.has(reading.language.superlatives)
    return None if reading.amount else found


def _opinion(reading: Reading) -> Span | None:
    """The whole content is an evaluation: opinions and wide words make up a good part of what it says."""
    if reading.amount or reading.deadline or not reading.content:
        return None
    language = reading.language
    vague = [one for one in reading.vague if one in reading.main and not _only_opens(one, reading)]
    wide = [one for one in reading.main if reading.names(one.small, "wide")]
    if not vague and not wide:
        return None
    mild = sum(one.small in language.mild for one in vague)
    rest = [one for one in reading.main if one is not reading.verb or one in vague]
    if vague and _becoming(reading, vague[0]):
        return vague[0].start, vague[0].end
    if len(vague) - 0.5 * mild + 0.8 * len(wide) < len(rest) / 3:
        return None
    first = (vague or wide)[0]
    return first.start, first.end


def _only_opens(opinion: Word, reading: Reading) -> bool:
    """ "Effectively communicate …", "Better serve …": the verb behind the adverb may still name a change."""
    return opinion is reading.words[0] and opinion.small.endswith(("ly", "better")) and len(reading.content) > 2


def _stance(reading: Reading) -> Span | None:
    """It opens with a stance ("foster", "support", "learn") and has neither number nor date nor anything to hand over."""
    verb = reading.verb
    if verb is None or reading.amount or reading.deadline or reading.handed_over:
        return None
    return (verb.start, verb.end) if verb.small in reading.language.verbs["soft"] else None


def _becoming(reading: Reading, opinion: Word) -> bool:
    """ "Be the friendlier company", "make the world safer": the opinion itself is what shall come about."""
    start = reading.words[:2]
    return any(one.small in reading.language.becoming for one in start) and opinion in reading.words[:6]


def _topic(reading: Reading) -> Span | None:
    """A bare topic: no verb, no number, nothing that could be handed over."""
    language = reading.language
    if not reading.words or reading.amount or reading.deadline or reading.placeholder:
        return None
    if reading.has(language.spoken) or reading.has(language.whole):
        return None
    if len(reading.content) == 1:
        return reading.whole
    if reading.handed_over or any(one.small in known for one in reading.words for known in language.verbs.values()):
        return None
    return reading.whole
