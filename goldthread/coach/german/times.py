"""By when, in German, and what only looks like it: rates (pro Monat), durations (innerhalb von 5 Minuten), baselines (seit 2019)."""

import re

from ..patterns import either

MONTH = r"(?:jan(?:uar)?|jänner|feb(?:ruar)?|mär(?:z)?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)\b\.?"
YEAR = r"(?:(?:19|20)\d\d)"
QUARTER = r"(?:Q[1-4](?:\s?[-/+–]\s?Q?[1-4])?|[1-4]\.\s?Quartals?|H[12]|(?:erste[nsr]?|zweite[nsr]?|dritte[nsr]?|vierte[nsr]?|letzte[nsr]?)\s(?:Quartals?|Halbjahre?s?|Hälfte)|[12]\.\s?Halbjahre?s?)"
AFTER_YEAR = rf"(?:[\s/]{{1,2}}(?:des\sJahres\s)?['’]?{YEAR})?"
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|[0-3]?\d\.\s?(?:[01]?\d\.(?:\s?(?:20)?\d\d)?(?!\d)|{MONTH}(?:\s{YEAR})?)|{MONTH}\s{YEAR})"
)
FISCAL = r"(?:(?:GJ|FY|Geschäftsjahre?s?)\s?(?:20)?\d\d(?:/\d\d)?)"
SEASON = rf"(?:(?:Frühjahr|Frühling|Sommer|Herbst|Winter|Weihnachten|Ostern|Pfingsten|Jahreswechsel)s?(?:\s{YEAR})?)"
PERIOD = rf"(?:{DATE}|{YEAR}[-\s]?[QH][1-4]|{QUARTER}{AFTER_YEAR}|{FISCAL}|{YEAR}(?:/\d\d)?|{MONTH}|{SEASON})"
SPAN_NOUN = r"(?:(?:Kalender|Geschäfts|Schul|Halb)?jahr(?:e?s|es)?|Quartals?|Monats?|Woche|Sprints?|Iteration|Jahrzehnts?|Semesters?|Tag(?:e?s)?|Saison)"
CLOSE = rf"(?:(?:Jahres|Quartals|Monats|Wochen|Sprint|Projekt)ende|(?:Ende|Anfang|Mitte|Beginn|Schluss|Abschluss)\s(?:de[rs]\s|dieses\s|nächsten\s|kommenden\s|laufenden\s)*(?:{PERIOD}|{SPAN_NOUN}|Projekts?)|EOY|EOQ)"
EVENT = r"(?:(?:\w+-?)?(?:Release|Launch|Start|Go-?live|Markteinführung|Einführung|Veröffentlichung|Messe|Konferenz|Kongress|Audit|Frist|Stichtag|Meilenstein|Freigabe|Abnahme|Wahl|Urlaubszeit|Ferien|Hauptversammlung|Beta|Review|Demo))(?:s|es)?"
COUNT = r"(?:\d+|eine[mnrs]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|paar|wenigen|einigen)"
LONG = r"(?:Wochen?|Monate?n?|Quartale?n?|Jahre?n?|Sprints?|Tage?n?)"
FREE = r"(?=\s*(?:$|[.,;:!?()\[\]–—|\"“/+-]|(?:und|oder|aber|mit|für|in|im|an|am|bei|zu|zum|zur|um|auf|von|vom|aus|nach|über|ohne|als|wie|die|der|das|den|dem|ein|eine|einen|wir|alle|jede|jeder|soll|sollen|ist|sind|wird|werden|haben|hat|können|kann|mindestens|höchstens|unser|unsere|unseren|sich|es|sie|\d+|[a-zäöüß]\w*)\b))"

