"""Bringing in what exists elsewhere, many at a time; each keeps its source and id there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Cast, Concat

from vliegwiel.activity.door import Done, action
from vliegwiel.core.codes import slug_of
from vliegwiel.people.models import Organisation, Person, Region
from vliegwiel.spaces.models import Space
from vliegwiel.spaces.rings import owner_ids, widened
from vliegwiel.spaces.rules import may_bring_in

from ..journey import End, Part
from ..models import Initiative, Participation, Stage, Theme, Theming


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
    """By word; an empty text takes away what stood there."""
    themes: Sequence[Theme] = ()
    region: Region | None = None
    created_at: datetime | None = None
    told: frozenset[str] = frozenset()
    """Which of kind, stage, organisation, url, themes and region the source speaks of; about the rest it is silent."""


@action("initiatives.brought_in", may=may_bring_in, locked=False)
def bring_in(
    space: Space, *, by: Person, at: datetime, source: str, rows: Sequence[Incoming], facts: dict[str, object]
) -> Done:
    """Make initiatives of these rows, in the space's ring, in a constant number of statements. `facts` goes in the log.

    Answers them in the order of the rows. Raises IntegrityError when a row's id in the source is here already.
    """
    owners, regions = owner_ids(space), _regions_of([row.organisation.pk for row in rows if row.organisation])
    made = []
    for pk, row in zip(_new_ids(len(rows)), rows, strict=True):
        initiative = _new(pk, row, space=space, source=source, at=at)
        initiative.audience = widened(
            space.ring, initiative.team_tokens, organisations=[*owners, *initiative.initiator_ids]
        )
        own = {row.region.pk} if row.region else set()
        initiative.region_ids = sorted(own.union(*(regions.get(one, ()) for one in initiative.initiator_ids)))
        made.append(initiative)
    Initiative.objects.bulk_create(made)
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


def _new_ids(count: int) -> list[int]:
    """Ids to come: who sees a row can then be written with the row itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('initiatives_initiative', 'id')) FROM generate_series(1, %s)",
            [count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _regions_of(organisations: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    members = Region.members.through.objects.filter(organisation_id__in=organisations)
    for organisation, region in members.values_list("organisation_id", "region_id"):
        found.setdefault(organisation, []).append(region)
    return found


def _new(pk: int, row: Incoming, *, space: Space, source: str, at: datetime) -> Initiative:
    """The row as it will be stored. The columns that triggers keep are filled at once, which saves them a rewrite."""
    initiators = [row.organisation.pk] if row.organisation else []
    return Initiative(
        pk=pk,
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
        region=row.region,
        created_at=row.created_at or at,
        changed_at=row.created_at or at,
        extras={word: text for word, text in row.extras.items() if text},
        organisation_ids=initiators,
        initiator_ids=initiators,
        theme_ids=sorted(theme.pk for theme in row.themes),
        **row.texts,
    )


_TEAM_TOKENS = Func(
    Concat(Value("init:"), Cast("pk", TextField())),
    Concat(Value("lead:"), Cast("space_id", TextField())),
    function="ARRAY",
    template="%(function)s[%(expressions)s]",
    output_field=ArrayField(TextField()),
)
"""What `audience_of` answers for a withdrawn initiative, for many at once."""


@action("initiatives.withdrawn", may=may_bring_in, locked=False)
def withdraw_imported(space: Space, *, by: Person, at: datetime, ids: Sequence[int], facts: dict[str, object]) -> Done:
    """Undo an import: its initiatives leave every list and free their id in the source; the record stays."""
    rows = Initiative.objects.filter(space=space, pk__in=ids).exclude(end=End.WITHDRAWN)
    count = rows.update(
        end=End.WITHDRAWN, external_id="", version=F("version") + 1, changed_at=at, audience=_TEAM_TOKENS
    )
    return Done(count, target=space, facts={"count": count, **facts})
