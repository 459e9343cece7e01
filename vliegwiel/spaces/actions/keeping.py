"""Opening a space and keeping it: its texts, its ring, its owners."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import YES, Answer, Mistake, no
from vliegwiel.people.models import Organisation, Person

from .. import rules, shape
from ..followers import tell_owners_changed
from ..journey import Joining, Module, Ring, SpaceRole
from ..models import Ownership, Space
from ..rings import audience_of_space
from .belonging import let_in

SQUARE_NAME = "Plein"


@action("space.opened", may=rules.may_open_space)
def open_space(
    nothing: None,
    *,
    by: Person,
    at: datetime,
    name: str,
    ring: str,
    owners: Collection[Organisation],
    purpose: str = "",
    joining: str = Joining.REQUEST,
    modules: Collection[str] | None = None,
    words: dict[str, str] | None = None,
    colour: str = "",
) -> Done:
    """A new space of these organisations; whoever opens it is its first lead."""
    owners = list(owners)
    if not owners:
        raise Mistake(owners=_("Choose at least one organisation."))
    texts = shape.checked(
        name=name,
        purpose=purpose,
        ring=ring,
        joining=joining,
        modules=Module.values if modules is None else modules,
        words=words or {},
        colour=colour,
    )
    space = Space.objects.create(**texts, created_at=at)
    _write_owners(space, owners)
    let_in(space, by, at=at, role=SpaceRole.LEAD)
    return Done(result=space, facts={"ring": space.ring})


def ensure_square(nothing: None = None, *, by: Person | None, at: datetime | None = None) -> Space:
    """The one public space where anyone may submit; made when it is not there. For installation, with `by=None`."""
    square = Space.objects.filter(is_square=True).first()
    if square is not None:
        return square
    try:
        return open_square(None, by=by, at=at)
    except IntegrityError:  # another process was first
        return Space.objects.get(is_square=True)


def may_open_square(person: Person | None, _nothing: object = None) -> Answer:
    """The installation itself, or an operator; no page leads here."""
    return YES if person is None or person.is_staff else no(_("Only the installation does this."))


@action("square.opened", may=may_open_square)
def open_square(nothing: None, *, by: Person | None, at: datetime) -> Done:
    """Public, everyone can join, owned by no organisation."""
    space = Space.objects.create(
        name=SQUARE_NAME,
        purpose="Hier mag iedereen iets delen: een vraag, een idee, een pilot of iets wat al werkt.",
        ring=Ring.PUBLIC,
        joining=Joining.OPEN,
        is_square=True,
        created_at=at,
    )
    _rewrite_audience(space)
    return Done(result=space)


EDITABLE = {"name", "purpose", "joining", "modules", "words", "colour"}


@action("space.edited", may=rules.may_edit_space)
def edit_space(space: Space, *, by: Person, at: datetime, **values: Any) -> Done:
    """Change any of name, purpose, joining, modules, words, colour; what is not given stays."""
    if unknown := set(values) - EDITABLE:
        raise TypeError(f"not a part of a space to edit: {sorted(unknown)}")
    new = shape.checked(**values)
    changed = sorted(field for field in new if new[field] != getattr(space, field))
    for field in changed:
        setattr(space, field, new[field])
    if space.is_square and space.joining != Joining.OPEN:
        raise Mistake(joining=_("Everyone can join the square."))
    space.save(update_fields=changed)
    return Done(result=space, fields=changed)


@action("space_ring.changed", may=rules.may_edit_space)
def change_ring(space: Space, *, by: Person, at: datetime, ring: str) -> Done:
    """Who can see the space's own page, files and log. What stands in it keeps the ring that it has.

    Everything changes in one transaction: nobody reads in between. Asking before widening is for the page.
    """
    if space.is_square:
        raise Mistake(ring=_("The square is for everyone."))
    before, space.ring = space.ring, shape.checked_ring(ring)
    space.save(update_fields=["ring"])
    _rewrite_audience(space)
    return Done(result=space, fields=["ring"], facts={"from": before, "to": space.ring})


@action("space_owners.set", may=rules.may_set_owners)
def set_owners(space: Space, *, by: Person, at: datetime, owners: Collection[Organisation]) -> Done:
    """These organisations and no others own the space; who may see it follows, and what stands in it too."""
    owners = list(owners)
    if not owners and not space.is_square:
        raise Mistake(owners=_("Choose at least one organisation."))
    _write_owners(space, owners)
    tell_owners_changed(space)
    return Done(result=space, fields=["owners"], facts={"organisations": sorted(one.pk for one in owners)})


def _write_owners(space: Space, owners: list[Organisation]) -> None:
    space.ownerships.exclude(organisation__in=owners).delete()
    Ownership.objects.bulk_create([Ownership(space=space, organisation=one) for one in owners], ignore_conflicts=True)
    _rewrite_audience(space)


def _rewrite_audience(space: Space) -> None:
    space.audience = audience_of_space(space)
    space.save(update_fields=["audience"])
