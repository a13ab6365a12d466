"""The whole product behind a proxy that ends TLS: everything says https, though the proxy asks it over plain HTTP."""

import asyncio
import re
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from urllib.parse import urlencode, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.installation import free_port
from tests.support.scenario import PASSWORD

HOST = "localhost"
PATIENCE_SECONDS = 20
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PAGE = "/northwind/lighter/"


def certificate(folder):
    """A self-made certificate for localhost, with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "proxy.pem"
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *plain) + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


class Proxy:
    """Ends TLS and hands each request on, with what a proxy says of it in place of what the visitor claims."""

    def __init__(self, port, behind):
        self.port, self.behind = port, behind

    async def serve(self, context, ready, done):
        server = await asyncio.start_server(self._visit, "127.0.0.1", self.port, ssl=context)
        async with server:
            ready.set()
            await asyncio.get_running_loop().run_in_executor(None, done.wait)

    async def _visit(self, reader, writer):
        there, onwards = await asyncio.open_connection(*self.behind)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            onwards.write(self._said(head))
            sending = asyncio.create_task(_hand_on(reader, onwards))
            await _hand_on(there, writer)
            sending.cancel()
        finally:
            onwards.close()
            writer.close()

    def _said(self, head):
        line, *headers = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
        kept = [one for one in headers if not one.lower().startswith((b"x-forwarded-", b"connection:"))]
        said = [
            b"X-Forwarded-For: 192.0.2.7",
            b"X-Forwarded-Proto: https",
            f"X-Forwarded-Host: {HOST}:{self.port}".encode(),
        ]
        return b"\r\n".join([line, *kept, *said, b"Connection: close", b"", b""])


async def _hand_on(reader, writer):
    while piece := await reader.read(65536):
        writer.write(piece)
        await writer.drain()


@contextmanager
def proxied(port, behind, folder):
    file = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    ready, done = threading.Event(), threading.Event()
    proxy = Proxy(port, behind)
    thread = threading.Thread(target=asyncio.run, args=(proxy.serve(context, ready, done),))
    thread.start()
    try:
        assert ready.wait(PATIENCE_SECONDS)
        yield ssl.create_default_context(cafile=file)
    finally:
        done.set()
        thread.join(PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def site(workshop, crew_template, tmp_path_factory):
    """The product at https://localhost:port; gives the port, the trust in its certificate and the installation."""
    port = free_port()
    installation = workshop.copy(crew_template)
    url = f"https://{HOST}:{port}"
    # Nobody takes mail at this port, so what was written stays in the outbox to be read.
    said = {"GOLDTHREAD_URL": url, "GOLDTHREAD_PROXIES": "1", "GOLDTHREAD_MAIL_URL": "smtp://127.0.0.1:1"}
    with installation.served(**said) as running:
        parts = urlsplit(running.address)
        with proxied(port, (parts.hostname, parts.port), tmp_path_factory.mktemp("proxy")) as trust:
            yield port, trust, running


class Browser:
    """Keeps cookies as a browser does, and sends what a browser sends with a form."""

    def __init__(self, site):
        self.port, self.trust, self.running = site
        self.origin = f"https://{HOST}:{self.port}"
        self.cookies, self.set = {}, {}

    def open(self, path, method="GET", body=None, **headers):
        host = HTTPSConnection(HOST, self.port, timeout=PATIENCE_SECONDS, context=self.trust)
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        host.request(method, path, body, said)
        answer = host.getresponse()
        for one in answer.headers.get_all("Set-Cookie") or ():
            name, _is, value = one.partition(";")[0].partition("=")
            self.cookies[name], self.set[name] = value, one
        return answer

    def ask(self, path, **headers):
        answer = self.open(path, **headers)
        return answer.status, answer.headers, answer.read().decode()

    def send(self, path, words, **headers):
        """Open a page with a form and send it back."""
        token = TOKEN.search(self.ask(path)[2])[1]
        body = urlencode({"csrfmiddlewaretoken": token, **words})
        said = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin, **headers}
        answer = self.open(path, "POST", body, **said)
        return answer.status, answer.headers, answer.read().decode()


@pytest.fixture
def visitor(site):
    return Browser(site)


@pytest.fixture
def ada(visitor):
    """Signed in with her password, through the proxy."""
    status, headers, _text = visitor.send("/accounts/login/", {"login": "ada@northwind.example", "password": PASSWORD})
    assert (status, headers["Location"]) == (302, "/")
    return visitor


def test_cookies_leave_only_over_tls_and_belong_to_this_host(ada):
    assert {"__Host-goldthread", "__Host-goldthread-form"} <= ada.set.keys()
    ada.ask(PAGE)
    for name, one in [kept for kept in ada.set.items() if "Max-Age=0" not in kept[1]]:
        assert "; Secure" in one, name
        assert "Path=/" in one, name
        assert "Domain" not in one, name
    assert "HttpOnly" in ada.set["__Host-goldthread"]


