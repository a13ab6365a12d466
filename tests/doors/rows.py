"""The rows themselves, package by package."""

from typing import Any

from .canvasses import CANVASSES
from .check_ins import CHECK_INS
from .deeds import DEEDS
from .meetings import MEETINGS
from .pivots import PIVOTS
from .soundings import SOUNDINGS
from .table import (
    CONNECTING,
    GROUP,
    INVITING,
    MEMBERS,
    ORGANISATION,
    OWNERS,
    PLANNING,
    PRODUCT_PERSON,
    PROPOSING,
    SETTING_UP,
    SPEAKING,
    STAFF,
    STEERING,
    TEAM,
    Door,
    both,
    reading,
    writing,
)
from .undone import UNDONE
from .voice import VOICE
from .workshops import WORKSHOPS

# Addresses of django-allauth: its own suite holds them; tests/browser/test_come_in.py walks through ours.
FOREIGN = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")


# A host of nobody, so that a trial asks nobody.
SOURCE = {"kind": "json", "address": "https://nobody.invalid/", "path": "$.open", "rhythm": "daily", "at": "07:00", "weekday": 0}  # fmt: skip
# At a port that is never asked at: whatever cannot be reached is answered after three seconds.
TRIAL = {**SOURCE, "address": "https://nobody.invalid:22/"}


def number(goal: str) -> Any:
    return lambda crew: crew.goals[goal].number


def note(crew: Any) -> int:
    from goldthread.boards.models import Note

    return Note.write(crew.product, "target_group", "People who cook", by=crew.ada).pk


def source(crew: Any) -> int:
    """The number of a metric that has a source."""
    from goldthread.measures.models import Metric, Source

    made = Metric.objects.get(pk=metric(crew))
    if not made.sources.filter(removed_at=None).exists():
        Source.connect(made, by=crew.ada, kind="json", settings={"path": "$"}, address="https://nobody.invalid/")
    return made.pk


def feature(crew: Any) -> int:
    from goldthread.boards.models import Feature

    return Feature.add(crew.goals["next"], "A diary", by=crew.ada).pk


def task(crew: Any) -> int:
    from goldthread.boards.models import Task

    return Task.add(crew.sprint, "Draw it", by=crew.cy).pk


def tracker(crew: Any) -> int:
    from goldthread.boards.models import TrackerLink

    return TrackerLink.link(crew.teams["orion"], "Board", "https://tracker.example", by=crew.cy).pk


def proposed_version(crew: Any) -> int:
    """Other words for the product goal, which are not in force."""
    goal = crew.goals["next"]
    return goal.propose(by=crew.bo, statement=f"Eat {goal.versions.count()} meals").number


def metric(crew: Any) -> int:
    from goldthread.chain.models import KeyResult
    from goldthread.measures.models import Metric

    made = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    KeyResult.set(crew.goals["next"], made, by=crew.ada, owner_id=crew.cy.pk)
    return made.pk


def metric_reading(crew: Any) -> int:
    from goldthread.measures.models import Metric

    return Metric.objects.get(name="Meals logged").read(7, by=crew.ada).pk


def key_result(crew: Any) -> int:
    from goldthread.chain.models import KeyResult
    from goldthread.measures.models import Metric

    return KeyResult.set(crew.goals["next"], Metric.add(crew.organisation, "Meals logged", by=crew.ada), by=crew.ada).pk


def candidate(crew: Any) -> int:
    from goldthread.chain.models import Candidate

    return Candidate.propose(crew.product, "Cook together", by=crew.di).pk


def exemption(crew: Any) -> int:
    from goldthread.chain.models import Exemption

    made = Exemption.exempt(crew.product, "no_metric", goal=crew.goals["next"], by=crew.ada, because="Not this year.")
    return made.pk


def period(crew: Any) -> int:
    """A period with an open goal in it, so that there is something to decide."""
    from datetime import date

    from goldthread.chain.models import Period

    made = Period.plan(crew.organisation, "Q1 2030", date(2030, 1, 1), date(2030, 3, 31), by=crew.ada)
    crew.goals["next"].reword(by=crew.ada, base=None, period_id=made.pk)
    return made.pk


