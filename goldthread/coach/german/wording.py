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
    r"\b(?:dort|oben|unten|hier) (?:genannte\w*|beschriebene\w*|erwähnte\w*|aufgeführte\w*)|\b(?:obige|besagte|vorgenannte|genannten)\w*\b|^\W*(?:das|dies|dieses|es|sie|den rest|alles andere|die restlichen \w+)\s\w+(?:en|n)\W*$|\bdie offenen punkte\b|\b(?:aus|in|von)\s(?:der|dem)\s(?:liste|tabelle|abschnitt|dokument|plan)\s(?:oben|unten)\b|\b(?:rückmeldungen|kommentare|punkte|anmerkungen|fragen|wünsche|themen|vorschläge)\s(?:aus|von|in)\s(?:der|dem)\s(?:letzten|vorigen|jüngsten)\b",
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
# Redewendungen: what would one see?
IDIOMS = re.compile(
    r"\b(?:das Richtige tun|unser Bestes (?:geben|tun)|einen (?:echten |großen )?Unterschied machen|(?:ein|das) neue[sn]? Level|nächste[ns]? (?:Level|Stufe)|die Messlatte höher|über uns hinauswachsen|gemeinsam stärker|ein Team sein|Quick Wins?|tief hängende\w* Früchte|Kunden begeistern|unsere Werte leben|(?:volles|das volle) Potenzial|Potenziale heben)\b"
    r"|^\W*(?:wir\s)?(?:(?:sind|werden|bleiben)\s)?(?:als\s)?(?:der|die|das|ein|eine)\s(?:\w+\s){0,2}?(?:Herz|Zuhause|Stimme|Gesicht|Rückgrat|Partner|Arbeitgeber|Anbieter|Vorbild|Marke|Adresse|Ort)\b.{0,60}\b(?:sein|werden|bleiben)\W*$",
    re.IGNORECASE,
)
MEANS = re.compile(r"\b(?:durch|mittels|indem|sodass|so dass|damit|um|bis|von|auf|mit|per|wenn|ohne)\b", re.IGNORECASE)
PRODUCTS = re.compile(
    r"\b(?:\w*(?:app|apps|plattform|software|dashboards?|datenbank|webseiten?|websites?|portale?|chatbots?|schnittstellen?|webshop|funktionen|module?|werkzeuge?)|APIs?|KI|AI|künstliche Intelligenz|maschinelles Lernen|Blockchain|Cloud|SaaS|IoT|CRM|ERP|Tools?|Features?)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"\b(?:ist|sind|war|wird|werden|hat|haben|kann|können|soll|sollen|muss|müssen|wir|[a-zäöüß]{2,}ieren|[a-zäöüß]{3,}en(?=\W*$)|zu [a-zäöüß]+en|ge[a-zäöüß]{3,}t|[a-zäöüß]+iert|ohne|fertig|live|verfügbar)\b"
)
