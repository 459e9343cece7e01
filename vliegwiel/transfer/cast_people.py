"""How the people of the named world help each other: questions, what they know, coffee. Made up for this project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vliegwiel.exchange.actions import asking, coffee, expertise
from vliegwiel.exchange.models import CoffeeGuest, CoffeePair, Question
from vliegwiel.exchange.queries.coffee import waiting_guests
from vliegwiel.initiatives.models import Theme

from .cast import World

AVAILABLE = {
    "lead": "een uur per week, op dinsdag",
    "manager": "altijd voor een kort gesprek",
    "community": "in de ochtend",
}
KNOWS = {
    "outsider": "cliëntenraden vroeg laten meedenken",
    "colleague": "afspraken over gegevens met andere gemeenten",
}
GUESTS = {"community": ("Werk",), "outsider": ("Werk",), "colleague": ("Bestuur",)}


@dataclass(frozen=True)
class Helped:
    """What came of it."""

    waiting: Question
    """From the outsider to the lead, not answered yet."""
    shared: Question
    """Answered, and shared with the network."""
    pair: CoffeePair


def help_each_other(world: World, *, at: datetime) -> Helped:
    """Let them say what they know, ask each other, and drink coffee."""
    expertise.gather(None, by=None, at=at, people=[person.pk for person in world.people.values()])
    for name, words in AVAILABLE.items():
        person = world.person(name)
        expertise.change_helping(
            person, by=person, at=at, uses_experience=True, is_askable=True, most_asked=3, paused_until=None,
            availability=words,
        )  # fmt: skip
    for name, words in KNOWS.items():
        person = world.person(name)
        expertise.add(person, by=person, at=at, subject_words=words)
    return Helped(_waiting(world, at), _shared(world, at), _coffee(world, at))


def _waiting(world: World, at: datetime) -> Question:
    return asking.ask(
        None,
        by=world.person("outsider"),
        at=at,
        title="Hoe kregen jullie schrijvers mee bij het herschrijven van brieven?",
        text="Bij ons haakt de afdeling na de training af. Wat werkte bij jullie?",
        people=[(world.person("lead"), {"words": ["begrijpelijke brieven"]})],
    )


def _shared(world: World, at: datetime) -> Question:
    asked_at = at - timedelta(days=12)
    question = asking.ask(
        None,
        by=world.person("community"),
        at=asked_at,
        title="Wie weet hoe je een raad vroeg laat meedenken?",
        text="",
        people=[(world.person("outsider"), {"words": ["cliëntenraden"]})],
    )
    asking.answer(
        question.asked.get(),
        by=world.person("outsider"),
        at=asked_at + timedelta(days=1),
        text="Begin met één vraag, niet met een plan. En spreek vooraf af wanneer de raad hoort wat er met het "
        "antwoord gebeurt.",
        may_be_shared=True,
    )
    asking.share(question, by=world.person("community"), at=asked_at + timedelta(days=2))
    asking.thank(question, by=world.person("community"), at=asked_at + timedelta(days=2), thanks="Dit helpt echt.")
    return question


def _coffee(world: World, at: datetime) -> CoffeePair:
    """The round of this month: Sanne of UWV and Noor of Tilburg meet."""
    for hours, (name, themes) in enumerate(GUESTS.items()):
        person = world.person(name)
        coffee.join(
            person, by=person, at=at - timedelta(hours=9 - hours), themes=Theme.objects.filter(name_nl__in=themes)
        )
    coffee.prepare(None, by=None, at=at)
    month = at.date().replace(day=1)
    first = waiting_guests(month, at.date())[0]
    return coffee.introduce(CoffeeGuest.objects.get(pk=first), by=None, at=at, month=month)
