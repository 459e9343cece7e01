"""Who can be asked now, and the questions that concern someone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import NETWORK
from vliegwiel.people.models import Person

from ..journey import ASKED_DAYS, MOST_ASKED, AskedState
from ..models import Asked, Helper, Question


def why_not_now(people: Collection[int], at: datetime, wishes: Mapping[int, Helper] | None = None) -> dict[int, str]:
    """Who of these people cannot be asked now, with the sentence why. Two statements; one with their `wishes`."""
    if wishes is None:
        wishes = {helper.person_id: helper for helper in Helper.objects.filter(person__in=people)}
    recent = Asked.objects.filter(person__in=people, asked_at__gt=at - timedelta(days=ASKED_DAYS)).order_by()
    counts = dict(recent.values_list("person").annotate(count=Count("pk")))
    today = timezone.localdate(at)
    found = {}
    for pk in people:
        wish = wishes.get(pk)
        if wish and not wish.is_askable:
            found[pk] = _("does not want to get questions")
        elif wish and wish.paused_until and wish.paused_until >= today:
            found[pk] = _("has a break from questions")
        elif counts.get(pk, 0) >= (wish.most_asked if wish else MOST_ASKED):
            found[pk] = _("got enough questions already this month")
    return found


def places_taken(question: Question) -> int:
    """How many people this question lies with; who passed it on or knows nothing about it gave their place back."""
    gave_back = [AskedState.PASSED_ON, AskedState.NOT_ME]
    return question.asked.exclude(state__in=gave_back).count()


def asked_by(person: Person) -> QuerySet[Question]:
    """One's own questions, newest first, with how many were asked and how many answered."""
    own = Question.objects.visible_to(person).filter(by=person).annotate(
        asked_count=Count("asked"), answer_count=Count("asked", filter=Q(asked__state=AskedState.ANSWERED))
    )  # fmt: skip
    return own.order_by("-asked_at", "-id")


def asked_of(person: Person) -> QuerySet[Asked]:
    """Questions to this person, those that wait first."""
    rows = Asked.objects.filter(person=person, question__in=Question.objects.visible_to(person))
    open_first = (F("question__closed_at").desc(nulls_first=True), "-asked_at", "-id")
    return rows.select_related("question__by").order_by(*open_first)


def shared_with(person: Person | None) -> QuerySet[Question]:
    """Answered questions that their askers let the network read, newest first."""
    seen = Question.objects.visible_to(person).filter(shared_at__isnull=False, audience__contains=[NETWORK])
    return seen.select_related("by").order_by("-shared_at", "-id")


def answers_for(question: Question, viewer: Person | None) -> list[Asked]:
    """What this viewer may read of who was asked and what they said: the asker everything, who was asked their own
    line, and everyone who reads a shared question the answers whose writers agreed."""
    rows = question.asked.select_related("person", "passed_by").order_by("asked_at", "id")
    if viewer is not None and viewer.pk == question.by_id:
        return list(rows)
    seen = Q(person=viewer) if viewer is not None else Q(pk=None)
    if question.shared_at:
        seen |= Q(may_be_shared=True, state=AskedState.ANSWERED)
    return list(rows.filter(seen))
