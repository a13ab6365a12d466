"""Two who do what excludes the other at the same moment, each over a connection of its own: one of them is first."""

import json

import pytest

BEGIN = """
import json, threading
from datetime import timedelta
from django.db import connection
from goldthread.chain.models import Goal
from goldthread.decisions import tasks
from goldthread.decisions.models import Announced, Closed, Decision, Refused, Vote
from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.people.models import Person
from goldthread.soundings.models import Refused as NotRound, Sounding

people = {one.email.partition("@")[0]: one for one in Person.objects.exclude(email=None)}
ada, later = people["ada"], clock.now() + timedelta(days=3)
goals = list(Goal.objects.filter(organisation__slug="northwind").select_related("product", "version").order_by("pk"))

def put(goal, *short, rule="unanimity", **more):
    about = {"kind": "goal", "noun_id": goal.pk, "version": 1, "level": goal.level, "words": str(goal)}
    asked = [(people[one], "team_member") for one in short]
    return Decision.open(goal.product, about, Announced({"name": rule}, later, **more), asked, by=ada)[0]

def at_once(*deeds):
    together, said = threading.Barrier(len(deeds)), [""] * len(deeds)
    def do(place, deed):
        try:
            together.wait()
            deed()
        except (Closed, Refused, NotRound) as refusal:
            said[place] = str(refusal) or "closed"
        finally:
            connection.close()
    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return said
"""
SOUNDING_AND_BALLOT = """
found = []
for goal in goals * 2:
    def sound():
        words = {"statement": f"{goal} at once", "why": ""}
        Sounding.begin(goal, words, [(people["bo"], "leader", True)], by=ada, closes_at=later)
    said = at_once(sound, lambda: put(goal, "bo", "cy"))
    asked = Decision.objects.under_way().about("goal", goal.pk)
    round_now = Sounding.objects.under_way().filter(goal=goal)
    ended = Sounding.objects.filter(goal=goal, ended_as="asked").count()
    found.append([asked.count(), round_now.count(), ended, *said])
    Sounding.objects.filter(goal=goal).update(ended_as="withdrawn")
    for one in asked:
        one.end_void("withdrawn", by=ada)
    for one in round_now:
        one.end("withdrawn", by=ada)
print(json.dumps(found))
"""
LAST_VOTE_AND_CLOSE = """
found = []
for number in range(12):
    goal = goals[number % len(goals)]
    asked = put(goal, "bo", "cy", "di", max_rounds=1)
    who = {one.person_id: one for one in asked.voters.all()}
    asked.cast(who[people["bo"].pk], Vote("support"))
    said = at_once(
        lambda: asked.cast(who[people["cy"].pk], Vote("support")),
        lambda: asked.cast(who[people["di"].pk], Vote("support")),
        asked.turn_over,
        asked.turn_over,
    )
    asked.refresh_from_db()
    counted = list(asked.ballots.values_list("voter__person", flat=True))
    found.append({
        "refused": [bool(one) for one in said[:2]],
        "counted": [people[one].pk in counted for one in ("cy", "di")],
        "ballots": len(counted),
        "reveals": Entry.objects.filter(verb="decision.revealed", noun_id=asked.pk).count(),
        "verdict": asked.verdict,
        "records": int(hasattr(asked, "agreement")),
    })
print(json.dumps(found))
"""


def told(installation, program):
    done = installation.python("-c", BEGIN + program, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_of_a_draft_and_a_ballot_about_one_goal_one_begins_and_the_other_is_told_why(installation):
    found = told(installation, SOUNDING_AND_BALLOT)
    assert len(found) >= 4
    for ballots, drafts, ended, draft_said, ballot_said in found:
        assert ballots + drafts == 1
        if drafts:
            assert "A draft of this goal began to go round just now." in ballot_said
        elif not ended:
            # Where the draft was there before anybody asked, the ballot ended it, as it does at any time.
            assert draft_said == "All are being asked about this already."


def test_of_the_last_votes_and_the_end_of_the_time_at_once_nothing_is_lost_and_all_is_turned_over_once(installation):
    for one in told(installation, LAST_VOTE_AND_CLOSE):
        assert (one["reveals"], one["records"]) == (1, 1)
        assert one["counted"] == [not refused for refused in one["refused"]], "who was not refused is counted"
        assert one["ballots"] == 1 + sum(one["counted"])
        assert one["verdict"] == ("adopted" if one["ballots"] == 3 else "no_decision")


@pytest.mark.parametrize("times", [6])
def test_of_two_ballots_about_one_goal_one_opens(installation, times):
    program = f"""
found = []
for goal in goals[:1] * {times}:
    said = at_once(lambda: put(goal, "bo"), lambda: put(goal, "cy"), lambda: put(goal, "di"))
    under_way = Decision.objects.under_way().about("goal", goal.pk)
    found.append([under_way.count(), sum(bool(one) for one in said)])
    under_way.get().end_void("withdrawn", by=ada)
print(json.dumps(found))
"""
    assert told(installation, program) == [[1, 2]] * times
