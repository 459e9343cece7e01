"""The initiatives of a made-up network, with all that hangs under them.

Columns that triggers keep otherwise (arrays to filter by, audiences) are written here at once: updating a million rows
afterwards takes longer than all else together. A test has the database compute them again and finds no difference.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from vliegwiel.activity.audience import initiative_token, lead_token
from vliegwiel.activity.models import Activity
from vliegwiel.core.codes import slug_of
from vliegwiel.initiatives.journey import (
    TRACK_OF_KIND,
    CheckMethod,
    CheckOutcome,
    End,
    Kind,
    PartKind,
    ReuseState,
    Role,
)
from vliegwiel.initiatives.journey import Part as Share
from vliegwiel.initiatives.models import (
    Ending,
    Initiative,
    Part,
    Participation,
    Reuse,
    StageMove,
    TeamRole,
    Theming,
    Update,
    UserCheck,
)
from vliegwiel.spaces.journey import Ring, is_wider
from vliegwiel.spaces.rings import widened

from .simulation_rows import PERIOD, Chance, Ground, MadeSpace, Population, Weighted
from .simulation_sheets import NOTHING, Sheet, code_of, ids_of, listed, written
from .simulation_texts import Storyteller

KINDS = {Kind.PILOT: 40, Kind.IDEA: 20, Kind.CHALLENGE: 15, Kind.SERVICE: 15, Kind.METHOD: 10}
ENDS = {"": 880, End.COMPLETED: 50, End.STOPPED: 30, End.PARKED: 20, End.HANDED_OVER: 15, End.WITHDRAWN: 5}
RINGS = {Ring.PUBLIC: 88, Ring.NETWORK: 6, Ring.ORGANISATION: 4, Ring.TEAM: 2}
ROLES = (Role.MEMBER, Role.AMBASSADOR, Role.SPARRING, Role.INFORMATION)
LICENCES = ("EUPL-1.2", "CC BY 4.0", "MIT", "")
REMEMBERED_PARTS = 1_000


@dataclass(frozen=True)
class Begun:
    """What an initiative is, before its texts and what hangs under it."""

    pk: int
    kind: Kind
    space: MadeSpace
    ring: str
    end: str
    lead: int
    shares: dict[int, str]
    """Organisations by id, with their part."""
    audience: str
    age: float
    """Seconds since it began."""
    touched: float
    """Seconds since it changed last."""


class Movement:
    """Makes initiatives, one after the other in time."""

    def __init__(
        self, ground: Ground, chance: Chance, teller: Storyteller, population: Population, initiatives: int
    ) -> None:
        self._ground, self._chance, self._teller, self._people = ground, chance, teller, population
        self._total, self._made = initiatives, 0
        self._kinds, self._ends, self._rings = Weighted(KINDS), Weighted(ENDS), Weighted(RINGS)
        self._ids = {model: ids_of(model) for model in (Initiative, TeamRole, Part, UserCheck, Update)}
        self._reusable: deque[tuple[int, int]] = deque(maxlen=REMEMBERED_PARTS)
        self._initiative = Sheet(
            Initiative, "id", "code", "slug", "title", "question", "for_whom", "needs", "change", "summary", "goal",
            "how", "kind", "space", "ring", "audience", "track", "stage", "stage_since", "end", "region", "created_at",
            "changed_at", "organisation_ids", "initiator_ids", "theme_ids", "region_ids", "is_checked", "has_parts",
        )  # fmt: skip
        self._participation = Sheet(Participation, "initiative", "organisation", "part", "since")
        self._theming = Sheet(Theming, "initiative", "theme")
        self._team = Sheet(TeamRole, "id", "initiative", "person", "role", "since")
        self._move = Sheet(StageMove, "initiative", "from_stage", "to_stage", "reason", "by", "at")
        self._ending = Sheet(Ending, "initiative", "end", "reason", "lesson", "by", "at")
        self._check = Sheet(
            UserCheck, "id", "code", "initiative", "done_on", "method", "how_many", "learned", "outcome", "by"
        )
        self._part = Sheet(Part, "id", "code", "initiative", "kind", "name", "description", "licence", "audience")
        self._reuse = Sheet(Reuse, "part", "initiative", "state", "since")
        self._update = Sheet(Update, "id", "code", "initiative", "title", "text", "by", "at")
        self._activity = Sheet(Activity, "kind", "by", "at", "target_type", "target_id", "facts", "audience")

    @property
    def sheets(self) -> list[Sheet]:
        return [
            self._initiative, self._participation, self._theming, self._team, self._people.keys, self._move,
            self._ending, self._check, self._part, self._reuse, self._update, self._activity,
        ]  # fmt: skip

    def add(self) -> None:
        """One initiative; later ones are younger."""
        made = self._begin()
        self._log("initiative.submitted", made, made.age, f'{{"kind": "{made.kind}", "ring": "{made.ring}"}}')
        stage = self._travel(made)
        is_checked, has_parts = self._check_with_users(made), self._offer_parts(made)
        self._reuse_a_part(made)
        self._tell_news(made)
        themes = sorted({self._chance.pick(self._ground.themes) for _ in range(1 + self._chance.below(2))})
        for theme in themes:
            self._theming.add(made.pk, theme)
        regions = sorted({region for body in made.shares for region in self._ground.regions.get(body, ())})
        own = self._chance.pick(regions) if regions and self._chance.one_in(20) else NOTHING
        told, touched = self._teller.initiative(), self._people.moment_before(made.touched)
        self._initiative.add(
            made.pk, code_of(made.pk), slug_of(told.title), *told.fields(), made.kind, made.space.pk, made.ring,
            made.audience, self._ground.tracks[TRACK_OF_KIND[made.kind]][0], stage, touched, made.end, own,
            self._people.moment_before(made.age), touched, listed(sorted(made.shares)),
            listed(sorted(body for body, share in made.shares.items() if share == Share.INITIATOR)),
            listed(themes), listed(regions), written(is_checked), written(has_parts),
        )  # fmt: skip

    def _begin(self) -> Begun:
        chance, pk = self._chance, next(self._ids[Initiative])
        age = PERIOD * (1 - ((self._made + chance.roll()) / self._total) ** 0.5)
        self._made += 1
        space, end, rolled = chance.favourite(self._people.spaces), self._ends.pick(chance), self._rings.pick(chance)
        ring = space.ring if is_wider(rolled, space.ring) else rolled
        lead = chance.below(len(self._people.people))
        self._form_team(pk, lead, age)
        shares = self._share_out(pk, lead, age)
        return Begun(
            pk, self._kinds.pick(chance), space, ring, end, self._people.people[lead], shares,
            _audience(pk, space, ring, end, shares), age, touched=age * chance.roll() ** 2,
        )  # fmt: skip

    def _form_team(self, pk: int, lead: int, age: float) -> None:
        """Everyone in the team gets the key that comes with it."""
        people, since = self._people.people, self._people.moment_before(age)
        team = {people[lead]: Role.LEAD}
        for _ in range(self._chance.below(3)):
            team.setdefault(self._chance.pick(people), self._chance.pick(ROLES))
        for person, role in team.items():
            role_id = next(self._ids[TeamRole])
            self._team.add(role_id, pk, person, role, since)
            self._people.keys.add(person, initiative_token(pk), f"initiatives.teamrole:{role_id}")

    def _share_out(self, pk: int, lead: int, age: float) -> dict[int, str]:
        """Organisations by id with their part; mostly the one of the lead began it."""
        chance, bodies, since = self._chance, self._people.bodies, self._people.moment_before(age)
        first = bodies.pick(chance) if chance.one_in(4) else self._people.employers[lead]
        shares: dict[int, str] = {first: Share.INITIATOR}
        for _ in range(chance.below(4)):
            shares.setdefault(bodies.pick(chance), Share.PARTICIPANT if chance.one_in(1.5) else Share.INTERESTED)
        for body, share in shares.items():
            self._participation.add(pk, body, share, since)
        return shares

    def _travel(self, made: Begun) -> int:
        """Moves along its track; answers the stage where it stands."""
        stages = self._ground.tracks[TRACK_OF_KIND[made.kind]][1]
        reached = int(self._chance.roll() ** 1.5 * len(stages))
        for number in range(reached):
            before, after = stages[number], stages[number + 1]
            age = made.age + (made.touched - made.age) * (number + 1) / reached
            at = self._people.moment_before(age)
            self._move.add(made.pk, before, after, self._teller.sentences(1), made.lead, at)
            self._log("initiative.moved", made, age, f'{{"from": {before}, "to": {after}}}')
        return stages[reached]

    def _check_with_users(self, made: Begun) -> bool:
        if not self._chance.one_in(4):
            return False
        check, day = next(self._ids[UserCheck]), self._people.moment_before(made.touched)[:10]
        self._check.add(
            check, code_of(check), made.pk, day, self._chance.pick(CheckMethod.values), 3 + self._chance.below(40),
            self._teller.sentences(2), self._chance.pick(CheckOutcome.values), made.lead,
        )  # fmt: skip
        return True

    def _offer_parts(self, made: Begun) -> bool:
        if not self._chance.one_in(7):
            return False
        for _ in range(1 + self._chance.below(2)):
            part = next(self._ids[Part])
            self._part.add(
                part, code_of(part), made.pk, self._chance.pick(PartKind.values), self._teller.subject(),
                self._teller.sentences(2), self._chance.pick(LICENCES), made.audience,
            )  # fmt: skip
            self._reusable.append((part, made.pk))
        return True

    def _reuse_a_part(self, made: Begun) -> None:
        """Of another initiative."""
        if not self._reusable or not self._chance.one_in(20):
            return
        part, owner = self._chance.pick(self._reusable)
        if owner != made.pk:
            since = self._people.moment_before(made.touched)
            self._reuse.add(part, made.pk, self._chance.pick(ReuseState.values), since)

    def _tell_news(self, made: Begun) -> None:
        """And how it ended."""
        at = self._people.moment_before(made.touched)
        if self._chance.one_in(5):
            update = next(self._ids[Update])
            title, text = self._teller.subject(), self._teller.sentences(3)
            self._update.add(update, code_of(update), made.pk, title, text, made.lead, at)
        if made.end:
            self._ending.add(made.pk, made.end, self._teller.sentences(1), self._teller.sentences(1), made.lead, at)

    def _log(self, kind: str, made: Begun, age: float, facts: str) -> None:
        at = self._people.moment_before(age)
        self._activity.add(kind, made.lead, at, "initiatives.initiative", made.pk, facts, made.audience)


def _audience(pk: int, space: MadeSpace, ring: str, end: str, shares: dict[int, str]) -> str:
    """As `initiatives.audience` computes it, from what is known here."""
    team = [initiative_token(pk), lead_token(space.pk)]
    if end == End.WITHDRAWN:
        return listed(sorted(team))
    initiators = {body for body, share in shares.items() if share == Share.INITIATOR}
    return listed(widened(ring, team, organisations={*space.owners, *initiators}))
