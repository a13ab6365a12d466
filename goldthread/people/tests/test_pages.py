"""The pages of an organisation, through HTTP: what each shows, what each changes, and for whom."""

import re

import pytest

from goldthread.journal.models import Entry
from goldthread.live.models import Signal
from goldthread.people.models import Involvement, Membership, Organisation, Person, Product, Seat, Team

pytestmark = pytest.mark.django_db
PAGES = (
    "/northwind/",
    "/northwind/people/",
    "/northwind/invitations/",
    "/northwind/teams/new/",
    "/northwind/teams/orion/",
    "/northwind/products/new/",
    "/northwind/products/lighter/",
    "/northwind/settings/",
    "/new/",
    "/me/",
)


def member(crew, short):
    return Membership.objects.get(person=crew.people[short], organisation=crew.organisation)


def without_token(answer):
    return re.sub(r'"X-CSRFToken": "\w+"', "", answer.content.decode())


def verbs():
    return list(Entry.objects.order_by("-pk").values_list("verb", flat=True)[:3])


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_an_owner(crew, as_, path):
    answer = as_(crew.ada).get(path)

    assert answer.status_code == 200
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_whoever_is_signed_out_is_asked_to_sign_in_and_comes_back(crew, client, path):
    answer = client.get(path)

    assert answer.headers["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("path", [path for path in PAGES if path.startswith("/northwind/")])
def test_the_pages_of_another_organisation_are_like_pages_that_are_not_there(crew, as_, path):
    hal = as_(crew.hal)

    theirs, nowhere = hal.get(path), hal.get(path.replace("/northwind/", "/northwinq/"))

    assert theirs.status_code == nowhere.status_code == 404
    assert without_token(theirs).replace("northwind", "northwinq") == without_token(nowhere)
    assert theirs.headers.keys() == nowhere.headers.keys()


# Founding


def test_founding_leads_to_the_empty_product_with_its_founder_as_owner_and_product_person(as_):
    nia = Person.objects.create_user("nia@example.org", name="Nia")
    answer = as_(nia).post("/new/", {"name": "Öl & Co", "product": "Kelp", "time_zone": "Europe/Lisbon"})

    made = Organisation.objects.get()
    assert answer.headers["Location"] == "/ol-co/kelp/"
    assert made.time_zone == "Europe/Lisbon"
    assert Membership.objects.get(person=nia).role == "owner"
    assert Involvement.objects.get(person=nia).role == "product_person"


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Accounts", "accounts-2"), ("日本", "organisation"), ("Me", "me-2"), ("Northwind", "northwind-2")],
)
def test_an_address_is_free_and_none_of_our_own(crew, as_, name, slug):
    as_(crew.hal).post("/new/", {"name": name, "product": "Settings", "time_zone": "UTC"})

    made = Organisation.objects.latest("pk")
    assert (made.slug, made.products.get().slug) == (slug, "settings-2")


@pytest.mark.parametrize(
    "said",
    [
        {"name": " \t "},
        {"name": "\u200b\u200b"},
        {"name": "x" * 121},
        {"time_zone": "Mars/Olympus"},
        {"product": ""},
    ],
)
def test_a_form_that_does_not_fit_comes_back_as_it_was_filled_in(crew, as_, said):
    answer = as_(crew.hal).post("/new/", {"name": "Kelp & Co", "product": "Kelp", "time_zone": "UTC", **said})

    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert ('value="Kelp &amp; Co"' in answer.content.decode()) == ("name" not in said)
    assert Organisation.objects.count() == 2


# Products


def test_a_member_adds_a_product_and_becomes_its_product_person(crew, as_):
    answer = as_(crew.cy).post("/northwind/products/new/", {"name": "Pulse"})

    made = Product.objects.get(name="Pulse")
    assert answer.headers["Location"] == "/northwind/pulse/"
    assert made.involvements.get().person == crew.cy


def test_a_guest_adds_none(crew, as_):
    answer = as_(crew.gus).post("/northwind/products/new/", {"name": "Pulse"})

    assert answer.status_code == 403
    assert "Guests do not add products" in answer.content.decode()


def test_the_product_person_says_who_is_what(crew, as_):
    ivy = Person.objects.create_user("ivy@northwind.example", name="Ivy")
    Membership.objects.create(organisation=crew.organisation, person=ivy)
    said = {"person": ivy.pk, "role": "stakeholder", "power": "7", "interest": "3"}

    as_(crew.ada).post("/northwind/products/lighter/people/", said)

    made = Involvement.objects.get(person=ivy)
    assert (made.role, made.power, made.interest) == ("stakeholder", 7, 3)
    assert "power 7 · interest 3" in as_(crew.ada).get("/northwind/products/lighter/").content.decode()


