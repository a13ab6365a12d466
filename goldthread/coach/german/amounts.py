"""Targets in German, and numbers that are none: tickets, versions, periods, names."""

import re

from ..patterns import either
from . import times

WORDS = "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend|million(?:en)?|dutzend"
DIGITS = r"\d+(?:[.,  ']\d+)*"
AMOUNTS = either(
    (
        rf"(?<![\w#])[<>≥≤=~±]*\s?[$€£]?{DIGITS}\s?(?:%|prozent\b|\+|-?fache?s?\b)?(?![\w])",
        rf"(?<![\w#])[$€£]?{DIGITS}(?:ms|s|h|min|gb|mb|tb|k|mio|mrd|x|kg|km|kwh)\b",
        r"(?<!\w)[<>≥≤]?\s?N\d+(?:%|\b)",
        rf"\b(?:{WORDS})\b",
        r"\b(?:halbier(?:en|t|te|ung)|verdoppel(?:n|t|te)|verdopplung|verdreifach\w*|vervierfach\w*|verzehnfach\w*|doppelt so \w+|zweimal|dreimal|halb so \w+)\b",
        r"\b(?:um|auf|als|mindestens)\s(?:ein(?:e|en)?\s|die\s)?(?:hälfte|drittel|viertel|fünftel|zehntel)\b",
        r"\b(?:mindestens|wenigstens|höchstens|maximal|mehr als|weniger als) (?:ein|eine|einen|einer|einem|einmal)\b",
        r"\b(?:höher|niedriger|geringer|schneller|langsamer|kürzer|länger|größer|kleiner|günstiger|früher) als\b",
        r"\b(?:null|niemand|top[- ]\d+)\b",
    )
)
NOT_AMOUNTS = either(
    (
        times.DATE,
        rf"\b{times.YEAR}[-\s]?[QH][1-4]\b|\b{times.QUARTER}{times.AFTER_YEAR}\b|\b{times.FISCAL}",
        r"\b(?:19|20)\d\d(?:/\d\d)?\b(?!\s?(?:%|[A-ZÄÖÜ]\w+(?:en|e|er)\b))",
        r"#\s?\d+|\b[A-Z]{2,10}-\d+\b|\bhttps?://\S+|\b\d+\.\s(?=[A-ZÄÖÜ])",
        r"\b(?:version|ticket|vorgang|sprint|phase|stufe|ebene|teil|abschnitt|schritt|kapitel|paragraph|artikel|seite|woche|runde|gruppe|klasse|kategorie|meilenstein|welle|release)\s?(?:nr\.?\s)?\d+(?:\.\d+)*\b",
        r"\bv\.?\s?\d+(?:\.\d+)*\b|(?<![\d.,])\d+\.\d+\.\d+\b",
        r"\b(?:WCAG|ISO|SOC|DIN|EN|TLS|HTTP|OAuth|Web|IPv|Windows|Android|iOS|Java|Python|Node|PHP|Ubuntu|Industrie|COVID|PCI DSS)[-/ ]?\d+(?:\.\d+)*\b",
        r"\b(?:24/7|360|101|80/20|2FA|3D|2D|B2B|B2C|P2P)\b(?:°|[- ]Grad)?",
        r"\b(?:\d+|zwei|drei|sechs|zwölf)-?(?:minütig|stündig|tägig|wöchig|monatig|jährig|seitig|stufig)\w*",
        r"\b(?:nächsten|kommenden|letzten|ersten|vergangenen)\s(?:\d+|zwei|drei|vier|fünf|sechs|zwölf)\s(?:tage?n?|wochen|monate?n?|quartale?n?|jahre?n?|sprints?)\b|\b(?:innerhalb|binnen)\s(?:von\s)?(?:\d+|zwei|drei|sechs|zwölf)\s(?:monaten?|quartalen?|jahren?)\b",
    )
)
WHOLE = re.compile(
    r"\b(?:alle[nrs]?|jede[mnrs]?|kein(?:e[mnrs]?)?|niemand|nie|immer|sämtliche[nr]?|vollständig\w*|ohne (?:jede|ein)\w*)\b",
    re.IGNORECASE,
)
STATES = re.compile(
    r"\b(?:kann|können|darf|dürfen|(?:ist|sind|war|wurde|wurden|wird|werden|hat|haben)\b(?:\s[\w-]+){0,8}?\s(?:ge\w{2,}(?:t|en)|ver\w{3,}(?:t|en)|be\w{3,}(?:t|en)|er\w{3,}(?:t|en)|ein\w*ge\w+|ab\w*ge\w+|\w+iert|live|verfügbar|online|öffentlich|fertig|in Betrieb|im Einsatz|umgesetzt|eingeführt|abgeschlossen|dokumentiert))\b",
    re.IGNORECASE,
)
