"""The deeds that search offers for what the packages below can do. Packages above register theirs by themselves."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldthread.kit import registry
from goldthread.people import access as people
from goldthread.people.access import Ground

Address = Callable[[Ground, str], str]


def register() -> None:
    _goals()
    _views()
    _people()
    _oneself()
    registry.shortcut("map", 10, _("On the map"), _ON_MAP)
    registry.shortcut("boards", 20, _("On the boards"), _ON_BOARDS)


def in_product(name: str, **query: str) -> Address:
    """An address in the product; the words typed after the deed's name become `?statement=`."""

    def address(ground: Ground, rest: str) -> str:
        said = {**query, "statement": rest} if rest else query
        at = reverse(name, args=[ground.organisation.slug, ground.the_product.slug])
        return at + (f"?{urlencode(said)}" if said else "")

    return address


def in_organisation(name: str) -> Address:
    return lambda ground, rest: reverse(name, args=[ground.organisation.slug])


def _goals() -> None:
    levels = (
        ("user_goal", _("New user goal"), _("add need set user goal")),
        ("product_goal", _("New product goal"), _("add step set product goal")),
        ("business_goal", _("New business goal"), _("add benefit set business goal")),
    )
    for rank, (level, label, also) in enumerate(levels, start=1):
        registry.command(
            f"new_{level}", label=label, also=also, icon="plus", rank=rank,
            url=in_product("chain:new", level=level), may=lambda ground: ground.may("steer goals"),
        )  # fmt: skip
    registry.command(
        "propose", label=_("Propose a goal"), also=_("new add candidate idea"), icon="lightbulb", rank=4,
        url=in_product("chain:propose"), may=lambda ground: ground.may("propose"),
    )  # fmt: skip
    registry.command(
        "paste", label=_("Paste a list"), also=_("new goals import table"), icon="clipboard-list", rank=20,
        url=in_product("exchange:paste"), may=lambda ground: ground.may("steer goals"),
    )  # fmt: skip


def _views() -> None:
    views = (
        ("chain:map", _("Open the map"), _("thread goals view"), "git-commit-horizontal"),
        ("boards:board", _("Open the vision board"), _("needs target group view"), "layout-dashboard"),
        ("boards:roadmap", _("Open the roadmap"), _("features dates view"), "milestone"),
        ("boards:sprint", _("Open the sprint"), _("new sprint goal week tasks plan contribution view"), "calendar-range"),
        ("chain:list", _("Open the list"), _("outline view"), "list-tree"),
        ("chain:candidates", _("Open the candidates"), _("proposals ideas view"), "inbox"),
        ("decisions:log", _("Open the agreements"), _("together votes ballots decided view"), "handshake"),
        ("chain:loose_ends", _("Open the loose ends"), _("rules missing view"), "unlink"),
    )  # fmt: skip
    for rank, (name, label, also, icon) in enumerate(views, start=5):
        registry.command(name, label=label, also=also, icon=icon, rank=rank, url=in_product(name))


def _people() -> None:
    registry.command(
        "wall:show", label=_("Show on the wall"), also=_("open screen full present view"), icon="monitor", rank=14,
        url=in_product("wall:show"),
    )  # fmt: skip
    registry.command(
        "people:wall_links", label=_("Wall and links"), also=_("screen share link"), icon="monitor", rank=35,
        url=in_product("people:wall_links"), may=lambda ground: ground.may("share product"),
    )  # fmt: skip
    registry.command(
        "people:stakeholders", label=_("Stakeholders"), also=_("power interest grid players subjects crowd"), icon="grid-2x2", rank=36,
        url=in_product("people:stakeholders"), may=lambda ground: ground.may("place stakeholders"),
    )  # fmt: skip
    registry.command(
        "metrics:library", label=_("Open the metrics"), also=_("library readings numbers view"), icon="ruler", rank=12,
        url=in_organisation("metrics:library"), in_product=False,
    )  # fmt: skip
    registry.command(
        "people:people", label=_("People of the organisation"), also=_("open members guests"), icon="users", rank=30,
        url=in_organisation("people:people"), in_product=False,
    )  # fmt: skip
    registry.command(
        "people:invite", label=_("Invite somebody"), also=_("new person member guest mail"), icon="user-plus", rank=31,
        url=in_organisation("people:invite"), may=people.may_invite_somebody, in_product=False,
    )  # fmt: skip
    registry.command(
        "people:add_product", label=_("New product"), also=_("add"), icon="box", rank=32,
        url=in_organisation("people:add_product"), may=lambda ground: ground.may("add product"), in_product=False,
    )  # fmt: skip
    registry.command(
        "people:add_team", label=_("New team"), also=_("add group"), icon="users", rank=33,
        url=in_organisation("people:add_team"), may=lambda ground: ground.may("add team"), in_product=False,
    )  # fmt: skip
    registry.command(
        "people:settings", label=_("Settings of the organisation"), also=_("name address time zone"), icon="settings", rank=34,
        url=in_organisation("people:settings"), may=lambda ground: ground.may("set up organisation"), in_product=False,
    )  # fmt: skip


def _oneself() -> None:
    pages: tuple[tuple[str, Any, Any, str], ...] = (
        ("people:profile", _("Profile"), _("settings name language time zone colours keyboard shortcuts"), "user-round"),
        ("account_email", _("E-mail and password"), _("settings change address"), "at-sign"),
        ("mfa_index", _("Signing in safely"), _("settings passkey second factor totp"), "shield-check"),
    )  # fmt: skip
    for rank, (name, label, also, icon) in enumerate(pages, start=40):
        registry.command(name, label=label, also=also, icon=icon, rank=rank, in_product=False, url=_alone(name))


def _alone(name: str) -> Address:
    return lambda ground, rest: reverse(name)


_ON_MAP = [
    (("←", "↑", "↓", "→"), _("Move between goals")),
    ((_("Enter"),), _("Choose the goal")),
    (("O",), _("Open its page")),
    (("T",), _("Tie it to another")),
    (("U",), _("Untie it")),
    (("F",), _("Fold what stands below it")),
    (("M",), _("More deeds")),
    ((_("Esc"),), _("Leave")),
]
_ON_BOARDS = [
    (("↑", "↓"), _("Move a line among the others")),
    ((_("Alt"), "↑ ↓"), _("The same while writing in it")),
    ((_("Ctrl"), _("Enter")), _("Save what you write, on every page")),
]
