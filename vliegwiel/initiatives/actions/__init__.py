"""Every change to an initiative and what hangs under it."""

from .attaching import attach_file, remove_file
from .counting import put_counts_together
from .drafts import adopt_draft, save_draft, start_draft
from .editing import add_update, edit, remove_link, remove_update, set_link
from .evidence import add_check, remove_check
from .importing import bring_in, withdraw_imported
from .merging import agree_to_merging, decline_merging, propose_merging, undo_merging
from .moving import end, move, revive
from .organisations import let_go, take_part
from .parts import add_part, edit_part, remove_part, reuse
from .refreshing import refresh_from_source, take_back_import
from .reporting import report_to, stop_reporting
from .rings import change_ring
from .submitting import submit, submit_draft
from .team import claim, give_role, hand_over, put_on_team, take_role
from .words import add_theme, add_track, edit_theme, set_up_words

__all__ = [
    "add_check",
    "add_part",
    "add_theme",
    "add_track",
    "add_update",
    "adopt_draft",
    "agree_to_merging",
    "attach_file",
    "bring_in",
    "change_ring",
    "claim",
    "decline_merging",
    "edit",
    "edit_part",
    "edit_theme",
    "end",
    "give_role",
    "hand_over",
    "let_go",
    "move",
    "propose_merging",
    "put_counts_together",
    "put_on_team",
    "refresh_from_source",
    "remove_check",
    "remove_file",
    "remove_link",
    "remove_part",
    "remove_update",
    "report_to",
    "reuse",
    "revive",
    "save_draft",
    "set_link",
    "set_up_words",
    "start_draft",
    "stop_reporting",
    "submit",
    "submit_draft",
    "take_back_import",
    "take_part",
    "take_role",
    "undo_merging",
    "withdraw_imported",
]
