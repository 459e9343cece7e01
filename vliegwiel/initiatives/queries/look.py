"""One initiative as one viewer sees it: what every tab needs, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict, cast

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.activity.prepared import Prepared, among, given
from vliegwiel.conversation.models import Comment
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


def _for_pages(viewer: Viewer | None, code: str) -> QuerySet[Initiative]:
    here = {"initiative": OuterRef("pk")}
    files = Attachment.objects.visible_to(viewer).filter(
        target_type=Initiative._meta.label_lower, target_id=OuterRef("pk")
    )
    return (
        Initiative.objects.visible_to(viewer)
        .filter(code=given(code, CharField()))
        .select_related("space", "programme", "track", "stage", "region")
        .annotate(
            has_files=Exists(files),
            has_links=Exists(Link.objects.filter(**here)),
            has_reuses=Exists(Reuse.objects.filter(**here, part__audience__overlap=tokens_of(viewer))),
        )
    )


opened = Prepared(_for_pages, "code")
"""The initiative with this code, when this viewer may open it, with what the tabs need to know: one row or none."""
_PARTICIPATIONS = Prepared(
    lambda _viewer, here: Participation.objects.filter(initiative=given(here, BigIntegerField())).select_related(
        "organisation"
    ),
    "here",
)
themes_among = Prepared(lambda viewer, ids: Theme.objects.visible_to(viewer).filter(among(ids, Theme)), "ids")
_REGIONS = Prepared(lambda _viewer, ids: Region.objects.filter(among(ids, Region)), "ids")


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
        one = cast("Opened", self.initiative)  # read by `opened`
        holds = {
            "parts": one.has_parts or one.has_reuses,
            "checks": one.is_checked,
            "files": one.has_files or one.has_links,
            "history": one.version > 1,
        }
        own = {key for key, filled in holds.items() if filled or self.may_edit}
        return {"initiative", "progress", "team"} | own | self._in_use_by_rows()

    def _in_use_by_rows(self) -> set[str]:
        """Of the tabs that depend on rows elsewhere. One statement for all together, none for a team."""
        sure = {key for key, (for_whom, _rows) in _TABS_BY_ROWS.items() if for_whom(self)}
        if len(sure) == len(_TABS_BY_ROWS):
            return sure
        return sure | {key for (key,) in _FILLED(self.viewer, here=self.initiative.pk)}


Here = RawSQL
"""Stands for the initiative in a query that is made once: `.filter(initiative=here)`."""
TabRows = Callable[[Any, Here], list[QuerySet]]
_TABS_BY_ROWS: dict[str, tuple[Callable[[Look], bool], TabRows]] = {
    "conversation": (
        lambda look: look.viewer is not None,
        lambda viewer, here: [
            Comment.objects.visible_to(viewer).standing().filter(
                target_type=Initiative._meta.label_lower, target_id=here
            )
        ],
    ),
}  # fmt: skip


def tab_above(key: str, for_whom: Callable[[Look], bool], rows: TabRows) -> None:
    """An upper room says when its tab (in `config`, under this key) is in use: for whom it always is, and else the
    rows, as the viewer sees them, of which one is enough. Called in its AppConfig.ready.

    `for_whom` asks the database nothing: it is asked on every page of an initiative.
    """
    _TABS_BY_ROWS[key] = (for_whom, rows)


def _filled(viewer: Viewer | None, here: int) -> QuerySet:
    place = given(here, BigIntegerField())
    first, *others = [
        found.order_by().values_list(Value(key, output_field=CharField()))[:1]
        for key, (_for_whom, rows) in _TABS_BY_ROWS.items()
        for found in rows(viewer, place)
    ]
    return first.union(*others, all=True)


_FILLED = Prepared(_filled, "here")


def look_at(initiative: Initiative, viewer: Person | None, **may: bool) -> Look:
    """Read what surrounds the initiative. `may`: the answers of the rules, by the names of the fields of `Look`."""
    participations = _PARTICIPATIONS(viewer, here=initiative.pk)
    themes, regions = initiative.theme_ids, initiative.region_ids
    look = Look(
        initiative,
        viewer,
        participations=sorted(participations, key=lambda row: journey.Part.values.index(row.part)),
        themes=themes_among(viewer, ids=themes) if themes else [],
        regions=_REGIONS(viewer, ids=regions) if regions else [],
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
