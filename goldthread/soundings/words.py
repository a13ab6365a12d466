"""Positions, states and endings as the pages call them, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# Gradients of agreement (Kaner), from 1 to 8.
GRADIENTS: dict[int, Any] = {
    1: _("I support it wholeheartedly"),
    2: _("I agree; small things aside"),
    3: _("I support it, with reservations"),
    4: _("I abstain"),
    5: _("It needs more talk first"),
    6: _("I do not like it, but I will support it"),
    7: _("I disagree, seriously"),
    8: _("I cannot let this go ahead"),
}
TONES = {1: "good", 2: "good", 3: "good", 4: "", 5: "warn", 6: "warn", 7: "bad", 8: "bad"}
ENDED: dict[str, Any] = {
    "agreed": _("Everybody whose support was needed supports these words."),
    "withdrawn": _("It was withdrawn. It ended without an agreement."),
    "expired": _("The time was up. It ended without an agreement; what was agreed before stays."),
    "reworded": _("The words of the goal changed meanwhile, so this draft does not go round any more."),
    "closed": _("The goal was closed meanwhile, so this draft does not go round any more."),
    "asked": _("All are asked about this in another way now, so this draft does not go round any more."),
}
STALLED: dict[str, Any] = {
    "positions": _("Over three versions the one who is farthest from support came no closer."),
    "incompatible": _("Two requirements exclude each other, so no version will serve both."),
}
# How feedback is shared, and what that means: said truly, because what the server keeps is no secret from who runs it.
SHARES: tuple[tuple[str, Any, Any], ...] = (
    ("named", _("With my name"), _("all who see this goal read it at once, with your name")),
    (
        "unattributed",
        _("Without my name"),
        _("they read it once three were heard, and not whose it is; only %(name)s knows"),
    ),
    ("kept", _("Not passed on"), _("only %(name)s reads it")),
)
SHARED: dict[str, Any] = {"named": _("with name"), "unattributed": _("without name"), "kept": _("not passed on")}
