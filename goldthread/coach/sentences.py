"""What the coach says, rule by rule: why, and how it could read.

Whole English sentences without placeholders, so that whoever shows them can translate each by itself:
`gettext(hint.why)`, `gettext(hint.example)`. `gettext_noop` here only marks them for the translation files.
"""

from typing import NamedTuple


def gettext_noop(sentence: str) -> str:
    return sentence


_ = gettext_noop


class Said(NamedTuple):
    why: str
    example: str


SENTENCES: dict[str, Said] = {
    "specific.endless": Said(
        _("This is work that goes on. It does not say what is different when it is done."),
        _(
            "Instead of “Continue the permissions work”: Editors can hand a document over without asking an administrator."
        ),
    ),
    "specific.opinion": Said(
        _("These words are an opinion. They do not say what changes, and for whom."),
        _("Instead of “Make setup better”: New customers finish setup without calling us."),
    ),
    "specific.superlative": Said(
        _("To be the best or the leading one says little about what you will do. Name the change that would show it."),
        _("Instead of “The best checkout in the market”: Nine in ten shoppers who start to pay also finish."),
    ),
    "specific.reference": Said(
        _("This points to something outside the sentence. A reader who comes later will not know what is meant."),
        _("Instead of “Fix the issues raised there”: The five faults from the June survey are mended."),
    ),
    "specific.topic": Said(
        _("This names a topic. Say what about it shall change, or what will be there at the end."),
        _("Instead of “Documentation”: Every public function has a page with an example."),
    ),
    "measurable.placeholder": Said(
        _("A place is left open here. Until it is filled, nobody can tell whether the goal is reached."),
        _("Instead of “Raise conversion by XX %”: Raise conversion from 4 to 6 %."),
    ),
    "measurable.direction": Said(
        _("This says which way, and not how far. A number or a point to compare with would settle it."),
        _("Instead of “Reduce waiting times”: Reduce waiting times from 9 days to 4."),
    ),
    "measurable.opinion": Said(
        _("Only an opinion can tell whether this is reached. Say what one would see."),
        _("Instead of “An easy sign-up”: Eight in ten people sign up without help."),
    ),
    "measurable.missing": Said(
        _("Nothing here tells at the end whether it happened. A number, or one thing that is done or not done, would."),
        _("Reached when 200 households use it every week."),
    ),
    "time.missing": Said(
        _("It does not say by when. A date or a period can stand in the sentence or in the field for the date."),
        _("… by the end of June."),
    ),
    "time.lookalike": Said(
        _("This is a time, and not the time by which the goal is reached."),
        _("“Answer within 5 minutes” measures the answer; “by the end of March” says when that holds."),
    ),
    "wording.output": Said(
        _("This names something to build. At this level, say what gets better for people through it."),
        _("Instead of “Launch the new app”: Travellers reach their gate without asking anybody."),
    ),
    "wording.stories": Said(
        _("This reads like a list of tasks. A sprint goal says what they are done for."),
        _("Instead of “#12, #15 and export fix”: Test whether accountants can export a month without help."),
    ),
    "wording.several": Said(
        _("There seems to be more than one goal in this sentence. Two goals can be reached one without the other."),
        _("Keep the one that matters most here, and set the other as a goal of its own."),
    ),
    "wording.solution": Said(
        _("This already names the solution. A user goal says what people can do or no longer suffer from."),
        _("Instead of “Users have a dashboard app”: Shop owners see each morning what sold."),
    ),
    "vision.dated": Said(
        _("Numbers and dates wear out. A vision lasts for years; leave them to the goals below it."),
        _("Instead of “10 million users by 2030”: Everybody can save for old age, whatever they earn."),
    ),
    "vision.solution": Said(
        _("A vision outlives its first product. Say what becomes possible, without the technology that does it."),
        _("Instead of “A mobile app for diets”: Everybody can eat well without effort."),
    ),
    "vision.long": Said(
        _("This is long for a vision. One that everybody can say by heart guides better."),
        _("Help families eat healthily."),
    ),
    "vision.self": Said(
        _("This speaks about you. People follow a vision that says what gets better for others."),
        _("Instead of “Be the market leader in logistics”: No truck drives home empty."),
    ),
}
