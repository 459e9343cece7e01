"""Placing, changing and withdrawing comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import tokens_of
from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake, require
from vliegwiel.people.checking import check
from vliegwiel.people.models import Person

from .. import rules
from ..journey import MOST_MENTIONS, MOST_VERSIONS, CommentState, Outcome
from ..models import Comment, CommentVersion, Helpful, Mention, Report


def about(comment: Comment, **more: Any) -> dict[str, Any]:
    """What the log says of every change to a comment; see the glossary."""
    return {
        "comment": comment.pk,
        "target_type": comment.target_type,
        "target_id": comment.target_id,
        "author": comment.by_id,
        **more,
    }


@action("comment.handed_in", may=rules.may_talk, unlogged="the comment that it becomes is the event", locked=False)
def place(
    target: models.Model,
    *,
    by: Person,
    at: datetime,
    text: str,
    secret: str = "",
    reply_to: Comment | None = None,
    mentioned: Sequence[Person] = (),
) -> Comment:
    """Say something, once: the same `secret` again answers the same comment. Who is `mentioned` is `@code` in `text`.

    Raises Mistake(text=…) when it is empty, too long, or mentions someone who does not read along.
    """
    try:
        with transaction.atomic():
            return _placed(by, secret) or _place(
                target, by=by, at=at, text=text, secret=secret, reply_to=reply_to, mentioned=mentioned
            )
    except IntegrityError:
        if (other := _placed(by, secret)) is not None:  # pressed twice at the same moment
            return other
        raise Mistake(text=_("What you reply to is not there any more. What you typed is kept.")) from None


def _placed(by: Person, secret: str) -> Comment | None:
    return Comment.objects.filter(by=by, secret=secret).first() if secret else None


@action("comment.placed", may=rules.may_talk, locked=False)
def _place(
    target: models.Model,
    *,
    by: Person,
    at: datetime,
    text: str,
    secret: str,
    reply_to: Comment | None,
    mentioned: Sequence[Person],
) -> Done:
    if reply_to is not None:
        reply_to.refresh_from_db()  # not locked: the thing is, first, by a trigger; the other way round two would wait
        require(rules.may_reply(by, reply_to))
    comment = Comment(
        target_type=target._meta.label_lower,
        target_id=target.pk,
        reply_to=reply_to,
        by=by,
        text=text,
        secret=secret,
        at=at,
    )
    _check(comment)
    comment.save(force_insert=True)
    comment.refresh_from_db(fields=["audience", "moderators", "root"])
    _mention(comment, mentioned)
    facts = about(
        comment,
        mentioned=[person.pk for person in mentioned],
        reply_to=reply_to.pk if reply_to else None,
        reply_to_author=reply_to.by_id if reply_to else None,
    )
    return Done(comment, target=comment, facts=facts)


def _check(comment: Comment) -> None:
    if not comment.text.strip():
        raise Mistake(text=_("Write something first."))
    check(comment, ["text"])


def _mention(comment: Comment, people: Sequence[Person]) -> None:
    """Name these people. Raises Mistake when they are too many, or one does not read along."""
    if len(people) > MOST_MENTIONS:
        raise Mistake(text=_("You can mention at most %(most)s people in one comment.") % {"most": MOST_MENTIONS})
    if any(set(comment.audience).isdisjoint(tokens_of(person)) for person in people):
        raise Mistake(text=_("You can only mention people who read along here."))
    Mention.objects.bulk_create([Mention(comment=comment, person=person) for person in people], ignore_conflicts=True)


@action("comment.changed", may=rules.may_change)
def change(
    comment: Comment,
    *,
    by: Person,
    at: datetime,
    text: str,
    version: int | None = None,
    mentioned: Sequence[Person] = (),
) -> Done:
    """Another text; readers can read the earlier one. `version`: the one that was changed, so that nothing is lost."""
    if version is not None and version != comment.version:
        raise Mistake(text=_("You changed this comment in the meantime, in another window. Read that first."))
    if comment.version > MOST_VERSIONS:
        raise Mistake(text=_("This was changed very often. Write a new comment."))
    before = set(comment.mentions.values_list("person", flat=True))
    CommentVersion.objects.create(
        comment=comment, number=comment.version, text=comment.text, at=comment.changed_at or comment.at
    )
    comment.text, comment.version, comment.changed_at = text, comment.version + 1, at
    _check(comment)
    comment.save(update_fields=["text", "version", "changed_at"])
    _mention(comment, [person for person in mentioned if person.pk not in before])
    new = [person.pk for person in mentioned if person.pk not in before]
    return Done(comment, fields=["text"], facts=about(comment, mentioned=new))


@action("comment.withdrawn", may=rules.may_withdraw)
def withdraw(comment: Comment, *, by: Person, at: datetime) -> Done:
    """Take it back: the text, earlier texts and mentions are gone. What others replied stays."""
    _wipe(Comment.objects.filter(pk=comment.pk), at=at)
    return Done(comment, fields=["state"], facts=about(comment))


def _wipe(comments: models.QuerySet[Comment], *, at: datetime) -> int:
    ids = list(comments.values_list("pk", flat=True))
    for model in (CommentVersion, Mention, Helpful):
        model.objects.filter(comment__in=ids).delete()  # type: ignore[attr-defined]
    Report.objects.filter(comment__in=ids, outcome="").update(outcome=Outcome.GONE, settled_at=at)
    return Comment.objects.filter(pk__in=ids).update(text="", state=CommentState.WITHDRAWN)


@action("comment.found_helpful", may=rules.may_find_helpful)
def find_helpful(comment: Comment, *, by: Person, at: datetime) -> Done:
    """Once per person. Raises Mistake when this person said so before."""
    _pressed, is_new = Helpful.objects.get_or_create(comment=comment, person=by, defaults={"at": at})
    if not is_new:
        raise Mistake(**{"": _("You found this helpful already.")})
    return Done(comment, facts=about(comment))


@action("comment.not_found_helpful", may=rules.may_find_helpful)
def not_find_helpful(comment: Comment, *, by: Person, at: datetime) -> Done:
    gone, _models = Helpful.objects.filter(comment=comment, person=by).delete()
    if not gone:
        raise Mistake(**{"": _("You had not said that this is helpful.")})
    return Done(comment, facts=about(comment))