def test_every_answer_tells_browsers_to_stay_with_tls(visitor):
    for path in ("/accounts/login/", PAGE, "/nothing/", "/static/kit/tokens.css", "/health/"):
        assert visitor.ask(path)[1]["Strict-Transport-Security"].startswith("max-age=31536000"), path


def test_ways_to_other_pages_stay_within_tls(ada):
    for path in ("/", "/northwind", "/accounts/sessions/"):
        place = ada.ask(path)[1]["Location"]
        assert place.startswith(("/", f"{ada.origin}/")), f"{path} leads to {place}"
        assert not place.startswith("//"), path


def test_a_form_is_taken_from_our_own_pages_and_from_nowhere_else(ada):
    words = {"statement": "Cook", "level": "user_goal"}
    for origin, status in ((ada.origin, 302), (f"http://{HOST}:{ada.port}", 403), ("https://evil.example", 403)):
        assert ada.send(f"{PAGE}candidates/new/", words, Origin=origin)[0] == status, origin


def test_a_form_without_an_origin_needs_a_page_of_ours_that_it_came_from(ada):
    token = TOKEN.search(ada.ask(f"{PAGE}candidates/new/")[2])[1]
    body = urlencode({"csrfmiddlewaretoken": token, "statement": "Bake", "level": "user_goal"})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    for referer, status in ((f"{ada.origin}{PAGE}", 302), ("https://evil.example/", 403), ("", 403)):
        said = {**kind, **({"Referer": referer} if referer else {})}
        assert ada.open(f"{PAGE}candidates/new/", "POST", body, **said).status == status, referer


OUTBOX = """
import django
django.setup()
from goldthread.journal.models import Mail
print("\\n".join(Mail.objects.values_list("text", flat=True)))
"""


def mailed(running, pattern):
    """What a mail says, while it waits in the outbox or once it has left: to the server's output, where no mail server is set."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        waiting = running.installation.python("-c", OUTBOX, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
        said = waiting.stdout + running.log.read_text()
        if found := re.search(pattern, said):
            return found[0]
        assert time.monotonic() < ends, said + waiting.stderr


def test_an_invitation_leads_to_the_address_in_front(ada):
    status, headers, _text = ada.send("/northwind/invitations/", {"emails": "new@northwind.example", "role": "member"})
    assert (status, headers["Location"]) == (303, "/northwind/people/")
    link = mailed(ada.running, r"https?://\S+/join/\S+")
    assert link.startswith(f"{ada.origin}/northwind/join/")
    assert "invites you to Northwind" in Browser((ada.port, ada.trust, ada.running)).ask(urlsplit(link).path)[2]


def test_a_file_is_sent_up_and_down_through_the_proxy(ada):
    goal = re.search(r'action="(/northwind/lighter/comments/goal/\d+/)"', ada.ask(f"{PAGE}goals/4/")[2])[1]
    token = TOKEN.search(ada.ask(f"{PAGE}goals/4/")[2])[1]
    content = "a line\n" * 100_000
    parts = [
        f'Content-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}',
        'Content-Disposition: form-data; name="text"\r\n\r\nSee',
        f'Content-Disposition: form-data; name="files"; filename="plan.txt"\r\nContent-Type: text/plain\r\n\r\n{content}',
    ]
    body = "".join(f"--edge\r\n{part}\r\n" for part in parts) + "--edge--\r\n"
    said = {"Content-Type": "multipart/form-data; boundary=edge", "Origin": ada.origin}
    assert ada.open(goal, "POST", body.encode(), **said).status == 302
    file = re.search(r'href="(/northwind/lighter/attachments/\d+/)"', ada.ask(f"{PAGE}goals/4/")[2])[1]
    status, headers, text = ada.ask(file)
    assert (status, headers["Content-Disposition"]) == (200, 'attachment; filename="plan.txt"')
    assert text == content


def test_the_live_stream_passes_the_proxy_event_by_event(ada):
    address = re.search(r'hx-sse:connect="([^"]+)"', ada.ask(PAGE)[2])[1].replace("&amp;", "&")
    stream = ada.open(address, **{"Sec-Fetch-Site": "same-origin", "Origin": ada.origin})
    assert (stream.status, stream.headers["X-Accel-Buffering"]) == (200, "no")
    assert _hears(stream, "listening")
    ada.send(f"{PAGE}candidates/new/", {"statement": "Roast", "level": "user_goal"})
    assert _hears(stream, "product-1")
    stream.close()


def _hears(stream, event):
    while line := stream.readline():
        if line.decode().strip() == f"event: {event}":
            return True
    return False
