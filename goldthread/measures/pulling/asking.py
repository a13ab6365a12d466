"""Ask a source for its value: what each kind sends, and where in the answer the value stands."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings

from goldthread.kit.outbound import here
from goldthread.kit.outbound.client import Answer, Client, Failed
from goldthread.kit.outbound.databases import Databases

from . import rules
from .rules import Unusable

GITHUB = "https://api.github.com"
_AS_JSON = {"Accept": "application/json"}


@dataclass(frozen=True)
class Question:
    """All that is needed to ask: the kind, its settings in words, and what is kept locked."""

    kind: str
    settings: Mapping[str, str]
    address: str = field(repr=False)
    token: str = field(default="", repr=False)


def value_of(question: Question, client: Client | None = None) -> Decimal:
    """The value that a source gives now. Raises Failed or Unusable with a word of says.py, Refused for an address not asked."""
    return WAYS[question.kind](question, client or here.client())


def _json(question: Question, client: Client) -> Decimal:
    answer = client.get(question.address, headers={**_AS_JSON, **_bearer(question.token)})
    return rules.number(rules.at_path(rules.read_json(answer.body), question.settings["path"]))


def _prometheus(question: Question, client: Client) -> Decimal:
    address = _below(question.address, "/api/v1/query", query=question.settings["query"])
    try:
        answer = client.get(address, headers={**_AS_JSON, **_bearer(question.token)})
    except Failed as failed:
        raise Unusable("refused query") if failed.status in (400, 422) else failed from None
    told = _member(_tree(answer), "data")
    result = _member(told, "result")
    if told.get("resultType") == "scalar":
        result = [{"value": result}]
    if not isinstance(result, list) or not result:
        raise Unusable("no series")
    if len(result) > 1:
        raise Unusable("series")
    pair = _member(result[0], "value")
    return rules.number(pair[1] if isinstance(pair, list) and len(pair) == 2 else None)


def _csv(question: Question, client: Client) -> Decimal:
    answer = client.get(question.address, headers={"Accept": "text/csv, text/plain", **_bearer(question.token)})
    if answer.kind == "text/html":
        raise Unusable("page")
    cell = rules.in_column(_text(answer), question.settings["column"], row=question.settings.get("row", "last"))
    return rules.number(cell, decimal_mark=question.settings.get("decimal_mark", "."))


def _database(question: Question, client: Client) -> Decimal:
    databases = Databases(client, closed=(Path(settings.HOME), Path(settings.DATABASES["default"]["NAME"]).parent))
    return rules.number(databases.ask(question.address, question.settings["statement"]))


def _github(question: Question, client: Client) -> Decimal:
    sent = {"Accept": "application/vnd.github+json", **_bearer(question.token)}
    address = _below(question.address or GITHUB, "/search/issues", q=question.settings["query"], per_page="1")
    told = _searched(client, address, sent)
    if told.get("incomplete_results") is True:
        raise Unusable("incomplete")
    return rules.number(told.get("total_count"))


def _jira(question: Question, client: Client) -> Decimal:
    jql, sent = question.settings["query"], {**_AS_JSON, **_either(question.token)}
    if (urlsplit(question.address).hostname or "").endswith(".atlassian.net"):
        body = json.dumps({"jql": jql}).encode()
        address = _below(question.address, "/rest/api/3/search/approximate-count")
        answer = client.post(address, body, headers={**sent, "Content-Type": "application/json"})
        return rules.number(_tree(answer).get("count"))
    address = _below(question.address, "/rest/api/2/search", jql=jql, maxResults="0")
    return rules.number(_searched(client, address, sent).get("total"))


def _searched(client: Client, address: str, sent: Mapping[str, str]) -> dict[str, Any]:
    try:
        return _tree(client.get(address, headers=sent))
    except Failed as failed:
        raise Unusable("refused query") if failed.status in (400, 422) else failed from None


def _below(address: str, path: str, **asked: str) -> str:
    """The address of something below another one; what that one asks for itself is left out."""
    base = address.partition("#")[0].partition("?")[0].rstrip("/")
    return base + path + (f"?{urlencode(asked, quote_via=quote)}" if asked else "")


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _either(token: str) -> dict[str, str]:
    """A name and a password, or a token of its own: Jira in the cloud has "address:token"."""
    if ":" not in token:
        return _bearer(token)
    return {"Authorization": f"Basic {base64.b64encode(token.encode()).decode()}"}


def _tree(answer: Answer) -> dict[str, Any]:
    tree = rules.read_json(answer.body)
    if not isinstance(tree, dict):
        raise Unusable("nothing there")
    return tree


def _member(tree: Any, name: str) -> Any:
    if not isinstance(tree, dict) or name not in tree:
        raise Unusable("nothing there")
    return tree[name]


def _text(answer: Answer) -> str:
    try:
        return answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return answer.body.decode("cp1252", errors="replace")


WAYS: dict[str, Callable[[Question, Client], Decimal]] = {
    "json": _json,
    "prometheus": _prometheus,
    "database": _database,
    "csv": _csv,
    "github": _github,
    "jira": _jira,
}
