"""The four rings, how one joins a space, and the modules a space can choose."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ring(models.TextChoices):
    """Who may see something, from narrow to wide."""

    TEAM = "team", _("Team")
    ORGANISATION = "organisation", _("Organisation")
    NETWORK = "network", _("Network")
    PUBLIC = "public", _("Public")


WIDTH = {ring: width for width, ring in enumerate(Ring.values)}


def is_wider(ring: str, than: str) -> bool:
    return WIDTH[ring] > WIDTH[than]


class Joining(models.TextChoices):
    OPEN = "open", _("Everyone who can see the space can join at once")
    REQUEST = "request", _("People ask, and a lead decides")
    INVITATION = "invitation", _("Only by invitation")


class SpaceRole(models.TextChoices):
    LEAD = "lead", _("Lead")
    MEMBER = "member", _("Member")


class MemberState(models.TextChoices):
    REQUESTED = "requested", _("Waiting for approval")
    ACTIVE = "active", _("Member")
    ENDED = "ended", _("No longer a member")


class Module(models.TextChoices):
    """What a space can switch on; only what works is here."""

    INITIATIVES = "initiatives", _("Initiatives")
    MAP = "map", _("Map")
    BOARD = "board", _("Board by stage")
    FILES = "files", _("Files")


RENAMEABLE = ("initiative", "initiatives")
"""Things for which a space may use its own word."""
