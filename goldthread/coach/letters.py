"""The letters S, M and T of one text, whatever its language. What counts as present is said at each function."""

from .reading import Reading
from .shapes import Judgement, Span, Word

# Words of content up to which "improve this" says no more than that; longer ones describe what they change.
LONGEST_POLISHED = 4


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
    if endless(reading):
        return 0
    if _pulled_to_opinion(reading):
        # "By 2030, achieve decent work for all": named for everybody and dated, it is counted in spite of the adjective.
        return 1 if reading.deadline and _for_all(reading) else 0
    return 1 if _settled(reading) else 0


def endless(reading: Reading) -> Span | None:
    """Where the text opens with work that has no end and names none."""
    found = reading.has(reading.language.endless)
    return found if found and not reading.amount and not reading.has(reading.language.ends) else None


def _pulled_to_opinion(reading: Reading) -> bool:
    language = reading.language
    if reading.has(language.superlatives):
        return True
    if reading.has(language.idioms):
        return True
    vague = [one for one in reading.vague if one in reading.main]
    return any(one.small not in language.mild or _becoming(reading, one) for one in vague)


def _for_all(reading: Reading) -> bool:
    language, verb = reading.language, reading.verb
    if verb is None or reading.has(language.superlatives):
        return False
    return verb.small in language.verbs["deliver"] | language.verbs["assure"] and bool(reading.has(language.whole))


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
    return not rest or (
        any(reading.names(one, "wide", "property") for one in rest[:2])
        and not reading.handed_over
        and not reading.has(reading.language.states)
    )


def specific(reading: Reading) -> Judgement:
    """0 where there is no concrete change of a concrete object; see `unspecific` for what was found."""
    return 0 if unspecific(reading) else 1


def unspecific(reading: Reading) -> tuple[str, Span] | None:
    """The rule that finds the text unspecific, and where; None for a specific one."""
    checks = (
        ("specific.endless", endless),
        ("specific.reference", _points_outside),
        ("specific.superlative", _superlative),
        ("specific.opinion", _idiom),
        ("specific.opinion", _opinion),
        ("specific.opinion", _polish),
        ("specific.opinion", _stance),
        ("specific.endless", _studying),
        ("specific.opinion", _aimless),
        ("specific.opinion", _taste),
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


def _idiom(reading: Reading) -> Span | None:
    """A figure of speech is what the statement says; as a mere purpose it may stand."""
    found = None if reading.amount else reading.has(reading.language.idioms)
    return found if found and found[0] <= reading.main[-1].end else None


def _polish(reading: Reading) -> Span | None:
    """Something gets better, and nothing says in what: neither a property, nor a means, nor an amount."""
    verb, language = reading.verb, reading.language
    if verb is None or verb.small not in language.verbs["polish"] or reading.amount or reading.has(language.means):
        return None
    if any(reading.names(one.small, "measure", "property") for one in reading.content):
        return None
    return (verb.start, verb.end) if len(reading.content) <= LONGEST_POLISHED else None


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
    if verb is None or reading.amount or reading.deadline:
        return None
    if verb.small in reading.language.verbs["soft"] and not reading.handed_over:
        return verb.start, verb.end
    return (verb.start, verb.end) if _towards_a_field(reading, verb) else None


def _studying(reading: Reading) -> Span | None:
    """It studies, looks after or talks about something, and does not say what is there afterwards."""
    verb, language = reading.verb, reading.language
    if verb is None or verb.small not in language.verbs["active"] or _says_an_end(reading):
        return None
    return None if reading.has(language.ends) else (verb.start, verb.end)


def _aimless(reading: Reading) -> Span | None:
    """A direction for something that has neither measure nor property: "strengthen policy coherence"."""
    verb, language = reading.verb, reading.language
    if verb is None or _says_an_end(reading) or reading.has(language.means):
        return None
    verbs = language.verbs
    # More or less of a thing can be counted, and what is also a deliverable verb has an end of its own.
    if verb.small not in verbs["direct"] | verbs["polish"] or verb.small in verbs["quantity"] | verbs["deliver"]:
        return None
    return None if _is_gauged(reading) else (verb.start, verb.end)


def _taste(reading: Reading) -> Span | None:
    """An opinion stands for the property: "create an inclusive system"."""
    if _says_an_end(reading) or reading.handed_over or reading.has(reading.language.means) or _is_gauged(reading):
        return None
    vague = [one for one in reading.vague if one in reading.main and one.small not in reading.language.mild]
    found = next((one for one in vague if not _only_opens(one, reading)), None)
    return (found.start, found.end) if found else None


def _says_an_end(reading: Reading) -> bool:
    return bool(reading.amount or reading.deadline or reading.has(reading.language.states))


def _is_gauged(reading: Reading) -> bool:
    return any(reading.names(one.small, "measure", "property") for one in reading.main if one is not reading.verb)


def _towards_a_field(reading: Reading, verb: Word) -> bool:
    """ "Enable product development": towards something that has neither a measure nor an end."""
    language = reading.language
    if verb.small not in language.verbs["assure"] | language.verbs["soft"] or reading.has(language.states):
        return False
    if len(reading.main) > LONGEST_POLISHED + 1:
        return False
    last = reading.main[-1].small
    is_counted = any(reading.names(one.small, "measure", "property") for one in reading.main)
    return reading.names(last, "field", "wide") and not is_counted


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
    if len(reading.content) == 1 or _is_field(reading):
        return reading.whole
    if reading.handed_over or any(one.small in known for one in reading.words for known in language.verbs.values()):
        return None
    return reading.whole


def _is_field(reading: Reading) -> bool:
    """ "Partner management": a few words that end in a field of work, and no verb that is nothing else."""
    language, content = reading.language, reading.content
    if not content or len(reading.words) > 3 or not reading.names(content[-1].small, "field"):
        return False
    first = content[0].small
    return first in language.nouns["nounish"] or not any(first in known for known in language.verbs.values())
