"""The words of what is looked for and offered: kinds, states and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is looked for or offered."""

    FELLOWS = "fellows", _("Fellow organisations")
    EXPERTISE = "expertise", _("Expertise")
    TIME = "time", _("A short job")
    TEST_USERS = "test_users", _("People to test with")
    DATA = "data", _("Data")
    PART = "part", _("A part to reuse")
    METHOD = "method", _("A method")
    NETWORK = "network", _("Contacts")
    MONEY = "money", _("Money")
    SUPPLIER = "supplier", _("A supplier")


JOINED_BY_ORGANISATION = (Kind.FELLOWS,)
"""Kinds to which an organisation says yes, not a person."""


class State(models.TextChoices):
    OPEN = "open", _("Open")
    FULL = "full", _("Full")
    MET = "met", _("Found")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


STEPS = {
    State.OPEN: (State.FULL, State.MET, State.LAPSED, State.WITHDRAWN),
    State.FULL: (State.OPEN, State.MET, State.LAPSED, State.WITHDRAWN),
    State.MET: (State.OPEN,),
    State.LAPSED: (State.OPEN,),
    State.WITHDRAWN: (State.OPEN,),
}
"""From a state to those that may follow. Open and full follow each other by themselves, as places are taken."""


class MatchState(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    ACCEPTED = "accepted", _("Accepted")
    DISMISSED = "dismissed", _("Not suitable")


class Unsuitable(models.TextChoices):
    """Why a suggestion does not fit; learned from in the next release."""

    OTHER_SUBJECT = "other_subject", _("It is about something else")
    KNOWN = "known", _("We know each other already")
    OTHER_SIZE = "other_size", _("Too large or too small for us")
    OTHER_PLACE = "other_place", _("Too far away")
    NOT_NOW = "not_now", _("Not now")


class Asking(models.TextChoices):
    """What a proposal asks."""

    JOIN = "join", _("To take part")
    HELP = "help", _("To help")
    USE = "use", _("To make use of an offer")
    INVITATION = "invitation", _("Invited to take part")
    INTRODUCTION = "introduction", _("To be introduced")


class Answered(models.TextChoices):
    """Where a proposal stands."""

    ASKED = "asked", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Came(models.TextChoices):
    """What came of a connection."""

    RESULT = "result", _("It yielded something")
    GOING_ON = "going_on", _("We are working on it")
    TALKED = "talked", _("We talked, and that was it")
    NOTHING = "nothing", _("Nothing came of it")


DAYS_TO_ANSWER = 30
"""After so many days without an answer a proposal lapses."""

WEEKS_UNTIL_ASKED = 6
"""After so many weeks both are asked what came of their connection."""


class Source(models.TextChoices):
    """From what someone's expertise comes."""

    ROLE = "role", _("Role in an initiative")
    PART = "part", _("Made a part")
    CHECK = "check", _("Checked with users")
    NEWS = "news", _("Wrote about it")
    ANSWER = "answer", _("Answered a question")
    OWN = "own", _("Added by yourself")


class AskedState(models.TextChoices):
    """What someone did with a question."""

    WAITING = "waiting", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    PASSED_ON = "passed_on", _("Passed on")
    DECLINED = "declined", _("Cannot help now")
    NOT_ME = "not_me", _("Knows nothing about it")


class Went(models.TextChoices):
    """What came of a coffee."""

    MET = "met", _("We met")
    PLANNED = "planned", _("We have a date")
    NOT = "not", _("It did not happen")


MOST_ASKED = 3
"""How many questions someone gets in thirty days, at most, unless they say otherwise themselves."""

ASKED_DAYS = 30
"""The days over which that is counted."""

MOST_AT_ONCE = 5
"""To how many people one question goes, at most; those to whom it is passed on included."""
