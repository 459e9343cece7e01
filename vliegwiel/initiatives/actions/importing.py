"""Bringing in what exists elsewhere, many at a time; each keeps its source and id there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Cast, Concat

from vliegwiel.activity.door import Done, action
from vliegwiel.core.codes import slug_of
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.models import Space
from vliegwiel.spaces.rings import owner_ids, widened

from .. import rules
from ..journey import End, Part
from ..models import Initiative, Participation, Revision, Stage, Theme, Theming


@dataclass(frozen=True)
class Incoming:
    """One row of a source, as it will stand here. Texts are clean and within their limits."""

    external_id: str
    title: str
    kind: str
    stage: Stage
    texts: Mapping[str, str]
    end: str = ""
    organisation: Organisation | None = None
    organisation_name: str = ""
    """The name in the source, kept when no organisation here is known by it."""
    url: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)
    themes: Sequence[Theme] = field(default_factory=tuple)
    created_at: datetime | None = None


@action("initiatives.brought_in", may=rules.may_bring_in, locked=False)
def bring_in(
    space: Space, *, by: Person, at: datetime, source: str, rows: Sequence[Incoming], facts: dict[str, object]
) -> Done:
    """Make initiatives of these rows, in the space's ring, in a constant number of statements. `facts` goes in the log.

    Answers them in the order of the rows. Raises IntegrityError when a row's id in the source is here already.
    """
    owners = owner_ids(space)
    made = Initiative.objects.bulk_create([_new(row, space=space, source=source, at=at) for row in rows])
    for initiative, row in zip(made, rows, strict=True):
        initiators = [row.organisation.pk] if row.organisation else []
        initiative.audience = widened(space.ring, initiative.team_tokens, organisations=[*owners, *initiators])
    Initiative.objects.bulk_update(made, ["audience"])
    Participation.objects.bulk_create(
        Participation(initiative=initiative, organisation=row.organisation, part=Part.INITIATOR, since=at)
        for initiative, row in zip(made, rows, strict=True)
        if row.organisation
    )
    Theming.objects.bulk_create(
        Theming(initiative=initiative, theme=theme)
        for initiative, row in zip(made, rows, strict=True)
        for theme in row.themes
    )
    return Done(made, target=space, facts={"source": source, "count": len(made), **facts})


def _new(row: Incoming, *, space: Space, source: str, at: datetime) -> Initiative:
    return Initiative(
        title=row.title,
        slug=slug_of(row.title),
        kind=row.kind,
        space=space,
        ring=space.ring,
        track=row.stage.track,
        stage=row.stage,
        stage_since=row.created_at or at,
        end=row.end,
        source=source,
        external_id=row.external_id,
        source_url=row.url,
        source_organisation="" if row.organisation else row.organisation_name,
        created_at=row.created_at or at,
        changed_at=row.created_at or at,
        extras=dict(row.extras),
        **row.texts,
    )


def differences(initiative: Initiative, row: Incoming) -> dict[str, list[Any]]:
    """What the source says now and we do not: per field what stands here and what the source has."""
    wanted: dict[str, Any] = {"title": row.title, "kind": row.kind, "source_url": row.url, "end": row.end}
    wanted |= {"extras": dict(row.extras), **row.texts}
    if row.organisation is None:
        wanted["source_organisation"] = row.organisation_name
    found = {name: [getattr(initiative, name), value] for name, value in wanted.items()}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


@action("initiatives.refreshed", may=rules.may_bring_in, locked=False)
def refresh_from_source(
    space: Space, *, by: Person, at: datetime, pairs: Sequence[tuple[Initiative, Incoming]], facts: dict[str, object]
) -> Done:
    """Take over what changed in the source, each with a revision. The caller leaves out what people changed here."""
    revisions = []
    for initiative, row in pairs:
        changes = differences(initiative, row)
        for name, (_before, after) in changes.items():
            setattr(initiative, name, after)
        initiative.version += 1
        initiative.changed_at = at
        initiative.slug = slug_of(initiative.title)
        revisions.append(Revision(initiative=initiative, version=initiative.version, changes=changes, by=by, at=at))
    fields = ["title", "slug", "kind", "extras", "source_url", "source_organisation", "end", "version", "changed_at"]
    texts = sorted({name for _initiative, row in pairs for name in row.texts})
    Initiative.objects.bulk_update([initiative for initiative, _row in pairs], [*fields, *texts])
    Revision.objects.bulk_create(revisions)
    return Done(target=space, facts={"count": len(pairs), **facts})


_TEAM_TOKENS = Func(
    Concat(Value("init:"), Cast("pk", TextField())),
    Concat(Value("lead:"), Cast("space_id", TextField())),
    function="ARRAY",
    template="%(function)s[%(expressions)s]",
    output_field=ArrayField(TextField()),
)
"""What `audience_of` answers for a withdrawn initiative, for many at once."""


@action("initiatives.withdrawn", may=rules.may_bring_in, locked=False)
def withdraw_imported(space: Space, *, by: Person, at: datetime, ids: Sequence[int], facts: dict[str, object]) -> Done:
    """Undo an import: its initiatives leave every list and free their id in the source; the record stays."""
    rows = Initiative.objects.filter(space=space, pk__in=ids).exclude(end=End.WITHDRAWN)
    count = rows.update(
        end=End.WITHDRAWN, external_id="", version=F("version") + 1, changed_at=at, audience=_TEAM_TOKENS
    )
    return Done(count, target=space, facts={"count": count, **facts})


@action("initiatives.taken_back", may=rules.may_bring_in, locked=False)
def take_back_import(
    space: Space, *, by: Person, at: datetime, ids: Sequence[int], facts: dict[str, object]
) -> Done:
    """Undo what an import changed: the texts of before its revision come back, as a revision of their own."""
    rows = Initiative.objects.filter(pk__in=ids).prefetch_related("revisions")
    revisions, fields = [], {"version", "changed_at"}
    for initiative in rows:
        latest = initiative.revisions.all()[0]
        for name, (before, _after) in latest.changes.items():
            setattr(initiative, name, before)
        fields |= set(latest.changes)
        initiative.version += 1
        initiative.changed_at = at
        back = {name: [after, before] for name, (before, after) in latest.changes.items()}
        revisions.append(Revision(initiative=initiative, version=initiative.version, changes=back, by=by, at=at))
    Initiative.objects.bulk_update(rows, sorted(fields))
    Revision.objects.bulk_create(revisions)
    return Done(target=space, facts={"count": len(revisions), **facts})
