import pytest

from goldthread.live.request import BODY_BYTES, Refused, Request, form

from .loop import in_a_loop


def request(method="GET", query=b"", **said):
    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in said.items()]
    scope = {"method": method, "query_string": query, "headers": [(b"host", b"goals.internal"), *headers]}
    return Request(scope, site="goals.example.org")


@pytest.mark.parametrize(
    ("method", "said", "is_ours"),
    [
        ("GET", {}, True),
        ("GET", {"sec_fetch_site": "same-origin"}, True),
        ("GET", {"sec_fetch_site": "none"}, True),
        ("GET", {"sec_fetch_site": "same-site"}, False),
        ("GET", {"sec_fetch_site": "cross-site"}, False),
        ("GET", {"origin": "https://goals.example.org"}, True),
        ("GET", {"origin": "http://goals.internal"}, True),
        ("GET", {"origin": "https://evil.example"}, False),
        ("GET", {"origin": "null"}, False),
        ("GET", {"sec_fetch_site": "cross-site", "origin": "https://goals.example.org"}, False),
        ("POST", {}, False),
        ("POST", {"sec_fetch_site": "none"}, False),
        ("POST", {"sec_fetch_site": "same-origin"}, True),
        ("POST", {"origin": "https://goals.example.org"}, True),
        ("POST", {"origin": "https://goals.example.org.evil.example"}, False),
    ],
)
def test_only_our_own_pages_may_ask(method, said, is_ours):
    assert request(method, **said).is_from_our_pages() is is_ours


def test_cookies_that_a_proxy_split_are_one_again():
    scope = {"method": "GET", "query_string": b"", "headers": [(b"cookie", b"a=1"), (b"cookie", b"b=2")]}

    assert Request(scope, "").cookie == "a=1; b=2"


@pytest.mark.parametrize("query", [b"topic=\xff", b"&".join(b"topic=x" for _ in range(101))])
def test_a_query_that_cannot_be_read_is_refused(query):
    with pytest.raises(Refused) as refusal:
        request(query=query)

    assert refusal.value.status == 400


async def arriving(*messages):
    for message in messages:
        yield message


@in_a_loop
async def test_a_form_is_read_from_its_pieces():
    pieces = arriving(
        {"type": "http.request", "body": b"topic=goal-42&pl", "more_body": True},
        {"type": "http.request", "body": b"ace=goal-42-why"},
    )

    assert await form(pieces.__anext__) == {"topic": ["goal-42"], "place": ["goal-42-why"]}


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ({"type": "http.request", "body": b"x" * (BODY_BYTES + 1), "more_body": True}, 413),
        ({"type": "http.disconnect"}, 400),
    ],
)
def test_a_form_that_is_too_long_or_breaks_off_is_refused(message, status):
    @in_a_loop
    async def story():
        with pytest.raises(Refused) as refusal:
            await form(arriving(message).__anext__)
        assert refusal.value.status == status

    story()
