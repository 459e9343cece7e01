"""The people and spaces of a made-up network, and the chance by which everything in it is chosen."""

from __future__ import annotations

import random
from array import array
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Generic, TypeVar

from vliegwiel.activity.audience import NETWORK, PUBLIC, lead_token, organisation_token, person_token, space_token
from vliegwiel.initiatives.models import Theme, Track
from vliegwiel.people.journey import SELLING_KINDS, MembershipState, OrganisationKind, Verification
from vliegwiel.people.models import Key, Membership, Organisation, Person, Region
from vliegwiel.spaces.journey import Joining, MemberState, Ring, SpaceRole
from vliegwiel.spaces.models import Ownership, Space, SpaceMembership
from vliegwiel.spaces.rings import widened

from .simulation_sheets import Sheet, code_of, ids_of, listed, moment, written
from .simulation_texts import JOBS, Storyteller

DAY = 86_400.0
PERIOD = 6 * 365 * DAY
"""Seconds over which everything came about; the further on, the more."""
MAIL = "simulatie.example"
"""Domain of the mail addresses: reserved, so no mail ever arrives anywhere."""
ONE_IN_SPACES = 400
MOST_SPACES = 2_000
RING_OF_SPACE = [Ring.PUBLIC] * 7 + [Ring.NETWORK, Ring.ORGANISATION, Ring.TEAM]
"""Rings of ten spaces in a row: the first, which hold most, are public."""

T = TypeVar("T")


class Chance:
    """Choices that are the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.roll = random.Random(seed).random  # noqa: S311  # made-up data, not secrets

    def one_in(self, number: float) -> bool:
        return self.roll() * number < 1

    def below(self, number: int) -> int:
        return int(self.roll() * number)

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self.roll() * len(things))]

    def favourite(self, things: Sequence[T]) -> T:
        """One of these; the first ones far more often than the last."""
        return things[int(self.roll() ** 3 * len(things))]


class Weighted(Generic[T]):
    """Choices of which some are likelier than others."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = list(weights)
        self._sums = list(accumulate(weights.values()))

    def pick(self, chance: Chance) -> T:
        return self._things[bisect(self._sums, chance.roll() * self._sums[-1])]


@dataclass(frozen=True)
class Ground:
    """What every installation has already, and the network is built on."""

    organisations: dict[int, str]
    """Names by id: public bodies that exist on the day."""
    weights: dict[int, float]
    places: list[str]
    regions: dict[int, tuple[int, ...]]
    """Ids of the regions of each organisation."""
    tracks: dict[str, tuple[int, list[int]]]
    """Id and stages of the shipped tracks, by slug."""
    themes: list[int]

    @classmethod
    def found(cls, at: datetime) -> Ground:
        bodies = (
            Organisation.objects.valid_on(at.date()).exclude(kind__in=SELLING_KINDS).order_by("official_code", "id")
        )
        regions: dict[int, list[int]] = {}
        for region, body in Region.members.through.objects.order_by("region_id").values_list(
            "region_id", "organisation_id"
        ):
            regions.setdefault(body, []).append(region)
        return cls(
            organisations={body.pk: body.official_name or body.name for body in bodies},
            weights={body.pk: 40 + (body.population or 20_000) ** 0.5 for body in bodies},
            places=[body.name for body in bodies if body.kind == OrganisationKind.MUNICIPALITY],
            regions={body: tuple(ids) for body, ids in regions.items()},
            tracks={
                track.slug: (track.pk, [stage.pk for stage in track.stages.all()])
                for track in Track.objects.filter(space=None).prefetch_related("stages")
            },
            themes=list(Theme.objects.in_use().order_by("slug").values_list("pk", flat=True)),
        )


@dataclass(frozen=True)
class MadeSpace:
    """What must be remembered of a space."""

    pk: int
    ring: str
    owners: tuple[int, ...]


