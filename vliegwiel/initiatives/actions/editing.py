"""Changing the texts, news and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.core.codes import slug_of
from vliegwiel.people.models import Person, Region

from .. import rules
from ..models import Initiative, Link, Revision, Theme, Theming, Update
from .belonging import own

Changes = dict[str, list[Any]]


@action("initiative.edited", may=rules.may_edit)
def edit(
    initiative: Initiative,
    *,
    by: Person,
    at: datetime,
    version: int,
    texts: Mapping[str, str],
    kind: str = "",
    themes: Iterable[Theme] | None = None,
    region: Region | str | None = "",
) -> Done:
    """Save texts, kind, themes and region; what is not given stays. `version` is the one the person started from.

    Raises Mistake when someone else saved in between, so that nothing is overwritten unseen.
    """
    if version != initiative.version:
        raise Mistake(version=_("Someone else saved a change while you were writing. Compare, and save again."))
    changes = _set_texts(initiative, {**texts, **({"kind": kind} if kind else {})})
    if themes is not None:
        changes |= _set_themes(initiative, list(themes))
    if region not in ("", initiative.region):
        changes["region"] = [str(initiative.region or ""), str(region or "")]
        initiative.region = region  # type: ignore[assignment]
    if changes:
        save_revision(initiative, changes, by=by, at=at)
    return Done(initiative, fields=sorted(changes))


def save_revision(initiative: Initiative, changes: Changes, *, by: Person | None, at: datetime) -> None:
    """Keep what was there before, and save as the next version."""
    initiative.version += 1
    initiative.changed_at = at
    initiative.slug = slug_of(initiative.title)
    initiative.save()
    Revision.objects.create(initiative=initiative, version=initiative.version, changes=changes, by=by, at=at)


def _set_texts(initiative: Initiative, texts: Mapping[str, str]) -> Changes:
    changes: Changes = {}
    for name, value in texts.items():
        before = getattr(initiative, name)
        if value != before:
            changes[name] = [before, value]
            setattr(initiative, name, value)
    return changes


def _set_themes(initiative: Initiative, themes: list[Theme]) -> Changes:
    before = list(Theme.objects.filter(themings__initiative=initiative).order_by("name_nl"))
    if {theme.pk for theme in before} == {theme.pk for theme in themes}:
        return {}
    Theming.objects.filter(initiative=initiative).exclude(theme__in=themes).delete()
    new = [Theming(initiative=initiative, theme=theme) for theme in themes if theme not in before]
    Theming.objects.bulk_create(new)
    initiative.refresh_from_db(fields=["theme_ids"])
    return {"themes": [[theme.name_nl for theme in before], sorted(theme.name_nl for theme in themes)]}


@action("update.placed", may=rules.may_edit)
def add_update(initiative: Initiative, *, by: Person, at: datetime, title: str, text: str) -> Done:
    """Tell the news."""
    update = Update.objects.create(initiative=initiative, title=title, text=text, by=by, at=at)
    initiative.changed_at = at
    initiative.save(update_fields=["changed_at"])
    return Done(update, target=initiative, facts={"update": update.pk})


@action("update.removed", may=rules.may_edit)
def remove_update(initiative: Initiative, *, by: Person, at: datetime, update: Update) -> Done:
    own(update, initiative)
    facts = {"update": update.pk}
    update.delete()
    return Done(initiative, facts=facts)


@action("link.set", may=rules.may_edit)
def set_link(
    initiative: Initiative, *, by: Person, at: datetime, label: str, url: str = "", to: Initiative | None = None
) -> Done:
    """Link to another initiative or to a page elsewhere."""
    if bool(url) == bool(to):
        raise Mistake(url=_("Give one thing to link to: an initiative or a web address."))
    if to is not None and to.pk == initiative.pk:
        raise Mistake(to=_("An initiative cannot link to itself."))
    link = Link.objects.create(initiative=initiative, label=label, url=url, to=to)
    return Done(link, target=initiative, facts={"link": link.pk})


@action("link.removed", may=rules.may_edit)
def remove_link(initiative: Initiative, *, by: Person, at: datetime, link: Link) -> Done:
    own(link, initiative)
    facts = {"link": link.pk}
    link.delete()
    return Done(initiative, facts=facts)
