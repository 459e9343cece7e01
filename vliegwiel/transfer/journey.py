"""Where an import stands, and what became of a row."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    CHOOSING = "choosing", _("Choose the columns")
    TRYING = "trying", _("Being tried out")
    WAITING = "waiting", _("Waiting for its turn")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Failed; nothing was imported")
    UNDONE = "undone", _("Undone")


class Fate(models.TextChoices):
    CREATED = "created", _("New")
    UPDATED = "updated", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    REJECTED = "rejected", _("Rejected")
