"""What hangs under an initiative is changed only through that initiative."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from vliegwiel.core.answers import Mistake

from ..models import Initiative


class Hanging(Protocol):
    initiative_id: int


def own(thing: Hanging, initiative: Initiative) -> None:
    """Raise Mistake when this thing is another initiative's: who may change the one may not change the other."""
    if thing.initiative_id != initiative.pk:
        raise Mistake(**{"": _("This belongs to another initiative.")})
