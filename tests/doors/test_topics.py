"""Every stream topic × every role: who may be told that a thing changed."""

import pytest

from goldthread.kit import registry

from .canvasses import canvass
from .check_ins import made
from .rows import key_result, question
from .soundings import sounding
from .table import MEMBERS, OUTSIDERS
from .voice import made as concern
from .workshops import convened, item

# Topic kind -> (the id of one, who may listen to it).
TOPICS = {
    "organisation": (lambda crew: crew.organisation.pk, MEMBERS - {"ivy", "oli"}),
    "product": (lambda crew: crew.product.pk, MEMBERS - {"ivy", "oli"}),
    "goal": (lambda crew: crew.goals["next"].pk, MEMBERS - {"ivy", "oli"}),
    "keyresult": (key_result, MEMBERS - {"ivy", "oli"}),
    "decision": (question, MEMBERS - {"ivy", "oli"}),
    "canvass": (canvass, MEMBERS - {"ivy", "oli"}),
    "concern": (concern, MEMBERS - {"ivy", "oli"}),
    "sounding": (sounding, MEMBERS - {"ivy", "oli"}),
    "checkin": (made, MEMBERS - {"ivy", "oli"}),
    "workshop": (convened, frozenset({"ada", "bo", "cy", "di", "fay"})),
    "workshop-table": (convened, frozenset({"ada", "bo", "cy", "di", "fay"})),
    "workshop-room": (convened, frozenset({"ada", "bo", "cy", "di", "fay"})),
    "workshop-door": (convened, MEMBERS - {"ivy", "oli"}),
    "workshop-lead": (convened, frozenset({"fay"})),
    "item": (item, MEMBERS - {"ivy", "oli"}),
    "person": (lambda crew: crew.ada.pk, frozenset({"ada"})),
}


def test_every_kind_of_topic_has_a_row(db):
    assert set(registry.topic_kinds()) == set(TOPICS)


@pytest.mark.parametrize("kind", sorted(TOPICS))
def test_only_those_in_its_row_may_listen_to_a_topic(crew, kind):
    number, allowed = TOPICS[kind]
    topic = f"{kind}-{number(crew)}"

    heard = {short for short, person in crew.people.items() if registry.may_listen(person, topic)}

    assert heard == allowed
    assert not heard & set(OUTSIDERS)


@pytest.mark.parametrize("kind", sorted(TOPICS))
def test_who_has_left_hears_nothing_more(crew, kind):
    number, _allowed = TOPICS[kind]
    topic = f"{kind}-{number(crew)}" if kind != "person" else f"product-{crew.product.pk}"
    crew.organisation.memberships.get(person=crew.bo).end(by=crew.ada)

    assert not registry.may_listen(crew.bo, topic)


@pytest.mark.parametrize(
    "topic", ["product-0", "product-999999", "secret-1", "product-", "-1", "product-1x", "product-١", "x" * 300]
)
def test_a_topic_that_nothing_stands_behind_is_heard_by_nobody(crew, topic):
    assert not any(registry.may_listen(person, topic) for person in crew.people.values())
