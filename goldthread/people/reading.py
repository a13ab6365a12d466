"""What the pages of an organisation show, as plain values; each function costs a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.kit import clock
from goldthread.kit.days import date_format

from . import access, rules
from .models import GuestLink, Involvement, LinkGuest, Membership, Person, Seat, Team, TeamProduct, WallLink

Row = dict[str, Any]


def products(ground: access.Ground) -> list[Row]:
    """The products that somebody sees: name, where its thread and its settings are, how many people."""
    slug = ground.organisation.slug
    rows = access.visible_products(ground).annotate(people=Count("involvements")).values("pk", "name", "slug", "people")
    return [
        {
            **row,
            "url": reverse("chain:map", args=[slug, row["slug"]]),
            "settings_url": reverse("people:product", args=[slug, row["slug"]]),
        }
        for row in rows
    ]


def teams(ground: access.Ground, shown: Iterable[Row]) -> list[Row]:
    """The teams, with their way of working, the shown products they work on, and the faces of those who have a seat.

    A guest sees the teams that work on their products. Three queries.
    """
    names = {one["pk"]: one["name"] for one in shown}
    works_on, faces = defaultdict(list), defaultdict(list)
    for team_id, product_id in (
        TeamProduct.objects.filter(organisation=ground.organisation)
        .order_by("product__name")
        .values_list("team_id", "product_id")
    ):
        if product_id in names:
            works_on[team_id].append(names[product_id])
    for seat in (
        Seat.objects.filter(organisation=ground.organisation)
        .order_by("person__name")
        .values("team_id", "person_id", "person__name")
    ):
        faces[seat["team_id"]].append(_face(seat["person_id"], seat["person__name"]))
    rows = (
        Team.objects.filter(organisation=ground.organisation)
        .order_by("name", "pk")
        .values("pk", "name", "slug", "way", "sprint_weeks")
    )
    return [
        {
            **row,
            "works": way_in_words(row["way"], row["sprint_weeks"]),
            "products": works_on[row["pk"]],
            "faces": faces[row["pk"]],
            "url": reverse("people:team", args=[ground.organisation.slug, row["slug"]]),
        }
        for row in rows
        if ground.may("see everybody") or works_on[row["pk"]] or row["pk"] in ground.footing.teams
    ]


def people(ground: access.Ground, memberships: Iterable[Membership]) -> list[Row]:
    """These people: face, role, what they are in the products that the asker sees, their teams. Two queries more.

    Addresses are shown to those who may see everybody.
    """
    shown = list(memberships)
    ids = [one.person_id for one in shown]
    involved, seated = defaultdict(list), defaultdict(list)
    for product, person, role in (
        Involvement.objects.filter(product__in=access.visible_products(ground).order_by(), person__in=ids)
        .order_by("product__name")
        .values_list("product__name", "person_id", "role")
    ):
        involved[person].append({"product": product, "role": Involvement.Role(role).label})
    for team, person in (
        Seat.objects.filter(organisation=ground.organisation, person__in=ids)
        .order_by("team__name")
        .values_list("team__name", "person_id")
    ):
        seated[person].append(team)
    addresses = ground.may("see everybody")
    return [
        {
            "face": _face(one.person_id, one.person.name),
            "email": one.person.email if addresses else "",
            "role": one.role,
            "role_label": one.get_role_display(),
            "involved": involved[one.person_id],
            "teams": seated[one.person_id],
            "is_me": one.person_id == ground.person.pk,
            "url": reverse("people:person", args=[ground.organisation.slug, one.person_id]),
        }
        for one in shown
    ]


def involvements(ground: access.Ground) -> list[Row]:
    """Who is what in the product of this ground, the product person first. One query.

    Power and interest only for those who place stakeholders.
    """
    placing = ground.may("place stakeholders")
    order = {role: rank for rank, role in enumerate(Involvement.Role.values)}
    rows = Involvement.objects.filter(product=ground.product).select_related("person").order_by("person__name", "pk")
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return [
        {
            "face": one.person.face,
            "role": one.role,
            "role_label": one.get_role_display(),
            "power": one.power if placing else None,
            "interest": one.interest if placing else None,
            "url": reverse("people:involvement", args=[*slugs, one.person_id]),
        }
        for one in sorted(rows, key=lambda one: order[one.role])
    ]


def wall_links(ground: access.Ground) -> list[Row]:
    """The links to the wall of the product, those that hold first, the newest first. Never the links themselves. One query."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    rows = WallLink.objects.filter(product=ground.product).select_related("made_by").order_by("-made_at", "-pk")
    return sorted(
        (
            {
                "pk": one.pk,
                "name": one.name or _("A screen"),
                "is_open": one.is_open,
                "made_by": one.made_by.name,
                "made_on": day_of(one.made_at),
                "ends_on": day_of(one.ends_at),
                "revoked_on": day_of(one.revoked_at),
                "revoke_url": reverse("people:wall_revoking", args=[*slugs, one.pk]),
            }
            for one in rows
        ),
        key=lambda row: not row["is_open"],
    )


