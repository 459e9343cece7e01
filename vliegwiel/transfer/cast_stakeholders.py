"""The playing field of the letters, and the ministry that six pilots need. Made up for this project."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from vliegwiel.initiatives.models import Stage
from vliegwiel.people import actions as people
from vliegwiel.people.models import Organisation
from vliegwiel.pilots import actions as pilots
from vliegwiel.pilots.models import Programme
from vliegwiel.stakeholders import actions
from vliegwiel.stakeholders.models import Conversation, Stakeholder
from vliegwiel.stakeholders.queries.parties import Heirs, party_with

if TYPE_CHECKING:
    from .cast import World

PARTIES: list[tuple[str, str, tuple[int, int, int], str, str, int | None]] = [
    ("Wethouder sociale zaken", "governance", (5, 4, 5), "Ruimte om brieven uit een verordening te veranderen.",
     "talking", 20),
    ("Gemeentesecretaris", "governance", (5, 3, 4), "Tijd van de schrijvers vrijmaken.", "planned", 35),
    ("@SZW", "governance", (4, 2, 4), "Uitleg dat een kortere brief ook aan de wet voldoet.", "planned", 40),
    ("@VNG", "governance", (3, 4, 5), "De brieven aanbieden aan andere gemeenten.", "agreed", 60),
    ("Teamleider klantcontactcentrum", "organisation", (4, 5, 5), "Tellen hoeveel mensen bellen over een brief.",
     "done", None),
    ("Schrijvers van de afdeling Inkomen", "organisation", (3, 2, 4), "Elke twee weken een halve dag meeschrijven.",
     "talking", 14),
    ("Juristen", "organisation", (4, 2, 3), "Lezen of de korte tekst klopt.", "planned", -3),
    ("Cliëntenraad", "organisation", (2, 5, 5), "Vijf inwoners per leesronde.", "agreed", 10),
    ("Leverancier van het postsysteem", "information", (4, 2, 4), "De sjablonen aanpassen voor maart.", "talking", 45),
    ("Functionaris gegevensbescherming", "information", (3, 3, 3), "Meekijken met de meting.", "planned", None),
]  # fmt: skip
"""Party (with @: an organisation), level, (influence, support, wished), needed for, status, days from now."""
NEEDS_THE_MINISTRY = {
    "anonymise": ("outsider", "Een handreiking voor lakken die voor iedereen geldt.", 25),
    "buddy": ("lead", "Mogen vaste contactpersonen gegevens van schuldeisers inzien?", 55),
    "verify": ("manager", "Een grondslag voor toestemming per aanvraag.", 30),
    "secret": ("lead", "Iemand van het ministerie die meedoet aan een oefening in tegenspraak.", 80),
    "intake": ("community", "Ruimte in de regels voor een eerste gesprek zonder formulier.", 33),
}
"""Initiative: who leads it, what it needs the ministry for, days from now. With the letters these are six."""


def fill_field(world: World, at: datetime) -> dict[str, Stakeholder]:
    """Ten parties around the letters, by their names; who does what, and by when."""
    letters, lead = world.initiatives["letters"], world.person("lead")
    assert lead is not None
    stages = {stage.slug: stage for stage in Stage.objects.filter(track=letters.track)}
    found = {}
    for name, level, (influence, support, wished), needed_for, status, days in PARTIES:
        organisation = {"@SZW": ministry, "@VNG": _vng}[name](world) if name.startswith("@") else None
        row = actions.add(
            letters, by=lead, at=at - timedelta(days=30), name=name, organisation=organisation, level=level,
            influence=influence, support=support, wished=wished, needed_for=needed_for,
        )  # fmt: skip
        fields: dict[str, Any] = {"status": status, "stage": stages["running"], "owner": lead}
        if days is not None:
            fields["due_on"] = (at + timedelta(days=days)).date()
        actions.change(row, by=lead, at=at - timedelta(days=20), version=1, **fields)
        found[name] = row
    return found


def _vng(world: World) -> Organisation:
    return world.organisations["vng"]


def ministry(world: World) -> Organisation:
    """The one that six pilots need."""
    found = Organisation.objects.filter(kind="ministry", name__icontains="Sociale Zaken").order_by("id").first()
    return found or people.add_organisation(
        None, by=None, name="Ministerie van Sociale Zaken en Werkgelegenheid", kind="ministry"
    )


def weave(world: World, at: datetime) -> Conversation:
    """Five more pilots need the ministry; they report to the manager, who prepares one conversation."""
    manager, one = world.person("manager"), ministry(world)
    programme = Programme.objects.get(space=world.spaces["pilotstarter"])
    rows = []
    for name, (who, needed_for, days) in NEEDS_THE_MINISTRY.items():
        initiative, lead = world.initiatives[name], world.person(who)
        assert lead is not None
        if initiative.space_id != programme.space_id:
            pilots.report(initiative, by=lead, at=at - timedelta(days=9), programme=programme)
        rows.append(
            actions.add(
                initiative,
                by=lead,
                at=at - timedelta(days=8),
                organisation=one,
                level="governance",
                influence=4,
                support=3,
                wished=4,
                needed_for=needed_for,
                due_on=(at + timedelta(days=days)).date(),
                owner=lead,
            )
        )
    party = party_with(one.code, manager, Heirs.on(at.date()))
    return actions.prepare(
        None, by=manager, at=at - timedelta(days=1), party=party, asks=rows[:3], on=(at + timedelta(days=12)).date(),
        who="Pieter van den Berg en Iris de Wit", aim="Eén aanspreekpunt, en voor elke pilot een datum.",
    )  # fmt: skip
