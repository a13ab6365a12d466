"""What the product sends to one browser: answers and streams, byte by byte, without a browser around them."""

import re
import threading
import urllib.error
import urllib.request
from urllib.parse import urlencode

# What differs from one answer to the next anyway.
CHANGING = re.compile(r'(name="(?:once|csrfmiddlewaretoken)" value="|X-CSRFToken": "|since=)[^"&]*')
PATIENCE_SECONDS = 15


class _Stays(urllib.request.HTTPRedirectHandler):
    """An answer that leads elsewhere is read as it is."""

    def redirect_request(self, *_about):
        return None


class Somebody:
    """Somebody at a browser: asks pages, sends forms, and keeps what the stream of a page says."""

    def __init__(self, served, short):
        self.address, cookie = served.address, served.cookie(short)
        self.cookies = {cookie["name"]: cookie["value"]}
        self.opener = urllib.request.build_opener(_Stays())
        self.heard, self.is_on, self.came = "", threading.Event(), threading.Condition()

    def asked(self, path, said=None):
        """Status, headers and words of an answer; a form is sent where something is said."""
        body = None if said is None else urlencode(said, doseq=True).encode()
        request = urllib.request.Request(self.address + path.removeprefix(self.address), body, self._headers())
        try:
            answer = self.opener.open(request, timeout=PATIENCE_SECONDS)
        except urllib.error.HTTPError as other:
            answer = other
        with answer:
            for set_ in answer.headers.get_all("Set-Cookie", []):
                name, _is, value = set_.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.headers, answer.read().decode()

    def _headers(self):
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Origin": self.address}

    def see(self, address):
        status, _headers, text = self.asked(address)
        assert status == 200, (address, status)
        return CHANGING.sub("", text)

    def token(self, page):
        return re.search(r'csrfmiddlewaretoken" value="([^"]+)', self.asked(page)[2])[1]

    def send(self, address, page, **said):
        return self.asked(address, {**said, "csrfmiddlewaretoken": self.token(page)})

    def listen(self, page):
        """Follow the stream of a page from now on, without what was told before."""
        stream = re.search(r'hx-sse:connect="([^"]+)"', self.asked(page)[2])[1].replace("&amp;", "&")
        stream = re.sub(r"&since=[^&]*", "", stream)
        threading.Thread(target=self._listen, args=(stream,), daemon=True).start()
        assert self.is_on.wait(PATIENCE_SECONDS)

    def _listen(self, path):
        headers = {**self._headers(), "Sec-Fetch-Site": "same-origin"}
        with self.opener.open(urllib.request.Request(self.address + path, headers=headers), timeout=60) as answer:
            self.is_on.set()
            while piece := answer.read1(65536):
                with self.came:
                    self.heard += piece.decode()
                    self.came.notify_all()

    def hears(self, kind):
        with self.came:
            return self.came.wait_for(lambda: any(one.startswith(kind) for one in self.events), PATIENCE_SECONDS)

    @property
    def events(self):
        """What it told to have changed; that it listens, and who is here on a page, is no change."""
        return re.findall(r"event: ?((?!here-)[a-z-]+-\d+)\s", self.heard)
