"""The names under which files say things, and ours for them. Names are compared without case, blanks, "-" and "_"."""

import re

_NAMES: dict[str, str] = {
    "text": "text goal statement objective keyresult kr title name label description summary content body words metric ziel outcomestatement",
    "level": "level type kind nodetype goaltype tier ebene leveltype",
    "id": "id goldthreadid key uid uuid goalid nodeid ident",
    "parents": "parent parents parentid parentids parentkey towards alsotowards alsounder alsoserves supports contributesto alignedto alignsto leadsto stepto stepof belongsto führtzu zahlteinauf oberziel schrittzu dientdem serves stepstowards linkedto parentrefs "
    "secondparent otherparents additionalparents",
    "children": "children child steps goals objectives keyresults krs key_results initiatives subgoals subobjectives nodes items kids metrics kpis teamobjectives okrs results productgoals "
    "sprintgoals usergoals businessgoals contributions features projects tasks",
    "owner": "owner owners dri lead responsible accountable assignee pointofcontact poc who champion ownername verantwortlich besitzer",
    "team": "team ownerteam owningteam group squad crew department function",
    "due": "due duedate deadline targetdate enddate end by until ends timeframeend",
    "starts": "starts start startdate begin begins",
    "timespan": "timespan timeframe timeline",
    "period": "period quarter cycle",
    "because": "because reason why_parent tiereason rationale",
    "why": "why motivation purpose whythismatters",
    "how": "how approach strategytext",
    "for_customer": "forcustomer forthecustomer customerbenefit",
    "for_business": "forbusiness forthebusiness businessbenefit",
    "method": "method",
    "how_we_know": "howweknow test successcriteria acceptance definitionofdone",
    "baseline": "baseline from startvalue initial initialvalue current_start",
    "target": "target to targetvalue goalvalue",
    "reach": "reach stretch stretchtarget targetstretch",
    "asks": "asks asksfor krkind keyresultkind",
    "up_to": "upto upperbound",
    "weight": "weight weighting gewicht",
    "unit": "unit units",
    "currency": "currency",
    "direction": "direction trend",
    "has_owner": "hasowner",
    "ended": "ended status state stand",
    "learned": "learned learnings lessonslearned gelernt",
    "features": "ontheroadmap roadmapfeatures",
}  # fmt: skip
# Before others where a node says several of them: "text" is the goal, "title" beside it its short name.
TEXTS = ("text", "goal", "statement", "objective", "keyresult", "kr", "metric", "description", "summary", "title", "name", "label", "content", "body", "words", "ziel", "outcomestatement")  # fmt: skip
NAMES = ("title", "name", "label")
SCORES = ("score", "progress", "endscore", "finalscore", "actual", "endqscore")
# What our own files tell beside the goals, and what is not read back: values and agreements are made where they happen.
ONLY_TOLD = {"lastread": {"value", "on"}, "agreed": {"words", "outcome", "rule", "on"}}
ONLY_TOLD_COLUMNS = ("lastvalue", "lastreadon", "agreed")
# A list under such a name says the level of what stands in it.
LEVEL_OF_LIST = {
    "objectives": "objective",
    "okrs": "objective",
    "keyresults": "key_result",
    "krs": "key_result",
    "results": "key_result",
    "metrics": "key_result",
    "kpis": "key_result",
    "initiatives": "initiative",
    "teamobjectives": "team_objective",
    "productgoals": "product_goal",
    "sprintgoals": "sprint_goal",
    "usergoals": "user_goal",
    "businessgoals": "business_goal",
    "contributions": "contribution",
    "features": "feature",
    "projects": "project",
    "tasks": "task",
}
_OURS = {re.sub(r"[\W_]+", "", alias): ours for ours, aliases in _NAMES.items() for alias in aliases.split()}


def plain(name: object) -> str:
    """A name as it is compared: "Key-Results" gives "keyresults"."""
    return re.sub(r"[\W_]+", "", str(name).lower())


def ours(name: object) -> str:
    """Our name for what a file calls so, or "" for one that is not known."""
    return _OURS.get(plain(name), "")
