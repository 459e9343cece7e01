"""Mail of this room, in the language of who reads it: plain text and HTML of the same words."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from vliegwiel.people.journey import ContactWay
from vliegwiel.people.letters import headers
from vliegwiel.people.models import Person

from .journey import DAYS_TO_ANSWER, Answered, Asking
from .models import Connection, Listed, Proposal


def introduction(connection: Connection, reader: Person) -> EmailMultiAlternatives:
    """Who the other is, about what, and how the other wants to be reached."""
    other = connection.counterpart_of(reader)
    words = {
        "other": other,
        "reach": how_to_reach(other),
        "message": connection.message,
        "introduced_by": connection.introduced_by,
        "why": _("You get this mail because the two of you were brought together in Vliegwiel."),
    }
    subject = _("Meet %(name)s") % {"name": other.name}
    return _letter("introduction", subject, words, about=connection.listing, link=connection, reader=reader)


def question(proposal: Proposal, reader: Person) -> EmailMultiAlternatives:
    """What is asked, by whom, and where to answer."""
    words = {
        "asked": asked_in_words(proposal, reader),
        "message": proposal.message,
        "days": DAYS_TO_ANSWER,
        "why": _("You get this mail because you look after this, or because you are asked yourself."),
    }
    subject = _("%(name)s has a question for you") % {"name": proposal.by.name}
    return _letter("proposal", subject, words, about=proposal.listing, link=proposal, reader=reader)


def asked_in_words(proposal: Proposal, reader: Person) -> str:
    """One sentence that says what is asked."""
    names = {"name": proposal.by.name, "organisation": str(proposal.organisation or "")}
    if proposal.asking == Asking.JOIN:
        return _("%(name)s asks whether %(organisation)s can take part.") % names
    if proposal.asking == Asking.HELP:
        return _("%(name)s offers to help.") % names
    if proposal.asking == Asking.USE:
        return _("%(name)s would like to make use of your offer.") % names
    if proposal.asking == Asking.INVITATION:
        return _("%(name)s invites %(organisation)s to take part.") % names
    other = proposal.other if reader.pk == proposal.one_id else proposal.one
    if other is not None and other.pk == proposal.by_id:
        return _("%(name)s would like to meet you.") % names
    return _("%(name)s would like to introduce you to %(other)s.") % (names | {"other": other.name if other else ""})


def answer(proposal: Proposal, reader: Person) -> EmailMultiAlternatives:
    """A kind no, or that nobody answered in time."""
    lapsed = proposal.state == Answered.LAPSED
    words = {
        "lapsed": lapsed,
        "message": proposal.answer,
        "why": _("You get this mail because you asked this in Vliegwiel."),
    }
    subject = _("No answer to your question yet") if lapsed else _("An answer to your question")
    return _letter("reply", subject, words, about=proposal.listing, link=proposal, reader=reader)


def looking_back(connection: Connection, reader: Person) -> EmailMultiAlternatives:
    """After six weeks: what came of it?"""
    words = {
        "other": connection.counterpart_of(reader),
        "met_on": connection.made_at,
        "why": _("You get this mail once, because you were introduced to each other in Vliegwiel."),
    }
    subject = _("What came of it?")
    return _letter("looking_back", subject, words, about=connection.listing, link=connection, reader=reader)


def how_to_reach(person: Person) -> str:
    """As this person wants to be reached; empty for who wants that only here."""
    if person.contact_way == ContactWay.MAIL:
        return person.email
    return person.phone if person.contact_way == ContactWay.PHONE and person.phone else ""


def _letter(
    name: str, subject: str, words: dict, *, about: Listed | None, link: Connection | Proposal, reader: Person
) -> EmailMultiAlternatives:
    words |= {
        "reader": reader,
        "about": about,
        "address": urljoin(settings.BASE_URL, link.get_absolute_url()),
        "subject": subject,
    }
    letter = EmailMultiAlternatives(
        subject=" ".join(subject.split())[:200],
        body=render_to_string(f"exchange/mail/{name}.txt", words, using="jinja2"),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reader.email],
        headers=headers(f"{name}-{link.code}-{reader.code}"),
    )
    letter.attach_alternative(render_to_string(f"exchange/mail/{name}.html", words, using="jinja2"), "text/html")
    return letter


def in_language_of(reader: Person) -> translation.override:
    return translation.override(reader.language)
