"""Turns of phrase in English: work without an end, words that point outside the text, placeholders, lists, superlatives."""

import re

ENDLESS = re.compile(
    r"^\W*(?:(?:we|to|we will|will|also|additionally,?|team)\s)*(?:continu(?:e|es|ing)\b|keep(?:s|ing)?\s(?:on\s)?(?:\w+ing\b|up\b|an eye\b)|work(?:s|ing)?\s(?:on|towards?|with)\b|begin(?:s|ning)?\s\w+|start(?:s|ing)?\s(?:to\s\w+|\w+ing\b|work\b|research\b|discussions?\b|prep\w*|planning\b)"
    r"|refin(?:e|es|ing)\b|explor(?:e|es|ing)\b|experiment(?:s|ing)?\b(?:\swith)?|play(?:ing)? (?:around )?with|look(?:ing)?\s(?:into|at)\b|investigat(?:e|es|ing)\b|brainstorm\w*|think(?:ing)? about|try(?:ing)?\sto\b|support(?:ing)? the\b|help(?:ing)? (?:out|with)\b|focus(?:ing)? on\b|mak(?:e|ing) (?:good )?progress\b|ongoing\b|iterat(?:e|ing) on\b|progress on\b|further\b|proceed|groom(?:ing)?\b|resum(?:e|ing)\b)",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:until|so that|in order to|such that|resulting in|with the result|to the point|and (?:publish|release|ship|deliver|merge|complete|finish|implement|deploy|select|pick|choose|install|fix|mend|set up|write|report|generate|build|add|create|reject|cut|sort|hand|send|present)\w*|to (?:ship|release|identify|get|decide|implement|complete|add|publish|determine|define|find|learn whether|produce|create|document)|till)\b",
    re.IGNORECASE,
)
REFERENCES = re.compile(
    r"^\W*(?:\w+\s){1,2}(?:it|them)\b(?!\s(?:so|easy|easier|possible|clear|simple)\b)"
    r"|\b(?:this|these|those)\b(?=\s*(?:$|[.,;:)]|(?:updated|up|done|and|forward|happen|live|available|better|via)\b))"
    r"|\b(?:raised|mentioned|described|discussed|listed|defined|identified|agreed|found) (?:there|above|below|earlier|before|previously)\b"
    r"|\bthe above\b(?!\s(?:average|target))|\b[a-z]{3,} (?:above|below)(?=\s*(?:$|[.,;)]))|\b(?:from|on|in) (?:the|our) (?:list|table|section|document|plan) (?:above|below)\b"
    r"|\b(?:concerns|feedback|comments|issues|findings|suggestions|points|action items|learnings|questions|requests|problems)\s(?:from|of|at|after|in)\s(?:the\s|our\s)?(?:last|previous|recent|prior|latest)\b"
    r"|\b(?:the )?(?:aforementioned|above[- ](?:mentioned|named)|(?:remaining|outstanding|open) (?:items|issues|things|tasks|work|points)|the following(?! \w+ (?:\w+ ){0,3}[:(])|the rest|the same as (?:before|last)|said (?:issue|feature)|rest of the (?:work|items|stuff)|etc\.? etc)\b",
    re.IGNORECASE,
)
PLACEHOLDERS = re.compile(
    r"\b(?:TBD|TBA|TBC|TODO|T\.B\.D\.|FIXME|lorem ipsum|to be (?:defined|determined|decided|announced|filled in))\b|(?<![\w/])N/A\b|\b(?:XX+|YY+|ZZ+)\b%?|(?<![\w$])[XYZ]\s?%|\b(?:[kK]ey [rR]esult|[oO]bjective|[gG]oal|KR|[mM]etric) [xXnN]\b|<[A-Za-z][\w .]{0,30}>|\?\?+|_{3,}|\[(?:insert|number|metric|date|name|tbd|x|n|target)\b[^\]]{0,30}\]|\b(?:from|by|to) [XYZ]\b(?!-)",
)
SEVERAL = re.compile(
    r";\s\w|\.\s+[A-Z][a-z]+\w*\s|\b(?:and|,)\s(?:also\s)?(?:then\s)?(?:increase|reduce|improve|launch|build|implement|create|grow|publish|release|add|migrate|define|hire|decrease|deliver|design|develop|deploy|document|ship|write|test|fix|remove|update|expand|establish|set up|raise|ensure|promote|execute|introduce)\b",
    re.IGNORECASE,
)
SUPERLATIVES = re.compile(
    r"\b(?:best|world[- ]?(?:class|leading)|worlds['’]? best|leading|leader (?:in|of)|the leader|number one|no\.? ?1|#1|market[- ]leader\w*|industry[- ]leading|best[- ]in[- ]class|unrivall?ed|second to none|most (?:loved|trusted|advanced|innovative|powerful|efficient|useful|user-friendly|effective|successful|reliable)|finest|greatest|unbeatable|state of the art|cutting[- ]edge|gold standard|go-to(?!-market)|the most (?!common|requested|important|used|frequent|recent|visited|active|affected|urgent|critical|relevant|likely|popular|pressing|expensive|costly|needed|asked|basic|vulnerable|of\b|out\b)[a-z]+)\b(?![\s-](?:practices?|efforts?|candidates?|indicators?|to|edge)\b)",
    re.IGNORECASE,
)
# Figures of speech that name no change: what would one see?
IDIOMS = re.compile(
    r"\b(?:(?:do|doing|does) (?:the right thing|our best|better|great things)|make (?:a|the|more of a) (?:real |big |lasting )?(?:difference|impact|dent)|get things done|(?:go|going) the extra mile|(?:next|new|another) level\b(?! of (?:support|detail))|rais(?:e|ing) the bar|mov(?:e|ing) the needle|level(?:ling)? up|quick wins?|low[- ]hanging fruits?|stay(?:ing)? ahead|stronger together|one team|walk the talk|think big|push the envelope|on fire|shin(?:e|ing)\b|delight (?:our )?(?:customers|users)|live (?:up to )?our values|unlock (?:the |our )?(?:full )?potential|full potential|double down|lean in(?:to)?)\b"
    r"|^\W*(?:to\s|we\s|will\s)*(?:be|being|become|becoming|remain|remaining|stay)\s(?:known as\s|seen as\s)?(?:a|an|the|our customers['\u2019]|everyone['\u2019]s)\s(?:\w+\s){0,2}?(?:heart|heartbeat|home|hub|voice|face|backbone|partner|employer|provider|destination|champion|gateway|one-stop\S*|powerhouse|authority|role model|beacon|household name|name|place|company|organi[sz]ation|team|brand|player|force|community)\b",
    re.IGNORECASE,
)
# How it shall get better is said: a means, or a purpose.
MEANS = re.compile(
    r"\b(?:by|through|so that|in order to|such that|until|from|to|with|via|using|when|where|if)\b", re.IGNORECASE
)
# Where a statement turns to what it is for.
PURPOSES = re.compile(r"(?<=\w)\s(?:so(?:\sthat)?|in order to|such that|because|to (?:help|support))\s", re.IGNORECASE)
# What joins one thing to do to the next.
JOINS = re.compile(r"\s(?:and|&)\s|[;,]\s|\s\+\s", re.IGNORECASE)
# A vision that speaks of the company instead of the people it is for.
OURSELVES = re.compile(
    r"\b(?:market share|revenue|profit\w*|shareholders?|ROI|turnover|our (?:growth|sales|company|business|brand|market)|competitors?|unicorn|IPO|dominat\w+|become the)\b",
    re.IGNORECASE,
)
# Product talk that a vision outlives.
PRODUCTS = re.compile(
    r"\b(?:app|apps|api|apis|platform|software|dashboards?|database|websites?|portals?|chatbots?|plug-?ins?|blockchain|kubernetes|machine learning|artificial intelligence|AI|LLMs?|ML|SaaS|cloud|microservices?|features?|modules?|web ?shop|mobile|tool|tools|toolkit|button|screen|widget|browser extension|web application|IoT|SDK|CRM|ERP|virtual reality)\b",
    re.IGNORECASE,
)
# Output at a level where an outcome is expected.
OUTPUT_VERBS = frozenset(
    "build building built implement implementing implemented launch launching launched add adding added release releasing released ship shipping shipped create creating created develop developing developed deploy deploying deployed introduce introducing introduced roll deliver delivering delivered integrate integrating migrate migrating publish publishing published install".split()
)
# Somebody speaks of what shall be: a verb is there.
SPOKEN = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|can|must|should|we|get|gets|do|does|\w{3,}ed|\w{3,}ize|\w{3,}ise|to \w+|ready|complete|done|live|available|in place|not|without)\b|\b\w{4,}ing\b(?! (?:style|process|plan|strategy|suggestion))",
    re.IGNORECASE,
)
