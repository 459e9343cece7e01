"""The parties around an initiative, and what changed about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import AudienceField, Viewer, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.models import Initiative, Stage
from vliegwiel.people.models import Organisation
from vliegwiel.spaces.journey import Ring

from ..journey import AT_FIRST, HIGHEST, IN_PICTURE, LOWEST, OPEN, RINGS, Influence, Level, Status, Support
from .carrying import carried_by


class PlayingFieldQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> PlayingFieldQuerySet:
        return self.filter(initiative__in=Initiative.objects.visible_to(person))


class PlayingField(models.Model):
    """Who may read the parties of one initiative. There is one as soon as it has a party."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="playing_field")
    ring = models.CharField(max_length=12, choices=Ring.choices, default=Ring.TEAM)

    objects = PlayingFieldQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ring__in=RINGS), name="playing_field_never_public")]

    def __str__(self) -> str:
        return f"{self.initiative_id}: {self.ring}"


class StakeholderQuerySet(VisibleQuerySet):
    def carried_by(self, person: Viewer | None) -> StakeholderQuerySet:
        """Of initiatives that one carries: on the team, or leading its space or the programme it reports to."""
        return self.filter(carried_by(person, "initiative"))

    def open(self) -> StakeholderQuerySet:
        return self.filter(status__in=OPEN)

    def current(self) -> StakeholderQuerySet:
        """Of pilots that go on: what has ended wants nothing any more."""
        return self.filter(initiative__end="")

    def in_picture(self) -> StakeholderQuerySet:
        return self.filter(status__in=IN_PICTURE)


def _scale(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{name}__gte": LOWEST, f"{name}__lte": HIGHEST}), name=f"stakeholder_{name}_scale"
    )


class Stakeholder(models.Model):
    """A party: an organisation or free text. The audience follows the playing field and the initiative, by triggers."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="stakeholders")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="stakeholders"
    )
    name = models.CharField(_("Party"), max_length=200, blank=True)
    """Free text; empty when it is an organisation."""
    compared = models.CharField(max_length=300, blank=True)
    """The free text in the form in which names are compared."""
    level = models.CharField(_("Level"), max_length=12, choices=Level.choices)
    influence = models.PositiveSmallIntegerField(_("Influence"), choices=Influence.choices, default=AT_FIRST)
    support = models.PositiveSmallIntegerField(_("Support now"), choices=Support.choices, default=AT_FIRST)
    wished = models.PositiveSmallIntegerField(_("Support wished"), choices=Support.choices, default=AT_FIRST)
    needed_for = models.TextField(_("Needed for what?"), blank=True, max_length=1000)
    stage = models.ForeignKey(
        Stage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("In which stage?")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("Who does it?"),
    )  # fmt: skip
    """Someone of the team; who left it counts as nobody."""
    action = models.TextField(_("What do we do?"), blank=True, max_length=1000)
    result = models.TextField(_("What do we expect?"), blank=True, max_length=1000)
    due_on = models.DateField(_("By when?"), null=True, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=Status.choices, default=Status.PLANNED)
    contact = models.CharField(_("Contact person"), max_length=200, blank=True)
    note = models.TextField(_("Note"), blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=1)
    """Counts saves, so that two people who edit at once do not overwrite each other."""
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    audience = AudienceField()

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, name="") | (Q(organisation=None) & ~Q(name="")),
                name="stakeholder_is_one_party",
            ),
            models.UniqueConstraint(fields=["initiative", "organisation"], name="stakeholder_organisation_once"),
            models.UniqueConstraint(
                fields=["initiative", "compared"], condition=Q(organisation=None), name="stakeholder_words_once"
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="stakeholder_level_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="stakeholder_status_known"),
            *(_scale(name) for name in ("influence", "support", "wished")),
        ]
        indexes = [
            audience_index("stakeholder_audience"),
            models.Index(fields=["initiative", "status", "id"], name="stakeholder_initiative"),
            models.Index(fields=["organisation", "due_on", "id"], name="stakeholder_organisation"),
            models.Index(
                fields=["compared", "due_on", "id"], name="stakeholder_compared", condition=Q(organisation=None)
            ),
            models.Index(
                fields=["initiative"], name="stakeholder_personal", condition=~Q(contact="") | ~Q(note="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.party_name

    def get_absolute_url(self) -> str:
        return reverse("stakeholders:stakeholder", args=[self.initiative.code, self.initiative.slug, self.code])

    @property
    def party_name(self) -> str:
        """As the pilot itself wrote it down. Reads the organisation."""
        return self.organisation.name if self.organisation else self.name

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class StakeholderChangeQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> StakeholderChangeQuerySet:
        return self.filter(stakeholder__in=Stakeholder.objects.visible_to(person))


class StakeholderChange(models.Model):
    """One save: per field what it was and what it became. Append-only in the database."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    """The version that this save made."""
    fields = models.JSONField(default=dict)
    """By field: [before, after]; people and stages by id; nothing but null for words about people."""
    conversation = models.ForeignKey(
        "Conversation", null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    """The talk that it came from."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = StakeholderChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.stakeholder_id} {self.version}"
