"""Invitations bind a proved address, once, for a fortnight, as long as the inviter could still invite."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.people.models import Closed, Invitation, Involvement, Membership, Organisation, Person
from goldthread.people.views import joining
from tests.support.scenario import PASSWORD

pytestmark = pytest.mark.django_db
NIA = "nia@example.org"


@pytest.fixture
def nia():
    """Somebody with an account and a proved address who belongs to nothing here."""
    person = Person.objects.create_user(NIA, PASSWORD, name="Nia Novak")
    EmailAddress.objects.create(user=person, email=NIA, verified=True, primary=True)
    return person


def invite(browser, emails=NIA, **said):
    return browser.post("/northwind/invitations/", {"emails": emails, "role": "member", **said})


def belongs(person, crew):
    return Membership.objects.filter(person=person, organisation=crew.organisation).exists()


def test_who_has_an_account_joins_by_the_link_in_the_mail(crew, as_, nia, newest_link):
    invite(as_(crew.ada), product=crew.product.pk, involvement="stakeholder", team=crew.teams["marketing"].pk)
    browser = as_(nia)
    assert "Ada Lopez invites you to Northwind" in browser.get(newest_link()).content.decode()
    assert not belongs(nia, crew)

    answer = browser.post(newest_link())

    assert answer.headers["Location"] == "/northwind/lighter/"
    assert Membership.objects.get(person=nia).role == "member"
    assert Involvement.objects.get(person=nia).role == "stakeholder"
    assert crew.teams["marketing"].seats.filter(person=nia).exists()
    assert Entry.objects.filter(verb="invitation.accepted", by_id=nia.pk).count() == 1


def test_who_is_new_signs_up_with_the_invited_address_and_comes_back_to_join(crew, as_, newest_link, newest_code):
    invite(as_(crew.ada))
    link, browser = newest_link(), Client()
    browser.get(link)
    assert f'value="{NIA}"' in browser.get("/accounts/signup/").content.decode()
    browser.post("/accounts/signup/", {"name": "Nia Novak", "email": NIA})
    browser.post("/accounts/confirm-email/", {"code": newest_code()})

    assert browser.get("/").headers["Location"] == link
    browser.post(link)

    assert belongs(Person.objects.get(email=NIA), crew)


def test_who_signs_up_with_the_invited_address_without_proving_it_does_not_get_in(crew, as_, newest_link):
    invite(as_(crew.ada))
    link, squatter = newest_link(), Client()
    squatter.get(link)
    squatter.post("/accounts/signup/", {"name": "Not Nia", "email": NIA, "password1": "seven purple bicycles"})

    squatter.post(link)

    assert not Membership.objects.filter(person__email=NIA).exists()


def test_an_unproved_second_address_does_not_open_the_door(crew, as_, newest_link):
    invite(as_(crew.ada))
    EmailAddress.objects.create(user=crew.hal, email=NIA, verified=False, primary=False)

    answer = as_(crew.hal).post(newest_link())

    assert answer.status_code == 422
    assert not belongs(crew.hal, crew)


def test_a_proved_second_address_does(crew, as_, newest_link):
    invite(as_(crew.ada))
    EmailAddress.objects.create(user=crew.hal, email=NIA.upper(), verified=True, primary=False)

    as_(crew.hal).post(newest_link())

    assert belongs(crew.hal, crew)


def test_somebody_else_learns_only_a_mask_of_the_address_and_no_name_of_a_member(crew, as_, newest_link):
    invite(as_(crew.ada))

    page = as_(crew.hal).get(newest_link()).content.decode()

    assert "n…@example.org" in page
    assert NIA not in page
    assert not any(name in page for name in ("Bo Winter", "Cy Okafor", "Eve Holm", crew.bo.email))


def test_a_link_is_good_once(crew, as_, nia, newest_link):
    invite(as_(crew.ada))
    as_(nia).post(newest_link())
    Membership.objects.get(person=nia).end(by=crew.ada)

    answer = as_(nia).post(newest_link())

    assert answer.status_code == 410
    assert not belongs(nia, crew)


def test_a_link_ends_after_a_fortnight(crew, nia):
    with clock.held(clock.now()) as hands:
        invitation, _token = crew.organisation.invite(NIA, by=crew.ada)
        hands.on(days=13, hours=23)
        assert invitation.is_open
        hands.on(hours=1)
        with pytest.raises(Closed):
            invitation.accept(by=nia)


def test_a_withdrawn_link_leads_nowhere(crew, as_, nia, newest_link):
    invite(as_(crew.ada))
    as_(crew.ada).post(f"/northwind/invitations/{Invitation.objects.get().pk}/withdrawal/")

    assert as_(nia).get(newest_link()).status_code == 410
    assert as_(nia).post(newest_link()).status_code == 410
    assert not belongs(nia, crew)


def test_sending_again_makes_a_new_link_and_ends_the_old_one(crew, as_, nia, newest_link):
    invite(as_(crew.ada))
    old = newest_link()
    as_(crew.ada).post(f"/northwind/invitations/{Invitation.objects.get().pk}/sending/")
    assert newest_link() != old

    assert as_(nia).get(old).status_code == 404
    as_(nia).post(newest_link())

    assert belongs(nia, crew)


@pytest.mark.parametrize(
    "lose",
    [
        lambda crew: Membership.objects.get(person=crew.fay).end(by=crew.ada),
        lambda crew: crew.product.release(crew.fay, by=crew.ada),
        lambda crew: crew.product.involve(crew.fay, "observer", by=crew.ada),
    ],
    ids=["removed", "released", "made an observer"],
)
def test_an_invitation_dies_with_the_rights_of_whoever_sent_it(crew, as_, nia, newest_link, lose):
    invite(as_(crew.fay), product=crew.product.pk, involvement="team_member")
    lose(crew)

    assert as_(nia).get(newest_link()).status_code == 410
    assert as_(nia).post(newest_link()).status_code == 410
    assert not belongs(nia, crew)


def test_an_owner_who_became_a_member_no_longer_brings_in_owners(crew, as_, nia, newest_link):
    Membership.objects.filter(person=crew.bo).update(role="owner")
    invite(as_(crew.bo), role="owner")
    Membership.objects.get(person=crew.bo).become("member", by=crew.ada)

    as_(nia).post(newest_link())

    assert not belongs(nia, crew)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("fay", {"role": "owner", "involvement": "observer"}),
        ("fay", {"role": "member", "involvement": "product_person"}),
        ("fay", {"role": "member", "product": "", "involvement": ""}),
        ("ada", {"role": "guest", "product": "", "involvement": ""}),
        ("ada", {"role": "emperor"}),
        ("ada", {"involvement": "leader", "product": ""}),
    ],
)
def test_an_invitation_to_more_than_one_may_give_is_refused_and_nothing_is_lost(crew, as_, who, said):
    answer = invite(as_(crew.people[who]), **{"product": crew.product.pk, **said})

    assert answer.status_code == 422
    assert NIA in answer.content.decode()
    assert not Invitation.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("who", ["bo", "cy", "di", "eve", "gus"])
def test_who_may_not_invite_is_told_who_may(crew, as_, who):
    answer = as_(crew.people[who]).get("/northwind/invitations/")

    assert answer.status_code == 403
    assert "Only an owner, the product person or a facilitator can invite people." in answer.content.decode()


def test_the_product_of_another_organisation_is_no_choice(crew, as_):
    theirs = Organisation.objects.get(name="Southsea").add_product("Kelp", by=crew.hal)

    answer = invite(as_(crew.ada), product=theirs.pk, involvement="observer")

    assert answer.status_code == 422
    assert "Kelp" not in answer.content.decode()
    assert not Invitation.objects.exists()


def test_many_addresses_are_invited_at_once_however_they_are_written(crew, as_):
    invite(as_(crew.ada), emails="Nia <nia@example.org>; ola@example.org\nPia@Example.org, ola@example.org")

    assert sorted(message.to[0] for message in mail.outbox) == [NIA, "ola@example.org", "pia@example.org"]
    assert Invitation.objects.count() == 3


@pytest.mark.parametrize(
    ("emails", "sentence"),
    [
        ("nia@example.org, nobody", "“nobody” is not an e-mail address"),
        ("bo@northwind.example", "belongs to the organisation already"),
        (" ".join(f"a{n}@example.org" for n in range(51)), "At most 50 addresses at once"),
        ("", "This field is required"),
    ],
)
def test_bad_addresses_are_named_and_nobody_is_invited(crew, as_, emails, sentence):
    answer = invite(as_(crew.ada), emails=emails)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Invitation.objects.exists()


def test_who_is_invited_already_is_named_instead_of_mailed_twice(crew, as_):
    invite(as_(crew.ada))

    answer = invite(as_(crew.fay), product=crew.product.pk, involvement="observer")

    assert answer.status_code == 422
    assert "is invited already" in answer.content.decode()
    assert len(mail.outbox) == 1


def test_two_hundred_addresses_an_hour_are_enough_for_anybody(crew, as_):
    browser = as_(crew.ada)
    for batch in range(4):
        invite(browser, emails=" ".join(f"a{batch}-{n}@example.org" for n in range(50)))

    answer = invite(browser, emails="one.more@example.org")

    assert answer.status_code == 429
    assert "one.more@example.org" in answer.content.decode()
    assert len(mail.outbox) == 200


def test_the_link_stands_in_the_mail_alone(crew, as_, newest_link):
    invite(as_(crew.ada))
    token = newest_link().rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 22

    for path in ("/northwind/people/", "/northwind/invitations/", "/northwind/", "/northwind/products/lighter/"):
        assert token not in as_(crew.ada).get(path).content.decode()
    kept = [value for row in Invitation.objects.values_list() for value in row]
    kept += [value for row in Entry.objects.values_list() for value in row]
    assert not any(token in str(value) for value in kept)


def test_a_name_cannot_bend_the_mail(crew, as_):
    crew.ada.name = "Ada\r\nBcc: all@example.org"
    crew.ada.save()
    Organisation.objects.filter(pk=crew.organisation.pk).update(name="<b>North</b> & Co\n\nSubject: x")

    invite(as_(crew.ada))

    message = mail.outbox[0].message()
    assert message["Bcc"] is None
    assert "\n" not in mail.outbox[0].subject
    assert "<b>North</b> & Co" in mail.outbox[0].body


def test_an_existing_membership_is_not_lowered_by_an_invitation(crew, nia):
    first, _token = crew.organisation.invite(NIA, by=crew.ada, role="member")
    first.accept(by=nia)
    second, _token = crew.organisation.invite(
        NIA, by=crew.ada, role="guest", product=crew.product, involvement="observer"
    )
    second.accept(by=nia)

    assert Membership.objects.get(person=nia).role == "member"


def test_an_invitation_does_not_change_what_somebody_is_in_the_product_already(crew):
    invitation, _token = crew.organisation.invite(
        crew.bo.email, by=crew.ada, product=crew.product, involvement="observer"
    )
    invitation.accept(by=crew.bo)

    assert Involvement.objects.get(person=crew.bo).role == "leader"


@pytest.mark.parametrize("token", ["x", "../../people", "a" * 5000, "%00", "' OR 1=1 --"])
def test_a_guessed_link_is_nothing(crew, as_, token):
    assert as_(crew.hal).get(f"/northwind/join/{token}/").status_code in (400, 404)
    assert as_(crew.hal).post(f"/northwind/join/{token}/").status_code in (400, 404)


def test_the_link_of_one_organisation_is_nothing_in_another(crew, as_, newest_link):
    invite(as_(crew.ada))

    assert as_(crew.hal).get(newest_link().replace("/northwind/", "/southsea/")).status_code == 404


def test_pressing_join_again_changes_nothing(crew, as_, nia, newest_link):
    invite(as_(crew.ada))
    browser = as_(nia)
    first, second = browser.post(newest_link()), browser.post(newest_link())

    assert first.headers["Location"] == second.headers["Location"]
    assert Membership.objects.filter(person=nia).count() == 1
    assert Entry.objects.filter(verb="invitation.accepted").count() == 1


def test_who_tries_many_links_that_lead_nowhere_is_paused(crew, as_, nia, newest_link):
    invite(as_(crew.ada))
    browser, tried = as_(nia), Client(REMOTE_ADDR="198.51.100.7")
    for number in range(joining.GUESSES_AN_HOUR + 1):
        assert tried.get(f"/northwind/join/guess-{number}/").status_code == 302

    paused = tried.get(newest_link())

    assert paused.status_code == 429
    assert "Many links that lead nowhere were tried" in paused.content.decode()
    assert tried.post("/northwind/join/guess/").status_code == 429
    assert browser.get(newest_link()).status_code == 200


def test_links_that_are_right_are_never_too_many(crew, as_, nia, newest_link):
    invite(as_(crew.ada))
    browser = as_(nia)

    assert {browser.get(newest_link()).status_code for _time in range(joining.GUESSES_AN_HOUR + 2)} == {200}
