"""Signing in with the company's identity provider: who is who is settled by issuer and subject, never by an address."""

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from goldthread.people.models import Person
from tests.support.provider import CLIENT, SECRET, provider

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/oidc/company/login/"


@pytest.fixture
def company(settings):
    """The provider, set up as GOLDTHREAD_OIDC_… does it; Nia comes from there."""
    with provider() as made:
        made.claims = {"sub": "nia-1", "name": "Nia Novak", "email": "nia@example.org", "email_verified": True}
        app = {"provider_id": "company", "name": "Northwind sign-in", "client_id": CLIENT, "secret": SECRET}
        app["settings"] = {"server_url": made.address, "oauth_pkce_enabled": True}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        yield made


def there_and_back(browser, query=""):
    """Go to the provider and come back; gives the path with which one comes back, and the answer to it."""
    away = browser.post(LOGIN + query).headers["Location"]
    back = requests.get(away, allow_redirects=False, timeout=5).headers["Location"].removeprefix("http://testserver")
    return back, browser.get(back)


def test_whoever_the_company_vouches_for_is_in(company, client):
    there_and_back(client)

    assert client.get("/me/").wsgi_request.user.name == "Nia Novak"
    assert SocialAccount.objects.get().uid == "nia-1"


def test_the_second_time_it_is_the_same_person_even_under_another_address(company):
    there_and_back(Client())
    company.claims["email"] = "nia.novak@example.org"
    browser = Client()
    there_and_back(browser)

    assert browser.get("/me/").status_code == 200
    assert Person.objects.count() == 1


@pytest.mark.parametrize("said", [False, "false", "true", None, 1])
def test_an_address_that_the_company_does_not_plainly_vouch_for_is_proved_by_a_code(company, client, said, newest_code):
    company.claims["email_verified"] = said
    there_and_back(client)
    assert client.get("/me/").status_code == 302

    client.post("/accounts/confirm-email/", {"code": newest_code()})

    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("vouched", [True, False])
def test_nobody_gets_into_an_account_by_its_address(company, client, crew, vouched):
    company.claims |= {"sub": "stranger", "email": crew.bo.email, "email_verified": vouched}

    there_and_back(client)

    assert client.get("/me/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert "account already" in mail.outbox[-1].subject


def test_another_subject_with_the_same_address_is_not_the_same_person(company, client):
    there_and_back(Client())
    company.claims["sub"] = "nia-2"

    there_and_back(client)

    assert client.get("/me/").status_code == 302
    assert SocialAccount.objects.count() == 1


def test_a_token_of_another_issuer_is_refused(company, client):
    company.issuer = "https://elsewhere.example"

    there_and_back(client)

    assert client.get("/me/").status_code == 302
    assert not Person.objects.exists()


def test_a_way_back_is_good_once_and_in_one_browser(company, client):
    back, _answer = there_and_back(client)
    client.post("/accounts/logout/")

    again, other = client.get(back), Client().get(back)

    assert client.get("/me/").status_code == 302
    assert again.status_code == other.status_code == 401
    assert "did not work" in again.content.decode()


def test_it_is_asked_for_with_a_challenge_and_a_state(company, client):
    there_and_back(client)

    assert company.asked["code_challenge_method"] == "S256"
    assert len(company.asked["code_challenge"]) >= 43
    assert len(company.asked["state"]) >= 16
    assert company.asked["redirect_uri"] == "http://testserver/accounts/oidc/company/login/callback/"


def test_only_the_page_that_leads_away_may_be_left_by_a_form(company, client):
    away, others = client.get(LOGIN), client.get("/accounts/login/")

    assert form_action(away).startswith("'self' https:")
    assert form_action(others) == "'self'"
    assert LOGIN in others.content.decode()


def test_without_a_provider_there_is_no_way_to_one(client):
    assert client.get(LOGIN).status_code in (302, 404)
    assert "oidc" not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("name", ["  Nia\n\tNovak  ", "Nia Novak\x00"])
def test_a_name_from_elsewhere_is_tidied(company, client, name):
    company.claims["name"] = name

    there_and_back(client)

    assert Person.objects.get().name == "Nia Novak"


def test_nothing_is_kept_of_what_else_the_company_tells(company, client):
    company.claims |= {"phone_number": "+351 21 000 000", "groups": ["works council"], "picture": "https://x.example/p"}

    there_and_back(client)

    assert SocialAccount.objects.get().extra_data == {
        "userinfo": {"sub": "nia-1", "name": "Nia Novak", "email": "nia@example.org"}
    }


def form_action(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    return policy["form-action"]
