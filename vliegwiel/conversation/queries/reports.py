"""What waits for who moderates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vliegwiel.activity.audience import tokens_of
from vliegwiel.core.codes import is_code
from vliegwiel.people.models import Key, Person

from ..journey import CommentState
from ..models import Comment, Hiding, Report
from ..subjects import subject_of
from .talk import Said, said

ON_A_PAGE = 40


@dataclass
class Reported:
    """One comment with the reports that wait, and its appeal."""

    said: Said
    reports: list[Report]
    appeal: Hiding | None
    title: str
    others: bool = False
    """Whether someone else than who hid it can decide about the appeal."""


def waiting(viewer: Person, *, after: str = "") -> tuple[list[Reported], str]:
    """Comments that were reported, or whose maker appealed, oldest first; and the code to go on from."""
    reported = Report.objects.moderated_by(viewer).filter(outcome="").values("comment")
    appealed = Hiding.objects.moderated_by(viewer).filter(decision="").exclude(appeal="").values("comment")
    rows = Comment.objects.visible_to(viewer).exclude(state=CommentState.WITHDRAWN).select_related("by")
    rows = rows.filter(pk__in=reported.union(appealed))
    if is_code(after) and (edge := rows.filter(code=after).first()):
        rows = rows.filter(pk__gt=edge.pk)
    found = list(rows.order_by("pk")[: ON_A_PAGE + 1])
    page = found[:ON_A_PAGE]
    return _with_reports(page, viewer), page[-1].code if len(found) > ON_A_PAGE else ""


def _with_reports(page: list[Comment], viewer: Person) -> list[Reported]:
    ids = [row.pk for row in page]
    reports: dict[int, list[Report]] = {}
    for report in Report.objects.visible_to(viewer).filter(comment__in=ids, outcome="").select_related("by"):
        reports.setdefault(report.comment_id, []).append(report)
    appeals = {
        one.comment_id: one
        for one in Hiding.objects.visible_to(viewer).filter(comment__in=ids, decision="").exclude(appeal="")
    }
    titles, rows = _titles(page, viewer), []
    for one in said(page, viewer):
        pk = one.comment.pk
        if pk in appeals:
            appeals[pk].comment = one.comment
        rows.append(Reported(one, reports.get(pk, []), appeals.get(pk), titles.get(_key(one.comment), "")))
    decidable = with_others(appeals.values())
    for row in rows:
        row.others = row.appeal is not None and row.appeal.pk in decidable
    return rows


def with_others(hidings: Iterable[Hiding]) -> set[int]:
    """Those hidings about which someone else than who hid it, and than the maker, can decide. Two statements."""
    rows = list(hidings)
    tokens = {token for one in rows for token in one.comment.moderators}
    leads: dict[str, set[int]] = {}
    for token, pk in Key.objects.filter(token__in=tokens, person__is_active=True).values_list("token", "person_id"):
        leads.setdefault(token, set()).add(pk)
    operators = list(Person.objects.active().filter(is_staff=True))
    found = set()
    for one in rows:
        readers = {who.pk for who in operators if not set(one.comment.audience).isdisjoint(tokens_of(who))}
        moderators = readers.union(*(leads.get(token, set()) for token in one.comment.moderators))
        if moderators - {one.by_id, one.comment.by_id}:
            found.add(one.pk)
    return found


def _key(comment: Comment) -> tuple[str, int]:
    return comment.target_type, comment.target_id


def _titles(page: list[Comment], viewer: Person) -> dict[tuple[str, int], str]:
    """What each is about: one statement per kind of thing."""
    found = {}
    for label in sorted({row.target_type for row in page}):
        subject = subject_of(label)
        ids = [row.target_id for row in page if row.target_type == label]
        for thing in subject.seen_by(viewer).filter(pk__in=ids) if subject else []:
            found[label, thing.pk] = subject.title(thing) if subject else ""
    return found


def hiding_of(comment: Comment, viewer: Person | None) -> Hiding | None:
    """Why it is hidden now, for who may know more than the reason: its maker and the moderators."""
    rows = Hiding.objects.visible_to(viewer).filter(comment=comment).select_related("comment")
    return rows.order_by("-pk").first()


def open_report_of(comment: Comment, viewer: Person | None) -> Report | None:
    rows = Report.objects.visible_to(viewer).filter(comment=comment, outcome="").select_related("comment")
    return rows.order_by("pk").first()
