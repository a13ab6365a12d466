"""The client against strangers on loopback: nothing reaches inside, nothing lasts, nothing grows."""

import gzip
import resource
import time
import zlib

import pytest

from goldthread.kit.outbound.addresses import Allowed, Refused, allowed
from goldthread.kit.outbound.client import Client, Failed
from goldthread.kit.outbound.limits import Limits
from tests.support.strangers import answering, endless, sending_on, stranger

SOON = Limits(connect_seconds=0.3, total_seconds=1.0)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.fixture
def far():
    """A stranger that the operator has listed, so that loopback stands for the open network."""
    with stranger() as one:
        yield one


@pytest.fixture
def inside(far):
    """What must not be reached: the same port, one address further."""
    with stranger("127.0.0.2", far.port) as one:
        one.ways["/"] = answering(b"1")
        yield one


def asking(far, limits=SOON, **more):
    return Client(allowed(f"127.0.0.1/32:{far.port} far.example:{far.port}"), limits, **more)


def said(client, address, **more):
    with pytest.raises(Failed) as failed:
        client.get(address, **more)
    return failed.value.says


def test_an_answer_comes_whole_and_unpacked(far):
    far.ways["/"] = answering(
        gzip.compress(b'{"a": 1}'), more="Content-Encoding: gzip\r\n", kind="application/json; charset=UTF-8"
    )
    found = asking(far).get(far.url + "/?q=1")
    assert (found.kind, found.charset, found.body) == ("application/json", "utf-8", b'{"a": 1}')
    assert far.asked[0].startswith(b"GET /?q=1 HTTP/1.1\r\n")


def test_loopback_is_closed_to_who_is_not_listed(far):
    client = Client(Allowed(), SOON, resolve=lambda host, port: ["127.0.0.1"])
    with pytest.raises(Refused):
        client.get(far.url)
    assert said(client, "https://numbers.example.org/") == "unreachable"
    assert not far.asked


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/",
        "http://127.0.0.2:{port}/",
        "https://10.0.0.1/",
        "http://[::1]/",
        "file:///etc/passwd",
        "//127.0.0.2:{port}/",
        "http://2130706434:{port}/",
        "gopher://x/",
    ],
)
def test_a_redirect_leads_nowhere_inside(far, inside, status, to):
    far.ways["/"] = sending_on(to.format(port=far.port), status)
    assert said(asking(far), far.url) in ("elsewhere", "unreachable")
    assert not inside.asked


def test_a_name_that_a_redirect_leads_to_is_checked_anew(far, inside):
    far.ways["/"] = sending_on(f"http://far.example:{far.port}/next")
    client = Client(
        allowed(f"127.0.0.1/32:{far.port} far.example"),
        SOON,
        resolve=lambda host, port: ["169.254.169.254"] if host == "far.example" else ["127.0.0.1"],
    )
    assert said(client, far.url) == "unreachable"


def test_a_host_is_asked_for_its_address_once_and_that_one_is_used(far, inside):
    answers = [["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"]]
    far.ways["/"] = answering(b"7")
    client = Client(
        allowed(f"127.0.0.1/32:{far.port} far.example:{far.port}"), SOON, resolve=lambda host, port: answers.pop(0)
    )
    assert client.get(f"http://far.example:{far.port}/").body == b"7"
    assert len(answers) == 2
    assert not inside.asked


def test_a_name_that_turns_inside_between_two_hops_is_refused(far, inside):
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    far.ways["/"] = sending_on("/again")
    client = Client(
        allowed(f"127.0.0.1/32:{far.port} far.example:{far.port + 1}"), SOON, resolve=lambda host, port: answers.pop(0)
    )
    with pytest.raises(Refused):
        client.get(f"http://far.example:{far.port}/")
    assert not inside.asked


def test_no_more_than_three_redirects_are_followed(far):
    far.ways["/"] = sending_on("/")
    assert said(asking(far), far.url) == "elsewhere"
    assert len(far.asked) == 4


def test_a_token_does_not_follow_to_another_host(far):
    with stranger() as other:
        far.ways["/"] = sending_on(other.url + "/there")
        other.ways["/there"] = answering(b"7")
        client = Client(allowed(f"127.0.0.1/32:{far.port} 127.0.0.1/32:{other.port}"), SOON)
        assert client.get(far.url, headers={"Authorization": "Bearer canary", "X-Key": "canary"}).body == b"7"
    assert b"canary" in far.asked[0]
    assert b"canary" not in other.asked[0]


def test_a_token_stays_with_its_own_host(far):
    far.ways["/"] = sending_on("/there")
    far.ways["/there"] = answering(b"7")
    asking(far).get(far.url, headers={"Authorization": "Bearer canary"})
    assert b"canary" in far.asked[1]


@pytest.mark.parametrize("token", ["a\r\nX-Other: 1", "a\nb", "a\x00b", "ä", " a", ""])
def test_a_token_cannot_add_a_header(far, token):
    with pytest.raises(Refused):
        asking(far).get(far.url, headers={"Authorization": token})
    assert not far.asked


