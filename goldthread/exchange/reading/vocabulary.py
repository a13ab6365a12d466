"""The words people put before a goal, over a column or above a section, in English and German."""

from typing import Literal

from goldthread.exchange.shapes import Level

# What a label can say: a level, a key result, an objective of whatever level, or something that is no goal.
Kind = (
    Level
    | Literal["theme", "goal", "objective", "key_result", "feature", "task"]
    | Literal[
        "who",
        "owner",
        "due",
        "baseline",
        "target",
        "current",
        "because",
        "status",
        "note",
        "parent",
        "team",
        "name",
        "how",
    ]
    | Literal["period", "topic", "title", "aside"]
)


def words(text: str) -> frozenset[str]:
    """The words of a text, each once: how long lists of words are written here."""
    return frozenset(text.split())


def _spread(table: dict[Kind, str]) -> dict[str, Kind]:
    return {phrase.strip(): kind for kind, phrases in table.items() for phrase in phrases.split("|")}


LABELS: dict[str, Kind] = _spread(
    {
        "vision": "vision|product vision|vision statement|mission|mission statement|purpose|north star|northstar|big goal|moonshot|leitbild|produktvision|nordstern|zweck",
        "user_goal": "user goal|user need|need|user outcome|user benefit|user problem|customer goal|customer need|customer outcome|customer benefit|customer problem|"
        "patient need|patient goal|member goal|member need|reader goal|user objective|customer objective|problem|benefit|pain|pain point|job to be done|jtbd|"
        "nutzerziel|nutzungsziel|nutzerbedürfnis|kundenziel|kundenbedürfnis|kundennutzen|bedürfnis|anwenderziel|nutzen|problem der nutzer",
        "business_goal": "business goal|business objective|business outcome|company goal|commercial goal|corporate goal|organisation goal|"
        "organization goal|organisational goal|organizational goal|financial goal|revenue goal|geschäftsziel|unternehmensziel|wirtschaftliches ziel|business-ziel|businessziel|umsatzziel|finanzziel",
        "product_goal": "product goal|product objective|product outcome|roadmap goal|roadmap item|release goal|quarterly goal|quarter goal|initiative|epic|milestone|project|bet|deliverable|programme|program|"
        "produktziel|releaseziel|release-ziel|quartalsziel|meilenstein|projekt|vorhaben|etappe|etappenziel|maßnahme|massnahme",
        "sprint_goal": "sprint goal|sprint objective|iteration goal|weekly goal|week goal|goal of the week|goal of the sprint|cycle goal|sprintziel|sprint-ziel|wochenziel|iterationsziel",
        "contribution": "contribution|stakeholder contribution|stakeholder goal|beitrag|marketing goal|sales goal|support goal|legal goal|channel goal|marketing contribution|sales contribution|"
        "support contribution|legal contribution|marketing|sales|customer support|customer success|legal|vertrieb|kundendienst|recht|rechtsabteilung|support|"
        "beitrag marketing|beitrag vertrieb|public relations|pr|communications|kommunikation",
        "theme": "theme|strategic theme|pillar|strategic pillar|focus area|focus|strategic goal|strategic objective|strategic priority|priority|thema|säule|schwerpunkt|strategisches ziel|ambition|strategy",
        "goal": "goal|ziel|outcome|desired outcome|intended outcome|aim|wirkung|goal statement|wir wollen",
        "objective": "user and business goal|user & business goal|nutzer- und geschäftsziel|objective|obj|okr|o|team objective|department objective|sub-objective|sub objective|subgoal|sub-goal|teilziel|unterziel|teamziel|objektiv",
        "key_result": "key result|north star metric|kr|keyresult|key-result|metric|success metric|success measure|measure|measure of success|kpi|indicator|key performance indicator|success criterion|success criteria|"
        "how we measure it|kennzahl|messgröße|messgrösse|schlüsselergebnis|erfolgskriterium|erfolgskriterien|metrik|ergebnis|messung|indikator|how do we know",
        "feature": "feature|capability|user story|story|funktion|funktionalität",
        "task": "task|to-do|todo|to do|action|action item|activity|aufgabe|aktion|next step|nächster schritt",
        "aside": "target group|target groups|target audience|audience|zielgruppe|zielgruppen|competitor|competitors|competition|wettbewerb|wettbewerber|revenue streams|einnahmequellen|erlösquellen|"
        "cost factors|kostenfaktoren|channels|kanäle|vertriebskanäle|out of scope|not in scope|non-goals|non goals|nicht-ziele|assumptions|annahmen|glossary|faq|attendees|teilnehmer|agenda",
        "owner": "owner|dri|lead|owned by|responsible|accountable|assignee|assigned to|goal owner|kr owner|directly responsible individual|point of contact|poc|champion|sponsor|driver|"
        "verantwortlich|verantwortliche|verantwortlicher|verantwortung|zuständig|besitzer|besitzerin|eigentümer|eigner|wer|who|ansprechpartner|ansprechpartnerin|person",
        "due": "due|due date|deadline|target date|by when|when|end date|end|timeframe|time frame|timeline|date|finish|quarter|delivery|eta|due by|until|period|year|"
        "fällig|fällig am|fälligkeit|termin|zieldatum|bis|bis wann|wann|enddatum|zeitraum|zeitrahmen|quartal|datum|frist|zeitpunkt|jahr",
        "baseline": "baseline|start value|starting value|start|from|initial|initial value|starting point|basis|ausgangswert|startwert|basiswert|ausgangslage|von",
        "target": "target|target value|goal value|to|target number|zielwert|sollwert|soll|zielgröße|auf",
        "current": "current|current value|actual|actual value|now at|today|latest|ist|istwert|ist-wert|aktuell|aktueller wert|stand heute",
        "because": "why|why this matters|why it matters|why now|why is this important|why this|importance|because|rationale|reason|so that|purpose of this|warum|weil|begründung|wozu|grund|damit",
        "how": "how|approach|method|plan|wie|vorgehen|methode|ansatz",
        "status": "status|current status|progress updates|progress update|confidence level|state|progress|rag|health|confidence|done|% done|% complete|complete|fortschritt|stand|zustand|score|ampel",
        "note": "note|notes|comment|comments|description|details|remark|remarks|context|background|unit|priority level|prio|tags|labels|link|links|risk|risks|dependency|dependencies|assumption|"
        "bemerkung|bemerkungen|notiz|notizen|kommentar|kommentare|beschreibung|hinweis|einheit|priorität|kontext|risiko|risiken|abhängigkeit|abhängigkeiten",
        "parent": "parent|parent link|epic link|parent key|parent issue|parent epic|parent goal id|parent goal|parent objective|parent id|supports|contributes to|leads to|linked to|aligned to|aligned with|alignment|belongs to|step towards|towards|ladders up to|part of|reports to|upstream|"
        "übergeordnet|übergeordnetes ziel|oberziel|gehört zu|zahlt ein auf|unterstützt|trägt bei zu|elternziel",
        "team": "team|teams|department|squad|group|area|function|tribe|bereich|abteilung|gruppe",
        "name": "release|release name|sprint name|version|sprint|iteration|name|timebox",
    }
)

