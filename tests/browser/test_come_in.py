"""Coming in from nothing to a product, and the ways to sign in, as people do it: in a browser, under the strict policy."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.support.browsers import axe
from tests.support.provider import CLIENT, SECRET, provider
from tests.support.scenario import PASSWORD

CODE = re.compile(r"^([A-Z]{4}-[A-Z]{4})$", re.MULTILINE)
LINK = re.compile(r"/northwind/join/[^\s=]+/")
SECONDS_FOR_A_MAIL = 30
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def mailed(served):
    """`mailed(pattern)`: the newest match in the mails since the last call; mails go to the server's console."""
    read = 0

    def newest(pattern):
        nonlocal read
        until = time.monotonic() + SECONDS_FOR_A_MAIL
        while time.monotonic() < until:
            text = served.log.read_text()
            found = pattern.findall(text[read:])
            if found:
                read = len(text)
                return found[-1]
            time.sleep(0.05)
        raise AssertionError("no mail came")

    return newest


def passkeys(page: Page) -> None:
    """Give the browser a device that keeps passkeys and always finds the right finger."""
    page.context.new_cdp_session(page)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    ways = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**ways, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def fits(page: Page) -> None:
    """Nothing hangs over the edge."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def sign_up(page: Page, mailed, email: str) -> None:
    page.get_by_label("Your name").fill("Nia Novak")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_label("Code").fill(mailed(CODE))
    page.get_by_role("button", name="Go on").click()


def test_from_nothing_to_an_empty_product(visit, mailed):
    page = visit(None, "/accounts/signup/", timezone_id="Europe/Lisbon")
    sign_up(page, mailed, "nia@example.org")

    expect(page.get_by_role("heading", name="Where will the goals live?")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    page.get_by_label("Organisation").fill("Kelp & Co")
    page.get_by_label("First product").fill("Kelp")
    page.get_by_role("button", name="Begin").click()

    expect(page).to_have_url(re.compile("/kelp-co/kelp/"))
    expect(page.locator("#switcher")).to_contain_text("Kelp")


def test_who_is_invited_comes_in_by_the_link_on_a_phone(visit, mailed):
    ada = visit("ada", "/northwind/people/")
    ada.get_by_role("link", name="Invite people").click()
    ada.get_by_label("E-mail addresses").fill("nia@example.org")
    ada.get_by_label("Product", exact=False).first.select_option(label="Lighter")
    ada.get_by_label("Is there").select_option(label="stakeholder")
    ada.get_by_role("button", name="Send").click()
    expect(ada.get_by_text("1 invitation is on its way.")).to_be_visible()
    expect(ada.get_by_role("list", name="Invited, not here yet")).to_contain_text("nia@example.org")

    nia = visit(None, mailed(LINK), **PHONE)
    fits(nia)
    axe(nia)
    expect(nia.get_by_text("n…@example.org")).to_be_visible()
    nia.get_by_role("link", name="I am new here").click()
    expect(nia.get_by_label("E-mail address")).to_have_value("nia@example.org")
    sign_up(nia, mailed, "nia@example.org")
    nia.get_by_role("button", name="Join").click()

    expect(nia).to_have_url(re.compile("/northwind/lighter/"))
    expect(ada.get_by_role("listitem").filter(has_text="Nia Novak")).to_contain_text("Lighter: stakeholder")


def test_a_passkey_is_added_and_is_then_enough(visit, served):
    address = served.address.replace("127.0.0.1", "localhost")
    page = visit(None, f"{address}/accounts/login/")
    passkeys(page)
    page.get_by_label("E-mail address").fill("bo@northwind.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/northwind/lighter/")

    page.goto(f"{address}/accounts/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("My telephone")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    page.goto(f"{address}/accounts/2fa/webauthn/")
    expect(page.get_by_role("listitem").filter(has_text="My telephone")).to_contain_text("passkey")
    page.goto(f"{address}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{address}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url("**/northwind/lighter/")


def test_a_passkey_that_is_not_used_is_said_so(visit, served):
    page = visit(None, served.address.replace("127.0.0.1", "localhost") + "/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("alert").filter(has_text="The passkey was not used")).to_be_visible()


def test_an_app_is_set_up_and_then_asked_for(visit):
    page = visit("cy", "/accounts/2fa/")
    page.get_by_role("link", name="Set it up").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("img", name="The secret as a picture")).to_be_visible()
    secret = page.get_by_label("The secret in words").input_value()
    page.get_by_label("Authenticator code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    axe(page)
    codes = page.locator("#recovery_codes").inner_text().split()

    again = visit(None, "/accounts/login/")
    again.get_by_label("E-mail address").fill("cy@northwind.example")
    again.get_by_label("Password").fill(PASSWORD)
    again.get_by_role("button", name="Sign in", exact=True).click()
    expect(again.get_by_role("heading", name="One more step")).to_be_visible()
    axe(again)
    again.get_by_label("Code").fill(codes[0])
    again.get_by_role("button", name="Sign in", exact=True).click()

    again.wait_for_url("**/northwind/lighter/")


def test_the_way_to_the_companys_provider_and_back(browser, installation):
    from tests.support.browsers import Visitors

    with provider() as company:
        company.claims = {"sub": "nia-1", "name": "Nia Novak", "email": "nia@example.org", "email_verified": True}
        named = {"NAME": "Northwind sign-in", "ISSUER": company.address, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET}
        with installation.served(**{f"GOLDTHREAD_OIDC_{name}": value for name, value in named.items()}) as served:
            visit = Visitors(browser, served)
            page = visit(None, "/accounts/login/")
            page.get_by_role("link", name="Go on with Northwind sign-in").click()
            page.get_by_role("button", name="Go on").click()

            expect(page.get_by_role("heading", name="Where will the goals live?")).to_be_visible()
            visit.leave()
            assert not visit.faults


PAGES = (
    "/northwind/",
    "/northwind/people/",
    "/northwind/people/{cy}/",
    "/northwind/people/{cy}/leaving/",
    "/northwind/invitations/",
    "/northwind/teams/new/",
    "/northwind/teams/orion/",
    "/northwind/products/new/",
    "/northwind/products/lighter/",
    "/northwind/products/lighter/people/{di}/",
    "/northwind/settings/",
    "/new/",
    "/me/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/password/change/",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_about_people_keep_nobody_out_at_the_width_of_a_phone(visit, served, theme):
    numbers = {short: told["id"] for short, told in served.people.items()}
    page = visit("ada", "/me/", color_scheme=theme, **PHONE)
    for path in PAGES:
        page.goto(path.format(**numbers))
        fits(page)
        axe(page)


def test_a_form_that_does_not_fit_loses_nothing_without_scripts_either(visit):
    page = visit("ada", "/northwind/invitations/", java_script_enabled=False)
    page.get_by_label("E-mail addresses").fill("nia@example.org, nobody")
    page.get_by_label("Is there").select_option(label="leader")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_text("“nobody” is not an e-mail address.")).to_be_visible()
    expect(page.get_by_label("E-mail addresses")).to_have_value("nia@example.org, nobody")
    expect(page.get_by_label("Is there")).to_have_value("leader")


def test_who_is_removed_loses_the_page_they_look_at(visit, served):
    cy = visit("cy", "/northwind/lighter/")
    expect(cy.get_by_text("Lose weight and keep it off").first).to_be_visible()
    ada = visit("ada", f"/northwind/people/{served.people['cy']['id']}/leaving/")
    ada.get_by_role("button", name="Remove").click()
    expect(ada.get_by_text("Cy Okafor does not belong to the organisation any more.")).to_be_visible()

    cy.reload()

    expect(cy.get_by_role("heading", name="There is nothing here")).to_be_visible()
