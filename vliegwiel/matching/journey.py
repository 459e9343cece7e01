"""The words of suggestions: what a team says of one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    SAME = "same", _("The same thing")
    REUSE = "reuse", _("We look at reusing it")
    UNFIT = "unfit", _("Does not fit")


class Unfit(models.TextChoices):
    """Why a suggestion does not fit."""

    SUBJECT = "subject", _("It is about something else")
    SCALE = "scale", _("It is much larger or smaller")
    OUTDATED = "outdated", _("It is outdated")
    OTHER = "other", _("Another reason")
