"""The doors of what is asked of many at once."""

from datetime import date, timedelta
from typing import Any

from .table import GROUP, PROPOSING, STEERING, TEAM, Door, both, reading, writing


def _put(crew: Any, way: str) -> Any:
    from goldthread.decisions.models import Canvass, Line
    from goldthread.kit import clock

    lines = [Line("Cook together"), Line("Eat alone")]
    asked = [(crew.cy, "team_member"), (crew.di, "stakeholder")]
    closes = clock.now() + timedelta(days=3)
    return Canvass.open(crew.product, way, "What first?", lines, asked, closes_at=closes, by=crew.ada)


def canvass(crew: Any) -> int:
    """What is asked by the product person, and answered by the team member and the stakeholder."""
    return int(_put(crew, "dots")[0].pk)


def _next(crew: Any) -> int:
    return int(crew.goals["next"].number)


SOON = (date.today() + timedelta(days=3)).isoformat()  # noqa: DTZ011


CANVASSES = {
    "decisions:canvass": reading(pk=canvass),
    "decisions:canvass_casting": writing(TEAM | GROUP, {"line-1": "2", "line-2": "0", "line-3": "0"}, pk=canvass),
    "decisions:canvass_recusal": writing(TEAM | GROUP, pk=canvass),
    "decisions:canvass_joining": writing(STEERING, {"person": lambda crew: crew.bo.pk}, pk=canvass),
    "decisions:canvass_asking": writing(STEERING, pk=canvass),
    "decisions:canvass_withdrawal": writing(STEERING, pk=canvass),
    # Without the cookie that the link is exchanged for there is no sheet here, for whoever is signed in.
    "voting:sheet": Door({"pk": canvass}, get=frozenset(), public=False),
    "voting:sheet_casting": Door({"pk": canvass}, post=frozenset(), said={"line-1": "2"}),
    "voting:sheet_recusal": Door({"pk": canvass}, post=frozenset()),
    "chain:as_one": both(STEERING, STEERING, {"until": SOON}),
    "chain:ordering": both(PROPOSING, PROPOSING, {"until": SOON}),
    "chain:feeling": both(PROPOSING, PROPOSING, {"until": SOON}, number=_next),
}
