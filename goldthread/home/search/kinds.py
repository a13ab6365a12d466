"""What can be found: for each kind of thing, which of them stand, and what they say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goldthread.boards.models import Feature, Note
from goldthread.chain.models import Candidate, Goal, KeyResult
from goldthread.checkins.models import CheckIn
from goldthread.decisions.models import Agreement
from goldthread.measures.models import Metric
from goldthread.people.models import Membership, Product, Team
from goldthread.talk.models import Action, Comment

_PROSE = ("why", "how", "for_customer", "for_business", "method", "how_we_know")
_CHECKED_IN = ("learned", "blocker", "next_step", "because")
Row = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of thing. `things` are those that stand; `columns` name what is read of each, as in `.values()`.

    `key` is the column with the id under which the thing is found; `title` and `body` make its words of a row, and
    `called` those under which it is found without being shown.
    """

    name: str
    label: str | Promise
    labels: str | Promise
    icon: str
    things: Callable[[], QuerySet[Any]]
    columns: dict[str, str]
    title: Callable[[Row], str]
    body: Callable[[Row], str] = lambda row: ""
    called: Callable[[Row], str] = lambda row: ""
    key: str = "pk"


def _goal_title(row: Row) -> str:
    return str(row["version__statement"])


def _goal_body(row: Row) -> str:
    return "\n".join(filter(None, (row[f"version__{name}"] for name in _PROSE)))


def _goal_called(row: Row) -> str:
    return f"{row['number']} {row['version__name']}"


KINDS: dict[str, Kind] = {
    one.name: one
    for one in (
        Kind(
            "goal", _("goal"), _("Goals"), "git-commit-horizontal",
            lambda: Goal.objects.exclude(version=None),
            {"product_id": "product_id", "goal_id": "pk"},
            _goal_title, _goal_body, _goal_called,
        ),
        Kind(
            "keyresult", _("key result"), _("Key results"), "gauge",
            lambda: KeyResult.objects.standing(),
            {"product_id": "goal__product_id", "goal_id": "goal_id"},
            lambda row: row["metric__name"],
        ),
        Kind(
            "metric", _("metric"), _("Metrics"), "ruler",
            lambda: Metric.objects.all(), {}, lambda row: row["name"], lambda row: row["description"],
        ),
        Kind(
            "feature", _("feature"), _("Features"), "package",
            lambda: Feature.objects.standing(),
            {"product_id": "goal__product_id", "goal_id": "goal_id"},
            lambda row: row["text"],
        ),
        Kind(
            "note", _("vision board"), _("Vision board"), "sticky-note",
            lambda: Note.objects.standing(), {"product_id": "product_id"}, lambda row: row["text"],
        ),
        Kind(
            "candidate", _("candidate"), _("Candidates"), "lightbulb",
            lambda: Candidate.objects.filter(answer__goal=None),
            {"product_id": "product_id", "by_id": "by_id"},
            lambda row: row["statement"], lambda row: row["why"],
        ),
        Kind(
            "comment", _("comment"), _("Comments"), "message-square",
            lambda: Comment.objects.filter(kind="goal", taken_back_at=None),
            {"product_id": "product_id", "goal_id": "noun_id", "by_id": "by_id"},
            lambda row: "", lambda row: row["text"],
        ),
        # The number of the key result stands where others have a word for their address.
        Kind(
            "checkin", _("check-in"), _("Check-ins"), "chart-line",
            lambda: CheckIn.objects.standing(),
            {"product_id": "goal__product_id", "goal_id": "goal_id", "by_id": "by_id", "slug": "key_result_id"},
            lambda row: "", lambda row: "\n".join(filter(None, (row[name] for name in _CHECKED_IN))),
        ),
        Kind(
            "action", _("action"), _("Actions"), "hand",
            lambda: Action.objects.all(),
            {"product_id": "product_id", "goal_id": "goal_id", "by_id": "owner_id"},
            lambda row: row["words"], lambda row: row["ended_words"],
        ),
        Kind(
            "agreement", _("agreement"), _("Agreements"), "handshake",
            lambda: Agreement.objects.filter(kind="goal"),
            {"product_id": "product_id", "goal_id": "noun_id"},
            lambda row: row["words"], lambda row: "\n".join(filter(None, (row["sentence"], row["who_acts"], row["decision__rationale"]))),
        ),
        Kind(
            "person", _("person"), _("People"), "user-round",
            lambda: Membership.objects.filter(person__is_active=True),
            {"by_id": "person_id"}, lambda row: row["person__name"], key="person_id",
        ),
        Kind(
            "team", _("team"), _("Teams"), "users",
            lambda: Team.objects.all(), {"slug": "slug"}, lambda row: row["name"],
        ),
        Kind(
            "product", _("product"), _("Products"), "box",
            lambda: Product.objects.all(), {"product_id": "pk"}, lambda row: row["name"],
        ),
    )
}  # fmt: skip
# What the words of a kind are made of.
SAID = {
    "goal": ("number", "version__statement", "version__name", *(f"version__{name}" for name in _PROSE)),
    "keyresult": ("metric__name",),
    "metric": ("name", "description"),
    "feature": ("text",),
    "note": ("text",),
    "candidate": ("statement", "why"),
    "comment": ("text",),
    "checkin": _CHECKED_IN,
    "action": ("words", "ended_words"),
    "agreement": ("words", "sentence", "who_acts", "decision__rationale"),
    "person": ("person__name",),
    "team": ("name",),
    "product": ("name",),
}
