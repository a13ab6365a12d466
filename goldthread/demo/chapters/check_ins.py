"""What owners said when they checked in, and what others left at it. `numbers` tells them in their time."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from goldthread.chain.models import KeyResult
from goldthread.checkins.models import CheckIn, Words
from goldthread.talk.models import Comment, Reaction

from ..story import World

# By metric and days before today; the value is that of the reading of this day.
SAID: dict[tuple[str, int], Words] = {
    ("5% lighter after 6 months", -70): Words(6, "People with a partner in the programme lose more. We now ask for one."),
    ("5% lighter after 6 months", -40): Words(6, "The autumn group began lighter than the spring group. Compared alike, it holds."),
    ("5% lighter after 6 months", -12): Words(7, "The second clinic’s numbers are in, and they look like the first’s.", next_step="Ask Rolf for the blood values."),
    ("Weekly active members", -98): Words(7, "The clinic in Lombok hands out the scale with the diagnosis."),
    ("Weekly active members", -84): Words(5, "Pairing failed on two scale models. Nobody’s fault: the maker changed its firmware.", "The new firmware is not documented.", "Jonas asks the maker."),
    ("Weekly active members", -70): Words(6, "Invite-a-friend is dropped: 2.1% of invited people weighed in twice.", next_step="Posters in pharmacies instead."),
    ("Weekly active members", -56): Words(6, "Holidays are over, and people come back by themselves."),
    ("Weekly active members", -42): Words(7, "Pharmacy posters: 140 new members in two weeks, for the price of one ad.", next_step="Twelve more pharmacies."),
    ("Weekly active members", -28): Words(6, "Growth is even now. No single thing carries it any more."),
    ("Weekly active members", -2): Words(7, "Pharmacy posters bring better members than ads.", next_step="Drop the ads in December."),
    ("Activation in week 1", -68): Words(4, "The first weigh-in is easy. The second one is where we lose people."),
    ("Activation in week 1", -40): Words(3, "A reminder on day three changed nothing. They have the app; they do not have the habit."),
    ("Activation in week 1", -12): Words(5, "The pilot with a call on day two stands at 44%, in a group of sixty.", next_step="Call everybody of the next group."),
    ("Days logged / week", -40): Words(6, "Breakfast from yesterday with one tap: logged twice as often."),
    ("Days logged / week", -5): Words(5, "Weekends stay empty. People do not weigh in away from home.", "No scale of ours fits into a suitcase.", "Try three travel scales with ten members.", "at_risk", "December is all weekends and travel: last year a third of the logging was gone."),
    ("Clinics that answered “yes, I know it”", -18): Words(6, "One visit does more than three letters."),
    ("Clinics that answered “yes, I know it”", -6): Words(8, "Two clinics asked us before we asked them."),
    ("The regulator accepts the consent text", -20): Words(4, "They ask for a second reading in plain words.", "Their next meeting is in three weeks.", "Uma writes, Ema reads it to five members."),
}  # fmt: skip
UNCHANGED = {
    ("Weekly active members", -14): 6,
    ("App crashes in 1,000 sessions", -15): 8,
    ("App crashes in 1,000 sessions", -3): 8,
}
# Who left what at a check-in.
MARKS = (
    ("Weekly active members", -2, ("mia", "priya", "chidi"), "well_done"),
    ("Weekly active members", -2, ("hugo",), "seen"),
    ("Weekly active members", -42, ("chidi", "tess"), "well_done"),
    ("Activation in week 1", -12, ("mia", "amara"), "thanks"),
    ("Activation in week 1", -40, ("priya",), "worried"),
    ("Days logged / week", -5, ("jonas",), "help"),
    ("Clinics that answered “yes, I know it”", -6, ("mia",), "well_done"),
)


def said(world: World, metric: str, day: int, owner: str, value: Decimal) -> bool:
    """Check in where somebody did on this day; says whether anybody did."""
    of = (
        KeyResult.objects.filter(organisation=world.organisation, metric__name=metric).select_related("version").first()
    )
    if of is None or ((metric, day) not in SAID and (metric, day) not in UNCHANGED):
        return False
    person = world.people[owner]
    told: dict[str, Any] = {"by": person, "by_owner": of.version.owner_id == person.pk if of.version else False}
    if (metric, day) in UNCHANGED:
        of.metric.read(value, by=person, day=world.local_day)
        CheckIn.nothing_changed(of, confidence=UNCHANGED[metric, day], **told)
    else:
        CheckIn.check_in(of, value=value, words=SAID[metric, day], **told)
    return True


def tell(world: World) -> None:
    """Reactions and a question, on the days after."""
    made = {(one.key_result.metric.name, one.at): one for one in CheckIn.objects.select_related("key_result__metric")}
    for metric, day, people, mark in MARKS:
        world.at(day, 9)
        found = next(one for (name, _at), one in made.items() if name == metric and one.day == world.local_day)
        world.at(min(day + 1, -1), 11)
        for key in people:
            Reaction.react(found, mark, by=world.people[key])
    _asked(world, made)


def _asked(world: World, made: dict[tuple[str, datetime], CheckIn]) -> None:
    world.at(-12, 9)
    pilot = next(
        one for (name, _at), one in made.items() if name == "Activation in week 1" and one.day == world.local_day
    )
    world.at(-11, 9)
    Comment.say(pilot, "Who calls, and how long does a call take?", by=world.priya)
    world.at(-11, 14)
    Comment.say(pilot, "Ema and I, six minutes each. For the whole next group that is two afternoons.", by=world.leila)
