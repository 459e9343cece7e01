"""What people say about something that has a page, and what hangs under it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from vliegwiel.activity.audience import AudienceField, Viewer, VisibleQuerySet, audience_index, tokens_of
from vliegwiel.core.codes import new_code

from ..journey import LONGEST, CommentState


class CommentQuerySet(VisibleQuerySet):
    def about(self, target: models.Model) -> CommentQuerySet:
        return self.filter(target_type=target._meta.label_lower, target_id=target.pk)

    def standing(self) -> CommentQuerySet:
        """What stands on the page: a withdrawn one only as long as others answered it."""
        return self.exclude(state=CommentState.WITHDRAWN, replies=0)


class Comment(models.Model):
    """Audience, moderators, `root`, `replies` and `helpful` are kept by triggers."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    target_type = models.CharField(max_length=40)
    """`room.model` of what is talked about."""
    target_id = models.BigIntegerField()
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    """One level: what is replied to is itself no reply. Trigger."""
    root = models.BigIntegerField(default=0, editable=False)
    """The id of the comment above the replies, its own when it is that one: a page reads in the order of (root, id)."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments")
    """Empty for someone whose account is gone."""
    text = models.TextField(max_length=LONGEST, blank=True)
    """Plain text, with `@code` for each person in `mentions`; empty once withdrawn."""
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.SHOWN)
    secret = models.CharField(max_length=32, blank=True)
    """Of the form in which it was written: pressing twice places it once."""
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    helpful = models.PositiveIntegerField(default=0, editable=False)
    replies = models.PositiveIntegerField(default=0, editable=False)
    """Those that were not withdrawn."""
    audience = AudienceField()
    moderators = ArrayField(models.TextField(), default=list, editable=False)
    """Tokens of those who may hide it, beside the operators."""

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "secret"], condition=~Q(secret=""), name="comment_placed_once"),
            models.CheckConstraint(condition=Q(state__in=CommentState.values), name="comment_state_known"),
            models.CheckConstraint(condition=Q(state=CommentState.WITHDRAWN) ^ ~Q(text=""), name="comment_has_text"),
        ]
        indexes = [
            models.Index(fields=["target_type", "target_id", "root", "id"], name="comment_page"),
            models.Index(fields=["target_type", "target_id", "-id"], name="comment_newest"),
            models.Index(fields=["by", "id"], name="comment_by"),
            audience_index("comment_audience"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The comment itself; leads on to its place on the page."""
        return reverse("conversation:comment", args=[self.code])

    @property
    def is_shown(self) -> bool:
        return self.state == CommentState.SHOWN

    @property
    def is_hidden(self) -> bool:
        return self.state == CommentState.HIDDEN

    @property
    def is_withdrawn(self) -> bool:
        return self.state == CommentState.WITHDRAWN


class OfCommentQuerySet(models.QuerySet):
    """Rows under a comment, seen by who sees that."""

    def visible_to(self, person: Viewer | None) -> OfCommentQuerySet:
        return self.filter(comment__audience__overlap=tokens_of(person))


class CommentVersion(models.Model):
    """A text as it was before a change; gone with the text when the comment is withdrawn."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=LONGEST)
    at = models.DateTimeField()
    """When this text was written."""

    objects = OfCommentQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="comment_version_once")]

    def __str__(self) -> str:
        return f"{self.comment_id} v{self.number}"


class Mention(models.Model):
    """A person who is named in a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects = OfCommentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.comment_id}"


class Helpful(models.Model):
    """Someone found a comment helpful."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="found_helpful")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = OfCommentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="helpful_once")]

    def __str__(self) -> str:
        return f"{self.person_id} by {self.comment_id}"
