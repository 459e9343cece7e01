"""The words of a playing field: where a party stands, how much it weighs, what a talk with it yielded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vliegwiel.spaces.journey import Ring

RINGS = (Ring.TEAM, Ring.ORGANISATION, Ring.NETWORK)
"""Who may read a playing field. Never everyone: it says what people think of people."""
LOWEST, HIGHEST = 1, 5
"""Of influence and support."""
AT_FIRST = 3
MOST_DRAWN = 60
"""Parties in one picture; the table has them all."""


class Level(models.TextChoices):
    GOVERNANCE = "governance", _("Governance")
    ORGANISATION = "organisation", _("Organisation")
    INFORMATION = "information", _("Information")


class Influence(models.IntegerChoices):
    """How much a party can make or break."""

    NONE = 1, _("1: hardly any")
    LITTLE = 2, _("2: a little")
    SOME = 3, _("3: some")
    MUCH = 4, _("4: much")
    DECIDING = 5, _("5: it decides")


class Support(models.IntegerChoices):
    """How a party feels about it."""

    AGAINST = 1, _("1: against")
    DOUBTS = 2, _("2: in doubt")
    NEUTRAL = 3, _("3: neutral")
    FAVOURS = 4, _("4: in favour")
    PULLS = 5, _("5: pulls along")


class Status(models.TextChoices):
    """How far one is with a party."""

    PLANNED = "planned", _("Planned")
    TALKING = "talking", _("Talking")
    AGREED = "agreed", _("Agreed")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


OPEN = (Status.PLANNED, Status.TALKING, Status.AGREED)
"""Still wanted of a party."""
IN_PICTURE = (*OPEN, Status.DONE)


class Came(models.TextChoices):
    """What a conversation yielded for one pilot."""

    AGREED = "agreed", _("They do it")
    PARTLY = "partly", _("Partly, or under conditions")
    LATER = "later", _("They come back to it")
    REFUSED = "refused", _("They do not do it")


STATUS_AFTER = {Came.AGREED: Status.AGREED, Came.PARTLY: Status.TALKING, Came.LATER: Status.TALKING}
"""Where a pilot stands with a party after that answer. After a no the team decides itself."""
FIELDS = (
    "name", "level", "influence", "support", "wished", "needed_for", "stage", "owner", "action", "result", "due_on",
    "status",
)  # fmt: skip
"""What the history keeps of a change, before and after."""
PERSONAL = ("contact", "note")
"""Words about people: the team alone reads them, the history says only that they changed, and they go in time."""