def stand_in(crew: Any) -> int:
    from datetime import date

    from goldthread.people.models import StandIn

    days = {"starts": date(2090, 1, 1), "ends": date(2090, 1, 9)}
    return StandIn.arrange(crew.organisation, crew.cy, crew.bo, by=crew.cy, **days).pk


def declined(crew: Any) -> int:
    from goldthread.chain.models import Candidate

    made = Candidate.propose(crew.product, "Cook together", by=crew.di)
    made.decline(by=crew.ada, because="Later.")
    return made.pk


def comment_of_di(crew: Any) -> int:
    from goldthread.talk.models import Comment

    return Comment.say(crew.goals["next"], "Good", by=crew.di).pk


def calendar_token(crew: Any) -> str:
    from goldthread.home.models import CalendarLink

    return CalendarLink.make(crew.organisation, crew.product, by=crew.cy)[1]


def holiday(crew: Any) -> int:
    from datetime import date

    from goldthread.checkins.models import Holiday

    Holiday.keep(crew.organisation, {date(2090, 1, 1): "New Year"}, by=crew.ada)
    return Holiday.objects.standing().latest("pk").pk


def action_of_cy(crew: Any) -> int:
    from goldthread.talk.models import Action

    return Action.take_on(crew.goals["next"], "Ask two clinics", owner=crew.cy, by=crew.cy).pk


def attachment(crew: Any) -> int:
    from django.core.files.base import ContentFile

    from goldthread.talk.models import Comment, Upload

    file = Upload(ContentFile(b"one two three"), "plan.txt", "text/plain")
    return Comment.say(crew.goals["next"], "See", by=crew.di, files=[file]).attachments.get().pk


def notice_of_cy(crew: Any) -> int:
    from goldthread.journal.models import Notice
    from goldthread.talk.models import Comment

    Comment.say(crew.goals["next"], "@Cy Okafor, see", by=crew.di, mentioned=[crew.cy])
    return Notice.objects.filter(person_id=crew.cy.pk).latest("pk").pk


def unsubscribing(crew: Any) -> str:
    from goldthread.home.notices import unsubscribing

    return unsubscribing.link(crew.cy.pk, "mentioned").rstrip("/").rpartition("/")[2]


def person(short: str) -> Any:
    return lambda crew: crew.people[short].pk


def session(crew: Any) -> int:
    from allauth.usersessions.models import UserSession

    said = {"user": crew.cy, "ip": "192.0.2.7", "user_agent": ""}
    return UserSession.objects.get_or_create(session_key="of-cy", defaults=said)[0].pk


def invitation(crew: Any) -> int:
    return crew.organisation.invite("new@northwind.example", by=crew.ada)[0].pk


def token(crew: Any) -> str:
    return crew.organisation.invite("new@northwind.example", by=crew.ada)[1]


def wall_link(crew: Any) -> int:
    from goldthread.people.models import WallLink

    return WallLink.make(crew.product, by=crew.ada)[0].pk


def wall_token(crew: Any) -> str:
    from goldthread.people.models import WallLink

    return WallLink.make(crew.product, by=crew.ada)[1]


def guest_link(crew: Any) -> int:
    from goldthread.people.models import GuestLink

    return GuestLink.make(crew.product, "Nadia", by=crew.ada)[0].pk


def guest_token(crew: Any) -> str:
    from goldthread.people.models import GuestLink

    return GuestLink.make(crew.product, "Nadia", by=crew.ada)[1]


def link_guest(crew: Any) -> Any:
    from goldthread.people.models import GuestLink, LinkGuest

    link = GuestLink.objects.latest("pk")
    return link.come_in()[0].pk if link.opened_at is None else LinkGuest.objects.filter(link=link).latest("pk").pk


def brought(crew: Any) -> int:
    """An import that was brought in, so that everybody who steers may look at it and take it back."""
    from goldthread.exchange.models import Import
    from goldthread.kit import clock

    made = Import.prepare(crew.product, "goals.csv", b"", by=crew.ada)
    made.brought_at, made.counts = clock.now(), {"in": 1, "goals": 1, "key_results": 0, "refused": 0}
    made.save()
    return made.pk


