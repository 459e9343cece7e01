"""Who may do what with expertise, questions and coffee. Seeing is not here: that is `visible_to`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import NETWORK
from vliegwiel.core.answers import Answer, no, when
from vliegwiel.people.journey import ContactWay
from vliegwiel.people.models import Person

from .models import Asked, CoffeeGuest, CoffeeSeat, Expertise, Question

SIGN_IN = _("Sign in first.")
WHERE_YOU_WORK = _("Say first where you work: on the page of your organisation you can become a member.")
FOR_THE_NETWORK = _("This is for members of public bodies and partners in the network.")
BY_ITSELF = _("This is done by itself.")


def nobody(person: Person | None, subject: object) -> Answer:
    """What jobs do."""
    return when(person is None, BY_ITSELF)


def is_in_network(person: Person | None) -> bool:
    """A member of a verified organisation that does not sell."""
    return person is not None and person.is_active and person.holds(NETWORK)


def may_keep_helping(person: Person | None, subject: Person) -> Answer:
    """How one wants to help, and what one adds to one's own expertise."""
    return when(person is not None and person == subject, _("You can only change this for yourself."))


def may_reach(person: Person | None, other: Person) -> Answer:
    """How to reach someone with whom one was brought together, after both said yes: as that one wants."""
    return when(
        person is not None and other.is_active and other.contact_way != ContactWay.HERE,
        _("This person wants to be reached only here."),
    )


def may_correct(person: Person | None, expertise: Expertise) -> Answer:
    """Hide, show or take away a line about oneself."""
    return when(person is not None and person.pk == expertise.person_id, _("You can only change this for yourself."))


def may_ask(person: Person | None, subject: object) -> Answer:
    """Sending a few people a question is for members of the network, so that nobody is asked by a salesman."""
    if person is None:
        return no(SIGN_IN)
    return when(is_in_network(person), FOR_THE_NETWORK if person.tokens else WHERE_YOU_WORK)


def may_ask_more(person: Person | None, question: Question) -> Answer:
    if person is None or person.pk != question.by_id:
        return no(_("Only who asked this can do this."))
    if question.closed_at:
        return no(_("This question is closed."))
    return may_ask(person, question)


def may_answer(person: Person | None, asked: Asked) -> Answer:
    """Answer, decline, or say that one is the wrong person: once, while the question is open."""
    if person is None:
        return no(SIGN_IN)
    if person.pk != asked.person_id:
        return no(_("This question is for someone else."))
    if asked.question.closed_at:
        return no(_("This question has been closed. You need not do anything any more."))
    return when(asked.is_waiting, _("You have answered this already."))


def may_pass_on(person: Person | None, asked: Asked) -> Answer:
    return may_answer(person, asked) and may_ask(person, asked)


def may_thank(person: Person | None, question: Question) -> Answer:
    """Close it, with or without thanks."""
    if person is None or person.pk != question.by_id:
        return no(_("Only who asked this can do this."))
    return when(not question.closed_at, _("This question is closed."))


def may_share(person: Person | None, question: Question) -> Answer:
    """Let the network read the question and the answers whose writers agree; or no longer."""
    if person is None or person.pk != question.by_id:
        return no(_("Only who asked this can do this."))
    agreed = question.asked.filter(may_be_shared=True).exclude(answer="").exists()
    return when(bool(question.shared_at) or agreed, _("Nobody agreed that you share their answer."))


def may_drink_coffee(person: Person | None, subject: Person) -> Answer:
    """Coffee is between members of the network."""
    if person is None:
        return no(SIGN_IN)
    if person != subject:
        return no(_("You can only change this for yourself."))
    return when(is_in_network(person), FOR_THE_NETWORK if person.tokens else WHERE_YOU_WORK)


def may_stop_coffee(person: Person | None, guest: CoffeeGuest) -> Answer:
    """Stopping and pausing is always possible, also for who left the network."""
    return when(person is not None and person.pk == guest.person_id, _("You can only change this for yourself."))


def may_speak_of_coffee(person: Person | None, seat: CoffeeSeat) -> Answer:
    """Show how one is reached, or tell how it was: for oneself."""
    return when(person is not None and person.pk == seat.person_id, _("You can only change this for yourself."))
