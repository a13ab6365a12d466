"""What people said, proposed, and were answered."""

from django.core.files.base import ContentFile

from goldthread.chain.models import Candidate
from goldthread.talk.models import Comment, Upload

from ..story import World

PAIRED = """clinic,scales handed out,paired the same evening
Oudegracht,31,28
Lombok,19,17
"""


def tell(world: World) -> None:
    _comments(world)
    _candidates(world)


def _comments(world: World) -> None:
    world.at(-252, 16)
    Comment.say(
        world.goals["risk"],
        "“Lower the risk” could be a leaflet. Can we say something that must show in the blood?",
        by=world.rolf,
    )
    world.at(-250, 15)
    Comment.say(world.goals["risk"], "Yes. @Rolf Thalberg, see the new wording.", by=world.mia, mentioned=(world.rolf,))
    world.at(-20, 11)
    Comment.say(
        world.goals["acquire"],
        "Two clinics in Utrecht now hand out the scale with the diagnosis. **Nine of ten** of their patients paired it the same evening.",
        by=world.chidi,
        files=[Upload(ContentFile(PAIRED.encode(), "paired.csv"), "pairing-in-utrecht.csv", "text/csv")],
    )
    world.at(-19, 9)
    Comment.say(
        world.goals["acquire"],
        "That is three times our average. @Leila Bensaïd, can we see activation for clinics alone?",
        by=world.amara,
        mentioned=(world.leila,),
    )
    world.at(-1, 15)
    Comment.say(
        world.goals["billing"],
        "Which product goal does this help? If it is for Premium, we could tie it there.",
        by=world.hugo,
    )


def _candidates(world: World) -> None:
    world.at(-140, 10)
    habit = Candidate.propose(
        world.lighter,
        "Pharmacists recommend Lighter",
        by=world.tess,
        level="product_goal",
        why="People ask their pharmacist before they ask their doctor.",
        parent=world.goals["weight"],
    )
    world.at(-139, 10)
    habit.decline(
        by=world.mia,
        because="We cannot serve a second channel before the first thousand members. Ask again when 1.0 is met.",
    )
    world.at(-12, 10)
    Candidate.propose(
        world.lighter,
        "Members know what their number means before the doctor tells them",
        by=world.sam,
        level="user_goal",
        why="In the interviews this was the first thing people asked for.",
        parent=world.goals["vision"],
    )
    world.at(-6, 17)
    Candidate.propose(
        world.lighter,
        "Insurers ask us, not we them",
        by=world.priya,
        level="business_goal",
        why="Two insurers called last week. One call like that is worth a year of visits.",
        parent=world.goals["vision"],
    )
