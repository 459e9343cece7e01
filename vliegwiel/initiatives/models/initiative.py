"""The initiative: one thing being tried or offered."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import PUBLIC, AudienceField, VisibleQuerySet, initiative_token, lead_token
from vliegwiel.core.codes import new_code
from vliegwiel.people.models import Region
from vliegwiel.spaces.journey import Ring
from vliegwiel.spaces.models import Space

from ..journey import CANVAS_FIELDS, End, Kind
from .journey import Stage, Track


class InitiativeQuerySet(VisibleQuerySet):
    def standing(self) -> InitiativeQuerySet:
        """Not withdrawn: a withdrawn initiative is in no list, only at its own address for its team."""
        return self.exclude(end=End.WITHDRAWN)

    def newest_first(self) -> InitiativeQuerySet:
        return self.order_by("-changed_at", "-id")


def numbers() -> ArrayField:
    """A column of ids kept by the database, for filters and counts."""
    return ArrayField(models.BigIntegerField(), default=list, editable=False)


class Initiative(models.Model):
    """Texts, where it stands, who sees it; and columns by which it is found, kept by triggers."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    slug = models.CharField(max_length=60, default="-", editable=False)
    title = models.CharField(_("Title"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="initiatives")
    ring = models.CharField(max_length=12, choices=Ring.choices)
    audience = AudienceField()

    question = models.TextField(_("What is the question?"), blank=True)
    for_whom = models.TextField(_("For whom is it?"), blank=True)
    needs = models.TextField(_("What do they need?"), blank=True)
    evidence = models.TextField(_("How do we know?"), blank=True)
    change = models.TextField(_("What should change?"), blank=True)
    tried = models.TextField(_("What was tried before?"), blank=True)
    summary = models.TextField(_("What is it?"), blank=True)
    goal = models.TextField(_("What is the goal?"), blank=True)
    yields = models.TextField(_("What does it yield?"), blank=True)
    how = models.TextField(_("How is it done?"), blank=True)
    milestones = models.TextField(_("Milestones and results"), blank=True)

    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    stage_since = models.DateTimeField()
    end = models.CharField(max_length=12, choices=End.choices, blank=True)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Chosen by the team; the regions of its organisations come from those."""
    programme = models.ForeignKey(Space, null=True, blank=True, on_delete=models.SET_NULL, related_name="reporting")
    """The space whose leads it reports to; they see it whatever its ring. Set with the consent of its lead."""

    source = models.CharField(max_length=60, blank=True)
    """Where it was imported from; empty when written here."""
    external_id = models.CharField(max_length=120, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    source_organisation = models.CharField(max_length=250, blank=True)
    """Name of the organisation in the source, when no organisation here is known by it."""

    extras = models.JSONField(default=dict, blank=True)
    """What the source says and no field here holds, by word: {"legal_basis": "…"}."""

    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """Counts saves, so that two people who edit at once do not overwrite each other."""

    organisation_ids = numbers()
    """Every organisation with a part in it. Trigger."""
    initiator_ids = numbers()
    """The organisations that initiated it. Trigger."""
    theme_ids = numbers()
    """Its themes. Trigger."""
    region_ids = numbers()
    """Its own region and those of its organisations. Trigger."""
    is_checked = models.BooleanField(default=False, editable=False)
    """A user check was done. Trigger."""
    has_parts = models.BooleanField(default=False, editable=False)
    """Something of it can be reused. Trigger."""

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "source", "external_id"],
                condition=~Q(external_id=""),
                name="initiative_source_id_once",
            ),
            models.CheckConstraint(condition=Q(ring__in=Ring.values), name="initiative_ring_known"),
            models.CheckConstraint(condition=~Q(title=""), name="initiative_has_title"),
        ]
        indexes = [
            # Without the public ones: for them no index is needed, and theirs would be read whole beside every filter.
            GinIndex(
                fields=["audience"],
                name="initiative_audience",
                fastupdate=False,
                condition=~Q(audience__contains=[PUBLIC]),
            ),
            models.Index(fields=["-changed_at", "-id"], name="initiative_newest"),
            models.Index(fields=["title", "id"], name="initiative_by_title"),
            models.Index(fields=["-created_at", "-id"], name="initiative_created"),
            models.Index(fields=["space", "-changed_at", "-id"], name="initiative_by_space"),
            models.Index(fields=["stage", "-changed_at", "-id"], name="initiative_by_stage"),
            models.Index(fields=["kind", "-changed_at", "-id"], name="initiative_by_kind"),
            GinIndex(fields=["organisation_ids"], name="initiative_organisations", fastupdate=False),
            GinIndex(fields=["theme_ids"], name="initiative_themes", fastupdate=False),
            GinIndex(fields=["region_ids"], name="initiative_regions", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("initiatives:initiative", args=[self.code, self.slug])

    @property
    def team_tokens(self) -> list[str]:
        """Who carries it: the team, the leads of its space, and those of the programme that it reports to."""
        leads = {pk for pk in (self.space_id, self.programme_id) if pk is not None}
        return [initiative_token(self.pk), *(lead_token(pk) for pk in sorted(leads))]

    @property
    def is_ended(self) -> bool:
        return bool(self.end)

    @property
    def has_canvas(self) -> bool:
        return any(getattr(self, name) for name in CANVAS_FIELDS)

    @property
    def teaser(self) -> str:
        """The text that says most in a list."""
        return self.question or self.summary or self.goal
