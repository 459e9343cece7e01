"""The comments about one thing, a page at a time, as one viewer reads them. Constant statements: seven at most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Model, Q
from markupsafe import Markup

from vliegwiel.activity.audience import tokens_of
from vliegwiel.core.codes import is_code
from vliegwiel.people.models import Person
from vliegwiel.people.paging import page_of

from ..journey import ON_A_PAGE, CommentState, Decision
from ..mentions import as_page, shown
from ..models import Comment, CommentVersion, Helpful, Hiding, Mention

ORDER = ("root", "id")


@dataclass
class Said:
    """One comment as this viewer reads it."""

    comment: Comment
    text: Markup
    """Empty when it is not to be read."""
    writer: str
    writer_url: str
    is_mine: bool
    found_helpful: bool = False
    hiding: Hiding | None = None
    may: dict[str, bool] = field(default_factory=dict)


@dataclass
class Talk:
    """One page of a conversation."""

    rows: list[Said]
    before: str
    after: str
    newest: str
    """Code of the newest comment when the conversation has more than one page; else empty."""


def talk_about(target: Model, viewer: Person | None, *, before: str = "", after: str = "", at: str = "") -> Talk:
    """The page after or before the comment with that code, or the one on which it stands (`at`)."""
    rows = Comment.objects.visible_to(viewer).about(target).standing().select_related("by")  # type: ignore[attr-defined]
    if is_code(at) and (here := rows.filter(code=at).first()):
        page, earlier, later = _around(rows, here)
    else:
        found = page_of(rows, ORDER, before=before, after=after, size=ON_A_PAGE)
        page, earlier, later = found.rows, found.before, found.after
    newest = ""
    if earlier or later:
        newest = rows.exclude(state=CommentState.WITHDRAWN).order_by("-id").values_list("code", flat=True).first() or ""
    return Talk(said(page, viewer), earlier, later, newest)


def _around(rows: Any, here: Comment) -> tuple[list[Comment], str, str]:
    """The page that begins with what this one replies to; with itself when that is too far above it."""
    found: list[Comment] = []
    for start in ((here.root, here.root), (here.root, here.pk)):
        beyond = Q(root__gt=start[0]) | Q(root=start[0], id__gte=start[1])
        found = list(rows.filter(beyond, root__gte=start[0]).order_by(*ORDER)[: ON_A_PAGE + 1])
        if here in found[:ON_A_PAGE]:
            break
    page = found[:ON_A_PAGE]
    first = page[0]
    earlier = rows.filter(Q(root__lt=first.root) | Q(root=first.root, id__lt=first.pk)).exists()
    return page, first.code if earlier else "", page[-1].code if len(found) > ON_A_PAGE else ""


def said(comments: Iterable[Comment], viewer: Person | None) -> list[Said]:
    """With names, mentions and what the viewer found helpful: three statements."""
    rows = list(comments)
    tokens, ids = set(tokens_of(viewer)), [row.pk for row in rows]
    people = people_in(ids, tokens)
    own = set(_pressed(ids, viewer))
    hidings = {one.comment_id: one for one in _standing_hidings(ids)}
    found = [_said(row, viewer, tokens, people.get(row.pk, {})) for row in rows]
    for one in found:
        one.found_helpful = one.comment.pk in own
        one.hiding = hidings.get(one.comment.pk) if one.comment.is_hidden else None
    return found


def _said(row: Comment, viewer: Person | None, tokens: set[str], people: dict[str, tuple[str, str]]) -> Said:
    is_mine = viewer is not None and row.by_id == viewer.pk
    is_moderator = viewer is not None and (viewer.is_staff or not tokens.isdisjoint(row.moderators))
    readable = row.state == CommentState.SHOWN or (row.state == CommentState.HIDDEN and (is_mine or is_moderator))
    name, address = shown(row.by, tokens)
    return Said(
        comment=row,
        text=as_page(row.text, people) if readable else Markup(),
        writer=name,
        writer_url=address,
        is_mine=is_mine,
    )


def people_in(ids: list[int], tokens: set[str]) -> dict[int, dict[str, tuple[str, str]]]:
    """Per comment who is mentioned: code to name and address, as who holds these tokens may know them."""
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for one in Mention.objects.filter(comment__in=ids).select_related("person"):
        found.setdefault(one.comment_id, {})[one.person.code] = shown(one.person, tokens)
    return found


def _pressed(ids: list[int], viewer: Person | None) -> Iterable[int]:
    if viewer is None:
        return []
    return Helpful.objects.filter(comment__in=ids, person=viewer).values_list("comment_id", flat=True)


def _standing_hidings(ids: list[int]) -> Iterable[Hiding]:
    return Hiding.objects.filter(comment__in=ids).exclude(decision=Decision.RESTORED)


def versions_of(comment: Comment, viewer: Person | None) -> list[tuple[CommentVersion, Markup]]:
    """Earlier texts, the latest first."""
    people = people_in([comment.pk], set(tokens_of(viewer))).get(comment.pk, {})
    rows = CommentVersion.objects.visible_to(viewer).filter(comment=comment)  # type: ignore[attr-defined]
    return [(row, as_page(row.text, people)) for row in rows]


def counts_of(target_type: str, ids: Iterable[int], viewer: Person | None) -> dict[int, int]:
    """How many comments can be read under each of these. One statement."""
    rows = Comment.objects.visible_to(viewer).filter(target_type=target_type, target_id__in=list(ids))
    rows = rows.filter(state=CommentState.SHOWN).order_by()
    return dict(rows.values_list("target_id").annotate(n=Count("pk")))
