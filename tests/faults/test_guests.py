"""A guest knows one product: nothing of another is shown, mailed or signalled to them, whatever number they try."""

import pytest

from goldthread.chain.models import Goal, Level
from goldthread.kit import registry

from .house import asked, signed_in


@pytest.fixture
def other(crew):
    """A goal of another product of the company, which Gus, a guest who leads in his own, does not see."""
    product = crew.organisation.add_product("Heavier", by=crew.ada)
    product.involve(crew.ada, "product_person", by=crew.ada)
    crew.product.involve(crew.gus, "leader", by=crew.ada)
    return Goal.set(product, Level.PRODUCT_GOAL, "Hidden words", by=crew.ada)


def test_a_guest_is_not_told_when_a_goal_of_another_product_changes(crew, other):
    assert not registry.may_listen(crew.gus, f"goal-{other.pk}")
    assert registry.may_listen(crew.gus, f"goal-{crew.goals['next'].pk}")


def test_a_guest_cannot_tie_a_goal_to_one_of_another_product(crew, other):
    gus = signed_in(crew.gus)
    address = f"/northwind/lighter/goals/{crew.goals['next'].number}/ties/"
    for number in (other.number, 999_999):
        answer = asked(gus, "post", address, {"to": number}, headers={"HX-Request": "true"})
        assert answer.status_code == 422
        assert "Hidden words" not in answer.content.decode()
    assert asked(gus, "post", f"{address}{other.number}/ending/").status_code == 404


def test_a_mention_reaches_only_those_who_see_the_product(crew, other, mailoutbox):
    address = f"/northwind/heavier/comments/goal/{other.pk}/"
    signed_in(crew.ada).post(address, {"text": "@Gus Reed and @Bo Winter, look"})
    assert [mail.to for mail in mailoutbox] == [["bo@northwind.example"]]


def test_a_guest_is_offered_only_the_names_of_their_own_products(crew, other):
    crew.product.involvements.filter(person=crew.di).delete()
    answer = signed_in(crew.gus).get("/northwind/lighter/comments/names/?q=d")
    assert "Di Marin" not in answer.content.decode()
    assert "Di Marin" in signed_in(crew.ada).get("/northwind/lighter/comments/names/?q=d").content.decode()
