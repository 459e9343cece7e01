from .coffee import CoffeeGuest, CoffeePair, CoffeeSeat
from .connection import Connection, Outcome
from .expertise import Expertise, Helper
from .listing import Carrier, Listed, Need, Offer
from .match import Match
from .proposal import Proposal
from .question import Asked, Question

__all__ = [
    "Asked",
    "Carrier",
    "CoffeeGuest",
    "CoffeePair",
    "CoffeeSeat",
    "Connection",
    "Expertise",
    "Helper",
    "Listed",
    "Match",
    "Need",
    "Offer",
    "Outcome",
    "Proposal",
    "Question",
]
