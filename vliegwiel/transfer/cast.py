"""One named world: the people of the tests and of the demo network, all made up; their organisations are real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative, Stage, Theme
from vliegwiel.people import actions as people
from vliegwiel.people import registers
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces import actions as spaces
from vliegwiel.spaces.models import Space

from . import cast_conversation, cast_pilots
from .cast_initiatives import INITIATIVES, Worked

PASSWORD = "vliegwiel-demo"  # noqa: S105  # printed on the screen of every demo network
CODES = {"zwolle": "GM0193", "tilburg": "GM0855", "hilversum": "GM0402"}
"""Municipalities of the cast."""


@dataclass(frozen=True)
class Role:
    """Someone in the world: where they work, and what they are there for."""

    given_name: str
    infix: str
    family_name: str
    works_at: str
    job_title: str
    talents: tuple[str, ...] = ()


PEOPLE = {
    "operator": Role("Olga", "", "Postma", "uwv", "Beheerder van Vliegwiel"),
    "lead": Role("Iris", "de", "Wit", "zwolle", "Projectleider dienstverlening", ("begrijpelijke brieven", "pilots")),
    "colleague": Role("Cas", "", "Jansen", "zwolle", "Informatiemanager", ("gegevens delen", "architectuur")),
    "manager": Role("Pieter", "van den", "Berg", "vng", "Programmamanager innovatie", ("opschalen",)),
    "community": Role("Sanne", "", "Bakker", "uwv", "Communitymanager innovatie", ("werkvormen", "netwerken")),
    "outsider": Role("Noor", "", "Yılmaz", "tilburg", "Beleidsadviseur werk", ("cliëntenraden",)),
    "supplier": Role("Lars", "", "Verhoef", "software", "Accountmanager"),
    "stranger": Role("Joris", "", "Smit", "", ""),
}
"""Whom the tests and the demo know by these names. The stranger belongs to no organisation."""


@dataclass
class World:
    """Everything in the named world, by name."""

    people: dict[str, Person]
    organisations: dict[str, Organisation]
    spaces: dict[str, Space]
    initiatives: dict[str, Initiative]

    def person(self, name: str) -> Person | None:
        """The person as they are now, with their keys; None for the visitor."""
        return None if name == "visitor" else Person.objects.get(pk=self.people[name].pk)


def mail_of(name: str) -> str:
    return f"{name}@voorbeeld.example"


def move_in(*, at: datetime | None = None, all_organisations: bool = False) -> World:
    """Make the world in an empty, migrated database. `all_organisations` also loads the registers whole."""
    at = at or timezone.now()
    _found(all_organisations)
    world = World({}, _organisations(at), {}, {})
    _settle(world, at)
    _open_spaces(world, at)
    for name, worked in INITIATIVES.items():
        world.initiatives[name] = _start(world, worked, at)
    cast_pilots.carry(world, at)
    cast_conversation.talk(world, at)
    return world


def _found(all_organisations: bool) -> None:
    if all_organisations or not Organisation.objects.exists():
        wanted = set(CODES.values())
        records = [record for record in registers.organisations() if all_organisations or record.code in wanted]
        regions = registers.regions() if all_organisations else []
        people.load_registers(None, by=None, records=records, regions=regions)
    initiatives.set_up_words(None, by=None)
    spaces.ensure_square(None, by=None)


def _organisations(at: datetime) -> dict[str, Organisation]:
    found = {name: Organisation.objects.get(official_code=code) for name, code in CODES.items()}
    uwv = Organisation.objects.filter(abbreviation="UWV").first()
    found["uwv"] = uwv or _add("Uitvoeringsinstituut Werknemersverzekeringen", "independent_body", at)
    found["vng"] = _add("Vereniging van Nederlandse Gemeenten", "umbrella", at)
    found["software"] = _add("Voorbeeld Software", "supplier", at)
    return found


def _add(name: str, kind: str, at: datetime) -> Organisation:
    return people.add_organisation(None, by=None, at=at, name=name, kind=kind)


def _settle(world: World, at: datetime) -> None:
    """Accounts and memberships. The operator is first, and lets the others in."""
    for name, role in PEOPLE.items():
        world.people[name] = people.sign_up(
            None,
            by=None,
            at=at,
            email=mail_of(name),
            given_name=role.given_name,
            infix=role.infix,
            family_name=role.family_name,
            password=PASSWORD,
            is_operator=name == "operator",
            is_verified=True,
        )
        person = world.people[name]
        if role.job_title:
            people.update_profile(person, by=person, at=at, job_title=role.job_title, talents=list(role.talents))
        if role.works_at:
            organisation = world.organisations[role.works_at]
            membership = people.request_membership(organisation, by=world.person(name), at=at)
            if not membership.is_active:
                people.approve_membership(membership, by=world.person("operator"), at=at)


def _open_spaces(world: World, at: datetime) -> None:
    world.spaces["square"] = spaces.ensure_square(None, by=None)
    for name, lead, owner, title, ring, purpose, colour in SPACES:
        world.spaces[name] = spaces.open_space(
            None,
            by=world.person(lead),
            at=at,
            name=title,
            ring=ring,
            owners=[world.organisations[owner]],
            purpose=purpose,
            colour=colour,
        )
    for name in ("lead", "outsider"):
        space = world.spaces["pilotstarter"]
        spaces.request(space, by=world.person(name), at=at)
        spaces.approve(space, by=world.person("manager"), at=at, member=world.people[name])


SPACES = [
    (
        "register", "operator", "uwv", "Algoritmeregister", "public",
        "Alle algoritmes die Nederlandse overheden in het landelijke register hebben gezet.", "",
    ),
    (
        "pilotstarter", "manager", "vng", "Pilotstarter", "network",
        "Gemeenten dienen hier pilots in en zoeken andere gemeenten om ze samen te doen.", "#7a2f5d",
    ),
    (
        "uwv", "community", "uwv", "UWV Innovatie", "organisation",
        "Alle innovaties binnen UWV op één plek, eerst intern.", "#1d5f91",
    ),
    (
        "workshop", "lead", "zwolle", "Proeftuin Zwolle", "team",
        "Een veilige plek om dingen te proberen die nog niet af zijn.", "#4b6a1f",
    ),
]  # fmt: skip
"""Name, lead, owner, title, ring, purpose, colour."""


def _start(world: World, worked: Worked, at: datetime) -> Initiative:
    """Submit it as its lead would have, and bring it to where it stands now."""
    began = at - timedelta(days=worked.days_ago)
    space = world.spaces[worked.space]
    initiative = initiatives.submit(
        space,
        by=world.person(worked.lead),
        at=began,
        title=worked.title,
        kind=worked.kind,
        texts=worked.texts,
        ring=worked.ring,
        themes=Theme.objects.filter(name_nl__in=worked.themes),
        organisation=world.organisations[PEOPLE[worked.lead].works_at],
    )
    lead = world.person(worked.lead)
    for organisation in worked.participants:
        initiatives.take_part(
            initiative, by=lead, at=began, organisation=world.organisations[organisation], part="participant"
        )
    for member, role in worked.team:
        initiatives.give_role(initiative, by=lead, at=began, person=world.people[member], role=role)
    if worked.stage:
        stage = Stage.objects.get(track=initiative.track, slug=worked.stage)
        initiatives.move(initiative, by=lead, at=began + timedelta(days=3), stage=stage, reason=worked.reason)
    for check in worked.checks:
        initiatives.add_check(initiative, by=lead, at=at, done_on=(began + timedelta(days=5)).date(), **check)
    for part in worked.parts:
        initiatives.add_part(initiative, by=lead, at=at, **part)
    for title, text in worked.updates:
        initiatives.add_update(initiative, by=lead, at=began + timedelta(days=7), title=title, text=text)
    if worked.end:
        initiatives.end(initiative, by=lead, at=at, **worked.end)
    return initiative
