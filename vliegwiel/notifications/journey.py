"""The words of news: in which groups it comes, how soon, and why someone gets it."""

from __future__ import annotations

from datetime import time, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """What someone chooses about: how soon to hear of each of these by mail."""

    ASKED = "asked", _("Someone asks you something, or it is your turn")
    ANSWERED = "answered", _("What you asked is answered")
    MENTIONED = "mentioned", _("Someone mentions you or answers your comment")
    TEAM = "team", _("Your own initiatives and programmes")
    BELONGING = "belonging", _("Your spaces and organisations")
    FOLLOWING = "following", _("What you follow")


class Pace(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("On Tuesday morning")
    NEVER = "never", _("Never")


USUAL_PACE = {
    Group.ASKED: Pace.AT_ONCE,
    Group.ANSWERED: Pace.AT_ONCE,
    Group.MENTIONED: Pace.AT_ONCE,
    Group.TEAM: Pace.DAILY,
    Group.BELONGING: Pace.DAILY,
    Group.FOLLOWING: Pace.WEEKLY,
}
"""Until someone chooses otherwise."""
IN_DIGEST = (Pace.DAILY, Pace.WEEKLY)
DIGEST_AT = time(8)
"""In the morning, in the time zone of the installation."""
WEEKLY_ON = 1
"""Tuesday, as `date.weekday` counts."""
QUIET_FROM, QUIET_UNTIL = time(21), time(7)
"""Between these no mail goes out, unless someone chooses otherwise."""
MOST_IN_DIGEST = 30
"""Lines in one mail; the rest stands behind the link."""
MOST_COUNTED = 99
"""Unread news in the header: above this it says so."""
HARD_REFUSALS = 3
"""So many refusals for good, one after the other, and no mail goes to the address any more."""
LONG_AGO = timedelta(days=7)
"""What happened before that, such as in an import or a demo network, stands under news and is not mailed."""
STOP_WORKS = timedelta(days=365)
"""How long the link that stops mail works."""


class LetterState(models.TextChoices):
    BEGUN = "begun", _("On its way, or interrupted")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused")
    EMPTY = "empty", _("Nothing left to tell")
