"""The words of carrying a pilot: what a check-in holds, where an action stands and which steps it can take."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from vliegwiel.initiatives.journey import Role

DEFAULT_WEEKS = 4
"""Between two check-ins, unless the team chooses otherwise."""
DEFAULT_ANSWER_DAYS = 5
"""Working days within which the programme answers, unless it chooses otherwise."""
SILENT_AFTER = timedelta(days=7)
"""After the day on which a check-in was due, a team that said nothing is called silent."""
LONG_IN_STAGE = timedelta(days=90)


class ItemKind(models.TextChoices):
    """The three questions of a check-in."""

    RESULT = "result", _("Result")
    QUESTION = "question", _("Question")
    BOTTLENECK = "bottleneck", _("Bottleneck")


ASKS = (ItemKind.QUESTION, ItemKind.BOTTLENECK)
"""Kinds of items that someone must do something about."""
MOST_ITEMS = 10
"""Of one kind, in one check-in."""


class ActionState(models.TextChoices):
    NEW = "new", _("New")
    TAKEN_UP = "taken_up", _("Taken up")
    WAITING = "waiting", _("Waiting for the team")
    DONE = "done", _("Done")


OPEN = (ActionState.NEW, ActionState.TAKEN_UP, ActionState.WAITING)


class StepKind(models.TextChoices):
    """What happened to an action."""

    ASKED = "asked", _("Asked")
    TAKEN_UP = "taken_up", _("Taken up")
    ASKED_BACK = "asked_back", _("Asked back")
    REPLIED = "replied", _("Replied")
    ANSWERED = "answered", _("Answered")
    HANDED_ON = "handed_on", _("Handed on")
    MERGED = "merged", _("Taken together with a similar one")
    REOPENED = "reopened", _("Asked again")
    RELEASED = "released", _("Back on the desk")


STEPS: dict[StepKind, tuple[tuple[ActionState, ...], ActionState | None]] = {
    StepKind.TAKEN_UP: ((ActionState.NEW, ActionState.WAITING), ActionState.TAKEN_UP),
    StepKind.ASKED_BACK: ((ActionState.NEW, ActionState.TAKEN_UP), ActionState.WAITING),
    StepKind.REPLIED: ((ActionState.WAITING,), ActionState.TAKEN_UP),
    StepKind.ANSWERED: ((*OPEN, ActionState.DONE), ActionState.DONE),
    StepKind.HANDED_ON: (OPEN, None),
    StepKind.MERGED: (OPEN, ActionState.TAKEN_UP),
    StepKind.REOPENED: ((ActionState.DONE,), ActionState.NEW),
    StepKind.RELEASED: (OPEN, None),
}
"""Per step: from which states, and to which state (None: it stays as it is). An answer can be added to."""


class Level(models.TextChoices):
    """Where a pilot must take root to last."""

    GOVERNANCE = "governance", _("Governance")
    ORGANISATION = "organisation", _("Organisation")
    INFORMATION = "information", _("Information")


LEVEL_ASKS = {
    Level.GOVERNANCE: _("Who decides that this stays, and has that been said in public?"),
    Level.ORGANISATION: _("Who does this every day, and is it in their work, budget and training?"),
    Level.INFORMATION: _("Do processes, systems and data fit, and who keeps them up?"),
}


class Rooted(models.TextChoices):
    """How firmly."""

    NOT_YET = "not_yet", _("Nothing yet")
    TALKING = "talking", _("We talk about it")
    AGREED = "agreed", _("Agreed")
    ANCHORED = "anchored", _("Anchored")


ROLE_ASKS = {
    Role.LEAD: _("You pull the pilot: you keep the plan, the team and the check-ins going. Count on a day a week."),
    Role.AMBASSADOR: _(
        "You make room for the pilot with governors and management, and open doors. Count on an hour a month."
    ),
    Role.SPARRING: _(
        "You think along with the project lead about services and people who do the work. Count on two hours a month."
    ),
    Role.INFORMATION: _(
        "You say what the pilot asks of processes, systems and data, and what fits. Count on half a day a month."
    ),
    Role.MEMBER: _("You work along in the team. The project lead agrees with you how much time it takes."),
}
"""What is asked of each role, and how much time it takes; the sender of an invitation can write it differently."""

ROLE_DOES = {
    Role.LEAD: _("Fill in the check-in when it is due, and say honestly where it hurts."),
    Role.AMBASSADOR: _("Tell one governor or manager this week what this pilot yields."),
    Role.SPARRING: _("Call the project lead for ten minutes: what goes well, where does it hurt?"),
    Role.INFORMATION: _("Look whether the systems and data that this needs are there, and say what is missing."),
    Role.MEMBER: _("Ask the project lead what you can take over this week."),
}
"""What someone in this role can always do."""
ROLE_LEVEL = {
    Role.AMBASSADOR: Level.GOVERNANCE,
    Role.SPARRING: Level.ORGANISATION,
    Role.INFORMATION: Level.INFORMATION,
}
"""The level of anchoring that is nearest to a role."""
