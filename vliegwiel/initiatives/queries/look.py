"""One initiative as one viewer sees it: what every tab needs, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict, cast

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import tokens_of
from vliegwiel.conversation.queries.talk import has_talk
from vliegwiel.files.models import Attachment
from vliegwiel.people.models import Organisation, Person, Region
from vliegwiel.spaces.journey import Ring
from vliegwiel.spaces.rings import readers_in_words

from .. import journey
from ..models import Ending, Initiative, Link, Participation, Reuse, Theme
from .own import own_organisation_ids

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Holds(TypedDict):
        """What hangs under an initiative, as far as the viewer sees it."""

        has_files: bool
        has_links: bool
        has_reuses: bool

    Opened = WithAnnotations[Initiative, Holds]


def for_pages(viewer: Person | None) -> QuerySet[Initiative]:
    """The initiatives that this viewer may open, with what the tabs need to know."""
    here = {"initiative": OuterRef("pk")}
    files = Attachment.objects.visible_to(viewer).filter(
        target_type=Initiative._meta.label_lower, target_id=OuterRef("pk")
    )
    return (
        Initiative.objects.visible_to(viewer)
        .select_related("space", "programme", "track", "stage", "region")
        .annotate(
            has_files=Exists(files),
            has_links=Exists(Link.objects.filter(**here)),
            has_reuses=Exists(Reuse.objects.filter(**here, part__audience__overlap=tokens_of(viewer))),
        )
    )


@dataclass
class Look:
    """The initiative, who looks, and everything that stands on each of its pages."""

    initiative: Initiative
    viewer: Person | None
    participations: list[Participation] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    ending: Ending | None = None
    readers: str = ""
    """Who can read this, in words."""
    may_edit: bool = False
    may_lead: bool = False
    may_claim: bool = False
    """What the rules answered: they stand above the queries, so the page asks them and passes it on."""

    @cached_property
    def may_show_interest(self) -> bool:
        """An organisation of this viewer has no part in it yet."""
        return not set(own_organisation_ids(self.viewer)) <= set(self.initiative.organisation_ids)

    @cached_property
    def tokens(self) -> set[str]:
        return set(tokens_of(self.viewer))

    def sees(self, row: Any) -> bool:
        """Whether this viewer may see another row that carries an audience: a person, an initiative, a space."""
        return not self.tokens.isdisjoint(row.audience)

    def knows(self, person: Person | None) -> bool:
        """Whether a name may be shown: the team knows each other, others see whose profile they may see."""
        return person is not None and (self.may_edit or self.sees(person))

    def name(self, person: Person | None) -> str:
        return person.name if person is not None and self.knows(person) else _("Someone of the team")

    @property
    def is_withdrawn(self) -> bool:
        return self.initiative.end == journey.End.WITHDRAWN

    @cached_property
    def in_use(self) -> set[str]:
        """Keys of the tabs that hold something, or where this viewer may put something."""
        one = cast("Opened", self.initiative)  # read by `for_pages`
        holds = {
            "parts": one.has_parts or one.has_reuses,
            "checks": one.is_checked,
            "files": one.has_files or one.has_links,
            "history": one.version > 1,
            "conversation": self.viewer is not None or has_talk(one, None),
        }
        own = {key for key, filled in holds.items() if filled or self.may_edit}
        return {"initiative", "progress", "team"} | own | self._in_use_above()

    def _in_use_above(self) -> set[str]:
        """Of the tabs of upper rooms. One statement for all together, none for a team."""
        asked = {key: is_used(self) for key, is_used in _TABS_ABOVE.items()}
        rows = [
            of.order_by().values_list(Value(key, output_field=CharField()))[:1]
            for key, found in asked.items()
            if not isinstance(found, bool)
            for of in found
        ]
        found_above = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows and rows[0]
        return {key for key, found in asked.items() if found is True} | {key for (key,) in found_above or ()}


InUse = bool | list[QuerySet]
"""Yes or no, or rows of which one is enough."""
_TABS_ABOVE: dict[str, Callable[[Look], InUse]] = {}


def tab_above(key: str, is_used: Callable[[Look], InUse]) -> None:
    """An upper room says when its tab (in `config`, under this key) is in use. Called in its AppConfig.ready.

    It asks the database nothing by itself: it is asked on every page of an initiative.
    """
    _TABS_ABOVE[key] = is_used


def look_at(initiative: Initiative, viewer: Person | None, **may: bool) -> Look:
    """Read what surrounds the initiative. `may`: the answers of the rules, by the names of the fields of `Look`."""
    participations = initiative.participations.select_related("organisation")
    look = Look(
        initiative,
        viewer,
        participations=sorted(participations, key=lambda row: journey.Part.values.index(row.part)),
        themes=list(Theme.objects.filter(pk__in=initiative.theme_ids)),
        regions=list(Region.objects.filter(pk__in=initiative.region_ids)),
        **may,  # type: ignore[arg-type]
    )
    if initiative.is_ended:
        look.ending = initiative.endings.filter(revived_at=None).select_related("into", "by").first()
    look.readers = readers(initiative)
    return look


def readers(initiative: Initiative, ring: str = "") -> str:
    """Who can read it in this ring (its own when not given), in words."""
    ring = ring or initiative.ring
    if initiative.end == journey.End.WITHDRAWN:
        ring = Ring.TEAM
    words = readers_in_words(ring, organisation_names(initiative) if ring == Ring.ORGANISATION else [])
    if initiative.programme_id and ring != Ring.PUBLIC:
        words += " " + _("The leads of the programme that it reports to read along.")
    return words


def organisation_names(initiative: Initiative) -> list[str]:
    """Whose people the ring *organisation* lets in."""
    owners = initiative.space.ownerships.values("organisation")
    rows = Organisation.objects.filter(pk__in=owners) | Organisation.objects.filter(pk__in=initiative.initiator_ids)
    return list(rows.distinct().values_list("name", flat=True))
