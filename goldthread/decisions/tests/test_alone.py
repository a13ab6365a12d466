"""Whoever could ask nobody but themselves is led to those who are to agree: by inviting, or by naming them."""

import pytest
from django.urls import reverse

from goldthread.chain.models import Goal, Level, NamedPerson
from goldthread.people.models import NamedPerson as NamedProduct
from goldthread.people.models import Organisation

from .conftest import SLUGS


@pytest.mark.parametrize("way", ["chain:agreeing", "soundings:begin", "workshops:new"])
def test_who_is_alone_is_led_to_inviting_those_who_are_to_agree(crew, as_, way):
    alone = Organisation.found("Bakery", by=crew.ada, time_zone="Europe/Berlin")
    product = alone.add_product("Bread", by=crew.ada)
    goal = Goal.set(product, Level.VISION, "Fresh bread at seven", by=crew.ada)

    def page(slugs, number):
        about = [] if way == "workshops:new" else [number]
        address = reverse(way, args=[*slugs, *about]) + f"?agenda=one_goal&goal={number}"
        return as_("ada").get(address).content.decode()

    assert f"/{alone.slug}/invitations/?product={product.slug}" in page((alone.slug, product.slug), goal.number)
    assert "nobody-else" not in page(SLUGS, crew.goals["vision"].number)


@pytest.mark.parametrize("way", ["chain:agreeing", "soundings:begin", "workshops:new"])
def test_who_alone_sees_a_goal_is_led_to_naming_more_people_and_not_to_inviting_any(crew, as_, way):
    goal = crew.goals["need"]
    NamedPerson.restrict(goal, [], by=crew.ada, because="A merger.")
    about = [] if way == "workshops:new" else [goal.number]
    address = reverse(way, args=[*SLUGS, *about]) + f"?agenda=one_goal&goal={goal.number}"
    page = as_("ada").get(address).content.decode()
    assert "You alone see this goal" in page
    assert f'href="{reverse("chain:restricting", args=[*SLUGS, goal.number])}"' in page
    assert "Invite people" not in page

    NamedPerson.name(goal, crew.bo, by=crew.ada)
    assert "nobody-else" not in as_("ada").get(address).content.decode()


def test_who_alone_sees_a_product_is_led_to_naming_more_people_who_see_that(crew, as_):
    NamedProduct.restrict(crew.product, [], by=crew.ada, because="A merger.")
    page = as_("ada").get(reverse("chain:agreeing", args=[*SLUGS, crew.goals["need"].number])).content.decode()
    assert "You alone see this product" in page
    assert f'href="{reverse("people:restricting", args=SLUGS)}"' in page
