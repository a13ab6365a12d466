from .invitation import Closed, Invitation
from .membership import Involvement, LastOwner, Membership, Moved, NoStakeholder
from .organisation import RESERVED, Organisation, free_slug
from .person import Person
from .product import Product
from .team import Seat, Team, TeamProduct
from .wall_link import WallLink

__all__ = ["RESERVED", "Closed", "Invitation", "Involvement", "LastOwner", "Membership", "Moved", "NoStakeholder", "Organisation", "Person", "Product", "Seat", "Team", "TeamProduct", "WallLink", "free_slug"]  # fmt: skip
