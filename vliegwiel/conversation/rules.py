"""Who may say something, change it, and decide about what others said."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import ids_in, tokens_of
from vliegwiel.core.answers import Answer, no, when
from vliegwiel.people.models import Person

from .journey import CommentState
from .models import Comment, Hiding, Report
from .queries.reports import with_others
from .subjects import subject_for

SIGN_IN = _("Sign in first.")
NOT_HERE = _("This does not exist, or is not open to you.")
GONE = _("This comment is not there any more.")


def may_talk(person: Person | None, target: Any) -> Answer:
    """Everyone with an account who may read it. A supplier reads what is public, and what a role of their own opens."""
    if person is None:
        return no(SIGN_IN)
    readers = subject_for(target).audience(target)
    return when(not set(readers).isdisjoint(tokens_of(person)), NOT_HERE)


def sees(person: Person | None, comment: Comment) -> bool:
    return not set(comment.audience).isdisjoint(tokens_of(person))


def is_maker(person: Person | None, comment: Comment) -> bool:
    return person is not None and comment.by_id == person.pk


def is_moderator(person: Person | None, comment: Comment) -> bool:
    """Leads of the space that it stands in, and operators who may read it."""
    if person is None or not sees(person, comment):
        return False
    return person.is_staff or not set(comment.moderators).isdisjoint(person.tokens)


def _signed_in_reader(person: Person | None, comment: Comment) -> Answer:
    if person is None:
        return no(SIGN_IN)
    return when(sees(person, comment), NOT_HERE)


def may_reply(person: Person | None, comment: Comment) -> Answer:
    if comment.state != CommentState.SHOWN:
        return no(_("One cannot reply to a comment that is hidden or withdrawn."))
    return _signed_in_reader(person, comment)


def may_change(person: Person | None, comment: Comment) -> Answer:
    """The maker, as long as it can be read: what was hidden stays as it was when it was judged."""
    if comment.state == CommentState.WITHDRAWN:
        return no(GONE)
    if comment.state == CommentState.HIDDEN and is_maker(person, comment):
        return no(_("A hidden comment stays as it is. You can appeal, or withdraw it."))
    return _of_maker(person, comment)


def may_withdraw(person: Person | None, comment: Comment) -> Answer:
    if comment.state == CommentState.WITHDRAWN:
        return no(GONE)
    return _of_maker(person, comment)


def _of_maker(person: Person | None, comment: Comment) -> Answer:
    if person is None:
        return no(SIGN_IN)
    return when(is_maker(person, comment), _("Only who wrote this comment can do this."))


def may_find_helpful(person: Person | None, comment: Comment) -> Answer:
    if comment.state != CommentState.SHOWN:
        return no(GONE)
    if is_maker(person, comment):
        return no(_("It is for others to say that what you wrote is helpful."))
    return _signed_in_reader(person, comment)


def may_report(person: Person | None, comment: Comment) -> Answer:
    if comment.state != CommentState.SHOWN:
        return no(_("This comment is not to be read any more, so there is nothing to report."))
    if is_maker(person, comment):
        return no(_("This is your own comment. You can change or withdraw it."))
    return _signed_in_reader(person, comment)


def may_hide(person: Person | None, comment: Comment) -> Answer:
    if comment.state != CommentState.SHOWN:
        return no(_("This comment has been hidden or withdrawn already."))
    return _moderates(person, comment)


def may_keep(person: Person | None, report: Report) -> Answer:
    """Leaving a reported comment as it is."""
    if report.outcome:
        return no(_("This report has been dealt with already."))
    return _moderates(person, report.comment)


def _moderates(person: Person | None, comment: Comment) -> Answer:
    if person is None:
        return no(SIGN_IN)
    if is_maker(person, comment):
        return no(_("This is your own comment. Someone else decides about it."))
    return when(
        is_moderator(person, comment), _("Only the leads of the space, and operators who read it, decide about this.")
    )


def may_appeal(person: Person | None, hiding: Hiding) -> Answer:
    """The maker, once."""
    if hiding.appeal:
        return no(_("You have appealed against this already."))
    if hiding.comment.state != CommentState.HIDDEN:
        return no(_("This comment is not hidden."))
    return _of_maker(person, hiding.comment)


def may_decide(person: Person | None, hiding: Hiding, others: bool | None = None) -> Answer:
    """Another moderator than who hid it; that one only when there are no `others` (looked up when not given)."""
    if not hiding.waits:
        return no(_("This has been decided already."))
    if hiding.comment.state != CommentState.HIDDEN:
        return no(_("This comment is not hidden."))
    answer = _moderates(person, hiding.comment)
    if not answer or person is None or hiding.by_id != person.pk:
        return answer
    if with_others([hiding]) if others is None else others:
        return no(_("You hid this comment. Someone else decides about the appeal."))
    return answer


def may_moderate(person: Person | None, subject: object = None) -> Answer:
    """Seeing the page of reports: who leads a space, and operators."""
    if person is None:
        return no(SIGN_IN)
    return when(
        person.is_staff or bool(ids_in(person, "lead")),
        _("Reports about comments are for people who lead a space, and for operators."),
    )