def guest_links(ground: access.Ground) -> list[Row]:
    """The links for guests of the product and who came by each, those that hold first. Never the links. Two queries."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    rows = GuestLink.objects.filter(product=ground.product).select_related("made_by", "product")
    found = [
        {
            "pk": one.pk,
            "name": one.name,
            "scope": one.get_scope_display(),
            "is_open": one.revoked_at is None and one.ends_at > clock.now(),
            "made_by": one.made_by.name,
            "made_on": day_of(one.made_at),
            "ends_on": day_of(one.ends_at),
            "revoked_on": day_of(one.revoked_at),
            "revoke_url": reverse("people:guest_revoking", args=[*slugs, one.pk]),
            "guests": [_link_guest(guest, one, slugs) for guest in one.guests.all()],
        }
        for one in rows.prefetch_related("guests__person").order_by("-made_at", "-pk")
    ]
    return sorted(found, key=lambda row: not row["is_open"])


def _link_guest(guest: LinkGuest, link: GuestLink, slugs: tuple[str, str]) -> Row:
    url = reverse("people:guest_turning_out", args=[*slugs, link.pk, guest.pk])
    return {
        "pk": guest.pk,
        "name": guest.person.name,
        "came_on": day_of(guest.came_at),
        "revoked_on": day_of(guest.revoked_at),
        "url": url if guest.revoked_at is None and link.revoked_at is None else "",
    }


def day_of(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j F Y") if moment else ""


def products_of(ground: access.Ground, person_id: int) -> list[Row]:
    """What one person is in each product that the asker sees, and whether the asker may change it. Three queries."""
    slug = ground.organisation.slug
    said = {
        one.product_id: one for one in Involvement.objects.filter(organisation=ground.organisation, person_id=person_id)
    }
    changeable = set(access.products_to_set_up(ground).values_list("pk", flat=True))
    return [
        {
            "name": one.name,
            "role": said[one.pk].get_role_display() if one.pk in said else "",
            "url": reverse("people:involvement", args=[slug, one.slug, person_id]) if one.pk in changeable else "",
        }
        for one in access.visible_products(ground)
    ]


def products_of_team(ground: access.TeamGround) -> list[Row]:
    """The products a team works on, as far as the asker sees them. One query."""
    slug = ground.organisation.slug
    return [
        {"name": one.name, "url": reverse("chain:map", args=[slug, one.slug])}
        for one in access.visible_products(ground).filter(teams=ground.team)
    ]


def seats(ground: access.TeamGround) -> list[Row]:
    """Who has a seat in a team, by name. One query."""
    slugs = (ground.organisation.slug, ground.team.slug)
    rows = Seat.objects.filter(team=ground.team).select_related("person").order_by("person__name", "pk")
    return [
        {
            "face": one.person.face,
            "since": one.since,
            "is_me": one.person_id == ground.person.pk,
            "url": reverse("people:unseat", args=[*slugs, one.person_id]),
        }
        for one in rows
    ]


def invitations(ground: access.Ground) -> list[Row]:
    """The open invitations that this person could have sent. Never their links: those stand in the mails alone."""
    footings: dict[int | None, rules.Footing] = {}
    rows = []
    for one in (
        ground.organisation.invitations.open().select_related("by", "product", "team").order_by("-sent_at", "-pk")
    ):
        if one.product_id not in footings:
            footings[one.product_id] = access.footing_in(ground, one.product_id)
        if footings[one.product_id].may_invite(one.role, one.involvement, in_product=one.product_id is not None):
            rows.append(
                {
                    "pk": one.pk,
                    "email": one.email,
                    "by": one.by.name,
                    "until": date_format(timezone.localtime(one.expires_at), "j F"),
                    "what": promised(one),
                }
            )
    return rows


def promised(invitation: Any) -> str:
    """What an invitation makes of somebody, in words: "member · stakeholder in Lighter · Marketing"."""
    parts = [invitation.get_role_display()]
    if invitation.product and invitation.involvement:
        parts.append(
            _("%(role)s in %(product)s")
            % {"role": invitation.get_involvement_display(), "product": invitation.product.name}
        )
    if invitation.team:
        parts.append(invitation.team.name)
    return " · ".join(parts)


def way_in_words(way: str, sprint_weeks: int) -> str:
    """How a team works: "in sprints of 2 weeks", "by the week (Kanban)", …"""
    if way != Team.Way.SPRINTS:
        return str(Team.Way(way).label)
    return ngettext("in sprints of %(weeks)s week", "in sprints of %(weeks)s weeks", sprint_weeks) % {
        "weeks": sprint_weeks
    }


def _face(person_id: int, name: str) -> Row:
    return {"id": person_id, "name": name, "initials": rules.initials(name), "tone": rules.tone(person_id)}


def sessions(person: Person, key: str | None) -> list[dict[str, Any]]:
    """Where somebody is signed in, the newest use first; `key` is the session that asks."""
    found = {one.session_key: one for one in UserSession.objects.filter(user=person)}
    alive = Session.objects.filter(session_key__in=list(found), expire_date__gt=clock.now())
    proof = person.get_session_auth_hash()
    # A new password ends all other sessions without a word to them.
    held = [found[one.session_key] for one in alive if one.get_decoded().get(HASH_SESSION_KEY) == proof]
    held.sort(key=lambda one: (one.session_key == key, one.last_seen_at), reverse=True)
    return [_session(one, one.session_key == key) for one in held]


def _session(one: UserSession, is_this: bool) -> dict[str, Any]:
    browser, system = rules.device(one.user_agent)
    named = _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if browser and system else ""
    days = {
        name: date_format(timezone.localtime(at), "j F Y")
        for name, at in (("seen", one.last_seen_at), ("began", one.created_at))
    }
    device = named or browser or system or _("A browser that does not say its name")
    return {"id": one.pk, "device": device, "ip": one.ip, "is_this": is_this, **days}
