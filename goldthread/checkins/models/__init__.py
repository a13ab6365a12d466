from .check_in import CheckIn, CheckInQuerySet, Corrected, Words
from .evidence import Evidence, Link
from .pivot import Assent, Grounds, Pivot
from .rhythm import Asked, Holiday, OverAlready, Rhythm, Waking
from .way_on import WayOn

__all__ = [
    "Asked",
    "Assent",
    "CheckIn",
    "CheckInQuerySet",
    "Corrected",
    "Evidence",
    "Grounds",
    "Holiday",
    "Link",
    "OverAlready",
    "Pivot",
    "Rhythm",
    "Waking",
    "WayOn",
    "Words",
]
