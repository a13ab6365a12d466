"""By when, in English, and what only looks like it.

A deadline is a date, a period in which the result is reached, or a named event. Not so: rates (per month), durations
inside a measure (within 5 minutes), baselines (since 2019), the period an object covers (budget for Q4), names (Rust 2024).
"""

import re

from ..patterns import either

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
DAY = r"(?:(?<!\d)[0-3]?\d(?:st|nd|rd|th)?(?!\d))"
YEAR = r"(?:20[1-4]\d(?![\d%+]|[.,]\d|\s%))"
QUARTER = r"(?:Q[1-4](?:\s?[-/+&–]\s?Q?[1-4])?|[1-4]Q|H[12]|[12]H)"
SHORT_YEAR = r"(?:\s?(?:of\s)?(?:CY|FY)?\s?['’]?(?:20)?[1-4]\d(?!\d|\s?%))"
FISCAL = r"(?:(?:FY|CY)\s?['’]?(?:20)?\d\d(?:[\s-]?[QH][1-4])?)"
ORDINAL = r"(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
SPAN_NOUN = r"(?:year|quarter|month|week|sprint|iteration|decade|semester|half(?:[- ]year)?|day|season|summer|winter|spring|autumn|fall|cycle|financial year|fiscal year|calendar year|school year|fiscal quarter)"
SEASON = rf"(?:(?:spring|summer|autumn|fall|winter)(?:\s(?:of\s)?{YEAR})?)"
NUMERIC_DATE = r"(?:\d{4}-\d\d?-\d\d?|\d{4}[-/](?:0[1-9]|1[0-2])|\d\d?[./]\d\d?[./](?:\d{4}|\d\d))"
# Month and day; a small day could be a fraction ("by 2/3").
SHORT_DATE = r"(?:(?:0?[1-9]|1[0-2])/(?:0?[6-9]|[12]\d|3[01])(?![\d/]))"
NAMED_DAY = rf"(?:{MONTH}\s{DAY}(?:,?\s{YEAR})?|{DAY}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?|{MONTH},?\s(?:of\s)?{YEAR})"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
PERIOD = (
    rf"(?:{NUMERIC_DATE}|{NAMED_DAY}|{YEAR}[-\s]?[QH][1-4]|{QUARTER}{SHORT_YEAR}?|{FISCAL}|{YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?"
    rf"|{ORDINAL}\s(?:half|quarter)(?:\sof\s(?:the\s)?(?:{YEAR}|{FISCAL}|{SPAN_NOUN}))?|{MONTH}(?=\W|$)|{SEASON}|christmas|easter|thanksgiving|new year)"
)
PART = r"(?:(?:the\s)?(?:very\s)?(?:end|close|start|beginning|middle|midpoint|mid)(?:\sof)?[-\s]|(?:the\s)?(?:early|mid|late)[-\s])"
CLOSE = r"(?:EO[QYMW]|EOFY|YE\d\d|(?:the )?year(?:['’]s)?[- ]end|(?:fiscal[- ])?(?:year|quarter|month|week|sprint)[-’'s]*\s?[- ]end|end[- ]of[- ](?:the |this |next |our )?(?:current |fiscal |calendar |financial )*(?:year|quarter|month|week|sprint|decade|half|semester|iteration|milestone|project|FY|Q))"
EVENT_WORD = r"(?:release|launch|GA|go[- ]live|beta|alpha|milestone|deadline|election|conference|summit|kick-?off|demo|offsite|onsite|meeting|hackathon|freeze|cut-?off|audit|review|sunset|MVP|pilot|roll-?out|submission|event|holidays?|expo|congress|workshop|trade fair|AGM|IPO|migration|assembly|season|term|semester|hearing|visit|cutover|switchover)"
# Without an article: "by launch" is a time, "by review" a means.
BARE_EVENT = r"(?:(?:public |product |beta |general )?(?:release|launch|GA|go[- ]live|beta|deadline|election day|year close|code freeze))"
EVENT = rf"(?:(?:the|our|its|their|next|first|upcoming)\s(?:[\w.&'’-]+\s){{0,4}}?{EVENT_WORD}\b|[Vv]?\d[\w.]*\s{EVENT_WORD}\b|{BARE_EVENT}\b|[Vv]\d[\w.]*)"
NAMED_EVENT = r"(?-i:(?:the\s)?(?:20\d\d\s)?(?:[A-Z][\w.&-]*\s){0,3}(?:[A-Z]\w*(?:Con|Conf|Fest|Camp|Days?)|Camp|FOSDEM|Summit|Conference|Hackathon|Expo|Congress|Forum|Universe|Symposium|AGM|WWDC|re:Invent)\b)"
COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|couple of|few|several|coming)"
LONG = r"(?:weeks?|months?|quarters?|years?|sprints?|decades?)"
# What may follow a period that stands for itself; a noun after it ("Q3 pipeline") means that the noun has the period.
FREE = r"(?=\s*(?:$|[.,;:!?()\[\]–—|\"”*/+-]|(?:and|or|but|with|to|through|for|in|by|at|as|using|so|of|on|from|when|while|via|that|which|we|our|the|a|an|all|is|are|will|than|without|where|it|they|there|because|after|if|nobody|everyone|every|no|\d+)\b))"

