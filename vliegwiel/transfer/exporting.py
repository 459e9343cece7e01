"""The initiatives that a viewer sees, as rows that can be imported again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from vliegwiel.activity.audience import Viewer
from vliegwiel.initiatives.journey import Kind
from vliegwiel.initiatives.models import Initiative, InitiativeQuerySet, Theme
from vliegwiel.people.models import Organisation
from vliegwiel.spaces.models import Space

from .planning import PLACES
from .statuses import WORDS

CHUNK = 500
TEXTS = {"Vraag": "question", "Voor wie": "for_whom", "Omschrijving": "summary", "Opbrengst": "yields", "Aanpak": "how"}
EXTRAS = {
    "Juridische basis": "legal_basis",
    "Impactassessment": "impact_assessment",
    "Leverancier": "supplier",
    "Toegevoegd op": "added_on",
    "Laatst gewijzigd": "changed_on",
}
COLUMNS = (
    "Id", "Titel", "Soort", "Status", "Organisatie", "Organisatiecode", "Thema's", "Regio", *TEXTS, "Link", "Datum",
    *EXTRAS,
)  # fmt: skip
"""Names by which an import knows its own export."""
_STATUS = {place: WORDS[standing][0] for standing, place in reversed(PLACES.items())}


def selection(viewer: Viewer | None, space: Space | None = None) -> InitiativeQuerySet:
    """What this viewer sees in lists, in this space or everywhere."""
    seen = Initiative.objects.visible_to(viewer).standing()
    return seen if space is None else seen.filter(space=space)


def how_many(viewer: Viewer | None, space: Space | None = None) -> int:
    return selection(viewer, space).count()


def rows(viewer: Viewer | None, space: Space | None = None) -> Iterator[list[str]]:
    """Every initiative, oldest first, some hundreds in memory at once."""
    themes = dict(Theme.objects.order_by().values_list("pk", "name_nl"))
    seen, last = selection(viewer, space).select_related("track", "stage", "region").order_by("pk"), 0
    while chunk := list(seen.filter(pk__gt=last)[:CHUNK]):
        initiators = {pk for one in chunk for pk in one.initiator_ids[:1]}
        organisations = Organisation.objects.in_bulk(initiators)
        for one in chunk:
            yield _line(one, organisations, themes)
        last = chunk[-1].pk


def _line(one: Initiative, organisations: dict[int, Organisation], themes: dict[int, str]) -> list[str]:
    initiator = organisations.get(one.initiator_ids[0]) if one.initiator_ids else None
    place = (one.track.slug, one.stage.slug, one.end)
    return [
        one.code,
        one.title,
        _kind(one.kind),
        _STATUS.get(place) or _STATUS.get((*place[:2], "")) or one.stage.name_nl,
        (initiator.official_name or initiator.name) if initiator else one.source_organisation,
        (initiator.official_code or initiator.tooi_uri) if initiator else "",
        "; ".join(themes[pk] for pk in one.theme_ids if pk in themes),
        one.region.name if one.region else "",
        *(getattr(one, field) for field in TEXTS.values()),
        one.source_url or f"{settings.BASE_URL}{one.get_absolute_url()}",
        timezone.localtime(one.created_at).date().isoformat(),
        *(str(one.extras.get(word, "")) for word in EXTRAS.values()),
    ]


def _kind(word: str) -> str:
    with override("nl"):
        return str(Kind(word).label)


def write_json(path: Path, columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> int:
    """Write a list of objects, a row at a time; the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for count, line in enumerate(lines, start=1):
            file.write(",\n" if count > 1 else "\n")
            json.dump(dict(zip(columns, line, strict=True)), file, ensure_ascii=False)
        file.write("\n]\n")
    return count
