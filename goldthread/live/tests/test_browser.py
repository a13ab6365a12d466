"""What only browsers show: several people on one page, and a stream that breaks off."""

import psutil
from playwright.sync_api import expect

MAP = "/northwind/lighter/"
# Put into the page by the test, so that it holds whatever the pages of other packages look like.
A_PLACE = """() => {
  const place = document.createElement("p");
  place.dataset.place = "product-1-words";
  place.append(document.createElement("input"));
  document.querySelector("main").append(place);
}"""
COUNT = """() => {
  window.asked = 0;
  document.querySelector("#live").addEventListener("product-1", () => window.asked++);
}"""


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def workers(served):
    return psutil.Process(served.process.pid).children()


def signalled(served, *topics):
    code = f"import django; django.setup(); from goldthread.live.tell import signal; signal(*{topics!r})"
    done = served.installation.python("-c", code, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stderr


def expected_faults(visit):
    """A browser says every lost connection aloud; nothing else may have gone wrong."""
    others = [fault for fault in visit.faults if "htmx:sse:error" not in fault and "htmx:error" not in fault]
    visit.faults[:] = others


def test_people_on_the_same_page_see_each_other_and_not_themselves(visit):
    ada, bo = is_connected(visit("ada", MAP)), is_connected(visit("bo", MAP))
    expect(ada.locator("#presence .av")).to_have_attribute("title", "Bo Winter")
    expect(bo.locator("#presence .av")).to_have_attribute("title", "Ada Lopez")

    again = bo.context.new_page()
    again.goto(MAP)
    expect(again.locator("#presence .av")).to_have_attribute("title", "Ada Lopez")

    bo.close()
    again.close()
    expect(ada.locator("#presence .av")).to_have_count(0)


def test_others_see_where_somebody_is_writing_until_they_stop(visit):
    ada, bo = is_connected(visit("ada", MAP)), is_connected(visit("bo", MAP))
    for page in (ada, bo):
        page.evaluate(A_PLACE)

    place, shown = ada.locator("[data-place]"), ""
    # Some seconds after the last letter it is gone, however late the browsers get to show it.
    for _time in range(60):
        bo.locator("[data-place] input").press_sequentially("A thought", delay=50)
        shown = place.evaluate("place => getComputedStyle(place, '::after').content")
        if "Bo" in shown:
            break
    assert "Bo" in shown
    assert place.locator("input").input_value() == ""
    expect(bo.locator("[data-place]")).not_to_have_attribute("data-writing", "Bo")
    expect(place).not_to_have_attribute("data-writing", "Bo")


def test_a_page_is_told_of_a_change_at_once_and_asks_again_when_the_server_came_back(visit, served):
    ada = is_connected(visit("ada", MAP))
    ada.evaluate(COUNT)
    signalled(served, "product-1")
    ada.wait_for_function("() => window.asked >= 1")
    ada.evaluate("() => { window.asked = 0; }")

    for worker in workers(served):
        worker.kill()

    ada.wait_for_function("() => window.asked >= 1")
    expect(ada.locator("#offline")).to_be_hidden()
    expected_faults(visit)


def test_a_page_whose_stream_cannot_begin_says_so_and_begins_when_it_can(visit):
    ada = visit("ada", MAP)
    ada.route("**/live/?*", lambda route: route.abort())
    ada.reload()
    expect(ada.locator("#offline")).to_be_visible()

    ada.unroute("**/live/?*")

    expect(ada.locator("#offline")).to_be_hidden(timeout=40_000)
    is_connected(ada)
    expected_faults(visit)


def test_a_stream_that_failed_before_the_script_was_there_is_begun_again(visit):
    ada = visit("ada", MAP)
    scripts = []
    ada.route("**/live/?*", lambda route: route.abort())
    ada.route("**/live/live*.js*", lambda route: scripts.append(route))
    with ada.expect_event("requestfailed", lambda request: "/live/?" in request.url):
        ada.reload(wait_until="commit")
    ada.wait_for_function("() => !document.querySelector('#live').matches('.htmx-request')")
    ada.unroute("**/live/?*")
    for route in scripts:
        route.continue_()

    is_connected(ada)
    expected_faults(visit)
