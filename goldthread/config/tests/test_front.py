import pytest

from goldthread.config.front import as_the_visitor_sees_it

PEER = ("10.0.0.9", 4711)


def seen(path="/today/", proxies=0, root="", scheme="https", **said):
    headers = [
        (b"host", b"goals.internal"),
        *((name.replace("_", "-").encode(), value.encode()) for name, value in said.items()),
    ]
    scope = {"headers": headers, "client": PEER, "scheme": "http", "path": path, "raw_path": path.encode()}
    return as_the_visitor_sees_it(scope, proxies=proxies, scheme=scheme, root=root)


def header(scope, name):
    return [value for key, value in scope["headers"] if key == name]


def test_without_trusted_proxies_nobody_can_claim_another_address():
    scope = seen(
        x_forwarded_for="203.0.113.5",
        x_forwarded_proto="https",
        x_forwarded_host="evil.example",
        forwarded="for=203.0.113.5",
    )

    assert scope["client"] == PEER
    assert scope["scheme"] == "http"
    assert scope["headers"] == [(b"host", b"goals.internal")]


@pytest.mark.parametrize(
    ("proxies", "chain", "client"),
    [
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (2, "198.51.100.1, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (2, "203.0.113.5", "203.0.113.5"),
        (1, "203.0.113.5:8080", "203.0.113.5"),
        (1, "2001:db8::5", "2001:db8::5"),
        (1, "[2001:db8::5]:8080", "2001:db8::5"),
    ],
)
def test_the_visitors_address_is_the_one_the_outermost_trusted_proxy_saw(proxies, chain, client):
    assert seen(proxies=proxies, x_forwarded_for=chain)["client"] == (client, 0)


@pytest.mark.parametrize("chain", ["unknown", "", "not an address", "::::"])
def test_an_address_that_is_none_is_not_believed(chain):
    assert seen(proxies=1, x_forwarded_for=chain)["client"] == PEER


def test_a_proxy_says_by_which_scheme_and_host_the_visitor_came():
    scope = seen(proxies=1, x_forwarded_proto="https", x_forwarded_host="goals.example.org", scheme="http")

    assert scope["scheme"] == "https"
    assert header(scope, b"host") == [b"goals.example.org"]


@pytest.mark.parametrize("said", ["", "gopher"])
def test_a_proxy_that_does_not_say_the_scheme_serves_the_public_address(said):
    assert seen(proxies=1, x_forwarded_proto=said, scheme="https")["scheme"] == "https"


@pytest.mark.parametrize(
    ("path", "below"),
    [
        ("/goals/today/", "/today/"),
        ("/goals/", "/"),
        ("/goals", "/"),
        ("/today/", "/today/"),
        ("/goalscorers/", "/goalscorers/"),
    ],
)
def test_below_a_sub_path_the_rest_is_the_path_whether_or_not_the_proxy_cut_it(path, below):
    scope = seen(path, root="/goals")

    assert (scope["root_path"], scope["path"]) == ("/goals", below)


def test_letters_beyond_ascii_in_a_path_are_read():
    scope = seen("/z%C3%BCrich/")

    assert (scope["path"], scope["raw_path"]) == ("/zürich/", b"/z%C3%BCrich/")