def test_cookies_and_proxies_of_the_environment_play_no_part(far, inside, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, inside.url)
    far.ways["/"] = answering(b"7", more="Set-Cookie: a=canary\r\n")
    client = asking(far)
    client.get(far.url)
    client.get(far.url)
    assert b"canary" not in far.asked[1]
    assert not inside.asked


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_a_bomb_is_put_down_before_it_bursts(far):
    packing = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = b"".join(packing.compress(bytes(1024 * 1024)) for _piece in range(200)) + packing.flush()
    far.ways["/"] = answering(bomb, more="Content-Encoding: gzip\r\n")
    before = memory()
    assert said(asking(far), far.url) == "too much"
    assert memory() - before < 20 * 1024


def test_a_body_without_end_is_not_listened_to_for_long(far):
    far.ways["/"] = endless(HEAD + b"\r\n", b"x" * 65536, far.over)
    assert said(asking(far), far.url) == "too much"


def test_chunks_without_end_are_not_listened_to_for_long(far):
    far.ways["/"] = endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"4000\r\n" + b"x" * 0x4000 + b"\r\n", far.over
    )
    assert said(asking(far), far.url) == "too much"


@pytest.mark.parametrize(
    ("head", "piece"),
    [(b"", b"H"), (b"HTTP/1.1 200 OK\r\n", b"A"), (HEAD + b"\r\n", b"1"), (b"HTTP/1.1 100 Continue\r\n\r\n", b"H")],
    ids=["before the first line", "in the headers", "in the body", "after an interim answer"],
)
def test_an_answer_that_drips_ends_with_the_time(far, head, piece):
    far.ways["/"] = endless(head, piece, far.over, 0.05)
    began = time.monotonic()
    assert said(asking(far), far.url) == "unreachable"
    assert time.monotonic() - began < 1.6


def test_a_name_that_nobody_answers_for_ends_with_the_time(far):
    def never(host, port):
        far.over.wait(5)
        return ["8.8.8.8"]

    began = time.monotonic()
    assert said(Client(Allowed(), SOON, resolve=never), "https://numbers.example.org/") == "unreachable"
    assert time.monotonic() - began < 1.0


@pytest.mark.parametrize(
    "way",
    [
        answering(b"", more="X-Long: " + "x" * 90_000 + "\r\n"),
        answering(b"", more="".join(f"X-{n}: {'x' * 900}\r\n" for n in range(90))),
    ],
    ids=["long", "many"],
)
def test_headers_are_bounded(far, way):
    far.ways["/"] = way
    assert said(asking(far), far.url) in ("too much", "unreachable")


def test_headers_without_end_are_not_listened_to_for_long(far):
    far.ways["/"] = endless(HEAD, b"X-Again: " + b"x" * 200 + b"\r\n", far.over)
    assert said(asking(far), far.url) in ("too much", "unreachable")


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"Content-Length: 99\r\n\r\n{}",
        HEAD + b"Content-Length: -1\r\n\r\n{}",
        HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"not http at all\r\n\r\n",
        b"",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
)
def test_what_breaks_the_protocol_is_no_answer(far, raw):
    far.ways["/"] = lambda line, asked: line.sendall(raw)
    with pytest.raises(Failed):
        asking(far).get(far.url)


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", b"not packed"), ("gzip", gzip.compress(b"7", mtime=0)[:-6]), ("br", b"x"), ("gzip, gzip", b"x")],
)
def test_what_cannot_be_unpacked_is_said_so(far, coding, body):
    far.ways["/"] = answering(body, more=f"Content-Encoding: {coding}\r\n")
    assert said(asking(far), far.url) == "garbled"


def test_a_status_is_told_and_its_body_is_not(far):
    far.ways["/"] = answering(b"canary", status="500 canary")
    with pytest.raises(Failed) as failed:
        asking(far).get(far.url)
    assert (failed.value.says, failed.value.status) == ("status", 500)
    assert "canary" not in repr(failed.value)


def test_closed_inside_silent_and_badly_encrypted_look_and_last_alike(far):
    far.ways[""] = endless(b"", b"", far.over, 5)
    listed = allowed(f"127.0.0.1 shut.example {far.address}")
    asked = {
        "closed": (listed, "http://127.0.0.1:9/", None),
        "inside": (Allowed(), "https://inside.example/", ["10.0.0.1"]),
        "nobody": (Allowed(), "https://nobody.example/", []),
        "no TLS": (listed, f"https://127.0.0.1:{far.port}/", None),
    }
    took = {}
    for name, (allow, address, records) in asked.items():
        client = Client(
            allow, SOON, resolve=lambda host, port, found=records: ["127.0.0.1"] if found is None else found
        )
        began = time.monotonic()
        assert said(client, address) == "unreachable"
        took[name] = time.monotonic() - began
    assert all(0.29 <= seconds < 0.45 for seconds in took.values()), took


def test_a_body_is_sent_once_and_to_nobody_else(far):
    far.ways["/"] = sending_on("/there", "307 Temporary")
    with pytest.raises(Failed, match="elsewhere"):
        asking(far).post(far.url, b"{}")
    assert len(far.asked) == 1
