"""Comments by id for upper rooms that tell people about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vliegwiel.activity.audience import tokens_of
from vliegwiel.people.models import Key, Person

from ..mentions import as_text, name_of
from ..models import Comment
from .talk import people_in


@dataclass(frozen=True)
class Told:
    """What can be told of a comment to this viewer."""

    comment_id: int
    code: str
    text: str
    """Plain, mentions as @Name; empty when it is hidden or withdrawn."""
    state: str
    writer: str
    writer_id: int | None
    url: str
    at: datetime
    target_type: str
    target_id: int


def told(ids: Iterable[int], viewer: Person | None) -> dict[int, Told]:
    """The comments with these ids that this viewer may see, whatever their number in two statements."""
    tokens = set(tokens_of(viewer))
    rows = list(Comment.objects.visible_to(viewer).filter(pk__in=list(ids)).select_related("by"))
    people = people_in([row.pk for row in rows], tokens)
    return {
        row.pk: Told(
            comment_id=row.pk,
            code=row.code,
            text=as_text(row.text, people.get(row.pk, {})) if row.is_shown else "",
            state=row.state,
            writer=name_of(row.by, tokens),
            writer_id=row.by_id,
            url=row.get_absolute_url(),
            at=row.at,
            target_type=row.target_type,
            target_id=row.target_id,
        )
        for row in rows
    }


def addresses(ids: Iterable[int], viewer: Person | None) -> dict[int, str]:
    """By id: where each of these comments stands, as far as this viewer may see it. One statement, none for none."""
    if not (wanted := list(ids)):
        return {}
    rows = list(Comment.objects.visible_to(viewer).filter(pk__in=wanted).only("code"))
    return {row.pk: row.get_absolute_url() for row in rows}


def moderator_ids(comment_id: int) -> list[int]:
    """Active people who may decide about this comment; not its maker."""
    comment = Comment.objects.filter(pk=comment_id).first()
    if comment is None:
        return []
    leads = Key.objects.filter(token__in=comment.moderators, person__is_active=True).values_list("person", flat=True)
    operators = Person.objects.active().filter(is_staff=True)
    readers = {one.pk for one in operators if not set(comment.audience).isdisjoint(tokens_of(one))}
    return sorted({*leads, *readers} - {comment.by_id})  # type: ignore[arg-type]
