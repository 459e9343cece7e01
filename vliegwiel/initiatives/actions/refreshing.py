"""Taking over what changed in the source of imported initiatives, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.codes import slug_of
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.models import Space
from vliegwiel.spaces.rings import owner_ids, widened
from vliegwiel.spaces.rules import may_bring_in

from ..journey import End, Part
from ..models import Initiative, Participation, Revision, Stage, StageMove, Theme, Theming
from .importing import Incoming

Values = dict[str, Any]
"""Values of an initiative as they can be stored in JSON: texts, and ids for stage, region, initiators and themes."""

COLUMNS = {
    "title": "title", "kind": "kind", "end": "end", "extras": "extras", "source_url": "source_url",
    "source_organisation": "source_organisation", "stage": "stage_id", "region": "region_id",
    "initiators": "initiator_ids", "themes": "theme_ids",
}  # fmt: skip
"""Name of a value to where it is read; texts stand under their own name."""
KEPT_APART = ("stage", "initiators", "themes")
"""Values that live in rows of their own."""


def values_now(initiative: Initiative, names: Iterable[str]) -> Values:
    """What stands here under these names."""
    found = {name: getattr(initiative, COLUMNS.get(name, name)) for name in names}
    return {name: sorted(value) if isinstance(value, list) else value for name, value in found.items()}


def differences(initiative: Initiative, row: Incoming) -> dict[str, list[Any]]:
    """What the source says now and we do not: per value what stands here and what the source has."""
    wanted: Values = {"title": row.title, **row.texts}
    if row.extras:
        merged = {**initiative.extras, **row.extras}
        wanted["extras"] = {word: text for word, text in merged.items() if text}
    if "kind" in row.told:
        wanted["kind"] = row.kind
    if "stage" in row.told:
        wanted |= {"stage": row.stage.pk, "end": row.end}
    if "url" in row.told:
        wanted["source_url"] = row.url
    if "region" in row.told:
        wanted["region"] = row.region.pk if row.region else None
    if "themes" in row.told:
        wanted["themes"] = sorted(theme.pk for theme in row.themes)
    if "organisation" in row.told:
        wanted["initiators"] = [row.organisation.pk] if row.organisation else []
        wanted["source_organisation"] = "" if row.organisation else row.organisation_name
    now = values_now(initiative, wanted)
    return {name: [now[name], value] for name, value in wanted.items() if now[name] != value}


@action("initiatives.refreshed", may=may_bring_in, locked=False)
def refresh_from_source(
    space: Space, *, by: Person, at: datetime, pairs: Sequence[tuple[Initiative, Incoming]], facts: dict[str, object]
) -> Done:
    """Take over what changed in the source, each with a revision, in a constant number of statements.

    The caller holds the rows and leaves out what people changed here. Answers per initiative the values of before,
    as `take_back_import` wants them.
    """
    before, after = {}, {}
    for initiative, row in pairs:
        changes = differences(initiative, row)
        before[initiative.pk] = {name: pair[0] for name, pair in changes.items()}
        after[initiative.pk] = {name: pair[1] for name, pair in changes.items()}
    _set_values([initiative for initiative, _row in pairs], after, space=space, by=by, at=at)
    return Done(before, target=space, facts={"count": len(pairs), **facts})


@action("initiatives.taken_back", may=may_bring_in, locked=False)
def take_back_import(
    space: Space, *, by: Person, at: datetime, earlier: Mapping[int, Values], facts: dict[str, object]
) -> Done:
    """Undo what an import changed: per initiative these values come back, as a revision of their own."""
    rows = list(Initiative.objects.filter(space=space, pk__in=earlier).order_by("pk"))
    _set_values(rows, earlier, space=space, by=by, at=at)
    return Done(target=space, facts={"count": len(rows), **facts})


def _set_values(
    initiatives: Sequence[Initiative], new: Mapping[int, Values], *, space: Space, by: Person, at: datetime
) -> None:
    """Give each its new values: one revision each, and moves, participations and themes where those change."""
    words = _Words(new.values(), initiatives)
    revisions, moves, fields = [], [], {"version", "changed_at", "slug", "audience"}
    owners = owner_ids(space)
    for initiative in initiatives:
        values = new[initiative.pk]
        now = values_now(initiative, values)
        changes = {name: words.pair(name, now[name], value) for name, value in values.items()}
        if values.get("stage", initiative.stage_id) != initiative.stage_id:
            moves.append(_move(initiative, words.stages[values["stage"]], by=by, at=at))
            fields |= {"stage", "track", "stage_since"}
        for name in values.keys() - set(KEPT_APART):
            setattr(initiative, COLUMNS.get(name, name), values[name])
            fields.add(name)
        initiative.version, initiative.changed_at = initiative.version + 1, at
        initiative.slug = slug_of(initiative.title)
        _set_audience(initiative, values.get("initiators", initiative.initiator_ids), owners)
        revisions.append(Revision(initiative=initiative, version=initiative.version, changes=changes, by=by, at=at))
    Initiative.objects.bulk_update(initiatives, sorted(fields), batch_size=500)
    Revision.objects.bulk_create(revisions)
    StageMove.objects.bulk_create(moves)
    _set_initiators({pk: values["initiators"] for pk, values in new.items() if "initiators" in values}, at=at)
    _set_themes({pk: values["themes"] for pk, values in new.items() if "themes" in values})


class _Words:
    """Ids as the history shows them: names of stages, organisations, themes."""

    def __init__(self, new: Iterable[Values], initiatives: Iterable[Initiative]):
        values = [*new, *(values_now(one, ("stage", "initiators", "themes")) for one in initiatives)]
        wanted = {values_["stage"] for values_ in values if "stage" in values_}
        self.stages = {one.pk: one for one in Stage.objects.filter(pk__in=wanted).select_related("track")}
        organisations = {pk for values_ in values for pk in values_.get("initiators", ())}
        names = Organisation.objects.filter(pk__in=organisations).order_by()
        self._names = {
            "stage": {pk: stage.name_nl for pk, stage in self.stages.items()},
            "initiators": dict(names.values_list("pk", "name")),
            "themes": dict(Theme.objects.order_by().values_list("pk", "name_nl")),
        }

    def pair(self, name: str, before: Any, after: Any) -> list[Any]:
        known = self._names.get(name)
        if known is None:
            return [before, after]
        return [
            [known.get(pk, "") for pk in one] if isinstance(one, list) else known.get(one) for one in (before, after)
        ]


def _move(initiative: Initiative, stage: Stage, *, by: Person, at: datetime) -> StageMove:
    reason = _("This is where it stands according to its source.")
    move = StageMove(
        initiative=initiative, from_stage_id=initiative.stage_id, to_stage=stage, reason=reason, by=by, at=at
    )
    initiative.track, initiative.stage, initiative.stage_since = stage.track, stage, at
    return move


def _set_audience(initiative: Initiative, initiators: list[int], owners: list[int]) -> None:
    tokens = initiative.team_tokens
    withdrawn = initiative.end == End.WITHDRAWN
    initiative.audience = (
        sorted(tokens) if withdrawn else widened(initiative.ring, tokens, organisations=[*owners, *initiators])
    )


def _set_initiators(wanted: Mapping[int, list[int]], *, at: datetime) -> None:
    """These initiators and no others; who takes part otherwise stays."""
    if not wanted:
        return
    new = {(pk, organisation) for pk, organisations in wanted.items() for organisation in organisations}
    gone = []
    for one in Participation.objects.filter(initiative__in=wanted, part=Part.INITIATOR).order_by("id"):
        key = (one.initiative_id, one.organisation_id)
        if key in new:
            new.discard(key)
        else:
            gone.append(one.pk)
    Participation.objects.filter(pk__in=gone).delete()
    Participation.objects.bulk_create(
        [
            Participation(initiative_id=pk, organisation_id=organisation, part=Part.INITIATOR, since=at)
            for pk, organisation in sorted(new)
        ],
        update_conflicts=True,
        unique_fields=["initiative", "organisation"],
        update_fields=["part"],
    )


def _set_themes(wanted: Mapping[int, list[int]]) -> None:
    if not wanted:
        return
    Theming.objects.filter(initiative__in=wanted).delete()
    Theming.objects.bulk_create(
        Theming(initiative_id=pk, theme_id=theme) for pk, themes in wanted.items() for theme in themes
    )
