"""Every change to what is looked for, offered and connected."""

from .answering import accept, decline, lapse, withdraw
from .connecting import give_back, take_job
from .following import come_along, go_back
from .listings import (
    change_need,
    change_offer,
    lapse_need,
    lapse_offer,
    open_need,
    open_need_to_market,
    open_offer,
    open_offer_to_market,
    step_need,
    step_offer,
)
from .looking_back import ask_outcome, tell_outcome
from .proposing import ask_for_offer, ask_to_join, introduce, invite
from .suggesting import Found, accept_match, dismiss, suggest, suggest_for_offer

__all__ = [
    "Found",
    "accept",
    "accept_match",
    "ask_for_offer",
    "ask_outcome",
    "ask_to_join",
    "change_need",
    "change_offer",
    "come_along",
    "decline",
    "dismiss",
    "give_back",
    "go_back",
    "introduce",
    "invite",
    "lapse",
    "lapse_need",
    "lapse_offer",
    "open_need",
    "open_need_to_market",
    "open_offer",
    "open_offer_to_market",
    "step_need",
    "step_offer",
    "suggest",
    "suggest_for_offer",
    "take_job",
    "tell_outcome",
    "withdraw",
]
