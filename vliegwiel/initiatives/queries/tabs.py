"""What stands on each tab, read in a constant number of statements, and only as far as the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.codes import is_code
from vliegwiel.core.differences import Piece, differences
from vliegwiel.files.models import Attachment
from vliegwiel.files.queries import files_of

from ..journey import Kind, Role
from ..models import (
    Ending,
    Initiative,
    Link,
    Part,
    Reuse,
    Revision,
    RoleTerm,
    Stage,
    StageMove,
    TeamRole,
    Update,
    UserCheck,
)
from .look import Look

NEWS_ON_A_PAGE = 20
VERSIONS_ON_A_PAGE = 10
LABELS = {
    "themes": _("Themes"),
    "region": _("Region"),
    "end": _("Status"),
    "stage": _("Stage"),
    "initiators": _("Organisation"),
    "extras": _("More from the source"),
    "source_url": _("Address of the source"),
    "source_organisation": _("Organisation according to the source"),
}
"""Names of fields that have no label of their own in the model."""


EXTRAS = {
    "legal_basis": _("Legal basis"),
    "impact_assessment": _("Impact assessment"),
    "supplier": _("Supplier"),
    "added_on": _("Added to the source on"),
    "changed_on": _("Changed in the source on"),
}
"""Words for what a source says and no field here holds."""


def extras_of(look: Look) -> list[tuple[str, str]]:
    """What else the source says, with the word for it; a word of the source itself when we have none."""
    return [(str(EXTRAS.get(word, word)), str(text)) for word, text in look.initiative.extras.items() if text]


@dataclass(frozen=True)
class Progress:
    """The way it went."""

    steps: list[dict[str, str]]
    moves: list[StageMove]
    endings: list[Ending]
    updates: list[Update]
    older: str
    """Code of the last update shown when there are more, else empty."""


def progress(look: Look, *, before: str = "") -> Progress:
    """Stages, moves, ends and news; news older than the update with the code `before`."""
    one = look.initiative
    updates = one.updates.select_related("by")
    if before:
        edge = one.updates.filter(code=before).first() if is_code(before) else None
        updates = updates.filter(pk__lt=edge.pk) if edge else updates.none()
    shown = list(updates.order_by("-id")[: NEWS_ON_A_PAGE + 1])
    return Progress(
        steps=_steps(one),
        moves=list(one.moves.select_related("from_stage", "to_stage", "by")[:100]),
        endings=list(one.endings.select_related("into", "by")[:50]),
        updates=shown[:NEWS_ON_A_PAGE],
        older=shown[NEWS_ON_A_PAGE - 1].code if len(shown) > NEWS_ON_A_PAGE else "",
    )


def _steps(one: Initiative) -> list[dict[str, str]]:
    stages = list(Stage.objects.filter(track=one.track_id).order_by("position"))
    here = one.stage.position
    state = {-1: "done", 0: "todo" if one.is_ended else "current", 1: "todo"}
    return [
        {"label": stage.name, "state": state[(stage.position > here) - (stage.position < here)]} for stage in stages
    ]


@dataclass(frozen=True)
class Parts:
    """What can be reused of it, by whom that is done, and what it reuses itself."""

    parts: list[Part]
    reused_by: dict[int, list[Reuse]]
    """Per part, the reuses whose initiative the viewer may see."""
    uses: list[Reuse]


def parts_of(look: Look) -> Parts:
    one, tokens = look.initiative, sorted(look.tokens)
    by_others = Reuse.objects.filter(part__initiative=one, initiative__audience__overlap=tokens).exclude(initiative=one)
    reused_by: dict[int, list[Reuse]] = {}
    for reuse in by_others.select_related("initiative")[:500]:
        reused_by.setdefault(reuse.part_id, []).append(reuse)
    uses = Reuse.objects.filter(initiative=one, part__audience__overlap=tokens).exclude(part__initiative=one)
    uses = uses.select_related("part__initiative")
    return Parts(list(Part.objects.visible_to(look.viewer).filter(initiative=one)), reused_by, list(uses[:500]))


def reuses_of(part: Part, viewer: Any) -> list[Reuse]:
    """Who reuses this part, as far as this viewer may see those initiatives."""
    seen = Initiative.objects.visible_to(viewer)
    others = part.reuses.exclude(initiative=part.initiative_id)  # its own once, before the two were merged
    return list(others.filter(initiative__in=seen).select_related("initiative")[:500])


def checks_of(look: Look) -> list[UserCheck]:
    return list(look.initiative.checks.select_related("by")[:200])


@dataclass(frozen=True)
class Team:
    """Who carries it: the roles filled, and those that this track usually has and are open."""

    roles: list[TeamRole]
    open_roles: list[Role]
    before: list[RoleTerm]
    """Roles that ended, the latest first."""


def team_of(look: Look) -> Team:
    roles = list(look.initiative.team.select_related("person"))
    roles.sort(key=lambda row: Role.values.index(row.role))
    filled = {row.role for row in roles}
    missing = [word for word in look.initiative.track.expected_roles if word in Role.values and word not in filled]
    before = list(look.initiative.role_terms.select_related("person")[:50])
    return Team(roles, [Role(word) for word in missing], before)


def files_and_links(look: Look) -> tuple[list[Attachment], QuerySet[Link]]:
    links = Link.objects.visible_to(look.viewer).filter(initiative=look.initiative).select_related("to")
    return files_of(look.initiative, look.viewer), links[:200]


@dataclass(frozen=True)
class Change:
    """One field in one saved version."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Version:
    revision: Revision
    changes: list[Change]


def history(look: Look, *, before: str = "") -> tuple[list[Version], int]:
    """Saved versions, newest first, and the version to go on from (0 when these are the last)."""
    revisions = look.initiative.revisions.select_related("by")
    if before.isascii() and before.isdecimal() and len(before) < 10:
        revisions = revisions.filter(version__lt=int(before))
    shown = list(revisions[: VERSIONS_ON_A_PAGE + 1])
    versions = [Version(one, changes_of(one)) for one in shown[:VERSIONS_ON_A_PAGE]]
    more = len(shown) > VERSIONS_ON_A_PAGE
    return versions, versions[-1].revision.version if more else 0


def changes_of(revision: Revision) -> list[Change]:
    return [
        Change(label_of(name), differences(in_words(name, before), in_words(name, after)))
        for name, (before, after) in revision.changes.items()
    ]


def label_of(field: str) -> str:
    """The name of a field as it stands on the pages."""
    if field in LABELS:
        return str(LABELS[field])
    labels = {one.name: one.verbose_name for one in Initiative._meta.fields}
    return str(labels.get(field, field))


def in_words(field: str, value: Any) -> str:
    """A kept value as people read it."""
    if isinstance(value, dict):
        return "; ".join(f"{EXTRAS.get(word, word)}: {text}" for word, text in value.items())
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if field == "kind" and value in Kind.values:
        return str(Kind(value).label)
    return "" if value is None else str(value)
