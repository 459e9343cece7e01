"""A few facts beside what was found; and the last word on who may see it, from the things themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial

from django.apps import apps
from django.db.models import QuerySet, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.activity.prepared import Prepared, among
from vliegwiel.core.findable import FINDABLES
from vliegwiel.initiatives.journey import End, Kind, PartKind
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Organisation

Thing = tuple[str, int]
"""Kind, and the id of the thing itself."""
MOST_NAMES = 3


def codes(things: Sequence[Thing], viewer: Viewer | None) -> dict[Thing, str]:
    """The codes for addresses of those that this viewer may see: one statement over all kinds."""
    kinds = tuple(sorted({kind for kind, _id in things} & FINDABLES.keys()))
    if not kinds:
        return {}
    rows = _codes_of(kinds)(viewer, **{kind: _ids(things, kind) for kind in kinds})
    return {(kind, pk): code for kind, pk, code in rows}


@cache
def _codes_of(kinds: tuple[str, ...]) -> Prepared:
    """The query for things of these kinds: a value with ids for each."""

    def rows(viewer: Viewer | None, **ids: list[int]) -> QuerySet:
        models = {kind: apps.get_model(FINDABLES[kind].model) for kind in kinds}
        first, *rest = [
            model.objects.visible_to(viewer)  # type: ignore[attr-defined]
            .filter(among(ids[kind], model))
            .order_by()
            .values_list(Value(kind), "pk", "code")
            for kind, model in models.items()
        ]
        return first.union(*rest, all=True) if rest else first

    return Prepared(rows, *kinds)


def _stages(viewer: Viewer | None, ids: list[int], name: str) -> QuerySet:
    columns = ("pk", "kind", name, "end", "initiator_ids", "source_organisation")
    return Initiative.objects.visible_to(viewer).filter(among(ids, Initiative)).order_by().values_list(*columns)


_INITIATIVES = {one: Prepared(partial(_stages, name=f"stage__name_{one}"), "ids") for one in ("nl", "en")}
_PARTS = Prepared(
    lambda viewer, ids: Part.objects.visible_to(viewer).filter(among(ids, Part)).order_by()
    .values_list("pk", "kind", "initiative__title"),
    "ids",
)  # fmt: skip
_NAMES = Prepared(
    lambda viewer, ids: Organisation.objects.visible_to(viewer).filter(among(ids, Organisation)).order_by()
    .values_list("pk", "name"),
    "ids",
)  # fmt: skip


def about(things: Sequence[Thing], viewer: Viewer | None) -> dict[Thing, list[str]]:
    """Short facts about initiatives and parts: three statements at most."""
    return _about_initiatives(_ids(things, "initiative"), viewer) | _about_parts(_ids(things, "part"), viewer)


def _about_initiatives(ids: list[int], viewer: Viewer | None) -> dict[Thing, list[str]]:
    if not ids:
        return {}
    rows = _INITIATIVES["en" if get_language() == "en" else "nl"](viewer, ids=ids)
    bodies = dict(_NAMES(viewer, ids=list({pk for row in rows for pk in row[4][:MOST_NAMES]})))
    return {
        ("initiative", pk): [
            str(Kind(kind).label),
            str(End(end).label) if end else stage,
            ", ".join(bodies[one] for one in initiators[:MOST_NAMES] if one in bodies) or in_source,
        ]
        for pk, kind, stage, end, initiators, in_source in rows
    }


def _about_parts(ids: list[int], viewer: Viewer | None) -> dict[Thing, list[str]]:
    if not ids:
        return {}
    return {
        ("part", pk): [str(PartKind(kind).label), _("of %(title)s") % {"title": title}]
        for pk, kind, title in _PARTS(viewer, ids=ids)
    }


def _ids(things: Iterable[Thing], kind: str) -> list[int]:
    return [pk for one, pk in things if one == kind]
