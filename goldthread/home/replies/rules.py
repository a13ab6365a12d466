"""What of a mail is the answer: its own words without what it quotes. No Django, no network."""

import re
from email.message import EmailMessage
from email.utils import getaddresses
from html.parser import HTMLParser

MOST_CHARACTERS = 20_000
# Heads in which the address that a mail was brought to may stand.
_BROUGHT_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
# "On Monday, Mia wrote:", also over two lines, in the languages that mail programs write here.
_WROTE = re.compile(
    r"^(?:On|Am|Le|El|Il|Op|Den|W dniu)\b.{0,300}?(?:wrote|schrieb|écrit|escribió|scritto|schreef|skrev|napisał[^:]{0,20})\b.{0,120}?:\s*$",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_DIVIDER = re.compile(
    r"^(?:-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Forwarded message|Weitergeleitete Nachricht)\s*-{0,}|_{10,})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# Outlook heads what it quotes with the lines of its head.
_HEAD = re.compile(
    r"^\*?(?:From|Von|De|Da|Van):\*? .+\n(?:.+\n){0,2}?\*?(?:Sent|Gesendet|Date|Datum|Envoyé|Enviado):", re.MULTILINE
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_BLOCKS = ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote")


def is_automatic(mail: EmailMessage) -> bool:
    """Whether no person wrote it: an answer from somebody away, a bounce, a list."""
    said = {name: str(mail.get(name, "")).strip().lower() for name in ("Auto-Submitted", "Precedence", "Return-Path")}
    return (
        said["Auto-Submitted"] not in ("", "no")
        or said["Precedence"] in ("bulk", "junk", "list", "auto_reply")
        or said["Return-Path"] == "<>"
        or "X-Autoreply" in mail
        or "X-Autorespond" in mail
        or mail.get_content_type() in ("multipart/report", "message/delivery-status")
    )


def token_in(mail: EmailMessage, reply_to: str) -> str:
    """What stands after the + of the address for answers, in any head that says where the mail was brought; "" for nothing."""
    name, _at, host = reply_to.lower().rpartition("@")
    heads = [str(value) for head in _BROUGHT_TO for value in mail.get_all(head, [])]
    for _name, address in getaddresses(heads):
        local, _at, at_host = address.lower().rpartition("@")
        begins, plus, token = local.partition("+")
        if plus and begins == name and at_host == host:
            return token
    return ""


def answer_in(mail: EmailMessage) -> str:
    """The words of the answer; "" where there are none."""
    return own_words(_text(mail))[:MOST_CHARACTERS]


def own_words(text: str) -> str:
    """A text without what it quotes and without its signature."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in (_WROTE, _DIVIDER, _HEAD, _SIGNATURE):
        if found := sign.search(text):
            text = text[: found.start()]
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith(">")):
        lines.pop()
    return "\n".join(line.rstrip() for line in lines).strip()


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, ValueError, UnicodeError):
        return ""
    return _plain(content) if part.get_content_type() == "text/html" else content


def _plain(html: str) -> str:
    reader = _Plain()
    reader.feed(html[: 10 * MOST_CHARACTERS])
    return "".join(reader.said)


class _Plain(HTMLParser):
    """The text of a page without what stands in quotes, styles or scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("blockquote", "style", "script", "head"):
            self._within += 1
        elif tag in _BLOCKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("blockquote", "style", "script", "head"):
            self._within = max(0, self._within - 1)

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.said.append(data)
