"""What a guest sees of an organisation: the products they are involved in, and the people there."""

import pytest

from goldthread.people.models import Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def kelp(crew):
    """A second product of the organisation, in which the guest is nothing, with somebody the guest has not met."""
    ivy = Person.objects.create_user("ivy@northwind.example", name="Ivy Stone")
    Membership.objects.create(organisation=crew.organisation, person=ivy)
    made = crew.organisation.add_product("Kelp", by=ivy)
    crew.organisation.add_team("Divers", by=ivy, products=(made,))
    return made


def test_a_product_that_a_guest_is_not_involved_in_does_not_exist_for_them(crew, as_, kelp):
    gus = as_(crew.gus)

    for path in ("/northwind/kelp/", "/northwind/products/kelp/", "/northwind/teams/divers/"):
        assert as_(crew.cy).get(path).status_code == 200
        assert gus.get(path).status_code == 404
    for path in ("/northwind/", "/northwind/people/", "/northwind/lighter/", f"/northwind/people/{crew.bo.pk}/"):
        page = gus.get(path).content.decode()
        assert "Kelp" not in page
        assert "Divers" not in page
        assert "Ivy Stone" not in page


def test_a_guest_sees_no_addresses(crew, as_):
    gus = as_(crew.gus)
    for path in ("/northwind/people/", f"/northwind/people/{crew.bo.pk}/", "/northwind/products/lighter/"):
        page = gus.get(path).content.decode()
        assert "Bo Winter" in page
        assert crew.bo.email not in page
    assert crew.bo.email in as_(crew.cy).get("/northwind/people/").content.decode()
