"""Everything that changes in this room."""

from .anchoring import anchor
from .check_ins import narrow, save_draft, send
from .desk import answer, ask_back, hand_on, merge, release, reopen, reply, take_up
from .inviting import invite
from .programmes import ask_report, decline, keep_programme, report, stop_reporting
from .rhythm import come_due, set_rhythm

__all__ = [
    "anchor",
    "answer",
    "ask_back",
    "ask_report",
    "come_due",
    "decline",
    "hand_on",
    "invite",
    "keep_programme",
    "merge",
    "narrow",
    "release",
    "reopen",
    "reply",
    "report",
    "save_draft",
    "send",
    "set_rhythm",
    "stop_reporting",
    "take_up",
]
