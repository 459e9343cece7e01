"""The worked-out initiatives of the named world: every kind, every ring. Made up for this project."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Worked:
    """An initiative as its lead would tell it."""

    title: str
    kind: str
    space: str
    lead: str
    texts: dict[str, str]
    ring: str = ""
    themes: tuple[str, ...] = ()
    stage: str = ""
    reason: str = ""
    days_ago: int = 30
    participants: tuple[str, ...] = ()
    team: tuple[tuple[str, str], ...] = ()
    checks: tuple[dict[str, Any], ...] = ()
    parts: tuple[dict[str, Any], ...] = ()
    updates: tuple[tuple[str, str], ...] = ()
    end: dict[str, Any] = field(default_factory=dict)


INITIATIVES = {
    "letters": Worked(
        title="Brieven die je in één keer begrijpt",
        kind="pilot",
        space="square",
        lead="lead",
        themes=("Bestuur", "Sociale zekerheid"),
        stage="running",
        reason="Het team is compleet en de eerste drie brieven zijn herschreven.",
        days_ago=60,
        texts={
            "question": "Hoe schrijven we brieven over geld zo, dat mensen weten wat ze moeten doen?",
            "for_whom": "Inwoners die een uitkering of toeslag krijgen en moeite hebben met lange brieven.",
            "needs": "In één keer weten: krijg ik iets, moet ik iets doen, en voor wanneer?",
            "evidence": "De helft van de telefoontjes bij het klantcontactcentrum gaat over een brief.",
            "change": "Minder mensen hoeven te bellen, en minder mensen missen een termijn.",
            "tried": "Een training voor schrijvers hielp even, maar zakte na een half jaar weg.",
            "summary": "Schrijvers en inwoners herschrijven samen de tien brieven waar de meeste vragen over komen.",
            "goal": "De helft minder telefoontjes over deze tien brieven.",
            "yields": "Tien geteste brieven en een manier van werken die je zelf kunt herhalen.",
            "how": "Elke twee weken één brief: lezen met vijf inwoners, herschrijven, opnieuw lezen, meten.",
            "milestones": "Drie brieven klaar in het voorjaar, tien voor de zomer.",
        },
        participants=("tilburg",),
        team=(("colleague", "information"), ("manager", "sparring")),
        checks=(
            {
                "method": "conversation",
                "how_many": 12,
                "learned": "Mensen zoeken eerst het bedrag. Staat dat onderaan, dan haken ze af.",
                "outcome": "adjusted",
            },
        ),
        parts=(
            {
                "kind": "communication",
                "name": "Tien voorbeeldbrieven over inkomen",
                "description": "Brieven met het bedrag en de datum bovenaan, getest met inwoners.",
                "licence": "CC0",
                "conditions": "Vrij te gebruiken. Laat weten wat je aanpast.",
            },
            {
                "kind": "method",
                "name": "Leesronde met vijf inwoners",
                "description": "Een draaiboek van een dagdeel om een brief te toetsen, met vragen en een formulier.",
                "licence": "CC BY 4.0",
            },
        ),
        updates=(
            ("Eerste brief getest", "Twaalf inwoners lazen de brief over de bijstand. Het bedrag gaat nu naar boven."),
        ),
    ),
    "anonymise": Worked(
        title="Stukken lakken zonder handwerk",
        kind="challenge",
        space="pilotstarter",
        lead="outsider",
        themes=("Bestuur", "Recht"),
        stage="exploration",
        reason="Vier gemeenten herkennen de vraag; we zoeken uit wat er al is.",
        texts={
            "question": "Hoe maken we persoonsgegevens onleesbaar in stukken die we openbaar maken?",
            "for_whom": "Medewerkers die Woo-verzoeken behandelen.",
            "needs": "Tijd voor de inhoud, en zekerheid dat er geen naam blijft staan.",
            "evidence": "Eén verzoek kost nu gemiddeld twee dagen lakken met de hand.",
        },
        participants=("zwolle",),
        days_ago=20,
    ),
    "buddy": Worked(
        title="Een vaste contactpersoon bij schulden",
        kind="method",
        space="pilotstarter",
        lead="lead",
        ring="network",
        themes=("Sociale zekerheid", "Zorg en gezondheid"),
        stage="second-region",
        reason="In Tilburg probeert een tweede team of het daar ook werkt.",
        texts={
            "question": "Hoe voorkomen we dat iemand met schulden zijn verhaal steeds opnieuw moet vertellen?",
            "for_whom": "Inwoners met betalingsachterstanden.",
            "summary": "Eén vaste medewerker belt, op een afgesproken tijd, en regelt de rest binnen de gemeente.",
        },
        participants=("tilburg",),
        days_ago=90,
    ),
    "verify": Worked(
        title="Inkomen bewijzen met één toestemming",
        kind="service",
        space="pilotstarter",
        lead="manager",
        ring="network",
        themes=("Financiën", "Werk"),
        stage="connecting",
        reason="De eerste gemeenten sluiten aan.",
        texts={
            "question": "Hoe kan iemand zijn inkomen bewijzen zonder papieren te kopiëren?",
            "for_whom": "Inwoners die iets aanvragen, en de medewerker die dat beoordeelt.",
            "summary": "De inwoner geeft toestemming; de gegevens komen rechtstreeks van de bron.",
            "yields": "Minder bewijsstukken, en een besluit in dagen in plaats van weken.",
        },
        participants=("zwolle", "hilversum", "uwv"),
        days_ago=200,
        parts=(
            {
                "kind": "legal",
                "name": "Grondslag voor toestemming per aanvraag",
                "description": "Uitgewerkte juridische onderbouwing met voorbeelden per soort aanvraag.",
                "licence": "CC BY 4.0",
            },
        ),
    ),
    "intake": Worked(
        title="Eerste gesprek zonder formulier",
        kind="idea",
        space="uwv",
        lead="community",
        ring="organisation",
        themes=("Werk",),
        texts={
            "question": "Wat gebeurt er als het eerste gesprek begint zonder dat iemand iets invult?",
            "for_whom": "Mensen die voor het eerst een uitkering aanvragen.",
        },
        days_ago=8,
    ),
    "secret": Worked(
        title="Tegenspraak oefenen in het team",
        kind="idea",
        space="workshop",
        lead="lead",
        ring="team",
        themes=("Bestuur",),
        texts={
            "question": "Durven wij het te zeggen als een plan niet werkt?",
            "for_whom": "Ons eigen team, en daarna wie het herkent.",
        },
        days_ago=4,
    ),
    "counter": Worked(
        title="Wachtrij voorspellen aan de balie",
        kind="pilot",
        space="square",
        lead="outsider",
        themes=("Bestuur",),
        days_ago=150,
        texts={
            "question": "Kunnen we voorspellen wanneer het druk is aan de balie?",
            "for_whom": "Inwoners die een paspoort aanvragen.",
            "summary": "Een model op drie jaar afspraken voorspelt de drukte per uur.",
        },
        end={
            "end": "stopped",
            "reason": "Het model was niet beter dan de kalender die de medewerkers al gebruikten.",
            "lesson": "Vraag eerst wat de mensen aan de balie al weten. Dat was onze beste voorspelling.",
            "lesson_in_team": False,
        },
    ),
}
"""By the name that the tests use."""
