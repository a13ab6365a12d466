"""What comes to the bridge in the same instant."""

import asyncio
import threading

import pytest
from django.http import HttpResponse
from django.urls import get_script_prefix, set_script_prefix

from goldthread.config.wsgi_bridge import Pages
from goldthread.kit.together import all_who_ask, together
from goldthread.live.tests.loop import in_a_loop

from .test_wsgi_bridge import Body, Client


@in_a_loop
async def test_whoever_comes_while_others_are_done_is_done_before_anybody_is_answered():
    begun, free, seen = threading.Event(), threading.Event(), []

    def write(said):
        begun.set()
        free.wait(10)
        seen.append(said)
        return said

    def answered(came):
        seen.append("answered")
        return HttpResponse(came)

    def application(environ, start_response):
        start_response("200 Fine", [])
        return together("box", write, environ["wsgi.input"].read(), answered)

    pages = Pages(application, limit=1000, slow=(), together=("/ballot/",), look=lambda: seen.append("looked"))
    first = Client(pages, path="/room/ballot/").send(b"one")
    await asyncio.to_thread(begun.wait, 10)
    others = [Client(pages, path="/room/ballot/").send(word) for word in (b"two", b"three")]
    while len(pages._crowd._waiting) < len(others):
        await asyncio.sleep(0)
    free.set()

    assert [await one.answer() for one in (first, *others)] == [(200, b"one"), (200, b"two"), (200, b"three")]
    assert seen.index("looked") == 2
    assert [one for one in seen if one != "looked"] == [
        [b"one"],
        [b"two", b"three"],
        "answered",
        "answered",
        "answered",
    ]


@in_a_loop
async def test_what_is_slow_is_no_part_of_it():
    free, done = threading.Event(), []

    def application(environ, start_response):
        if environ["PATH_INFO"].startswith("/accounts/"):
            free.wait(10)
        start_response("200 Fine", [])
        return together("box", lambda said: done.append(len(said)) or said, "one", HttpResponse)

    pages = Pages(application, limit=1000, slow=("/accounts/",), together=("/ballot/",))
    slow = Client(pages, path="/accounts/ballot/").send()
    assert await Client(pages, path="/room/ballot/").send().answer() == (200, b"one")
    free.set()
    assert await slow.answer() == (200, b"one")
    assert done == [1, 1]


@in_a_loop
async def test_what_is_answered_and_told_afterwards_leads_below_the_path_of_the_installation():
    def application(environ, start_response):
        set_script_prefix("/goals/")
        start_response("200 Fine", [])
        return together(
            "box", lambda said: [get_script_prefix()], "one", lambda did: HttpResponse(did + get_script_prefix())
        )

    pages = Pages(application, limit=1000, slow=(), together=("/ballot/",), prefix="/goals")
    assert await Client(pages, path="/room/ballot/").send().answer() == (200, b"/goals//goals/")
    assert await pages.ask(get_script_prefix) == "/goals/"


class Unreadable(list):
    """An answer that breaks when it is taken."""

    def __iter__(self):
        raise RuntimeError("bad")


@in_a_loop
async def test_an_answer_that_breaks_and_people_who_cannot_be_known_hold_up_nobody():
    begun, free = threading.Event(), threading.Event()

    def who(cookies):
        raise RuntimeError("bad")

    def application(environ, start_response):
        if environ["PATH_INFO"] == "/slow/":
            begun.set()
            free.wait(10)
        start_response("200 Fine", [])
        return Unreadable() if environ["PATH_INFO"] == "/bad/ballot/" else Body(b"well")

    pages = Pages(application, limit=1000, slow=(), together=("/ballot/",), who=who)
    busy = Client(pages, path="/slow/").send()
    await asyncio.to_thread(begun.wait, 10)
    bad, good = (Client(pages, path=f"/{one}/ballot/").send() for one in ("bad", "good"))
    while len(pages._crowd._waiting) < 2:
        await asyncio.sleep(0)
    free.set()

    assert await busy.answer() == (200, b"well")
    assert await good.answer() == (200, b"well")
    with pytest.raises(RuntimeError, match="bad"):
        await bad.answer()


@in_a_loop
async def test_of_several_who_come_at_once_it_is_asked_first_who_they_are():
    begun, free, asked = threading.Event(), threading.Event(), []

    def who(cookies):
        asked.append(sorted(cookies))
        return frozenset({1, 2})

    def application(environ, start_response):
        if environ["PATH_INFO"] == "/slow/":
            begun.set()
            free.wait(10)
        start_response("200 Fine", [])
        return Body(str(sorted(all_who_ask())).encode())

    pages = Pages(application, limit=1000, slow=(), together=("/ballot/",), who=who)
    busy = Client(pages, path="/slow/").send()
    await asyncio.to_thread(begun.wait, 10)
    voters = [Client(pages, path="/room/ballot/", headers=[(b"cookie", said)]).send() for said in (b"a=1", b"b=2")]
    while len(pages._crowd._waiting) < len(voters):
        await asyncio.sleep(0)
    free.set()

    assert await busy.answer() == (200, b"[]")
    assert [await one.answer() for one in voters] == [(200, b"[1, 2]")] * 2
    assert asked == [["a=1", "b=2"]]
    assert await Client(pages, path="/room/ballot/").send().answer() == (200, b"[]")
