"""Turns of phrase in German: work without an end, words that point outside the text, placeholders, lists, superlatives."""

import re

ENDLESS = re.compile(
    r"^\W*(?:(?:wir|weiter|weiterhin|auch)\s)*(?:weiterarbeiten|weitermachen|weiter(?:hin)?\s(?:an|mit|\w+en$)|fortsetzung\b|(?:wir\s)?arbeiten\s(?:weiter\s)?an\b|arbeit an\b|experimentieren\b|erkunde\w*|beginn(?:en)? mit\b|verfeinerung\b)|\b(?:fortsetzen|fortführen|weiterführen|weiterarbeiten|weitermachen|erkunden|erforschen|ausprobieren|experimentieren|verfeinern|beginnen|vorantreiben|am Ball bleiben|(?:an|mit)\s(?:\S+\s){1,4}arbeiten)\W*$",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:bis|so\s?dass|sodass|damit|um .{1,60} zu (?:entscheiden|finden|veröffentlichen|liefern|bestimmen))\b",
    re.IGNORECASE,
)
REFERENCES = re.compile(
    r"\b(?:dort|oben|unten|hier) (?:genannte\w*|beschriebene\w*|erwähnte\w*|aufgeführte\w*)|\b(?:obige|besagte|vorgenannte|genannten)\w*\b|^\W*(?:das|dies|dieses|es|sie|den rest|alles andere|die restlichen \w+)\s\w+(?:en|n)\W*$|\bdie offenen punkte\b",
    re.IGNORECASE,
)
PLACEHOLDERS = re.compile(
    r"\b(?:TBD|TBA|TBC|TODO|FIXME|n\.\s?n\.|k\.\s?A\.|lorem ipsum|noch (?:offen|festzulegen|zu (?:definieren|klären|bestimmen))|wird noch (?:festgelegt|definiert))\b|(?<![\w/])N/A\b|\b(?:XX+|YY+|ZZ+)\b%?|(?<![\w$])[XYZ]\s?(?:%|Prozent\b)|\b(?:Key Result|Ziel|Kennzahl|KR) [xXnN]\b|<[A-Za-zÄÖÜ][\w .]{0,30}>|\?\?+|_{3,}|\b(?:von|auf|um) [XYZ]\b",
)
SEVERAL = re.compile(
    r";\s\w|\.\s+[A-ZÄÖÜ][a-zäöüß]+\w*\s\w|\b(?:verbessern|erhöhen|steigern|senken|reduzieren|bauen|erstellen|einführen|veröffentlichen|entwickeln|umsetzen)\s(?:und|sowie)\s(?:\w+\s){1,8}?(?:verbessern|erhöhen|steigern|senken|reduzieren|bauen|erstellen|einführen|veröffentlichen|entwickeln|umsetzen)\b",
    re.IGNORECASE,
)
# Where a statement turns to what it is for.
PURPOSES = re.compile(r"(?<=\w),?\s(?:sodass|so dass|damit|um|weil)\s", re.IGNORECASE)
JOINS = re.compile(r"\s(?:und|sowie|&)\s|[;,]\s|\s\+\s", re.IGNORECASE)
OURSELVES = re.compile(
    r"\b(?:Marktanteile?|Umsatz|Gewinn|Rendite|Aktionäre|unser (?:Wachstum|Umsatz|Unternehmen|Markt)|Wettbewerber|Börsengang|dominier\w+)\b",
    re.IGNORECASE,
)
SUPERLATIVES = re.compile(
    r"\b(?:beste[nrsm]?|führend\w*|marktführ\w+|weltklasse|nummer eins|nr\.? ?1|branchenführ\w+|einzigartig\w*|unschlagbar\w*|beliebteste\w*|innovativste\w*|modernste\w*|stärkste\w*|größte[nrsm]?|schnellste\w*)\b",
    re.IGNORECASE,
)
PRODUCTS = re.compile(
    r"\b(?:\w*(?:app|apps|plattform|software|dashboards?|datenbank|webseiten?|websites?|portale?|chatbots?|schnittstellen?|webshop|funktionen|module?|werkzeuge?)|APIs?|KI|AI|künstliche Intelligenz|maschinelles Lernen|Blockchain|Cloud|SaaS|IoT|CRM|ERP|Tools?|Features?)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"\b(?:ist|sind|war|wird|werden|hat|haben|kann|können|soll|sollen|muss|müssen|wir|[a-zäöüß]{2,}ieren|[a-zäöüß]{3,}en(?=\W*$)|zu [a-zäöüß]+en|ge[a-zäöüß]{3,}t|[a-zäöüß]+iert|ohne|fertig|live|verfügbar)\b"
)
