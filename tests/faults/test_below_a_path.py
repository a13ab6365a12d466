"""The whole product below a path of a host: behind a proxy that keeps the path, and behind one that cuts it off."""

import re
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from goldthread.journal.models import Once

ROOT = "/goals"
HERE = f"{ROOT}/northwind/lighter"
PAGES = ("/", "/board/", "/roadmap/", "/sprint/", "/list/", "/goals/1/", "/goals/1/wording/", "/candidates/", "/paste/")
ELSEWHERE = (
    f"{ROOT}/me/",
    f"{ROOT}/northwind/",
    f"{ROOT}/northwind/people/",
    f"{ROOT}/accounts/email/",
    f"{ROOT}/offline/",
    f"{ROOT}/nothing/",
)
ADDRESS = re.compile(r'(?:href|src|action|hx-get|hx-post|hx-sse:connect|data-[a-z-]*url)="([^"]*)"')


@pytest.fixture(scope="module")
def server(workshop, crew_template):
    installation = workshop.copy(crew_template)
    with installation.served(GOLDTHREAD_URL=f"http://127.0.0.1{ROOT}", GOLDTHREAD_PROXIES="1") as running:
        yield running


@pytest.fixture(params=["keeps", "cuts off"])
def ask(server, request):
    """Asks as the proxy would hand it on; gives status, headers and text."""

    def asked(path, method="GET", body=None, who="ada", **headers):
        assert path.startswith(ROOT)
        line = path if request.param == "keeps" else path.removeprefix(ROOT) or "/"
        host = HTTPConnection(urlsplit(server.address).netloc, timeout=60)
        said = {"X-Forwarded-Host": "127.0.0.1", "X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "http", **headers}
        if who:
            said["Cookie"] = f"goldthread={server.people[who]['session']}; {headers.get('Cookie', '')}"
        host.request(method, line, body, said)
        answer = host.getresponse()
        is_stream = answer.headers["Content-Type"].startswith("text/event-stream")
        text = "" if is_stream else answer.read().decode("utf-8", "replace")
        host.close()
        return answer.status, answer.headers, text

    return asked


def ours(text):
    """The addresses in a page that lead to this installation."""
    found = {one.replace("&amp;", "&") for one in ADDRESS.findall(text)}
    return {one for one in found if one and not one.startswith(("#", "?", "data:", "mailto:", "https://"))}


def test_every_address_on_every_page_leads_below_the_path(ask):
    wrong, files = [], set()
    for page in (*(HERE + one for one in PAGES), *ELSEWHERE):
        status, headers, text = ask(page)
        if status in (301, 302):
            wrong += [] if headers["Location"].startswith(f"{ROOT}/") else [f"{page} leads to {headers['Location']}"]
            continue
        assert status == (404 if "nothing" in page else 200), page
        wrong += [f"{one} on {page}" for one in ours(text) if not one.startswith(f"{ROOT}/")]
        files |= {one for one in ours(text) if one.startswith(f"{ROOT}/static/")}
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert files
    assert {ask(one, who="")[0] for one in files} == {200}


def test_who_is_signed_out_is_led_to_sign_in_and_back_below_the_path(ask):
    status, headers, _text = ask(f"{HERE}/board/", who="")
    assert (status, headers["Location"]) == (302, f"{ROOT}/accounts/login/?next={HERE}/board/")
    status, headers, text = ask(headers["Location"], who="")
    assert status == 200
    assert f'value="{HERE}/board/"' in text
    assert all("Path=/goals" in one for one in headers.get_all("Set-Cookie"))


def test_a_form_is_sent_below_the_path_and_answered_there(ask):
    _status, headers, text = ask(f"{HERE}/candidates/new/")
    cookie = re.search(r"goldthread-form=([^;]+)", str(headers))[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]
    body = f"csrfmiddlewaretoken={token}&statement=Cook&level=user_goal"
    form = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": "http://127.0.0.1",
        "Cookie": f"goldthread-form={cookie}",
    }
    status, headers, _text = ask(f"{HERE}/candidates/new/", "POST", body, **form)
    assert (status, headers["Location"]) == (302, f"{HERE}/candidates/")


def test_the_live_stream_is_below_the_path(ask, server):
    _status, _headers, text = ask(f"{HERE}/")
    stream = next(one for one in ours(text) if "/live/?" in one)
    assert stream.startswith(f"{ROOT}/live/")
    assert ask(stream)[0] == 200
    assert ask(stream, who="")[0] == 401


def test_an_invitation_brings_people_back_below_the_path(crew, client):
    _invitation, token = crew.organisation.invite("new@northwind.example", by=crew.ada)
    client.get(f"/northwind/join/{token}/", SCRIPT_NAME=ROOT)
    assert client.session["invited"]["path"] == f"{ROOT}/northwind/join/{token}/"


def test_signing_in_is_no_write_to_repeat_below_the_path_either(crew, client):
    client.post("/accounts/login/", {"login": "ada@northwind.example", "once": "abc"}, SCRIPT_NAME=ROOT)
    assert not Once.objects.exists()
