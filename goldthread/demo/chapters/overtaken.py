"""What was agreed and then could not be done: while all were asked for a lower bound, somebody had lowered it already."""

from datetime import timedelta
from decimal import Decimal

from django.http import QueryDict

from goldthread.chain import effects
from goldthread.chain.models import KeyResult
from goldthread.checkins import agreed
from goldthread.checkins.forms.pivot import GroundsForm, NumbersForm
from goldthread.checkins.models import Grounds, Pivot
from goldthread.decisions.models import Announced, Decision, Vote
from goldthread.kit import clock

from ..story import World
from .agreements import GROUPS

ASKED = ("mia", "amara", "leila", "jonas")


def tell(world: World) -> None:
    world.at(-8, 9)
    asked = _ask(world)
    world.at(-7, 15)
    _change(world)
    world.at(-6, 11)
    for name in ASKED:
        asked.cast(asked.voters.get(person=world.people[name]), Vote("support", 7))


def _crashes(world: World) -> KeyResult:
    rows = KeyResult.objects.filter(organisation=world.organisation, metric__name="App crashes in 1,000 sessions")
    return rows.select_related("version", "metric", "goal__version", "goal__organisation", "goal__product").get()


def _ask(world: World) -> Decision:
    """Leila would promise less than one crash in a thousand sessions, and asks first."""
    of = _crashes(world)
    version = of.version
    assert version is not None
    sent = QueryDict(mutable=True)
    sent.update({
        "metric": of.metric.name, "unit": of.metric.unit, "kind": version.kind, "target": "1", "base": str(version.pk),
        "due": version.due.isoformat() if version.due else "", "starts": version.starts.isoformat() if version.starts else "",
        "reason": "The new sync is out: 1.4, then 1.2. Whoever loses a weigh-in to a crash does not come back.",
    })  # fmt: skip
    numbers = NumbersForm(sent, metrics=[of.metric], key_result=of)
    grounds = GroundsForm(sent, readings=[], people=[])
    assert numbers.is_valid() and grounds.is_valid(), (numbers.errors, grounds.errors)  # noqa: PT018
    effect = vars(agreed.other_numbers(of, numbers, grounds, sent, by=world.mia))
    announced = Announced({"name": "consent"}, clock.now() + timedelta(days=5), note="Can we hold that, or do we only wish for it?")  # fmt: skip
    voters = [(world.people[name], group) for group, some in GROUPS.items() for name in some if name in ASKED]
    return Decision.open(world.lighter, effects.about(of.goal, effect), announced, voters, by=world.leila, effect=effect)[0]  # fmt: skip


def _change(world: World) -> None:
    """Mia had read the same report, and did not see that all were being asked."""
    of = _crashes(world)
    reason = "From 1.5 on the app store lists us as unstable. That is the bound that counts for new members."
    readings = list(of.metric.readings.in_force().order_by("-day")[:2])
    Pivot.change(of, by=world.mia, grounds=Grounds(reason, readings=readings), target=Decimal("1.5"))