def nothing_asked(crew: Any) -> Any:
    """A goal about which nothing is being asked any more."""
    from goldthread.decisions.models import Decision

    goal = crew.goals["need"]
    for one in Decision.objects.under_way().about("goal", goal.pk):
        one.end_void(Decision.Void.WITHDRAWN, by=crew.ada)
    return goal


def question(crew: Any) -> int:
    """A question about a goal, asked by the product person, in which the team member votes."""
    from datetime import timedelta

    from goldthread.decisions.models import Announced, Decision
    from goldthread.kit import clock

    goal = nothing_asked(crew)
    about = {"kind": "goal", "noun_id": goal.pk, "version": 1, "level": goal.level, "words": str(goal)}
    announced = Announced({"name": "consent"}, clock.now() + timedelta(days=3))
    voters = [(crew.cy, "team_member"), (crew.di, "stakeholder")]
    return Decision.open(crew.product, about, announced, voters, by=crew.ada)[0].pk


def cast(crew: Any, vote: str, because: str = "") -> Any:
    """The same, revealed: both cast this vote."""
    from goldthread.decisions.models import Decision, Vote

    made = Decision.objects.get(pk=question(crew))
    for voter in made.voters.all():
        made.cast(voter, Vote(vote, 7, because))
    made.refresh_from_db()
    return made


def chosen(crew: Any) -> int:
    """A question that is heard, in which the leader decides."""
    from datetime import timedelta

    from goldthread.decisions.models import Announced, Decision, Vote
    from goldthread.kit import clock

    goal = nothing_asked(crew)
    about = {"kind": "goal", "noun_id": goal.pk, "version": 1, "level": goal.level, "words": str(goal)}
    announced = Announced({"name": "decide_after_hearing"}, clock.now() + timedelta(days=3), decider=crew.bo)
    made, _tokens = Decision.open(crew.product, about, announced, [(crew.cy, "team_member")], by=crew.ada)
    made.cast(made.voters.get(person=crew.cy), Vote("support"))
    return made.pk


def concern(crew: Any) -> int:
    from goldthread.decisions.models import Concern

    return Concern.objects.latest("pk").pk


def agreement(crew: Any) -> int:
    return cast(crew, "support").agreement.pk


def voter_token(crew: Any) -> str:
    from goldthread.decisions.models import Decision, Voter

    voter = Decision.objects.get(pk=question(crew)).voters.get(person=crew.cy)
    token = f"{crew.organisation.pk}-tried-{voter.pk}"
    Voter.objects.filter(pk=voter.pk).update(link_digest=Voter.digest_of(token))
    return token


NEXT = {"number": number("next")}
SPRINT = {"pk": lambda crew: crew.sprint.pk}
PRODUCT_PAGE = {"organisation": "northwind", "product": "lighter"}
TEAM_PAGE = {"organisation": "northwind", "team": "orion"}

