"""Loose ends in real browsers: exempted in a dialog before others' eyes, tied from the page, told on a phone."""

from playwright.sync_api import expect

PAGE = "/northwind/lighter/loose-ends/"


def test_what_one_person_lets_stay_so_is_gone_from_everybodys_list_and_its_reason_is_there(visit):
    ada, bo = visit("ada", PAGE), visit("bo", PAGE)
    end = "#end-no_metric-4"
    expect(bo.locator(end)).to_be_visible()

    ada.locator(end).get_by_role("link", name="It may stay so").click()
    dialog = ada.get_by_role("dialog")
    expect(dialog).to_contain_text("Understand what I eat and how it affects me")
    dialog.get_by_role("button", name="Let it stay so").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Why need it not hold here?").fill("We learn first which number tells.")
    dialog.get_by_role("button", name="Let it stay so").click()

    for page in (ada, bo):
        expect(page.locator(end)).to_have_count(0)
        expect(page.locator("#exempt")).to_contain_text("We learn first which number tells.")
    bo.locator("#exempt").get_by_role("button", name="Let the rule hold again").click()
    expect(ada.locator(end)).to_be_visible()


def test_a_loose_goal_is_tied_from_the_page(visit):
    page = visit("cy", PAGE)

    page.locator("#end-leads_nowhere-5").get_by_role("link", name="Tie it").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Log a meal in ten seconds")
    dialog.get_by_role("combobox", name="A step towards").click()
    dialog.get_by_role("option", name="Understand what I eat and how it affects me").click()
    dialog.get_by_role("button", name="Tie").click()

    expect(page.locator("#end-leads_nowhere-5")).to_have_count(0)


def test_on_a_phone_the_page_does_not_run_over_the_edge(visit):
    page = visit("ada", f"{PAGE}?show=all", viewport={"width": 390, "height": 780})

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
