"""Parties that similar pilots needed, with the reason. Only out of playing fields that their teams share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from vliegwiel.initiatives.models import Initiative
from vliegwiel.initiatives.queries.look import Look
from vliegwiel.people.models import Organisation
from vliegwiel.spaces.journey import Ring

from ..journey import Level
from ..models import Stakeholder

MOST = 6
MOST_NAMED = 3


@dataclass(frozen=True)
class Suggestion:
    """An organisation that pilots like this one work with."""

    organisation: Organisation
    level: Level
    """The one that they mostly put it on."""
    pilots: int
    named: list[Initiative]
    """Some of them, those that share a theme first."""
    shares_theme: bool


def suggestions_for(look: Look, *, today: date) -> list[Suggestion]:
    """Organisations in shared playing fields of pilots with a theme or the kind of this one. Three statements.

    Free text is not suggested: what a team typed about a person is not for others to copy.
    """
    here = look.initiative
    alike = Q(initiative__theme_ids__overlap=here.theme_ids) | Q(initiative__kind=here.kind)
    rows = Stakeholder.objects.visible_to(look.viewer).in_picture().exclude(initiative=here)  # type: ignore[attr-defined]
    rows = rows.filter(alike, organisation__isnull=False, initiative__playing_field__ring=Ring.NETWORK)
    rows = rows.exclude(organisation__in=Stakeholder.objects.filter(initiative=here, organisation__isnull=False)
                        .values("organisation"))  # fmt: skip
    best = list(
        rows.order_by().values("organisation").annotate(pilots=Count("initiative", distinct=True), first=Min("pk"))
        .order_by("-pilots", "first")[:MOST]
    )  # fmt: skip
    if not best:
        return []
    by_party: dict[int, list[Stakeholder]] = defaultdict(list)
    found = rows.filter(organisation__in=[one["organisation"] for one in best])
    for row in found.select_related("organisation", "initiative").order_by("id")[: MOST * 50]:
        if row.organisation_id and row.organisation and row.organisation.is_valid_on(today):
            by_party[row.organisation_id].append(row)
    counted = {one["organisation"]: one["pilots"] for one in best}
    return [_suggestion(by_party[pk], counted[pk], here) for pk in counted if by_party[pk]]


def _suggestion(rows: list[Stakeholder], pilots: int, here: Initiative) -> Suggestion:
    themes = set(here.theme_ids)
    near = sorted(rows, key=lambda row: themes.isdisjoint(row.initiative.theme_ids))
    levels = [row.level for row in rows]
    organisation = rows[0].organisation
    assert organisation is not None
    return Suggestion(
        organisation,
        Level(max(sorted(set(levels)), key=levels.count)),
        pilots,
        [row.initiative for row in near[:MOST_NAMED]],
        not themes.isdisjoint(near[0].initiative.theme_ids),
    )
