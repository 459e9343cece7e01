from .draft import Draft
from .evidence import UserCheck
from .initiative import Initiative, InitiativeQuerySet
from .journey import Ending, Stage, StageMove, Track
from .merging import Merger
from .parts import Link, Part, Reuse
from .people import Participation, RoleTerm, TeamRole
from .tally import Tally
from .themes import Theme, Theming
from .updates import Revision, Update

__all__ = [
    "Draft",
    "Ending",
    "Initiative",
    "InitiativeQuerySet",
    "Link",
    "Merger",
    "Part",
    "Participation",
    "Reuse",
    "Revision",
    "RoleTerm",
    "Stage",
    "StageMove",
    "Tally",
    "TeamRole",
    "Theme",
    "Theming",
    "Track",
    "Update",
    "UserCheck",
]
