"""Reporting a comment, hiding it with a reason, and the appeal of its maker."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.checking import check
from vliegwiel.people.models import Person

from .. import rules
from ..journey import CommentState, Decision, Outcome
from ..models import Comment, Hiding, Report
from .talking import about


@action("comment.reported", may=rules.may_report)
def report(comment: Comment, *, by: Person, at: datetime, reason: str) -> Done:
    """Ask the moderators to look at it; it stays to be read until they do."""
    if comment.reports.filter(by=by, outcome="").exists():
        raise Mistake(reason=_("You reported this already. Someone will look at it."))
    made = Report(comment=comment, by=by, reason=reason, at=at)
    check(made, ["reason"])
    made.save()
    made.refresh_from_db(fields=["audience"])
    return Done(made, target=made, facts=about(comment, report=made.pk))


@action("comment.kept", may=rules.may_keep)
def keep(one: Report, *, by: Person, at: datetime) -> Done:
    """Leave the comment as it is: this report, and what others reported about it, is dealt with."""
    _settle(one.comment, Outcome.KEPT, by=by, at=at)
    return Done(one, fields=["outcome"], facts=about(one.comment, report=one.pk))


def _settle(comment: Comment, outcome: Outcome, *, by: Person, at: datetime) -> None:
    comment.reports.filter(outcome="").update(outcome=outcome, settled_by=by, settled_at=at)


@action("comment.hidden", may=rules.may_hide)
def hide(comment: Comment, *, by: Person, at: datetime, reason: str) -> Done:
    """Readers see the reason in the place of the text; the maker still reads what it was."""
    made = Hiding(comment=comment, by=by, reason=reason, at=at)
    check(made, ["reason"])
    made.save()
    comment.state = CommentState.HIDDEN
    comment.save(update_fields=["state"])
    _settle(comment, Outcome.HIDDEN, by=by, at=at)
    return Done(made, target=comment, fields=["state"], facts=about(comment, hiding=made.pk))


@action("comment.appealed", may=rules.may_appeal)
def appeal(hiding: Hiding, *, by: Person, at: datetime, words: str) -> Done:
    """The maker says why it should be read after all; once."""
    hiding.appeal, hiding.appealed_at = words, at
    check(hiding, ["appeal"])
    if not words.strip():
        raise Mistake(words=_("Write something first."))
    hiding.save(update_fields=["appeal", "appealed_at"])
    return Done(hiding, fields=["appeal"], facts=about(hiding.comment, hiding=hiding.pk))


@action("comment.appeal_decided", may=rules.may_decide)
def decide(hiding: Hiding, *, by: Person, at: datetime, decision: str, answer: str) -> Done:
    """To be read again, or it stays hidden; the maker reads why."""
    hiding.decision, hiding.answer, hiding.decided_by, hiding.decided_at = Decision(decision), answer, by, at
    check(hiding, ["answer"])
    hiding.save(update_fields=["decision", "answer", "decided_by", "decided_at"])
    if hiding.decision == Decision.RESTORED:
        Comment.objects.filter(pk=hiding.comment_id, state=CommentState.HIDDEN).update(state=CommentState.SHOWN)
    facts = about(hiding.comment, hiding=hiding.pk, decision=str(hiding.decision))
    return Done(hiding, fields=["decision"], facts=facts)
