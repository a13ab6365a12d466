"""German as the rules see it: the verb often stands last, and nouns grow together."""

from ..shapes import Language
from . import amounts, times, wording, words

GERMAN = Language(
    code="de",
    function_words=words.FUNCTION_WORDS,
    openers=words.OPENERS,
    clock=times.CLOCK,
    deadlines=times.DEADLINES,
    not_deadlines=times.NOT_DEADLINES,
    amounts=amounts.AMOUNTS,
    not_amounts=amounts.NOT_AMOUNTS,
    whole=amounts.WHOLE,
    states=amounts.STATES,
    endless=wording.ENDLESS,
    ends=wording.ENDS,
    references=wording.REFERENCES,
    placeholders=wording.PLACEHOLDERS,
    several=wording.SEVERAL,
    superlatives=wording.SUPERLATIVES,
    purposes=wording.PURPOSES,
    joins=wording.JOINS,
    ourselves=wording.OURSELVES,
    products=wording.PRODUCTS,
    spoken=wording.SPOKEN,
    verbs={
        "deliver": words.DELIVER,
        "direct": words.DIRECT,
        "active": words.ACTIVE,
        "soft": words.SOFT,
        "assure": words.ASSURE,
        "improve": words.IMPROVE,
        "output": words.OUTPUT,
    },
    nouns={"artefact": words.ARTEFACTS, "wide": words.WIDE, "property": words.PROPERTIES},
    becoming=words.BECOMING,
    vague=words.VAGUE,
    mild=words.MILD,
    stop=words.STOP,
    compounds=True,
)
