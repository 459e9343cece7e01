"""The words of an initiative: what it is, how it ends, who has which part in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    CHALLENGE = "challenge", _("Challenge")
    IDEA = "idea", _("Idea")
    PILOT = "pilot", _("Pilot")
    SERVICE = "service", _("Service")
    METHOD = "method", _("Working method")


KINDS_IN_ADDRESS = {
    "vraagstuk": Kind.CHALLENGE,
    "idee": Kind.IDEA,
    "pilot": Kind.PILOT,
    "voorziening": Kind.SERVICE,
    "werkwijze": Kind.METHOD,
}
"""The word for each kind in addresses."""

TRACK_OF_KIND = {
    Kind.CHALLENGE: "challenge",
    Kind.IDEA: "challenge",
    Kind.PILOT: "pilot",
    Kind.SERVICE: "scale-up",
    Kind.METHOD: "method",
}
"""The shipped track on which an initiative of this kind starts; any other may be chosen."""


class End(models.TextChoices):
    COMPLETED = "completed", _("Completed")
    MERGED = "merged", _("Merged into another initiative")
    HANDED_OVER = "handed_over", _("Handed over")
    STOPPED = "stopped", _("Stopped, with lessons")
    PARKED = "parked", _("Parked")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class MergerState(models.TextChoices):
    """How far the merging of two initiatives is."""

    PROPOSED = "proposed", _("Proposed")
    DONE = "done", _("Merged")
    DECLINED = "declined", _("Not merged")
    UNDONE = "undone", _("Undone")


class Part(models.TextChoices):
    """The part that an organisation has in an initiative."""

    INITIATOR = "initiator", _("Initiator")
    PARTICIPANT = "participant", _("Participant")
    INTERESTED = "interested", _("Interested")


class Role(models.TextChoices):
    LEAD = "lead", _("Project lead")
    AMBASSADOR = "ambassador", _("Ambassador")
    SPARRING = "sparring", _("Sparring partner")
    INFORMATION = "information", _("Information adviser")
    MEMBER = "member", _("Team member")


class PartKind(models.TextChoices):
    """What a reusable part is."""

    SOFTWARE = "software", _("Software")
    DATA = "data", _("Data")
    MODEL = "model", _("Model or algorithm")
    METHOD = "method", _("Method")
    PROCESS = "process", _("Process")
    CONTRACT = "contract", _("Contract text")
    COMMUNICATION = "communication", _("Communication")
    TRAINING = "training", _("Training")
    LEGAL = "legal", _("Legal analysis")


class ReuseState(models.TextChoices):
    CONSIDERS = "considers", _("Considers reuse")
    USES = "uses", _("Uses it")
    DECLINED = "declined", _("Decided not to")


class CheckMethod(models.TextChoices):
    CONVERSATION = "conversation", _("Conversations")
    OBSERVATION = "observation", _("Watching people do it")
    PROTOTYPE = "prototype", _("Trying a prototype together")
    SURVEY = "survey", _("Questionnaire")
    PANEL = "panel", _("Panel or client council")
    OTHER = "other", _("Another way")


class CheckOutcome(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    ADJUSTED = "adjusted", _("Adjusted")
    REFUTED = "refuted", _("Refuted")


CANVAS_FIELDS = ("question", "for_whom", "needs", "evidence", "change", "tried")
"""The why canvas, needs first."""

PLAN_FIELDS = ("summary", "goal", "yields", "how", "milestones")
"""The five questions: what is it, what is the goal, what does it yield, how is it done, milestones and results."""

TEXT_FIELDS = ("title", *CANVAS_FIELDS, *PLAN_FIELDS)