def test_power_and_interest_are_for_stakeholders_alone(crew, as_):
    said = {"role": "leader", "power": "7", "interest": "3"}
    as_(crew.ada).post(f"/northwind/products/lighter/people/{crew.di.pk}/", said)

    made = Involvement.objects.get(person=crew.di)
    assert (made.role, made.power, made.interest) == ("leader", None, None)


@pytest.mark.parametrize("said", [{"power": "11"}, {"power": "-1"}, {"interest": "much"}, {"role": "emperor"}])
def test_an_involvement_that_does_not_fit_is_refused(crew, as_, said):
    address = f"/northwind/products/lighter/people/{crew.di.pk}/"
    answer = as_(crew.ada).post(address, {"role": "stakeholder", "power": "3", "interest": "3", **said})

    assert answer.status_code == 422
    assert Involvement.objects.get(person=crew.di).power is None


def test_nobody_of_another_organisation_can_be_involved(crew, as_):
    said = {"person": crew.hal.pk, "role": "observer"}

    assert as_(crew.ada).post("/northwind/products/lighter/people/", said).status_code == 422
    assert as_(crew.ada).post(f"/northwind/products/lighter/people/{crew.hal.pk}/", said).status_code == 404
    assert not Involvement.objects.filter(person=crew.hal).exists()


def test_everybody_may_end_their_own_involvement_and_only_theirs(crew, as_):
    bo = as_(crew.bo)

    assert bo.post(f"/northwind/products/lighter/people/{crew.cy.pk}/leaving/").status_code == 403
    bo.post(f"/northwind/products/lighter/people/{crew.bo.pk}/leaving/")

    assert not Involvement.objects.filter(person=crew.bo).exists()
    assert Involvement.objects.filter(person=crew.cy).exists()


def test_the_product_person_says_which_teams_work_on_it(crew, as_):
    as_(crew.ada).post("/northwind/products/lighter/teams/", {"teams": [crew.teams["marketing"].pk]})

    assert [team.name for team in crew.product.teams.all()] == ["Marketing"]
    assert verbs()[0] == "team.stopped"


def test_a_team_of_another_organisation_cannot_work_on_it(crew, as_):
    theirs = Organisation.objects.get(name="Southsea").add_team("Divers", by=crew.hal)

    answer = as_(crew.ada).post("/northwind/products/lighter/teams/", {"teams": [theirs.pk]})

    assert answer.status_code == 422
    assert not theirs.products.exists()


def test_another_name_leaves_the_address_as_it_was(crew, as_):
    as_(crew.ada).post("/northwind/products/lighter/name/", {"name": "Featherlight"})

    crew.product.refresh_from_db()
    assert (crew.product.name, crew.product.slug) == ("Featherlight", "lighter")


# Teams


def test_who_adds_a_team_may_sit_in_it(crew, as_):
    said = {"name": "Kitchen", "way": "weekly", "sprint_weeks": "2", "seat": "on"}
    answer = as_(crew.bo).post("/northwind/teams/new/", said)

    assert answer.headers["Location"] == "/northwind/teams/kitchen/"
    assert Team.objects.get(slug="kitchen").seats.get().person == crew.bo


def test_a_new_team_works_only_on_products_that_one_sets_up(crew, as_):
    said = {"name": "Kitchen", "way": "weekly", "sprint_weeks": "2", "products": [crew.product.pk]}

    as_(crew.bo).post("/northwind/teams/new/", said)
    as_(crew.ada).post("/northwind/teams/new/", said)

    assert not Team.objects.get(slug="kitchen").products.exists()
    assert Team.objects.get(slug="kitchen-2").products.get() == crew.product


def test_a_team_sets_itself_up(crew, as_):
    as_(crew.cy).post("/northwind/teams/orion/settings/", {"name": "Orion", "way": "sprints", "sprint_weeks": "3"})
    as_(crew.cy).post("/northwind/teams/orion/seats/", {"person": crew.bo.pk})

    orion = Team.objects.get(slug="orion")
    assert orion.sprint_weeks == 3
    assert Seat.objects.filter(team=orion, person=crew.bo).exists()
    assert "in sprints of 3 weeks" in as_(crew.cy).get("/northwind/teams/orion/").content.decode()


