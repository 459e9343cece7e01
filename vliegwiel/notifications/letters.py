"""Mail of this room: plain text and HTML of the same words, with why one gets it and how to stop it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vliegwiel.people.letters import headers
from vliegwiel.people.models import Person

from .journey import Group
from .models import Letter, RefusedAddress
from .queries.inbox import Told
from .stopping import DIGEST, address_word, stop_word
from .subjects import Named


def at_once(letter: Letter, news: Told, reader: Person) -> EmailMultiAlternatives:
    """One thing. Written in the language that is active: see `in_language_of`."""
    words = {"news": news, "link": _whole(news.address), "group": news.group.label}
    subject = news.sentence.replace("“", "").replace("”", "")
    return _letter("at_once", subject, words, reader=reader, stops=news.group, name=letter.name)


def digest(
    letter: Letter, news: Sequence[Told], still: Sequence[Named], more: int, reader: Person
) -> EmailMultiAlternatives:
    """What happened, group by group; what is asked of the reader stands first."""
    order = list(Group)
    ranked = sorted(news, key=lambda one: order.index(one.group))
    words = {
        "groups": [
            (group.label, [(one, _whole(one.address)) for one in rows])
            for group, rows in groupby(ranked, key=lambda one: one.group)
        ],
        "still": [(thing.title, _whole(thing.address)) for thing in still],
        "more": more,
        "all_news": _whole(reverse("notifications:news")),
    }
    count = len(news) + more
    subject = (
        ngettext("%(count)d piece of news for you", "%(count)d pieces of news for you", count) % {"count": count}
        if count
        else _("A check-in waits for you")
    )
    return _letter("digest", subject, words, reader=reader, stops=DIGEST, name=letter.name)


def address_again(refused: RefusedAddress) -> EmailMultiAlternatives:
    """To an address that refused mail: does this arrive?"""
    reader = refused.person
    with translation.override(reader.language):
        page = reverse("notifications:address", args=[address_word(reader.pk, refused.code)])
        words = {"reader": reader, "link": _whole(page)}
        return _multipart(
            "address", _("Does mail arrive here again?"), words, to=refused.email,
            more=headers(f"address-{refused.code}-{refused.at:%Y%m%d%H%M%S}"),
        )  # fmt: skip


def in_language_of(reader: Person) -> translation.override:
    return translation.override(reader.language)


def _letter(
    template: str, subject: str, words: dict[str, Any], *, reader: Person, stops: str, name: str
) -> EmailMultiAlternatives:
    stop = _whole(reverse("notifications:stop", args=[stop_word(reader.pk, stops)]))
    words |= {"reader": reader, "stop": stop, "wishes": _whole(reverse("notifications:wishes"))}
    more = headers(name) | {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return _multipart(template, subject, words, to=reader.email, more=more)


def _multipart(
    template: str, subject: str, words: dict[str, Any], *, to: str, more: dict[str, str]
) -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(
        subject=" ".join(subject.split())[:200],
        body=render_to_string(f"notifications/mail/{template}.txt", words, using="jinja2"),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers=more,
    )
    html = render_to_string(f"notifications/mail/{template}.html", words, using="jinja2")
    letter.attach_alternative(html, "text/html")
    return letter


def _whole(address: str) -> str:
    return urljoin(settings.BASE_URL, address)
