from .action import Action, ActionStep
from .anchoring import Anchoring
from .check_in import CheckIn, CheckInDraft, CheckInItem
from .programme import Programme, ReportRequest, Rhythm

__all__ = [
    "Action",
    "ActionStep",
    "Anchoring",
    "CheckIn",
    "CheckInDraft",
    "CheckInItem",
    "Programme",
    "ReportRequest",
    "Rhythm",
]
