"""The words that operators and space leads keep: themes and tracks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.core.codes import slug_of
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .. import rules, shipped
from ..models import Stage, Theme, Track


@action("words.set_up", may=rules.may_keep_words, unlogged="repeated at every start; changes nothing the second time")
def set_up_words(subject: None, *, by: Person | None, at: datetime) -> None:
    """The tracks and themes that are shipped. What operators changed or retired stays as they left it."""
    for slug, name_nl, name_en, roles, stages in shipped.TRACKS:
        track, made = Track.objects.get_or_create(
            slug=slug, space=None, defaults={"name_nl": name_nl, "name_en": name_en, "expected_roles": roles}
        )
        if made:
            Stage.objects.bulk_create(
                [Stage(track=track, position=position, **stage) for position, stage in enumerate(stages)]
            )
    known = set(Theme.objects.values_list("slug", flat=True))
    Theme.objects.bulk_create(
        [
            Theme(slug=slug_of(name_nl), name_nl=name_nl, name_en=name_en)
            for name_nl, name_en in shipped.THEMES
            if slug_of(name_nl) not in known
        ]
    )


@action("theme.added", may=rules.may_keep_themes)
def add_theme(subject: None, *, by: Person, at: datetime, name_nl: str, name_en: str) -> Done:
    if Theme.objects.filter(name_nl__iexact=name_nl).exists():
        raise Mistake(name_nl=_("This theme is already in the list."))
    return Done(Theme.objects.create(slug=_free_slug(name_nl), name_nl=name_nl, name_en=name_en))


def _free_slug(name: str) -> str:
    slug = slug_of(name)
    taken = set(Theme.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(tried for tried in [slug, *(f"{slug}-{n}" for n in range(2, 1000))] if tried not in taken)


@action("theme.edited", may=rules.may_keep_themes)
def edit_theme(theme: Theme, *, by: Person, at: datetime, name_nl: str, name_en: str, is_retired: bool) -> Done:
    """Rename or retire. A retired theme stays where it was used, and is no longer offered."""
    if Theme.objects.filter(name_nl__iexact=name_nl).exclude(pk=theme.pk).exists():
        raise Mistake(name_nl=_("This theme is already in the list."))
    theme.name_nl, theme.name_en, theme.is_retired = name_nl, name_en, is_retired
    theme.save()
    return Done(theme, fields=["name_nl", "name_en", "is_retired"])


@action("track.added", may=rules.may_keep_tracks)
def add_track(space: Space, *, by: Person, at: datetime, name: str, stages: Sequence[Mapping[str, str]]) -> Done:
    """A track of the space's own, in the space's own words (the same in both languages)."""
    if len(stages) < 2:
        raise Mistake(stages=_("A track has at least two stages."))
    slug = slug_of(name)
    if Track.objects.filter(space=space, slug=slug).exists():
        raise Mistake(name=_("This space already has a track with this name."))
    track = Track.objects.create(slug=slug[:40], name_nl=name, name_en=name, space=space)
    Stage.objects.bulk_create(
        [
            Stage(
                track=track,
                position=position,
                slug=f"{position + 1}-{slug_of(stage['name'])}"[:40],
                name_nl=stage["name"],
                name_en=stage["name"],
                next_step_nl=stage.get("next_step", ""),
                next_step_en=stage.get("next_step", ""),
            )
            for position, stage in enumerate(stages)
        ]
    )
    return Done(track, target=space, facts={"track": track.pk})