class Population:
    """Makes people with an organisation, and spaces with owners and leads. Remembers ids only."""

    def __init__(self, ground: Ground, chance: Chance, teller: Storyteller, at: datetime) -> None:
        self.people, self.employers = array("q"), array("q")
        """Ids of the people, and of the organisation of each."""
        self.spaces: list[MadeSpace] = []
        self._chance, self._teller, self._now = chance, teller, at.timestamp()
        self.bodies = Weighted(ground.weights)
        self._person = Sheet(
            Person, "id", "code", "email", "given_name", "infix", "family_name", "password", "job_title",
            "is_public", "joined_at", "audience",
        )  # fmt: skip
        self._member = Sheet(Membership, "id", "person", "organisation", "state", "verified_by", "is_admin", "since")
        self.keys = Sheet(Key, "person", "token", "because")
        self._space = Sheet(Space, "id", "code", "name", "purpose", "ring", "joining", "created_at", "audience")
        self._owner = Sheet(Ownership, "space", "organisation")
        self._in_space = Sheet(SpaceMembership, "id", "space", "person", "role", "state", "since")
        self._ids = {
            sheet: ids_of(model)
            for sheet, model in {"person": Person, "member": Membership, "space": Space, "in": SpaceMembership}.items()
        }

    @property
    def sheets(self) -> list[Sheet]:
        return [self._person, self._member, self._space, self._owner, self._in_space, self.keys]

    def moment_before(self, age: float) -> str:
        return moment(self._now - age)

    def add_person(self) -> None:
        pk = next(self._ids["person"])
        given, infix, family = self._teller.name()
        joined = self.moment_before(PERIOD * self._chance.roll())
        is_public = self._chance.one_in(3)
        self._person.add(
            pk, code_of(pk), f"persoon-{pk}@{MAIL}", given, infix, family, "!niemand meldt zich hiermee aan",
            self._chance.pick(JOBS), written(is_public), joined,
            listed([PUBLIC] if is_public else [person_token(pk), NETWORK]),
        )  # fmt: skip
        self.keys.add(pk, person_token(pk), f"people.person:{pk}")
        employer = self.bodies.pick(self._chance)
        member = next(self._ids["member"])
        is_admin = written(self._chance.one_in(20))
        self._member.add(member, pk, employer, MembershipState.ACTIVE, Verification.MAIL_DOMAIN, is_admin, joined)
        for token in (organisation_token(employer), NETWORK):
            self.keys.add(pk, token, f"people.membership:{member}")
        self.people.append(pk)
        self.employers.append(employer)

    def add_space(self) -> None:
        """With one or two owners, a lead and some members."""
        pk, ring = next(self._ids["space"]), RING_OF_SPACE[len(self.spaces) % len(RING_OF_SPACE)]
        owners = tuple(sorted({self.bodies.pick(self._chance) for _ in range(1 + self._chance.one_in(10))}))
        since = self.moment_before(PERIOD * self._chance.roll())
        audience = widened(ring, [space_token(pk), lead_token(pk)], organisations=owners)
        name = f"{self._teller.subject()} {pk}"
        self._space.add(
            pk, code_of(pk), name, self._teller.sentences(2), ring, Joining.REQUEST, since, listed(audience)
        )
        for owner in owners:
            self._owner.add(pk, owner)
        members = {self._chance.pick(self.people) for _ in range(3 + self._chance.below(25))}
        for number, person in enumerate(sorted(members)):
            self._let_in(pk, person, since, is_lead=number == 0)
        self.spaces.append(MadeSpace(pk, ring, owners))

    def _let_in(self, space: int, person: int, since: str, *, is_lead: bool) -> None:
        pk = next(self._ids["in"])
        role = SpaceRole.LEAD if is_lead else SpaceRole.MEMBER
        self._in_space.add(pk, space, person, role, MemberState.ACTIVE, since)
        for token in (space_token(space), lead_token(space))[: 1 + is_lead]:
            self.keys.add(person, token, f"spaces.spacemembership:{pk}")


def spaces_for(initiatives: int) -> int:
    return min(MOST_SPACES, 5 + initiatives // ONE_IN_SPACES)


def people_for(initiatives: int) -> int:
    return min(100_000, 20 + initiatives // 10)
