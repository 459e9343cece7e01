"""What a submission needs to know."""

from __future__ import annotations

from django.db.models import Q

from vliegwiel.activity.audience import space_token
from vliegwiel.people.models import Person
from vliegwiel.spaces.journey import Joining
from vliegwiel.spaces.models import Space

from ..models import Draft

MOST_SPACES = 200


def spaces_to_submit_in(viewer: Person | None) -> list[Space]:
    """The spaces where this person may place something, the square first. A visitor sees the square."""
    may = Q(is_square=True)
    if viewer is not None:
        mine = [token.removeprefix("space:") for token in viewer.tokens if token.startswith(space_token(0)[:6])]
        may |= Q(pk__in=[int(pk) for pk in mine]) | Q(joining=Joining.OPEN)
    rows = Space.objects.visible_to(viewer).filter(may).order_by("-is_square", "name", "id")
    return list(rows.prefetch_related("owners")[:MOST_SPACES])


def is_taken(secret: str) -> bool:
    """Whether a draft stands at this address, whoever it is of."""
    return Draft.objects.filter(secret=secret).exists()
