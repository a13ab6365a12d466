"""A stakeholder's way in by a link, on a phone: look, comment; and somebody to whom it was passed on."""

from playwright.sync_api import expect

PHONE = {"width": 390, "height": 780}


def test_a_guest_looks_and_comments_on_a_phone_and_whoever_got_the_link_from_them_is_asked_who_they_are(visit, served):
    maker = visit("fay", "/northwind/products/lighter/guests/")
    maker.fill("#id_name", "Nadia")
    maker.get_by_role("button", name="Make the link").click()
    link = maker.locator("#guest-address").inner_text()
    link = f"/guests/{link.partition('/guests/')[2]}"

    nadia = visit(None, link, viewport=PHONE)
    expect(nadia).to_have_url(f"{served.address}/northwind/lighter/")
    expect(nadia.locator("#guest-here")).to_have_text("Nadia, guest")
    assert nadia.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    nadia.get_by_role("link", name="Lose weight and keep it off").first.click()
    nadia.locator("textarea[name=text]").last.fill("I would pay for this.")
    nadia.locator("textarea[name=text]").last.press("Control+Enter")

    tom = visit(None, link, viewport=PHONE)
    expect(tom.get_by_text("This link was made for Nadia")).to_be_visible()
    tom.get_by_label("Your name").fill("Tom")
    tom.get_by_role("button", name="Go on").click()
    expect(tom.locator("#guest-here")).to_have_text("Tom, by the link of Nadia")

    maker.goto("/northwind/products/lighter/guests/")
    expect(maker.get_by_text("It was passed on")).to_be_visible()
    maker.get_by_role("button", name="Turn out: Tom").click()
    expect(maker.get_by_role("button", name="Turn out: Tom")).to_have_count(0)
    tom.goto("/northwind/lighter/")
    expect(tom).not_to_have_url(f"{served.address}/northwind/lighter/")
    nadia.goto("/northwind/lighter/")
    expect(nadia.locator("#guest-here")).to_be_visible()
