from .guest_link import GuestLink, LinkGuest
from .invitation import Closed, Invitation
from .membership import Involvement, LastOwner, Membership, Moved, NoStakeholder
from .named_person import LastNamed, NamedPerson
from .organisation import RESERVED, Organisation, free_slug
from .person import Person
from .product import Product
from .stand_in import Overlapping, StandIn
from .team import Seat, Team, TeamProduct
from .wall_link import WallLink

__all__ = ["RESERVED", "Closed", "GuestLink", "Invitation", "Involvement", "LastNamed", "LastOwner", "LinkGuest", "Membership", "Moved", "NamedPerson", "NoStakeholder", "Organisation", "Overlapping", "Person", "Product", "Seat", "StandIn", "Team", "TeamProduct", "WallLink", "free_slug"]  # fmt: skip