PLURALS = {"goals": "goal", "objectives": "objective", "needs": "need", "outcomes": "outcome", "results": "result", "initiatives": "initiative", "metrics": "metric",
           "measures": "measure", "epics": "epic", "milestones": "milestone", "projects": "project", "themes": "theme", "pillars": "pillar", "priorities": "priority",
           "krs": "kr", "kpis": "kpi", "okrs": "okr", "benefits": "benefit", "problems": "problem", "contributions": "contribution", "ziele": "ziel", "features": "feature",
           "tasks": "task", "actions": "action", "bets": "bet", "deliverables": "deliverable", "owners": "owner", "areas": "area", "bedürfnisse": "bedürfnis", "indicators": "indicator",
           "kennzahlen": "kennzahl", "schlüsselergebnisse": "schlüsselergebnis", "ergebnisse": "ergebnis", "meilensteine": "meilenstein", "initiativen": "initiative",
           "aufgaben": "aufgabe", "beiträge": "beitrag", "themen": "thema", "säulen": "säule", "schwerpunkte": "schwerpunkt", "pains": "pain", "aims": "aim",
           "activities": "activity", "capabilities": "capability", "stories": "story", "targets": "target", "maßnahmen": "maßnahme", "visions": "vision", "funktionen": "funktion"}  # fmt: skip

