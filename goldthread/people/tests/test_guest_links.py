"""Guests by link: what a link opens, to whom, for how long; and what it never opens."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from goldthread.kit import clock, registry
from goldthread.live import access as live
from goldthread.people import guest_pass
from goldthread.people.models import GuestLink, LinkGuest, NamedPerson
from goldthread.people.models.guest_link import SALT

MAP = "/northwind/lighter/"


@pytest.fixture
def nadia(crew):
    """A link for Nadia and its token."""
    return GuestLink.make(crew.product, "Nadia", by=crew.ada)


def opened(token, browser=None, **ways):
    browser = browser or Client(**ways)
    return browser, browser.get(reverse("people:guest", args=[token]))


def comment(browser, goal, text="I would pay for this."):
    return browser.post(f"{MAP}comments/goal/{goal.pk}/", {"text": text})


def test_the_first_look_exchanges_the_link_for_a_cookie_and_leaves_its_address(crew, nadia):
    browser, answer = opened(nadia[1])
    assert (answer.status_code, answer["Location"]) == (303, MAP)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    kept = answer.cookies[f"goldthread-guest-{crew.product.pk}"]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == (MAP, True, "Lax")
    assert nadia[1] not in str(answer.cookies)
    page = browser.get(MAP).content.decode()
    assert "Lose weight and keep it off" in page
    assert "Nadia, guest" in page


def test_a_guest_comments_and_is_named_as_a_guest(crew, nadia):
    browser, _answer = opened(nadia[1])
    assert comment(browser, crew.goals["next"]).status_code < 400
    page = Client()
    page.force_login(crew.ada)
    said = page.get(f"{MAP}goals/{crew.goals['next'].number}/").content.decode()
    assert "I would pay for this." in said
    assert "Nadia, guest" in said


def test_a_link_to_see_does_not_let_comment(crew):
    _link, token = GuestLink.make(crew.product, "Nadia", by=crew.ada, scope=GuestLink.Scope.SEE)
    browser, _answer = opened(token)
    assert browser.get(MAP).status_code == 200
    assert comment(browser, crew.goals["next"]).status_code == 403


def test_the_same_browser_comes_in_again_as_the_same_guest(nadia):
    browser, _answer = opened(nadia[1])
    assert opened(nadia[1], browser)[1]["Location"] == MAP
    assert LinkGuest.objects.count() == 1


def test_a_forwarded_link_asks_who_somebody_is_and_tells_them_apart(crew, nadia):
    opened(nadia[1])
    browser, answer = opened(nadia[1])
    assert answer["Location"] == reverse("people:guest_who")
    assert "This link was made for Nadia" in browser.get(reverse("people:guest_who")).content.decode()
    assert browser.get(MAP).status_code == 302
    assert browser.post(reverse("people:guest_who"), {"name": " "}).status_code == 422
    assert browser.post(reverse("people:guest_who"), {"name": "Tom"}).status_code == 303
    assert comment(browser, crew.goals["next"], "Me too.").status_code < 400
    maker = Client()
    maker.force_login(crew.ada)
    listed = maker.get(reverse("people:guest_links", args=["northwind", "lighter"])).content.decode()
    assert "Tom, by the link of Nadia" in listed
    assert "It was passed on" in listed


def test_one_browser_is_turned_out_and_the_other_stays(crew, nadia):
    first, _answer = opened(nadia[1])
    second, _answer = opened(nadia[1])
    second.post(reverse("people:guest_who"), {"name": "Tom"})
    LinkGuest.objects.get(is_first=False).revoke(by=crew.ada)
    assert first.get(MAP).status_code == 200
    assert second.get(MAP).status_code == 302
    nadia[0].revoke(by=crew.ada)
    assert first.get(MAP).status_code == 302


@pytest.mark.parametrize("end", ["revoked", "over", "restricted"])
def test_a_link_that_ended_opens_nothing_and_neither_does_its_cookie(crew, nadia, end):
    browser, _answer = opened(nadia[1])
    streams = "; ".join(f"{name}={one.value}" for name, one in browser.cookies.items())
    topics = [f"product-{crew.product.pk}"]
    assert live.listening(streams, topics).status == 200
    if end == "revoked":
        nadia[0].revoke(by=crew.ada)
    elif end == "over":
        GuestLink.objects.update(ends_at=clock.now() - timedelta(seconds=1))
    else:
        NamedPerson.restrict(crew.product, [], by=crew.ada, because="")
    assert opened(nadia[1])[1].status_code == 410
    assert browser.get(MAP).status_code == 302
    assert comment(browser, crew.goals["next"]).status_code in (302, 401)
    assert live.listening(streams, topics).status == 401


def test_forged_and_guessed_links_open_nothing_and_are_counted(crew, nadia):
    token = nadia[1]
    for wrong in (
        token[:-1],
        token + "x",
        f"{crew.organisation.pk + 1}-{token.partition('-')[2]}",
        "1-",
        "x",
        "1" * 90,
    ):
        assert opened(wrong)[1].status_code == 404
    guesser = Client(REMOTE_ADDR="192.0.2.77")
    codes = {opened(f"{crew.organisation.pk}-{number}", guesser)[1].status_code for number in range(32)}
    assert codes == {404, 429}
    assert opened(token, guesser)[1].status_code == 429


def test_a_cookie_is_worth_nothing_elsewhere_or_altered(crew, nadia):
    browser, _answer = opened(nadia[1])
    name = f"goldthread-guest-{crew.product.pk}"
    words = browser.cookies[name].value
    other = crew.organisation.add_product("Heavier", by=crew.ada)
    forged = Client()
    for mine, told in (
        (f"goldthread-guest-{other.pk}", words),
        (name, words[:-2]),
        (name, signing.dumps([crew.organisation.pk, 1, "guessed"], salt=SALT)),
        (name, signing.dumps("words", salt=SALT)),
    ):
        forged.cookies[mine] = told
        for address in (MAP, "/northwind/heavier/"):
            if (mine, told, address) != (name, words, MAP):
                assert forged.get(address).status_code == 302, (mine, address)
        del forged.cookies[mine]
    # A browser would not send it there; somebody who writes requests by hand would.
    elsewhere = Client()
    elsewhere.cookies[name] = words
    for address in (
        "/northwind/",
        "/northwind/people/",
        "/me/",
        "/new/",
        "/northwind/heavier/",
        "/northwind/search/",
        "/southsea/",
    ):
        assert elsewhere.get(address).status_code in (302, 404), address


def test_a_guest_sees_no_people_no_addresses_and_takes_nothing_out(crew, nadia):
    browser, _answer = opened(nadia[1])
    goal = crew.goals["next"]
    pages = ("", "list/", "board/", "roadmap/", "sprint/", f"goals/{goal.number}/", "comments/names/?q=a")
    for page in pages:
        answer = browser.get(MAP + page)
        assert answer.status_code == 200, page
        said = answer.content.decode()
        assert "@northwind.example" not in said
        assert "/northwind/people/" not in said
        assert "/accounts/" not in said, page
    assert "Ada" not in browser.get(f"{MAP}comments/names/?q=a").content.decode()
    for page in ("export/", "paste/", "import/", "stakeholders/", "goals/new/", f"goals/{goal.number}/wording/"):
        assert browser.get(MAP + page).status_code in (302, 403, 404), page
    assert browser.post(f"{MAP}goals/{goal.number}/closing/", {"result": "met"}).status_code == 403


def test_a_guest_is_told_of_their_product_alone(crew, nadia):
    opened(nadia[1])
    guest = LinkGuest.objects.get()
    assert registry.may_listen(guest.person, f"goal-{crew.goals['next'].pk}")
    for topic in (f"organisation-{crew.organisation.pk}", f"person-{crew.ada.pk}"):
        assert not registry.may_listen(guest.person, topic)
    words = {f"goldthread-guest-{crew.product.pk}-live": guest.pass_words("guessed")}
    assert guest_pass.listener(words, [f"product-{crew.product.pk}"]) is None


def test_who_is_signed_in_stays_who_they_are(crew, nadia):
    browser, _answer = opened(nadia[1])
    browser.force_login(crew.cy)
    page = browser.get(MAP).content.decode()
    assert "Nadia, guest" not in page
    assert "Cy Okafor" in page


def test_a_guest_cannot_write_from_another_site(crew, nadia):
    browser = Client(enforce_csrf_checks=True)
    opened(nadia[1], browser)
    assert comment(browser, crew.goals["next"]).status_code == 403


def test_a_guest_does_not_flood_the_comments(crew, nadia):
    browser, _answer = opened(nadia[1])
    codes = [comment(browser, crew.goals["next"], f"Word {number}").status_code for number in range(31)]
    assert codes[-1] == 429
    assert max(codes[:30]) < 400


def test_a_link_is_shown_once_and_sent_without_keeping_the_address(crew, mailoutbox):
    maker = Client()
    maker.force_login(crew.fay)
    address = reverse("people:guest_links", args=["northwind", "lighter"])
    until = (clock.today("Europe/Berlin") + timedelta(days=30)).isoformat()
    said = {"name": "Nadia", "scope": "comment", "until": until, "email": "nadia@buyer.example"}
    assert maker.post(address, said).status_code == 303
    first, second = (maker.get(address).content.decode() for _time in range(2))
    assert "/guests/" in first
    assert "guest-address" not in second
    (mail,) = mailoutbox
    assert mail.to == ["nadia@buyer.example"]
    assert "nadia@buyer.example" not in str(GuestLink.objects.values())
    assert maker.post(address, {**said, "until": "2020-01-01"}).status_code == 422


def test_answers_to_people_and_guests_are_kept_by_nobody(crew, nadia):
    guest, _answer = opened(nadia[1])
    member = Client()
    member.force_login(crew.cy)
    for browser in (guest, member):
        assert browser.get(MAP)["Cache-Control"] == "private, no-store"
        assert browser.get(f"{MAP}goals/99999/")["Cache-Control"] == "private, no-store"
