"""The work on the initiatives of a made-up network: check-ins with what is asked in them, parties, needs, talk.

Comes after the initiatives are in, with the triggers on: they know best who sees it and which desk answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from vliegwiel.conversation.models import Comment
from vliegwiel.exchange.journey import Kind as Looked
from vliegwiel.exchange.models import Need
from vliegwiel.notifications.models import Follow
from vliegwiel.pilots.journey import ASKS, ActionState, ItemKind
from vliegwiel.pilots.models import Action, CheckIn, CheckInItem
from vliegwiel.spaces.journey import Ring
from vliegwiel.stakeholders.journey import HIGHEST, LOWEST, Level, Status
from vliegwiel.stakeholders.models import PlayingField, Stakeholder

from .simulation_rows import DAY, Chance, Ground, Population, Weighted
from .simulation_sheets import Sheet, code_of, ids_of
from .simulation_texts import Storyteller

CARRIED = 4
"""One in so many initiatives that go on has a team that checks in and looks at its playing field."""
LOOKING, TALKED, FOLLOWED = 8, 6, 3
WORDS = (Follow, Comment, Need, PlayingField, Stakeholder, CheckIn, CheckInItem, Action)
GOING_ON = """
SELECT i.id, i.stage_id, i.space_id, i.theme_ids, array_agg(r.person_id ORDER BY r.role <> 'lead', r.id)
FROM initiatives_initiative i JOIN initiatives_teamrole r ON r.initiative_id = i.id
WHERE i.id > %s AND i."end" = '' GROUP BY i.id ORDER BY i.id LIMIT %s
"""
LOOKED_FOR = [kind for kind in Looked.values if kind != Looked.TIME]
"""A short job has a size and a day as well."""
STATES = {ActionState.DONE: 6, ActionState.NEW: 2, ActionState.TAKEN_UP: 1, ActionState.WAITING: 1}


@dataclass(frozen=True)
class Carried:
    """An initiative that goes on; the first of its team leads."""

    pk: int
    stage: int
    space: int
    themes: list[int]
    team: list[int]


def going_on(after: int, most: int) -> Iterator[list[Carried]]:
    """Initiatives with an id above this one, so many at once."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(GOING_ON, [after, most])
            rows = [Carried(*row) for row in cursor.fetchall()]
        if not rows:
            return
        yield rows
        after = rows[-1].pk


class Work:
    """Makes what happens around initiatives."""

    def __init__(self, ground: Ground, chance: Chance, teller: Storyteller, population: Population) -> None:
        self._chance, self._teller, self._people = chance, teller, population
        self._bodies, self._states = Weighted(ground.weights), Weighted(STATES)
        with connection.cursor() as cursor:  # nobody takes an id meanwhile
            names = ", ".join(f'"{model._meta.db_table}"' for model in WORDS)
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
        self._ids = {model: ids_of(model) for model in (Comment, Need, Stakeholder, CheckIn, CheckInItem, Action)}
        self._follow = Sheet(Follow, "person", "target_type", "target_id", "since")
        self._comment = Sheet(Comment, "id", "code", "target_type", "target_id", "by", "text", "at")
        self._need = Sheet(Need, "id", "code", "kind", "title", "text", "initiative", "by", "created_at", "changed_at")
        self._need_theme = Sheet(Need.themes.through, "need", "theme")
        self._field = Sheet(PlayingField, "initiative", "ring")
        self._party = Sheet(
            Stakeholder, "id", "code", "initiative", "organisation", "level", "influence", "support", "wished",
            "needed_for", "stage", "owner", "due_on", "status", "added_at", "changed_at",
        )  # fmt: skip
        self._check_in = Sheet(CheckIn, "id", "code", "initiative", "secret", "ring", "by", "at")
        self._item = Sheet(CheckInItem, "id", "check_in", "kind", "position", "text")
        self._action = Sheet(
            Action, "id", "code", "item", "kind", "initiative", "desk", "state", "due_on", "at", "changed_at"
        )

    @property
    def sheets(self) -> list[Sheet]:
        """In the order in which they lean on each other."""
        return [
            self._follow, self._comment, self._need, self._need_theme, self._field, self._party, self._check_in,
            self._item, self._action,
        ]  # fmt: skip

    def add(self, one: Carried) -> None:
        """What happens around one initiative."""
        if self._chance.one_in(FOLLOWED):
            self._follow.add(
                self._chance.pick(self._people.people), "initiatives.initiative", one.pk, self._lately(300)
            )
        if self._chance.one_in(TALKED):
            self._talk(one)
        if self._chance.one_in(LOOKING):
            self._look(one)
        if self._chance.one_in(CARRIED):
            self._field.add(one.pk, Ring.TEAM)
            for body in sorted({self._bodies.pick(self._chance) for _ in range(2 + self._chance.below(4))}):
                self._meet(one, body)
            for _ in range(1 + self._chance.below(3)):
                self._check(one)

    def _talk(self, one: Carried) -> None:
        for _ in range(1 + self._chance.below(3)):
            pk = next(self._ids[Comment])
            self._comment.add(
                pk, code_of(pk), "initiatives.initiative", one.pk, self._chance.pick(one.team),
                self._teller.sentences(2), self._lately(200),
            )  # fmt: skip

    def _look(self, one: Carried) -> None:
        pk, at = next(self._ids[Need]), self._lately(200)
        kind, title = self._chance.pick(LOOKED_FOR), self._teller.subject()
        self._need.add(pk, code_of(pk), kind, title, self._teller.sentences(2), one.pk, one.team[0], at, at)
        for theme in one.themes[:1]:
            self._need_theme.add(pk, theme)

    def _meet(self, one: Carried, body: int) -> None:
        pk, at, chance = next(self._ids[Stakeholder]), self._lately(200), self._chance
        influence, support, wished = (LOWEST + chance.below(HIGHEST) for _ in range(3))
        self._party.add(
            pk, code_of(pk), one.pk, body, chance.pick(Level.values), influence, support, max(support, wished),
            self._teller.sentences(1), one.stage, chance.pick(one.team), self._soon(), chance.pick(Status.values),
            at, at,
        )  # fmt: skip

    def _check(self, one: Carried) -> None:
        """Every question and bottleneck becomes an action; most are done."""
        pk, at = next(self._ids[CheckIn]), self._lately(120)
        self._check_in.add(pk, code_of(pk), one.pk, f"{code_of(pk)}{pk}", Ring.TEAM, one.team[0], at)
        for position in range(1 + self._chance.below(3)):
            item, kind = next(self._ids[CheckInItem]), self._chance.pick(ItemKind.values)
            self._item.add(item, pk, kind, position, self._teller.sentences(1))
            if kind in ASKS:
                action, state = next(self._ids[Action]), self._states.pick(self._chance)
                self._action.add(action, code_of(action), item, kind, one.pk, one.space, state, self._soon(), at, at)

    def _lately(self, days: int) -> str:
        return self._people.moment_before(DAY * days * self._chance.roll())

    def _soon(self) -> str:
        """A day around today: some of it is late."""
        return self._people.moment_before(DAY * (10 - self._chance.below(40)))[:10]