CHAIN = {
    "chain:map": reading(),
    "chain:side": reading(),
    "chain:list": reading(),
    "chain:at_once": writing(STEERING | TEAM | GROUP, {"goal": "4-1", "due": "2030-01-31", "change": "1"}),
    "chain:at_once_back": writing(STEERING | TEAM | GROUP),
    "chain:periods": reading(),
    "chain:period": reading(pk=period),
    "chain:period_closing": both(MEMBERS, STEERING, pk=period),
    "chain_rules:periods": Door(ORGANISATION, get=PLANNING, post=PLANNING, said={"name": "Spring"}),
    "chain_rules:period": Door({**ORGANISATION, "pk": period}, get=PLANNING, post=PLANNING, said={"name": "Spring"}),
    "chain_rules:period_removal": Door({**ORGANISATION, "pk": period}, post=PLANNING),
    "chain:changes": reading(),
    "chain:version_declining": both(
        PRODUCT_PERSON, PRODUCT_PERSON, {"because": "No"}, version=proposed_version, **NEXT
    ),
    "chain:weaker": writing(STEERING, {"statement": "Sleep"}, **NEXT),
    "chain:coach": writing(MEMBERS, {"level": "user_goal", "statement": "Sleep well"}),
    "chain:new": both(PROPOSING, STEERING | TEAM | GROUP, {"level": "user_goal", "statement": "Sleep well"}),
    "chain:goal": reading(**NEXT),
    "chain:poster": reading(**NEXT),
    "chain:agreeing": both(STEERING, STEERING, {"rule": "consent"}, **NEXT),
    "chain:wording": both(STEERING, STEERING, {"statement": "Other words"}, **NEXT),
    "chain:closing": both(STEERING, STEERING, {"result": "met"}, **NEXT),
    "chain:reopening": writing(STEERING, **NEXT),
    "chain:version": reading(version=1, **NEXT),
    "chain:ties": both(STEERING, STEERING, {"parent": number("business")}, **NEXT),
    "chain:untie": writing(STEERING, parent=number("need"), **NEXT),
    "chain:merging": both(STEERING, STEERING, {"into": number("need")}, **NEXT),
    "chain:restricting": both(STEERING, STEERING, {"because": "A merger."}, **NEXT),
    "chain:unnaming": writing(STEERING, person=person("cy"), **NEXT),
    "chain:unrestricting": writing(STEERING, **NEXT),
    "chain:loose_ends": reading(),
    "chain:looking_through": writing(STEERING),
    "chain:exemptions": both(
        STEERING, STEERING, {"rule": "no_metric", "goal": number("next"), "because": "Not this year."}
    ),
    "chain:exemption_ending": writing(STEERING, pk=exemption),
    "chain_rules:severities": Door(ORGANISATION, get=OWNERS, post=OWNERS, said={"no_metric": "hint"}),
    "chain:key_results": both(STEERING, STEERING, {"name": "Meals"}, **NEXT),
    "chain:key_result": reading(pk=key_result, **NEXT),
    "chain:key_result_numbers": both(STEERING, STEERING, {"name": "Meals"}, pk=key_result, **NEXT),
    "chain:key_result_readings": writing(STEERING, {"value": "12"}, pk=key_result, **NEXT),
    "chain:key_result_leaving": writing(STEERING, pk=key_result, **NEXT),
    "chain:candidates": reading(),
    "chain:propose": both(PROPOSING, PROPOSING, {"statement": "Cook together", "level": "user_goal"}),
    "chain:taking_up": writing(PRODUCT_PERSON, pk=candidate),
    "chain:declining": both(PRODUCT_PERSON, PRODUCT_PERSON, {"because": "Later."}, pk=candidate),
    "chain:opening": writing(PRODUCT_PERSON, pk=declined),
}
BOARDS = {
    "boards:okr": reading(),
    "boards:okr_table": reading(),
    "boards:board": reading(),
    "boards:notes": writing(STEERING, {"section": "product", "text": "A pan"}),
    "boards:note": writing(STEERING, {"text": "Cooks"}, pk=note),
    "boards:note_place": writing(STEERING, pk=note),
    "boards:note_removal": writing(STEERING, pk=note),
    "boards:note_return": writing(STEERING, pk=note),
    "boards:goals": writing(STEERING, {"level": "user_goal", "statement": "Sleep"}),
    "boards:board_goal": writing(STEERING, {"statement": "Sleep"}, number=number("need")),
    "boards:board_goal_place": writing(STEERING, number=number("need")),
    "boards:board_goal_removal": writing(STEERING, number=number("need")),
    "boards:board_goal_return": writing(STEERING, number=number("need")),
    "boards:roadmap": reading(),
    "boards:roadmap_outside": reading(),
    "boards:roadmap_present": reading(),
    "boards:roadmap_title": writing(STEERING, {"text": "Year one"}),
    "boards:roadmap_goals": writing(STEERING, {"statement": "A hundred cooks"}),
    "boards:roadmap_goal": writing(STEERING, {"statement": "A hundred cooks"}, **NEXT),
    "boards:roadmap_goal_name": writing(STEERING, {"name": "1.0"}, **NEXT),
    "boards:roadmap_goal_date": writing(STEERING, {"due": "2030-01-31"}, **NEXT),
    "boards:roadmap_goal_place": writing(STEERING, **NEXT),
    "boards:roadmap_goal_removal": both(STEERING, STEERING, **NEXT),
    "boards:roadmap_goal_return": writing(STEERING, **NEXT),
    "boards:goal_features": writing(STEERING, {"text": "A diary"}, **NEXT),
    "boards:feature": writing(STEERING, {"text": "A diary"}, pk=feature),
    "boards:feature_place": writing(STEERING, pk=feature),
    "boards:feature_removal": writing(STEERING, pk=feature),
    "boards:feature_return": writing(STEERING, pk=feature),
    "boards:sprint": reading(),
    "boards:sprint_plan": writing(TEAM, team="orion"),
    "boards:tracker_link": writing(TEAM, team="orion"),
    "boards:contribute": writing(GROUP, team="marketing"),
    "boards:tracker_unlink": writing(TEAM, pk=tracker),
    "boards:sprint_change": writing(TEAM, **SPRINT),
    "boards:sprint_goal": writing(TEAM, {"statement": "Log a meal by voice"}, **SPRINT),
    "boards:sprint_end": writing(TEAM, **SPRINT),
    "boards:task_add": writing(TEAM, **SPRINT),
    "boards:task_move": writing(TEAM, {"state": "done"}, task=task, **SPRINT),
    "boards:task_remove": writing(TEAM, task=task, **SPRINT),
}
TALK = {
    "talk:names": reading(MEMBERS),
    "talk:comments": both(MEMBERS, SPEAKING, {"text": "Good"}, kind="goal", noun_id=lambda crew: crew.goals["next"].pk),
    "talk:removal": writing(GROUP, pk=comment_of_di),
    "talk:attachment": reading(pk=attachment),
    "checkins:rhythm": both(MEMBERS, STEERING, {"every": "never"}),
    "checkins:meeting": reading(),
    "checkins_days:holidays": Door(ORGANISATION, get=PLANNING, post=PLANNING, said={"days": "2090-01-02 Day"}),
    "checkins_days:holiday_removal": Door({**ORGANISATION, "pk": holiday}, post=PLANNING),
    "talk:actions": reading(),
    "talk:action": both(STEERING | TEAM, STEERING | TEAM, {"words": "Ask", "owner": person("cy")}, pk=action_of_cy),
    "talk:action_ending": both(STEERING | TEAM, STEERING | TEAM, {"how": "done"}, pk=action_of_cy),
    "talk:action_reopening": writing(STEERING | TEAM, pk=action_of_cy),
    "talk:action_origin": reading(pk=action_of_cy),
    "talk:taking_on": both(
        SPEAKING, SPEAKING, {"words": "Ask two clinics"}, kind="goal", noun_id=lambda crew: crew.goals["next"].pk
    ),
    "talk:following": writing(MEMBERS, kind="goal", noun_id=lambda crew: crew.goals["next"].pk),
}
PEOPLE = {
    "people:found": Door(get=MEMBERS, post=MEMBERS, own=True),
    "people:profile": Door(get=MEMBERS, post=MEMBERS, own=True),
    "people:sessions": Door(get=MEMBERS, own=True),
    "people:sessions_ending": Door(post=MEMBERS, own=True),
    "people:session_ending": Door({"pk": session}, post=frozenset({"cy"})),
    "people:organisation": Door(ORGANISATION, get=MEMBERS),
    "people:settings": Door(ORGANISATION, get=OWNERS, post=OWNERS),
    "people:people": Door(ORGANISATION, get=MEMBERS),
    "people:person": Door({**ORGANISATION, "person": person("cy")}, get=MEMBERS),
    "people:role": Door({**ORGANISATION, "person": person("cy")}, post=OWNERS, said={"role": "guest"}),
    "people:leaving": Door({**ORGANISATION, "person": person("cy")}, get=OWNERS | {"cy"}, post=OWNERS | {"cy"}),
    "people:standing_in": Door({**ORGANISATION, "person": person("cy")}, get=OWNERS | {"cy"}, post=OWNERS | {"cy"}),
    "people:standing_in_ending": Door({**ORGANISATION, "person": person("cy"), "pk": stand_in}, post=OWNERS | {"cy"}),
    "people:invite": Door(ORGANISATION, get=INVITING, post=INVITING),
    "people:withdrawal": Door({**ORGANISATION, "invitation": invitation}, post=OWNERS),
    "people:sending": Door({**ORGANISATION, "invitation": invitation}, post=OWNERS),
    "people:join": Door({**ORGANISATION, "token": token}, get=MEMBERS, post=MEMBERS, public=True),
    "people:add_team": Door(ORGANISATION, get=STAFF, post=STAFF),
    "people:team": Door(TEAM_PAGE, get=MEMBERS),
    "people:team_settings": Door(TEAM_PAGE, post=SETTING_UP | TEAM),
    "people:seats": Door(TEAM_PAGE, post=SETTING_UP | TEAM),
    "people:unseat": Door({**TEAM_PAGE, "person": person("cy")}, post=SETTING_UP | {"cy"}),
    "people:add_product": Door(ORGANISATION, get=STAFF, post=STAFF),
    "people:product": Door(PRODUCT_PAGE, get=MEMBERS),
    "people:product_name": Door(PRODUCT_PAGE, post=SETTING_UP),
    "people:product_teams": Door(PRODUCT_PAGE, post=SETTING_UP),
    "people:involve": Door(PRODUCT_PAGE, post=SETTING_UP),
    "people:involvement": Door({**PRODUCT_PAGE, "person": person("cy")}, get=SETTING_UP, post=SETTING_UP),
    "people:wall_links": Door(PRODUCT_PAGE, get=STEERING, post=STEERING, said={"views": "board", "seconds": "30"}),
    "people:wall_revoking": Door({**PRODUCT_PAGE, "pk": wall_link}, post=STEERING),
    "people:stakeholders": reading(STEERING),
    "people:stakeholder_place": writing(STEERING, {"power": "7", "interest": "3"}, person=person("di")),
    "people:guest_who": Door(get=MEMBERS, post=MEMBERS, public=True),
    "people:guest": Door({"token": guest_token}, get=MEMBERS, public=True),
    "people:guest_links": Door(PRODUCT_PAGE, get=INVITING, post=INVITING),
    "people:guest_revoking": Door({**PRODUCT_PAGE, "pk": guest_link}, post=INVITING),
    "people:guest_turning_out": Door({**PRODUCT_PAGE, "pk": guest_link, "guest": link_guest}, post=INVITING),
    "people:restricting": Door(PRODUCT_PAGE, get=STEERING, post=STEERING, said={"because": "A merger."}),
    "people:unnaming": Door({**PRODUCT_PAGE, "person": person("cy")}, post=STEERING),
    "people:opening": Door(PRODUCT_PAGE, post=STEERING),
    "people:release": Door({**PRODUCT_PAGE, "person": person("cy")}, post=SETTING_UP | {"cy"}),
}
READING = {**ORGANISATION, "pk": metric, "reading": metric_reading}
METRICS = {
    "chain_rules:hindsight": Door(ORGANISATION, get=MEMBERS),
    "chain_rules:hindsight_table": Door(ORGANISATION, get=MEMBERS),
    "metrics:library": Door(ORGANISATION, get=MEMBERS),
    "metrics:add": Door(ORGANISATION, get=PLANNING, post=PLANNING, said={"name": "Meals", "unit": "count"}),
    "metrics:metric": Door({**ORGANISATION, "pk": metric}, get=MEMBERS),
    "metrics:change": Door({**ORGANISATION, "pk": metric}, get=PLANNING, post=PLANNING, said={"name": "Meals"}),
    # The key result on it is cy's.
    "metrics:readings": Door({**ORGANISATION, "pk": metric}, post=PLANNING | TEAM, said={"value": "7"}),
    "metrics:correction": Door(READING, get=PLANNING | TEAM, post=PLANNING | TEAM, said={"value": "8"}),
    "metrics:striking": Door(READING, post=PLANNING | TEAM),
    "metrics:source": Door({**ORGANISATION, "pk": metric}, get=CONNECTING, post=CONNECTING, said=SOURCE),
    "metrics:source_trial": Door({**ORGANISATION, "pk": metric}, post=CONNECTING, said=TRIAL),
    "metrics:source_pausing": Door({**ORGANISATION, "pk": source}, post=CONNECTING),
    "metrics:source_resuming": Door({**ORGANISATION, "pk": source}, post=CONNECTING),
    "metrics:source_removal": Door({**ORGANISATION, "pk": source}, post=CONNECTING),
    "columns:column": Door(
        {**ORGANISATION, "pk": metric}, get=PLANNING | TEAM, post=PLANNING | TEAM, said={"text": "2026-01-31\t7"}
    ),
}
LED = STEERING
DECISIONS = {
    "decisions:log": reading(),
    "decisions:ballot": reading(pk=question),
    "decisions:casting": writing(TEAM | GROUP, {"position": "support"}, pk=question),
    "decisions:recusal": writing(TEAM | GROUP, pk=question),
    "decisions:withdrawal": writing(LED, pk=question),
    "decisions:choosing": writing(frozenset({"bo"}), {"choice": "adopt", "rationale": "It is time."}, pk=chosen),
    "decisions:again": writing(LED, {"until": "2090-01-01"}, pk=lambda crew: cast(crew, "object", "Why?").pk),
    "decisions:answer": writing(
        LED, {"concern-1-answer": "accepted"}, pk=lambda crew: cast(crew, "reserve", "Who pays?").pk, concern=concern
    ),
    "decisions:agreement": reading(pk=agreement),
    "decisions:file": reading(pk=agreement),
    "decisions:review": writing(LED, {"note": "Still true."}, pk=agreement),
    # Without the cookie that the link is exchanged for there is no ballot here, for whoever is signed in.
    "voting:enter": Door({"token": voter_token}, get=MEMBERS, public=True),
    "voting:ballot": Door({"pk": question}, get=frozenset(), public=False),
    "voting:casting": Door({"pk": question}, post=frozenset(), public=False),
    "voting:recusal": Door({"pk": question}, post=frozenset(), public=False),
}
# The doors of the hub, asked about a product: method and path -> who is answered.
LIVE = {("GET", "/live/"): MEMBERS, ("GET", "/live/here"): MEMBERS, ("POST", "/live/writing"): MEMBERS}
DOORS: dict[str, Door] = {
    "health": Door(get=MEMBERS, public=True),
    **METRICS,
    "kit:offline": Door(get=MEMBERS, public=True),
    "kit:offline_worker": Door(get=MEMBERS, public=True),
    "home:door": Door(get=MEMBERS, own=True),
    "home:today": Door(ORGANISATION, get=MEMBERS),
    "home:notices": Door(ORGANISATION, get=MEMBERS),
    "home:notices_bell": Door(ORGANISATION, get=MEMBERS),
    "home:notices_reading": Door(ORGANISATION, post=MEMBERS),
    "home:notice_opening": Door({**ORGANISATION, "pk": notice_of_cy}, post=TEAM),
    "home:notice_reading": Door({**ORGANISATION, "pk": notice_of_cy}, post=TEAM),
    "home:choices": Door(get=MEMBERS, post=MEMBERS, said={"rhythm": "daily"}, own=True),
    "home:unsubscribe": Door({"token": unsubscribing}, get=MEMBERS, post=MEMBERS, public=True),
    "home:search": Door(ORGANISATION, get=MEMBERS),
    "home:wall_link": Door({"token": wall_token}, get=MEMBERS, public=True),
    "wall:show": reading(),
    "feeds:feed": Door({"token": calendar_token}, get=MEMBERS, public=True),
    "feeds:mine": Door(get=MEMBERS, post=MEMBERS, said=ORGANISATION, own=True),
    "feeds:calendar": both(STAFF, STAFF),
    "home:first": both(STEERING, STEERING, {"vision": "Nobody is hungry"}),
    "exchange:paste": both(STEERING, STEERING, {"text": "Vision: Nobody is hungry"}),
    "archive:choose": Door(ORGANISATION, get=OWNERS),
    "archive:file": Door(ORGANISATION, get=OWNERS),
    "exchange:import": both(STEERING, STEERING),
    "exchange:import_one": both(STEERING, STEERING, pk=brought),
    "exchange:taking_back": writing(STEERING, pk=brought),
    "exchange:export": reading(),
    "exchange:export_file": reading(form="csv"),
    **CHAIN,
    **DECISIONS,
    **BOARDS,
    **CANVASSES,
    **DEEDS,
    **MEETINGS,
    **PIVOTS,
    **UNDONE,
    **WORKSHOPS,
    **SOUNDINGS,
    **VOICE,
    **TALK,
    **CHECK_INS,
    **PEOPLE,
}
