"""Mail about questions and coffee: plain text and HTML of the same words, in the language of who reads it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from vliegwiel.people.letters import headers
from vliegwiel.people.models import Person

from .journey import AskedState
from .models import Asked, CoffeeSeat
from .queries.coffee import coffee_of
from .queries.reasons import why_asked


def question(asked: Asked) -> EmailMultiAlternatives:
    """To who was asked: who asks what, why this person, and where to answer."""
    row = asked.question
    with translation.override(asked.person.language):
        words = {
            "reader": asked.person,
            "question": row,
            "sender": asked.passed_by or row.by,
            "asker": row.by,
            "is_passed_on": asked.passed_by is not None,
            "reasons": why_asked(asked, asked.person),
            "address": urljoin(settings.BASE_URL, row.get_absolute_url()),
        }
        subject = _("%(asker)s asks you: %(title)s") % {"asker": row.by.name, "title": row.title}
        return _letter(asked.person, subject, "asked", words, name=f"question-{asked.pk}-{row.code}")


def answer(asked: Asked) -> EmailMultiAlternatives:
    """To the asker: what one of the people did with it. The answer itself stands on the page."""
    row = asked.question
    with translation.override(row.by.language):
        words = {
            "reader": row.by,
            "person": asked.person,
            "question": row,
            "is_answer": asked.state == AskedState.ANSWERED,
            "is_passed_on": asked.state == AskedState.PASSED_ON,
            "is_wrong_person": asked.state == AskedState.NOT_ME,
            "address": urljoin(settings.BASE_URL, row.get_absolute_url()),
        }
        subject = _("%(person)s about your question: %(title)s") % {"person": asked.person.name, "title": row.title}
        return _letter(row.by, subject, "answered", words, name=f"answer-{asked.pk}-{row.code}")


def coffee(seat: CoffeeSeat) -> EmailMultiAlternatives:
    """To one of the two: who the other one is, what they share, and how to reach them when they said yes to that."""
    with translation.override(seat.person.language):
        shown = coffee_of(seat.pair, seat.person)
        words = {
            "reader": seat.person,
            "coffee": shown,
            "other": shown.other,
            "address": urljoin(settings.BASE_URL, seat.pair.get_absolute_url()),
        }
        subject = _("Coffee with %(name)s?") % {"name": shown.other.name}
        return _letter(seat.person, subject, "coffee", words, name=f"coffee-{seat.pk}-{seat.pair.code}")


def _letter(reader: Person, subject: str, template: str, words: dict[str, Any], *, name: str) -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(
        subject=" ".join(subject.split())[:200],
        body=render_to_string(f"exchange/mail/{template}.txt", words, using="jinja2"),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reader.email],
        headers=headers(name),
    )
    letter.attach_alternative(render_to_string(f"exchange/mail/{template}.html", words, using="jinja2"), "text/html")
    return letter
