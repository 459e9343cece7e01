"""What someone follows."""

from __future__ import annotations

from dataclasses import dataclass

from vliegwiel.people.models import Person

from ..models import Follow
from ..subjects import FOLLOWED, SUBJECTS, Named, named

ON_A_PAGE = 50


@dataclass(frozen=True)
class Followed:
    row: Follow
    thing: Named

    @property
    def word(self) -> str:
        """Of its kind, in addresses."""
        return SUBJECTS[self.row.target_type].word


@dataclass(frozen=True)
class FollowsPage:
    rows: list[Followed]
    older: int


def follows_of(viewer: Person, *, before: int = 0) -> FollowsPage:
    """As far as they may still be seen, the latest first. Two statements."""
    rows = Follow.objects.visible_to(viewer)
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-id")[: ON_A_PAGE + 1])
    things = named([(row.target_type, row.target_id) for row in found[:ON_A_PAGE]], viewer)
    keyed = [(row, (row.target_type, row.target_id)) for row in found[:ON_A_PAGE]]
    shown = [Followed(row, things[key]) for row, key in keyed if key in things]
    return FollowsPage(shown, found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else 0)


@dataclass(frozen=True)
class Followable:
    """Something that can be followed, as this viewer sees it."""

    label: str
    pk: int
    thing: Named
    is_followed: bool


def followable(word: str, code: str, viewer: Person) -> Followable | None:
    """By its words in the address. None when it is not there for this viewer. Three statements."""
    label = FOLLOWED.get(word)
    if label is None:
        return None
    subject = SUBJECTS[label]
    rows = subject.model.objects.visible_to(viewer)  # type: ignore[attr-defined]
    pk = rows.filter(**{subject.code: code}).order_by().values_list("pk", flat=True).first()
    things = named([(label, pk)], viewer) if pk else {}
    if not things:
        return None
    mine = Follow.objects.visible_to(viewer).filter(target_type=label, target_id=pk)
    return Followable(label, pk, things[label, pk], mine.exists())
