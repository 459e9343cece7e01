"""Who may see a row: every visible row carries audience tokens, every viewer holds tokens; one in common is enough.

Tokens: `public` (everyone), `net` (members of a verified organisation that is no supplier), `org:<id>` (members of that
organisation), `space:<id>` (members of that space), `lead:<id>` (its leads), `init:<id>` (people in a role on that
initiative), `person:<id>` (that person).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

PUBLIC = "public"
NETWORK = "net"


class Viewer(Protocol):
    """Whoever looks: a person with tokens. An anonymous visitor is None."""

    tokens: list[str]


def organisation_token(pk: int) -> str:
    return f"org:{pk}"


def space_token(pk: int) -> str:
    return f"space:{pk}"


def lead_token(pk: int) -> str:
    return f"lead:{pk}"


def initiative_token(pk: int) -> str:
    return f"init:{pk}"


def person_token(pk: int) -> str:
    return f"person:{pk}"


def tokens_of(person: Viewer | None) -> list[str]:
    """The tokens with which this viewer looks."""
    return [PUBLIC] if person is None else [PUBLIC, *person.tokens]


CLOSE = ("init:", "lead:", "space:", "org:")
"""How the tokens begin of a team, the leads and members of a space, and an organisation."""


def close_tokens(tokens: Iterable[str]) -> list[str]:
    """Those of a group in which people know each other's names, also when they may not read each other's profile."""
    return [token for token in tokens if token.startswith(CLOSE)]


def ids_in(viewer: Viewer | None, kind: str) -> list[int]:
    """The ids in the tokens `kind:id` that someone holds: reading them costs no statement."""
    return [int(token.removeprefix(f"{kind}:")) for token in tokens_of(viewer) if token.startswith(f"{kind}:")]


class AudienceField(ArrayField):
    """The audience tokens of a row."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("base_field", models.TextField())
        kwargs.setdefault("default", list)
        kwargs.setdefault("editable", False)
        super().__init__(**kwargs)


def audience_index(name: str) -> GinIndex:
    """The index that every audience column has. Not deferred: a list must stay fast while people write."""
    return GinIndex(fields=["audience"], name=name, fastupdate=False)


class VisibleQuerySet(models.QuerySet):
    """Rows with an audience. Every read of a page, count, export or search starts at `visible_to`."""

    def visible_to(self, person: Viewer | None) -> Self:
        return self.filter(audience__overlap=tokens_of(person))
