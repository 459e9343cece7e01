"""What people talk about here: an initiative, each piece of its news, and each part."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from vliegwiel.activity.audience import Viewer
from vliegwiel.conversation.subjects import Subject

from .models import Initiative, Part, Update


def _news(viewer: Viewer | None) -> QuerySet[Update]:
    seen = Initiative.objects.visible_to(viewer)
    return Update.objects.filter(initiative__in=seen).select_related("initiative")


def _news_stands(news: Update) -> str:
    one = news.initiative
    return f"{reverse('initiatives:progress', args=[one.code, one.slug])}#nieuws-{news.code}"


def _talk_stands(one: Initiative) -> str:
    return reverse("initiatives:conversation", args=[one.code, one.slug])


SUBJECTS = (
    Subject(
        "initiatives.initiative",
        "initiatief",
        seen_by=Initiative.objects.visible_to,
        home=lambda one: one.get_absolute_url(),
        own_page=_talk_stands,
    ),
    Subject(
        "initiatives.update",
        "nieuws",
        seen_by=_news,
        home=_news_stands,
        audience=lambda news: news.initiative.audience,
    ),
    Subject(
        "initiatives.part",
        "bouwsteen",
        seen_by=Part.objects.visible_to,
        home=lambda part: part.get_absolute_url(),
    ),
)
