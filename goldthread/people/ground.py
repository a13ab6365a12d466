"""Where a request stands: the organisation, the product, who asks, and the day that is looked at."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from goldthread.kit import clock

from . import rules
from .models import Membership, Organisation, Person, Product, Team

# What each deed is called in a refusal, and who could do it instead.
REFUSALS = {
    "see": _("You cannot see this. Ask whoever gave you the link to invite you."),
    "see everybody": _("Guests see only the people of their own products. Ask a member of the organisation."),
    "comment": _("Observers read along without commenting. Ask an owner of the organisation to change your role."),
    "follow": _("Guests by link see and comment. Ask for an invitation to follow goals."),
    "take on": _("Observers and guests by link read along. Ask somebody of the product to take it on."),
    "take out": _("Guests by link see and comment. Ask a member for a file."),
    "see people": _("Guests by link see only the product."),
    "propose": _("Guests do not propose goals. Tell a member your idea in a comment."),
    "steer goals": _(
        "Only the product person, a leader or a facilitator can change this. Propose a goal, or say it in a comment."
    ),
    "pivot": _(
        "Only the product person, a leader or a facilitator changes what was agreed. Say in a comment what you learned."
    ),
    "answer candidates": _("Only the product person answers proposals."),
    "set own sprint goal": _("Only the team sets its sprint goal. Comment on it instead."),
    "set own contribution": _("Only this group sets its own contribution. Comment on it instead."),
    "invite to product": _("Only an owner, the product person or a facilitator can invite people."),
    "share product": _("Only the product person, a leader or a facilitator shows this product on a wall."),
    "plan periods": _("Only an owner, or whoever steers a product, plans periods."),
    "set rhythm": _("Only the product person, a leader or a facilitator sets the rhythm of check-ins."),
    "keep metrics": _("Only an owner, or whoever steers a product, keeps metrics. Say in a comment what is missing."),
    "connect sources": _("Only an owner, a product person or a leader says where values are pulled from."),
    "give readings": _(
        "Only those who steer a product, and whoever owns this metric or a key result on it, give readings."
    ),
    "check in": _(
        "Only the owner of this key result, whoever stands in for them, and those who steer the goal check in on it. Say it in a comment."
    ),
    "restrict": _("Only the product person, a leader or a facilitator says who may see this."),
    "see agreements": _("Guests by link do not see who said what in a vote. Ask for an invitation."),
    "vote when asked": _("Only those who were asked when it opened vote here."),
    "lead agreements": _("Only who asked, the product person, a leader or a facilitator can do this."),
    "convene": _(
        "Only the product person, a leader or a facilitator convenes workshops. Ask one of them for a meeting."
    ),
    "sit in workshops": _("Guests by link sit only in meetings that they are invited to, and decide nothing there."),
    "sit where invited": _("Your link lets you see, and not take part in meetings. Ask for one that lets you comment."),
    "place stakeholders": _("Only the product person, a leader or a facilitator places stakeholders."),
    "add product": _("Guests do not add products. Ask a member of the organisation."),
    "set up product": _("Only an owner or the product person can set up this product."),
    "add team": _("Guests do not add teams. Ask a member of the organisation."),
    "set up own team": _("Only an owner, the product person or somebody with a seat in it can set up this team."),
    "set up team": _("Only an owner, the product person or somebody with a seat in it can set up this team."),
    "set up organisation": _("Only an owner can set up the organisation."),
}


TOO_MANY = _("That is very much in a short time. Wait an hour, then go on.")


@dataclass
class Ground:
    """Where a request stands: the organisation, the product if the address names one, and who asks."""

    organisation: Organisation
    person: Person
    membership: Membership
    product: Product | None
    footing: rules.Footing
    # Another day than today, where somebody looks back at it.
    on: date | None = field(default=None, kw_only=True)
    # Read once for this request and asked again: the goals that somebody must not see, and those restricted ones they do.
    sight: tuple[frozenset[int], frozenset[int]] | None = field(default=None, kw_only=True, compare=False)

    @property
    def today(self) -> date:
        """The local day that the page shows: today, or the one that is looked back at."""
        return self.on or clock.today(self.organisation.time_zone)

    @property
    def asking_on(self) -> str:
        """What an address needs to stay at the day that is looked back at: "?on=2026-03-31", or ""."""
        return f"?on={self.on.isoformat()}" if self.on else ""

    @property
    def the_product(self) -> Product:
        """The product, on a page that has one."""
        if self.product is None:
            raise Http404
        return self.product

    @property
    def sees_everything(self) -> bool:
        """Whether nothing in the organisation is kept from this person: no guest, and nothing ever was restricted."""
        return self.membership.role != Membership.Role.GUEST and not self.organisation.restricts_anything

    def may(self, deed: str, team_id: int | None = None) -> bool:
        return self.footing.may(deed, team_id=team_id)

    def looking_back(self, written: str) -> "Ground":
        """The same place, seen as of the end of a day ("2026-03-31"), where nothing may be done; as it is for no past day."""
        try:
            day = parse_date(written)
        except ValueError:
            return self
        if day is None or day >= self.today:
            return self
        return replace(self, on=day, footing=replace(self.footing, looks_back=True, teams=frozenset()))

    def must(self, deed: str, team_id: int | None = None) -> None:
        """Raises PermissionDenied with the sentence that says who may."""
        if not self.may(deed, team_id):
            raise PermissionDenied(REFUSALS[deed])


@dataclass
class TeamGround(Ground):
    """A team, and where a request stands seen from the products that it works on."""

    team: Team

    @property
    def may_set_up(self) -> bool:
        return self.may("set up team") or self.may("set up own team", self.team.pk)