DEADLINES = either(
    (
        rf"\b(?:bis|vor|spätestens|zum|zu|per|ab|vor dem|bis zum|bis zur|bis spätestens)\s(?:zum\s|zur\s|einschließlich\s|inklusive\s|spätestens\s|dem\s|de[nr]\s|im\s|am\s)*(?:{CLOSE}|{PERIOD}|heute|morgen|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)",
        rf"\b(?:bis(?:\szu[mr])?|vor\s(?:de[mnr]|unsere[mnr])|rechtzeitig\szu[mr]|pünktlich\szu[mr]|zum|zur|auf\sder|bei\sder)\s(?:\w+(?:en|er|s)?\s)?{EVENT}\b",
        rf"\b(?:im|in|während|über)\s(?:de[smr]\s|die\s)?(?:(?:Laufe|Verlauf)\s(?:de[sr]\s|von\s)?(?:nächsten\s|kommenden\s)?)?(?:{CLOSE}|{PERIOD}){FREE}",
        rf"(?<!seit )(?<!pro )\b(?:Ende|Mitte|Anfang)\s(?:{PERIOD}|(?:des|dieses)\s(?:Jahres|Quartals|Monats|Sprints))",
        rf"\bam\s(?:{DATE}|{CLOSE})",
        rf"\b(?:diese[snmr]?|nächste[snmr]?|kommende[snmr]?|laufende[snmr]?|heuer)\s{SPAN_NOUN}\b|\bheuer\b",
        rf"\b(?:in|innerhalb|binnen|während|über)\s(?:der|den|die)\s(?:nächsten|kommenden)\s(?:{COUNT}\s)?{LONG}\b",
        rf"\b(?:innerhalb|binnen)\s(?:von\s|der\s)?{COUNT}\s(?:Monaten?|Monate|Quartalen?|Jahren?|Jahres|Sprints?)\b(?!\snach\b)",
        rf"^\W*In\s{COUNT}\s(?:Wochen|Monaten?|Quartalen|Jahren?|Sprints)\b(?!\snach\b)",
        rf"(?:^|[\s(\[])(?<!\sfür\s)(?<!\sund\s)(?:{QUARTER}{AFTER_YEAR}|{DATE})[)\]]?\s*$",
        rf"^\W*(?:{QUARTER}{AFTER_YEAR}|{FISCAL}|{YEAR})\s?[:–—-]\s",
        rf"^\W*(?:{YEAR}|{QUARTER}\s{YEAR})\s(?:haben|hat|sind|ist|werden|wird|nutzen|können|gibt|soll)\b",
    )
)
COVERING = r"(?:\w*(?:budgets?|pl[aä]ne?n?|planung|roadmap|pipeline|ziele?n?|prognose|strategie|kalender|haushalt|umsatz|zahlen|vorgaben))"
NOT_DEADLINES = either(
    (
        rf"\b(?:seit|gegenüber|verglichen\smit|im\sVergleich\s(?:zu[mr]?|mit)|als|statt|aus|von)\s(?:de[rmn]\s|dem\sJahr\s|Ende\s|Anfang\s|Mitte\s)*(?:letzten\s|vergangenen\s|vorigen\s)?(?:{PERIOD}|{SPAN_NOUN}|Vorjahr\w*|Vormonat\w*|Vorquartal\w*)\b",
        rf"\b(?:in|im|während|über)\s(?:de[rmn]\s|die\s)?(?:letzten|vergangenen|vorigen|ersten)\s(?:{COUNT}\s)?(?:{LONG}|{SPAN_NOUN})\b",
        rf"\b{COVERING}\s(?:für|des|der|von)\s(?:das\s|die\s)?(?:{PERIOD}|{SPAN_NOUN})(?:\s(?:und|&)\s{PERIOD})?",
        rf"\b(?:{QUARTER}|{FISCAL}|{YEAR})[- ]{COVERING}\b",
        r"\b(?:pro|je|jede[snmr]?|alle\s\d+)\s(?:Woche|Monat|Quartal|Jahr|Tag|Sprint)\w*",
        rf"\b(?:innerhalb|binnen)\s(?:von\s)?{COUNT}\s(?:Sekunden?|Minuten?|Stunden?|Tage?n?|Werktage?n?|Arbeitstage?n?|Wochen?)\b",
        rf"\b(?:unter|weniger als|in|nach|über)\s{COUNT}\s(?:Sekunden?|Minuten?|Stunden?|Tage?n?|Werktage?n?)\b",
        r"\b(?:täglich|wöchentlich|monatlich|vierteljährlich|jährlich|halbjährlich)\w*",
        r"\b(?:Windows|Office|Agenda|Vision|Horizont|Rust|SQL Server)\s(?:19|20)\d\d\b",
        r"\bbis\szu\s\d+(?:[.,]\d+)?\s?(?!\.\s?\d)(?:%|Prozent)?",
    )
)
# Without one of these there is no time in a text: spares the long patterns for most of them.
CLOCK = re.compile(
    r"\d|jahr|quartal|monat|woche|tag|sprint|jahrzehnt|semester|saison|iteration|heute|morgen|heuer|EO[QY]|jan|jänner|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|früh|sommer|herbst|winter|weihnacht|ostern|pfingst|ende|bis|vor|zum|zur|rechtzeitig|pünktlich|der ",
    re.IGNORECASE,
)
