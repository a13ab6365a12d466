from .invitation import Closed, Invitation
from .membership import Involvement, LastOwner, Membership
from .organisation import RESERVED, Organisation, free_slug
from .person import Person
from .product import Product
from .team import Seat, Team, TeamProduct

__all__ = ["RESERVED", "Closed", "Invitation", "Involvement", "LastOwner", "Membership", "Organisation", "Person", "Product", "Seat", "Team", "TeamProduct", "free_slug"]  # fmt: skip
