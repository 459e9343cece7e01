"""The pilots of the named world as they are carried: a programme, check-ins, what is on the desk. Made up here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vliegwiel.pilots import actions
from vliegwiel.pilots.journey import ItemKind
from vliegwiel.pilots.models import Action, CheckIn

if TYPE_CHECKING:
    from .cast import World

FIRST = [
    (ItemKind.RESULT, "De brief over de bijstand is met twaalf inwoners getest. Het bedrag staat nu bovenaan."),
    (ItemKind.QUESTION, "Welke gemeente heeft al een brief over kwijtschelding die we kunnen vergelijken?"),
]
SECOND = [
    (ItemKind.RESULT, "Drie brieven zijn klaar. Er bellen 40 procent minder mensen over de eerste."),
    (ItemKind.QUESTION, "Wie kent een jurist die meeleest of de korte tekst nog klopt met de wet?"),
    (
        ItemKind.BOTTLENECK,
        "De leverancier van het postsysteem past de sjablonen pas in maart aan. "
        "Zo lang gaan de oude brieven nog de deur uit.",
    ),
]
LEVELS = [
    ("governance", "agreed", "De wethouder noemde de brieven in de raad van september.", "Opnemen in de begroting."),
    ("organisation", "talking", "", "Twee teams van het klantcontactcentrum vragen om mee te doen."),
]
SECRETS = ("demo-eerste-check-in-van-brieven", "demo-tweede-check-in-van-brieven")


def carry(world: World, at: datetime) -> None:
    """The letters report to the programme of the manager; one of its other pilots is silent."""
    letters, buddy = world.initiatives["letters"], world.initiatives["buddy"]
    lead, manager = world.person("lead"), world.person("manager")
    assert lead is not None
    programme = actions.keep_programme(
        world.spaces["pilotstarter"], by=manager, at=at - timedelta(days=50), answer_days=5
    )
    actions.report(letters, by=lead, at=at - timedelta(days=45), programme=programme)
    first = _tell(world, 0, FIRST, at - timedelta(days=40))
    _tell(world, 1, SECOND, at - timedelta(days=12))
    question = _about(first, ItemKind.QUESTION)
    when = at - timedelta(days=37)
    actions.ask_back(question, by=manager, at=when, text="Gaat het om de brief bij toekenning of bij afwijzing?")
    actions.reply(question, by=lead, at=when + timedelta(days=1), text="Vooral bij afwijzing.")
    actions.answer(
        question,
        by=manager,
        at=when + timedelta(days=2),
        text="Tilburg heeft er een. Noor Yılmaz stuurt hem deze week naar jullie.",
    )
    for level, state, evidence, next_step in LEVELS:
        actions.anchor(letters, by=lead, at=at, level=level, state=state, evidence=evidence, next_step=next_step)
    long_ago = at - timedelta(days=80)
    actions.set_rhythm(buddy, by=lead, at=long_ago, weeks=4, next_on=(long_ago + timedelta(days=28)).date())


def _tell(world: World, number: int, items: list[tuple[ItemKind, str]], at: datetime) -> CheckIn:
    lead = world.person("lead")
    assert lead is not None
    letters = world.initiatives["letters"]
    return actions.send(letters, by=lead, at=at, secret=SECRETS[number], items=items, ring="team")


def _about(check_in: CheckIn, kind: ItemKind) -> Action:
    return Action.objects.get(item__check_in=check_in, kind=kind)
