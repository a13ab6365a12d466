"""What is restricted stays within reach: whoever leaves hands on what only they saw, and opens it to nobody else."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from goldthread.chain.models import Goal, Level, NamedPerson
from goldthread.decisions.models import Announced, Decision
from goldthread.kit import clock, walls
from goldthread.people import models as people
from goldthread.people.models import Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def oli(crew):
    person = Person.objects.create_user("oli@northwind.example", None, name="Oli")
    Membership.objects.create(organisation=crew.organisation, person=person, role="owner")
    crew.people["oli"] = person
    return person


@pytest.fixture
def merger(crew, oli):
    """A goal that only Bo sees, who is no owner."""
    goal = Goal.set(crew.product, Level.PRODUCT_GOAL, "Merge with Southsea", by=crew.bo)
    NamedPerson.restrict(goal, [], by=crew.bo, because="Not public yet.")
    return goal


def remove(crew, as_, who, by):
    address = reverse("people:leaving", args=[crew.organisation.slug, who.pk])
    return as_(by).post(address)


def sees(crew, as_, who, goal):
    address = reverse("chain:goal", args=[crew.organisation.slug, goal.product.slug, goal.number])
    return as_(who).get(address).status_code == 200


@pytest.mark.parametrize("by", ["oli", "bo"])
def test_a_goal_that_only_the_leaver_saw_goes_to_the_owners(crew, as_, oli, merger, by):
    assert not sees(crew, as_, "oli", merger)

    assert remove(crew, as_, crew.bo, by).status_code == 303

    assert sees(crew, as_, "oli", merger)
    assert not sees(crew, as_, "cy", merger)
    assert "Bo Winter left" in merger.named.get(person=oli).because


def test_a_goal_that_others_see_too_is_handed_to_nobody(crew, as_, oli, merger):
    NamedPerson.name(merger, crew.cy, by=crew.bo)

    remove(crew, as_, crew.bo, "oli")

    assert set(merger.named.values_list("person__name", flat=True)) == {crew.cy.name}


def test_whoever_comes_back_is_not_named_any_more(crew, as_, oli, merger):
    remove(crew, as_, crew.bo, "oli")
    Membership.objects.create(organisation=crew.organisation, person=crew.bo, role="member")

    assert not sees(crew, as_, "bo", merger)


def test_a_goal_in_a_restricted_product_goes_to_those_who_see_the_product(crew, as_, oli):
    secret = crew.organisation.add_product("Secret", by=crew.bo)
    secret.involve(crew.cy, "leader", by=crew.bo)
    goal = Goal.set(secret, Level.PRODUCT_GOAL, "Merge with Southsea", by=crew.bo)
    NamedPerson.restrict(goal, [], by=crew.bo, because="")
    people.NamedPerson.restrict(secret, [crew.cy], by=crew.bo, because="")

    remove(crew, as_, crew.bo, "oli")

    assert sees(crew, as_, "cy", goal)
    assert not sees(crew, as_, "oli", goal)


def test_a_product_that_only_the_leaver_saw_goes_to_the_owners(crew, as_, oli):
    secret = crew.organisation.add_product("Secret", by=crew.bo)
    goal = Goal.set(secret, Level.PRODUCT_GOAL, "Merge with Southsea", by=crew.bo)
    people.NamedPerson.restrict(secret, [], by=crew.bo, because="")
    assert not sees(crew, as_, "oli", goal)

    remove(crew, as_, crew.bo, "oli")

    assert sees(crew, as_, "oli", goal)
    assert not sees(crew, as_, "cy", goal)


@pytest.mark.postgres
def test_on_postgresql_a_restricted_goal_hides_what_is_asked_about_it_and_nothing_that_has_the_same_number(
    crew, merger
):
    announced = Announced({"name": "unanimity"}, clock.now() + timedelta(days=3))
    words = {"noun_id": merger.pk, "version": 1, "level": Level.PRODUCT_GOAL, "words": "Eat together"}
    for kind in ("goal", "item"):
        Decision.open(crew.product, {"kind": kind, **words}, announced, [(crew.bo, "leader")], by=crew.bo)
    with transaction.atomic():
        walls.confine(crew.organisation.pk, crew.cy.pk)
        assert [one.kind for one in Decision.objects.all()] == ["item"]
        walls.confine(crew.organisation.pk, crew.bo.pk)
        assert Decision.objects.count() == 2
