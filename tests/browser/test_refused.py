"""What an answer says is wrong stays, with the words it is about, while the stream draws the part anew for others' deeds."""

from playwright.sync_api import expect

from .test_agreeing import VISION, ask, is_connected
from .test_periods import closing, row

__all__ = ["closing"]


def drawn_anew(page, path, deed):
    """Wait until the page has asked for itself once more after a deed, and has put in what came."""
    page.evaluate(
        "path => { window.__drawn = false; addEventListener('htmx:after:swap', ({detail: {ctx}}) => {"
        " if (ctx.request.method === 'GET' && ctx.request.action.startsWith(path)) window.__drawn = true; }); }",
        path,
    )
    deed()
    page.wait_for_function("() => window.__drawn")


def save(page):
    page.get_by_role("button", name="Save all that is chosen").click()


def test_a_decision_that_lacks_its_reason_says_so_after_the_saved_ones_were_told_to_everybody(visit, served, closing):
    ada = is_connected(visit("ada", closing))
    row(ada, 4).get_by_text("Keep", exact=True).click()
    row(ada, 2).get_by_text("Change", exact=True).click()
    row(ada, 2).get_by_label("In other words").fill("Lose five kilos")

    drawn_anew(ada, closing, lambda: save(ada))

    expect(row(ada, 4)).to_have_count(0)
    expect(row(ada, 2)).to_contain_text("Say why it changes.")
    expect(row(ada, 2).get_by_label("In other words")).to_have_value("Lose five kilos")

    ada.reload()
    expect(row(ada, 2).get_by_label("In other words")).to_have_value("Lose five kilos")
    row(ada, 2).get_by_label("Why, or what was learned").fill("Five are enough.")
    save(ada)
    expect(row(ada, 2)).to_have_count(0)


def test_what_is_typed_for_one_goal_stays_when_another_is_saved(visit, served, closing):
    ada = is_connected(visit("ada", closing))
    row(ada, 3).get_by_text("Missed", exact=True).click()
    row(ada, 3).get_by_label("Why, or what was learned").fill("Nobody p")
    row(ada, 4).get_by_text("Keep", exact=True).click()

    drawn_anew(ada, closing, lambda: row(ada, 4).get_by_role("button", name="Save this one").click())

    expect(row(ada, 4)).to_have_count(0)
    expect(row(ada, 3).get_by_label("Missed", exact=True)).to_be_checked()
    expect(row(ada, 3).get_by_label("Why, or what was learned")).to_have_value("Nobody p")
    ada.reload()
    expect(row(ada, 3).get_by_label("Why, or what was learned")).to_have_value("Nobody p")


def test_a_vote_that_lacks_its_words_says_so_while_others_step_back(visit, served):
    ada = visit("ada", VISION)
    address = ask(ada, "Ada Lopez", "Bo Winter", "Di Marin")
    path = address.removeprefix(served.address)
    is_connected(ada)
    bo = is_connected(visit("bo", path))
    ada.get_by_text("I cannot support it").click()
    ada.get_by_role("button", name="Cast").click()
    expect(ada.locator("#id_because_error")).to_be_visible()
    ada.locator("#id_because").fill("Too wide")
    ada.get_by_label("I support it, with a concern").check()

    bo.get_by_text("I have no stake in this").click()
    drawn_anew(ada, path, lambda: bo.get_by_role("button", name="Leave me out").click())

    expect(ada.locator("#id_because")).to_have_value("Too wide")
    expect(ada.get_by_label("I support it, with a concern")).to_be_checked()
    expect(ada.locator("#id_because_error")).to_be_visible()
    ada.get_by_role("button", name="Cast").click()
    expect(ada.get_by_text("Your vote is in: I support it, with a concern.")).to_be_visible()


def test_that_a_vote_came_too_late_stays_while_the_outcome_changes(visit, served):
    ada = visit("ada", VISION)
    path = ask(ada, "Ada Lopez", "Bo Winter").removeprefix(served.address)
    is_connected(ada)
    ada.evaluate("() => { window.__live = document.getElementById('live'); window.__live.remove(); }")
    for page in (visit("ada", path), visit("bo", path)):
        page.get_by_text("I support it", exact=True).click()
        page.get_by_role("button", name="Cast").click()
        expect(page.get_by_role("button", name="Cast", exact=True)).to_have_count(0)
    ada.get_by_text("I cannot support it").click()
    ada.locator("#id_because").fill("Too wide")
    ada.get_by_role("button", name="Cast").click()
    late = ada.get_by_text("The time was up, or all had voted: this vote was not counted.")
    expect(late).to_be_visible()

    topic = ada.locator("#question").get_attribute("hx-trigger").split(" ")[0]
    for _time in range(2):
        drawn_anew(
            ada, path, lambda: ada.evaluate("topic => window.__live.dispatchEvent(new CustomEvent(topic))", topic)
        )
        expect(late).to_have_count(1)


def test_a_refusal_that_came_as_a_whole_page_stays_while_others_reply(visit, served):
    bo = visit("bo", "/northwind/lighter/goals/4/")
    bo.locator("#concerns").get_by_role("link", name="Speak up").click()
    bo.get_by_label("What concerns you?").fill("Say it shorter.")
    bo.get_by_role("button", name="Say it").click()
    expect(bo.locator("#concern").get_by_text("Bo Winter")).to_be_visible()
    path = bo.url.removeprefix(served.address)
    ada = visit("ada", path)
    ada.get_by_text("Declined, with why").click()
    ada.get_by_role("button", name="Answer").click()
    why = ada.get_by_text("Say why. A no with its reason stays")
    expect(why).to_be_visible()

    def reply():
        bo.get_by_label("Your reply").fill("Nine words would do.")
        bo.get_by_role("button", name="Reply").click()

    drawn_anew(is_connected(ada), path, reply)

    expect(ada.locator("#replies")).to_contain_text("Nine words would do.")
    expect(why).to_be_visible()
    expect(ada.get_by_label("Declined, with why")).to_be_checked()
    ada.get_by_label("Why, and what follows").fill("Shorter would leave out who it is for.")
    ada.get_by_role("button", name="Answer").click()
    expect(ada.get_by_text("declined, with why").first).to_be_visible()