# Said before a label without changing what it means: "our vision", "annual objective", "Q2 goals".
FILLERS = words(
    "our the a team company overall main key strategic annual yearly quarterly top new current next this year's quarter's high-level long-term short-term big first second third "
    "specific desired related proposed draft measurable smart expected my unsere unser die das der den jährliche strategische wichtigste product-level organisational "
    "q1 q2 q3 q4 h1 h2 2024 2025 2026 2027 2028 2029 2030 and und of"
)

STAKEHOLDERS = words(
    "marketing sales support legal vertrieb recht kundendienst pr communications kommunikation finance finanzen hr operations"
)

LEVEL_KINDS = frozenset({"vision", "user_goal", "business_goal", "product_goal", "sprint_goal", "contribution"})
GOAL_KINDS = LEVEL_KINDS | {"theme", "goal", "objective"}
FACT_KINDS = frozenset(
    {"owner", "due", "baseline", "target", "current", "because", "how", "status", "note", "parent", "team"}
)


def meaning(words: str) -> Kind | None:
    """What a label, a column heading or a section heading says; None for words that are no label.

    Singular and plural, with fillers before ("our vision", "Q2 objectives") or brackets behind.
    """
    plain = " ".join(words.split("(")[0].lower().replace("_", " ").strip(" :.-–—*#").split())
    if not plain or len(plain) > 60:
        return None
    parts = plain.split(" ")
    for skipped in range(min(len(parts), 4)):
        if skipped and parts[skipped - 1] not in FILLERS:
            return None
        phrase = " ".join(parts[skipped:])
        if found := LABELS.get(phrase) or LABELS.get(_singular(phrase)):
            return found
    return None


def _singular(phrase: str) -> str:
    head, _, last = phrase.rpartition(" ")
    if "-" not in last and last not in PLURALS and last.endswith("ziele"):
        return f"{head} {last[:-1]}".strip()
    return f"{head} {PLURALS.get(last, last)}".strip()


# Headings that name a part of the organisation, not a goal.
AREAS = STAKEHOLDERS | words(
    "company company-wide companywide organisation organization engineering development product design people culture data platform infrastructure security community research "
    "other misc miscellaneous general team teams tech technology it administration academia partnerships business customers internal external "
    "unternehmen entwicklung produkt daten sicherheit sonstiges allgemein intern wide relations infra apps success"
)

TITLE_WORDS = words(
    "okr okrs goals objectives roadmap strategy plan planning priorities backlog overview draft notes minutes agenda kpis targets commitments ziele strategie fahrplan planung übersicht entwurf protokoll "
    "prioritäten zielsystem zielbild jahresziele quartalsziele thread"
)

VERBS = words(
    "achieve adopt align analyse analyze answer apply attract automate be become begin being book boost bring build calm change choose clarify collect communicate complete conduct connect convert create cut "
    "decrease define deliver delight deploy design determine develop discover document double earn ease educate eliminate empower enable encourage engage enhance ensure establish evaluate evolve expand explore "
    "extend find finish fix gain get give grow guide halve have having help hire hit host identify implement improve inspire increase increasing inform integrate introduce invest keep know launch lead learn let "
    "lift listen lower maintain make making map maximise maximize measure meet migrate minimise minimize move offer open optimise optimize own partner pass pilot plan position prepare prevent promote protect "
    "prove provide publish put raise reach read recruit redesign redefine reduce refine release remove replace research retain review roll run save scale secure sell set share ship show simplify solve speak "
    "stabilise stabilize standardise standardize start stop store streamline strengthen support take talk teach test tie train transform triple try tune turn understand unify unlock update upgrade use validate win work write"
)
