"""Targets in English, and numbers that are none: tickets, versions, periods, names, the length of an item."""

import re

from ..patterns import either
from . import times

NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen"
WORDS = "|".join(NUMBER_WORDS.split())
DIGITS = r"\d+(?:[.,]\d+)*"
AMOUNTS = either(
    (
        rf"(?<![\w#])[<>≥≤=~±]*\s?[$€£¥]?{DIGITS}\s?(?:%|percent\b|[kKmMbBxX]\b|\+)?\+?(?![\w])",
        rf"(?<![\w#])[$€£¥]?{DIGITS}(?:ms|s|d|h|min|mins|gb|mb|kb|tb|pt|pts|pp|bps|fps|usd|eur|chf|hrs?|kg|km|kwh|x|k|m|bn|w)\b",
        # A number taken out before publishing still says that there is one.
        r"(?<!\w)[<>≥≤]?\s?(?:\$(?:N|M|X)\d*|N\d+)(?:[%x+]|\b)",
        rf"\b(?:{WORDS})\b(?!-way|-factor)",
        r"\b(?:twice|thrice|halv(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|tenfold|twofold|threefold)\b",
        r"\b(?:by|in|to|than|cut)\s(?:at least\s)?(?:a\s|one\s)?(?:half|third|quarter|fifth|tenth)\b(?!\s(?:of|quarter|the))",
        r"\b(?:half|two thirds|one third|a third|majority) of (?:all |our |the )?\w",
        r"\b(?:at least|at most|minimum|no more than|more than|less than|fewer than|up to|over) (?:an?|one|once|twice)\b",
        r"\b(?:higher|lower|fewer|faster|better|greater|larger|smaller|shorter|longer|cheaper|earlier|slower) than\b(?! ever)",
        r"\b(?:ahead of|above|beat|beats|exceeds?|exceeded|on) (?:the |our )?(?:\w+ )?(?:plan|target|budget|quota|forecast)\b",
        r"\b(?:zero|top[- ]\d+|nobody|no one|100%)\b",
    )
)
NOT_AMOUNTS = either(
    (
        times.NUMERIC_DATE,
        times.NAMED_DAY,
        rf"\b{times.YEAR}[-\s]?[QH][1-4]\b|\b{times.QUARTER}{times.SHORT_YEAR}?\b|\b{times.FISCAL}",
        r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\b(?!\s?%|,\d)",
        r"#\s?\d+|\b\d+(?:st|nd|rd|th)\b|\b[A-Z]{2,10}-\d+\b|\bGH-\d+|\bhttps?://\S+",
        r"\b(?:PRs?|issues?|tickets?|bugs?|epics?|MCP|RFC|CVE|JIRA|ADR|story|stories)\s#?\d{2,}(?:\s?(?:,|and|&)\s?#?\d{2,})*\b(?!\s?%)",
        r"\bv(?:ersion)?\.?\s?\d+(?:\.\d+)*\b|(?<![\d.,])\d+\.\d+\.\d+\b|\b\d+\.[0x](?=\s(?:release|version|launch|beta|alpha))",
        r"\b(?:sprint|phase|stage|tier|level|section|part|step|week|chapter|type|category|appendix|article|title|figure|day|milestone|iteration|wave|round|group|horizon|priority|line|page|port|layer|class|series|grade|zone|rule)\s(?:\d+|one|two|three|four)(?:\s?(?:->|→|to|and|or|/|-)\s?\d+)*\b\+?",
        r"\b(?:WCAG|ISO|SOC|GDPR|TLS|HTTP|OAuth|Web|Section|IPv|Windows|Android|iOS|Java|Python|Node|Angular|Vue|React|ES|PHP|Ubuntu|Rust|Swift|CSS|HTML|USB|Django|Rails|Postgres|PostgreSQL|MySQL|Kubernetes|COVID|Level|Industry|EC|NIST|PCI DSS)[-/ ]?\d+(?:\.\d+)*\b",
        r"\b(?:24/7|24x7|9-to-5|360|101|80/20|A/B|1-on-1|1:1s?|one-on-ones?|2FA|(?-i:[23]D)|B2B|B2C|P2P|E2E)\b(?:°|[- ]degree)?",
        r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|thirty)[- ](?:minute|hour|day|week|month|quarter|year|page|step|point|click|way|factor|person|phase|part|stage)s?\b(?=\s(?:calls?|meetings?|sessions?|roadmaps?|plans?|trials?|talks?|videos?|programs?|programmes?|strateg\w+|demos?|guides?|workshops?|process|approach|retention|survey|surveys|window|cycle|cycles|horizon|vision|project|authentication))",
        r"\b(?:first|last|next|past|previous|final|coming)\s(?:\d+|two|three|four|five|six|twelve)\s(?:days?|weeks?|months?|quarters?|years?|sprints?)\b",
        r"\b(?:over|in|within)\sthe\s(?:next|coming)\s\w+\s(?:days?|weeks?|months?|years?)\b|\b(?:with)?in\s(?:\d+|two|three|four|five|six|twelve)\s(?:months|quarters|years)\b",
        r"\b(?:one|two)\s(?:or|of)\s",
    )
)
# All, none, every: over something that can be looked at.
WHOLE = re.compile(
    r"\b(?:all|every|each|none|nobody|everyone|everybody|never|always|no(?! longer| matter| doubt| one)|no one|any|without any|entire|fully|complete set|exactly)\b",
    re.IGNORECASE,
)
# Capabilities and states that are reached or not.
STATES = re.compile(
    r"\b(?:can|cannot|can['’]t|able to|allowed? to|(?:is|are|was|were|has been|have been|being|gets?|be|we['’]ve|we have|has|have|isn['’]t|aren['’]t|not)\s(?:now\s|also\s|both\s|fully\s|publicly\s|all\s|been\s)?(?:\w{2,}ed|built|made|set|done|found|shown|sent|given|written|known|run|held|put|taken|chosen|drawn|begun|live|available|in place|online|gone|in use|up to date|visible|public|documented))\b",
    re.IGNORECASE,
)