DEADLINES = either(
    (
        rf"\b(?:by|before|until|till|til|due(?:\s(?:by|on|in))?|no later than|not later than|prior to|ahead of|latest|deadline(?:\sis|:)?|through|thru)\s(?:the\s|this\s|next\s|around\s|about\s|approximately\s|latest\s)*(?:{PART})?(?:{CLOSE}|{PERIOD}|{SHORT_DATE}|{WEEKDAY}|today|tomorrow|tonight)",
        rf"\b(?:by|before|until|till|prior to|in time for|on time for|ahead of)\s(?:{EVENT}|{NAMED_EVENT})",
        rf"\b(?:by|before|until|till)\s(?:the\s)?(?:this|next|coming|following)\s(?:fiscal\s|calendar\s|financial\s)?{SPAN_NOUN}\b(?!['’])",
        rf"\b(?:in|during|within|over|throughout|across|on|at|come)\s(?:the\s|this\s|next\s|of\s)*(?:{PART})?(?:{PERIOD}|{CLOSE}){FREE}",
        # Hire for Q1 says when; plan, publish, set for Q1 says what the plan covers.
        rf"^\W*(?:hire|recruit|onboard|reach|achieve|win|close|sell|ship|launch|release|hit|finish|complete|done)\b[^.;]{{0,90}}?\sfor\s(?:the\s)?(?:{PERIOD}){FREE}",
        rf"\b(?:this|next|the coming|the current|current|the next|coming)\s(?:fiscal\s|calendar\s|financial\s)?{SPAN_NOUN}\b(?!['’]s?|\s(?:goals?|plans?|budgets?|pipeline|roadmap|planning|release|steps?|work|backlog|items?|stories))",
        rf"\b(?:in|within|over|during|for|throughout)\s(?:the\s)?(?:next|coming|following|upcoming)\s(?:{COUNT}\s)?(?:business\s|working\s)?(?:{LONG}|days?)\b",
        rf"\b(?:within|inside)\s{COUNT}[-\s](?:calendar\s)?(?:months?|quarters?|years?|sprints?)\b(?!\s(?:of|after|from|following|since)\b)",
        rf"(?:^|[.;:]\s)(?:with)?in\s{COUNT}\s{LONG}\b(?!\s(?:of|after|from)\b)",
        rf"\bin\s{COUNT}\s(?:quarters?|years?|sprints?)(?:['’]\stime)?(?=\s*[.;,]?$)",
        rf"\b{COUNT}\s(?:weeks?|months?|years?)\sfrom\snow\b",
        r"\b(?:with)?in\s(?:the\s|our\s)?first\s(?:\w+\s)?(?:days?|weeks?|months?|quarter|year)\s(?:after|following|of|since)\s(?:(?:the|our|public|its)\s)*(?:\w+\s)?(?:launch|release|GA|going live)\b",
        rf"\b(?:at|during|in)\s(?:the\s)?end\sof\s(?:the\s|this\s)?(?:year|quarter|month|sprint|project|{PERIOD})\b",
        r"\b(?<!each )(?<!every )(?:EO[QY]|end[- ]of[- ](?:the |this )?(?:fiscal |calendar )?(?:year|quarter))\b(?!\s(?:budgets?|clos\w+|report\w*|bonus\w*|figures|numbers))",
        rf"\bend[- ]of[- ](?:{PERIOD})",
        r"\b(?:during|in|within|over|throughout)\sthe\s(?:quarter|year|sprint|fiscal year)\b",
        r"\bfrom\s(?:the\s)?(?:start|beginning)\sof\s(?:the\s)?(?:year|quarter)\sto\s(?:the\s)?end\b",
        rf"\b(?:final|total|overall)\s(?:[\w-]+\s)?{QUARTER}{SHORT_YEAR}?\s(?:[\w-]+\s){{0,3}}(?:is|are|at|reach(?:es)?|hits?|exceeds?)\b",
        rf"(?:^|(?<!\sfor)(?<!\sand)(?<!\sto)(?<!&)(?<!,)[\s(\[])(?:{QUARTER}{SHORT_YEAR}?|{NAMED_DAY}|\d{{4}}-\d\d-\d\d)[)\]]?\s*[.!]?$",
        rf"^\W*(?:{QUARTER}{SHORT_YEAR}?|{FISCAL}|{NAMED_DAY}|{YEAR})\s?[:–—-]\s",
        rf"\b(?:at|during)\s{NAMED_EVENT}",
        rf"\b(?:in|at|for|during)\sthe\s{YEAR}\s(?:[\w-]+\s){{0,2}}?(?:elections?|census|olympics|world cup|championships?|conference|summit|fair|festival|marathon)\b",
        rf"\b(?:from|as (?:of|from)|starting|beginning)\s(?:in\s|on\s|with\s)?(?:the\s)?(?:{PART})?(?:{PERIOD}|next {SPAN_NOUN})(?:\son(?:wards?)?\b|{FREE}(?!\s(?:to|until|till)\b))",
        r"\bat\s(?:public\s)?(?:launch|go[- ]live|GA)\b",
        rf"\b(?:from|between)\s{PERIOD}\s(?:to|until|till|and|through)\s{PERIOD}",
        rf"[(\[](?:by |in |due |end of |ETA:? )?(?:{QUARTER}{SHORT_YEAR}?|{FISCAL}|{NAMED_DAY}|\d{{4}}-\d\d-\d\d)[)\]]",
        rf"\b(?:over|in|during)\sthe\s(?:course|remainder|rest)\sof\s(?:the\s|this\s)?(?:{PERIOD}|{SPAN_NOUN})",
        rf"\b(?:in|during|for)\sthe\s{YEAR}\s(?:season|school year|academic year|fiscal year|financial year|cycle)\b",
        r"\b(?:just\s)?in\stime\sfor\s(?:the\s)?\w",
        r"\b(?:today|tomorrow|tonight|EOD|COB|EOW)\b",
    )
)
COVERING = r"(?:schedules?|plans?|planning|roadmaps?|budgets?|pipelines?|targets?|coverage|goals?|OKRs?|objectives|forecasts?|model|priorities|strategy|capacity|calendar|headcount|agenda|backlog|funding|estimates?|vision|renewals?|bookings)"
NOT_DEADLINES = either(
    (
        rf"\b(?:compared\s(?:to|with)|relative\sto|vs\.?|versus|since|(?<!later\s)than(?:\s(?:in|at|on|during))?|against|(?:up|down)\sfrom|over|from|year[- ]over[- ]year|(?:over|in|on|of|from)\s(?:the\s)?(?:last|past|previous|prior))\s(?:the\s)?(?:last\s|past\s|previous\s|prior\s|same\s)*(?:{COUNT}\s)?(?:end of\s|start of\s)?(?:{PERIOD}|(?:19|20)\d\d|{SPAN_NOUN}s?)\b(?!\s(?:to|on|onwards?)\b)",
        rf"\b{COVERING}\s(?:items\s|map\s)?(?:for|of|through|in)\s(?:the\s)?(?:(?:rest|remainder)\sof\s)?(?:{QUARTER}{SHORT_YEAR}?|{FISCAL}|{YEAR}|{MONTH}(?:\s{YEAR})?|next\s{SPAN_NOUN}|this\s{SPAN_NOUN})\b(?:\s?(?:and|,|&|\+|-)\s?(?:{QUARTER}{SHORT_YEAR}?|{FISCAL}|{YEAR}))*",
        rf"\b(?:{QUARTER}{SHORT_YEAR}?|{FISCAL}|{YEAR})(?:\s(?:and|or|&)\s{QUARTER})?\s(?:[\w-]+\s)?{COVERING}\b",
        r"\bat\s(?:the\s)?(?:start|beginning|end)\sof\s(?:each|every|the)\s(?:month|week|day)\b",
        rf"\bfrom\s[$€£]?\d[\d.,]*\s?[%\w]*\s(?:in|at|during)\s{PERIOD}",
        rf"\bfor\s(?:the\s)?(?:next|coming|upcoming)\s{SPAN_NOUN}\b",
        r"\b(?:at|by|before)\s(?:the\s)?(?:start|beginning|end)\sof\s(?:each|every)\s\w+",
        rf"\b(?:closing|expiring|renewing|ending|signed|hired|acquired|sold|started)\s(?:in|on|by)\s(?:{PERIOD})",
        rf"\bprepar\w+\sfor\s(?:the\s)?(?:next\s{SPAN_NOUN}|{PERIOD})",
        r"\b(?:per|every|each)\s(?:sprint|quarter|year|month|week|day)(?:[- ]end)?\b",
        rf"\b(?:within|in under|in less than|under)\s{COUNT}[-\s](?:business\s|working\s)?(?:seconds?|secs?|minutes?|mins?|hours?|days?)\b",
        r"\b(?:daily|weekly|fortnightly|monthly|quarterly|annually|yearly)\b",
        r"\bMay\s(?:be|not|also|have|need)\b",
        r"\b(?:Rust|Windows|Office|Edition|Agenda|Vision|Horizon|ES|C\+\+|SQL Server|Visual Studio)\s(?:19|20)\d\d\b",
    )
)
# Without one of these there is no time in a text: spares the long patterns for most of them.
CLOCK = re.compile(
    r"\d|year|quarter|month|week|day|sprint|decade|half|season|term|semester|iteration|cycle|morrow|tonight|E[Oo][QYMWD]|COB|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|christmas|easter|thanksgiving|end|until|till|before|prior|ahead|time|by (?:the|our|its|their|next|first|upcoming|launch|release|GA|go)|at |during",
    re.IGNORECASE,
)