@pytest.mark.parametrize("short", ["bo", "di", "eve", "fay", "gus"])
def test_others_do_not_set_it_up(crew, as_, short):
    browser = as_(crew.people[short])

    assert browser.post("/northwind/teams/orion/seats/", {"person": crew.people[short].pk}).status_code == 403
    assert browser.post("/northwind/teams/orion/settings/", {"name": "X", "way": "weekly"}).status_code == 403
    assert browser.post(f"/northwind/teams/orion/seats/{crew.cy.pk}/leaving/").status_code == 403


def test_everybody_may_give_up_their_own_seat(crew, as_):
    as_(crew.cy).post(f"/northwind/teams/orion/seats/{crew.cy.pk}/leaving/")

    assert not Seat.objects.filter(person=crew.cy).exists()


# People


def test_an_owner_changes_roles(crew, as_):
    as_(crew.ada).post(f"/northwind/people/{crew.bo.pk}/role/", {"role": "owner"})

    assert member(crew, "bo").role == "owner"


@pytest.mark.parametrize("short", ["bo", "fay", "gus"])
def test_nobody_else_does_not_even_their_own(crew, as_, short):
    for whose in (short, "cy"):
        address = f"/northwind/people/{crew.people[whose].pk}/role/"
        assert as_(crew.people[short]).post(address, {"role": "owner"}).status_code == 403
        assert member(crew, whose).role != "owner"


def test_the_last_owner_stays_and_is_told_why(crew, as_):
    ada = as_(crew.ada)
    answers = [
        ada.post(f"/northwind/people/{crew.ada.pk}/role/", {"role": "member"}),
        ada.post(f"/northwind/people/{crew.ada.pk}/leaving/"),
    ]

    for answer in answers:
        assert answer.status_code == 422
        assert "An organisation keeps at least one owner." in answer.content.decode()
    assert member(crew, "ada").role == "owner"


def test_with_two_owners_one_may_go(crew, as_):
    member(crew, "bo").become("owner", by=crew.ada)

    as_(crew.ada).post(f"/northwind/people/{crew.ada.pk}/leaving/")

    assert not Membership.objects.filter(person=crew.ada).exists()
    assert as_(crew.ada).get("/northwind/").status_code == 404


def test_who_is_removed_is_out_with_the_next_request_and_their_streams_are_closed(crew, as_):
    cy = as_(crew.cy)
    assert cy.get("/northwind/lighter/").status_code == 200
    Signal.objects.all().delete()

    as_(crew.ada).post(f"/northwind/people/{crew.cy.pk}/leaving/")

    assert cy.get("/northwind/lighter/").status_code == 404
    assert cy.get("/northwind/").status_code == 404
    assert Signal.objects.filter(topic=f"closed-person-{crew.cy.pk}").exists()
    assert not Seat.objects.filter(person=crew.cy).exists()
    assert not Involvement.objects.filter(person=crew.cy).exists()


def test_a_role_that_is_lowered_holds_with_the_next_request(crew, as_):
    member(crew, "bo").become("owner", by=crew.ada)
    bo = as_(crew.bo)
    assert bo.get("/northwind/settings/").status_code == 200

    as_(crew.ada).post(f"/northwind/people/{crew.bo.pk}/role/", {"role": "guest"})

    assert bo.get("/northwind/settings/").status_code == 403
    assert bo.get("/northwind/products/new/").status_code == 403


def test_everybody_may_leave_and_nobody_removes_others_but_an_owner(crew, as_):
    assert as_(crew.bo).post(f"/northwind/people/{crew.cy.pk}/leaving/").status_code == 403
    as_(crew.bo).post(f"/northwind/people/{crew.bo.pk}/leaving/")

    assert not Membership.objects.filter(person=crew.bo).exists()
    assert Membership.objects.filter(person=crew.cy).exists()


def test_asking_before_removing_changes_nothing(crew, as_):
    page = as_(crew.ada).get(f"/northwind/people/{crew.cy.pk}/leaving/").content.decode()

    assert "Remove Cy Okafor from Northwind?" in page
    assert Membership.objects.filter(person=crew.cy).exists()


@pytest.mark.parametrize("number", ["0", "999999", "9223372036854775807", "9223372036854775808", "9" * 40])
def test_a_number_that_nobody_has_is_nobody(crew, as_, number):
    assert as_(crew.ada).get(f"/northwind/people/{number}/").status_code == 404
    assert as_(crew.ada).post(f"/northwind/invitations/{number}/withdrawal/").status_code == 404
