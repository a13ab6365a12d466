"""The forms that the pages show: read out of the HTML, with what a browser would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

WORDY = {"text", "textarea", "email", "url", "search", "password", "tel"}


@dataclass
class Shown:
    """A form: where it goes, and by name the kind and the value of what is in it."""

    action: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    def named(self, *kinds: str) -> list[str]:
        return [name for name, kind in self.kinds.items() if kind in kinds]


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Shown] = []
        self.open: Shown | None = None
        self.choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and (said.get("method") == "post" or "hx-post" in said):
            self.open = Shown(said.get("hx-post") or said.get("action") or self.page)
            self.forms.append(self.open)
        elif self.open is not None:
            self._field(tag, said)

    def _field(self, tag: str, said: dict[str, str]) -> None:
        assert self.open is not None
        name = said.get("name", "")
        if tag == "select":
            self.choosing = name
            self._put(name, "select", "")
        elif tag == "option" and self.choosing and ("selected" in said or not self.open.values.get(self.choosing)):
            self.open.values[self.choosing] = said.get("value", "")
        elif tag == "textarea":
            self._put(name, "textarea", "words")
        elif tag in ("input", "button"):
            kind = said.get("type", "text" if tag == "input" else "submit")
            if kind not in ("radio", "checkbox") or "checked" in said or name not in self.open.kinds:
                self._put(name, kind, said.get("value") or ("words" if kind in WORDY else ""))

    def _put(self, name: str, kind: str, value: str) -> None:
        if name and name not in ("csrfmiddlewaretoken", "once"):
            assert self.open is not None
            self.open.kinds[name] = kind
            self.open.values[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.choosing = ""


def shown_on(page: str, html: str) -> list[Shown]:
    """The forms of a page that change something; `page` is its address."""
    reader = _Reader(page)
    reader.feed(html)
    return reader.forms
