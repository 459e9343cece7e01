"""A few facts beside what was found; and the last word on who may see it, from the things themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.db.models import Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.findable import FINDABLES
from vliegwiel.initiatives.journey import End, Kind, PartKind
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Organisation

Thing = tuple[str, int]
"""Kind, and the id of the thing itself."""
MOST_NAMES = 3


def codes(things: Sequence[Thing], viewer: Viewer | None) -> dict[Thing, str]:
    """The codes for addresses of those that this viewer may see: one statement over all kinds."""
    parts = [
        apps.get_model(FINDABLES[kind].model)
        .objects.visible_to(viewer)  # type: ignore[attr-defined]
        .filter(pk__in=_ids(things, kind))
        .order_by()
        .values_list(Value(kind), "pk", "code")
        for kind in dict.fromkeys(kind for kind, _id in things)
        if kind in FINDABLES
    ]
    if not parts:
        return {}
    first, *rest = parts
    return {(kind, pk): code for kind, pk, code in (first.union(*rest, all=True) if rest else first)}


def about(things: Sequence[Thing], viewer: Viewer | None) -> dict[Thing, list[str]]:
    """Short facts about initiatives and parts: three statements at most."""
    return _about_initiatives(_ids(things, "initiative"), viewer) | _about_parts(_ids(things, "part"), viewer)


def _about_initiatives(ids: list[int], viewer: Viewer | None) -> dict[Thing, list[str]]:
    if not ids:
        return {}
    name = "stage__name_en" if get_language() == "en" else "stage__name_nl"
    columns = ("pk", "kind", name, "end", "initiator_ids", "source_organisation")
    rows = list(Initiative.objects.visible_to(viewer).filter(pk__in=ids).order_by().values_list(*columns))
    bodies = _names({pk for row in rows for pk in row[4][:MOST_NAMES]}, viewer)
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
    rows = Part.objects.visible_to(viewer).filter(pk__in=ids).order_by()
    return {
        ("part", pk): [str(PartKind(kind).label), _("of %(title)s") % {"title": title}]
        for pk, kind, title in rows.values_list("pk", "kind", "initiative__title")
    }


def _names(ids: Iterable[int], viewer: Viewer | None) -> dict[int, str]:
    rows = Organisation.objects.visible_to(viewer).filter(pk__in=list(ids)).order_by()
    return dict(rows.values_list("pk", "name"))


def _ids(things: Iterable[Thing], kind: str) -> list[int]:
    return [pk for one, pk in things if one == kind]
