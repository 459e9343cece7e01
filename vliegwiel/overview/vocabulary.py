"""The words that filters can have, with what they are called: from the lists that this viewer sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

from django.db.models import QuerySet, Value
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.activity.prepared import Prepared
from vliegwiel.initiatives.journey import KINDS_IN_ADDRESS, End
from vliegwiel.initiatives.models import Stage, Theme, Track
from vliegwiel.people.models import Organisation, Region
from vliegwiel.spaces.models import Space

from .address import Typed
from .filters import Choice

FORMER_KINDS = {"uitdaging": "vraagstuk", "dienst": "voorziening"}
"""Words that stood in addresses before; whoever kept such an address still gets there."""
STATUSES = {
    "loopt": "",
    "afgerond": End.COMPLETED,
    "samengevoegd": End.MERGED,
    "overgedragen": End.HANDED_OVER,
    "gestopt": End.STOPPED,
    "geparkeerd": End.PARKED,
}
STATUS_LABELS = {"": _("Under way"), **dict(End.choices)}


@dataclass(frozen=True)
class Step:
    """A stage of a track, with its name in the language of the page."""

    pk: int
    slug: str
    name: str
    track_slug: str
    track_pk: int
    track_name: str


@dataclass
class Vocabulary:
    """Choices per parameter, by their word in the address."""

    choices: dict[str, dict[str, Choice]]
    steps: list[Step]
    spaces: dict[str, Space] = field(default_factory=dict)
    """Spaces named in the address, by code; only those that the viewer sees."""

    @cached_property
    def stage_names(self) -> dict[int, str]:
        return {step.pk: step.name for step in self.steps}

    @cached_property
    def theme_names(self) -> dict[int, str]:
        return {int(choice.keys[0]): choice.label for choice in self.choices["thema"].values()}


def vocabulary_for(viewer: Viewer | None, asked: Typed) -> Vocabulary:
    """One statement, and one each for organisations and spaces when the address names any."""
    language = "en" if get_language() == "en" else "nl"
    steps, lists = _lists(tuple(_ROWS[language](viewer)), language)
    organisations = _organisations(viewer, {*asked.all("organisatie"), *asked.all("initiatiefnemer")})
    spaces = _spaces(viewer, asked.all("ruimte"))
    choices = {
        **lists,
        "organisatie": organisations,
        "initiatiefnemer": organisations,
        "ruimte": {code: Choice(code, space.name, (str(space.pk),)) for code, space in spaces.items()},
    }
    return Vocabulary(choices, steps, spaces=spaces)


def _rows(viewer: Viewer | None, name: str) -> QuerySet:
    """The three short lists in one statement."""
    nothing = (Value(""), Value(0), Value(""), Value(0))
    stages = Stage.objects.filter(track__in=Track.objects.visible_to(viewer)).order_by()
    columns = ("pk", "slug", name, "track__slug", "track_id", f"track__{name}", "position")
    themes = Theme.objects.visible_to(viewer).order_by().values_list(Value("thema"), "pk", "slug", name, *nothing)
    regions = Region.objects.order_by().values_list(Value("regio"), "pk", "code", "name", *nothing)
    return stages.values_list(Value("fase"), *columns).union(themes, regions, all=True)


_ROWS = {language: Prepared(partial(_rows, name=f"name_{language}")) for language in ("nl", "en")}


@lru_cache(maxsize=64)
def _lists(rows: tuple[tuple, ...], language: str) -> tuple[list[Step], dict[str, dict[str, Choice]]]:
    """Stages in the order of their tracks, the others by name. The same rows give the same lists: made once."""
    found: dict[str, list[tuple]] = {"fase": [], "thema": [], "regio": []}
    for kind, *row, _place in sorted(rows, key=lambda row: (row[5], row[7], row[3].casefold(), row[1])):
        found[kind].append(tuple(row))
    steps = [Step(*row) for row in found["fase"]]
    return steps, {
        "soort": {word: Choice(word, str(kind.label), (kind.value,)) for word, kind in KINDS_IN_ADDRESS.items()},
        "fase": _stage_choices(steps),
        "thema": {slug: Choice(slug, name, (str(pk),)) for pk, slug, name, *_rest in found["thema"]},
        "regio": {code: Choice(code, name, (str(pk),)) for pk, code, name, *_rest in found["regio"]},
        "status": {word: Choice(word, str(STATUS_LABELS[end]), (str(end),)) for word, end in STATUSES.items()},
        "getoetst": {"ja": Choice("ja", str(_("Checked with users")), ("1",))},
        "bouwstenen": {"ja": Choice("ja", str(_("With reusable parts")), ("1",))},
    }


def _stage_choices(steps: Iterable[Step]) -> dict[str, Choice]:
    """A stage by its number, and stages that share a slug by that slug. What is shown in the panel: see `panel`."""
    by_slug: dict[str, list[Step]] = {}
    for step in steps:
        by_slug.setdefault(step.slug, []).append(step)
    found = {str(step.pk): Choice(str(step.pk), f"{step.name} ({step.track_name})", (str(step.pk),)) for step in steps}
    for slug, same in by_slug.items():
        found[slug] = Choice(slug, same[0].name, tuple(str(step.pk) for step in same))
    return found


def _organisations(viewer: Viewer | None, codes: set[str]) -> dict[str, Choice]:
    if not codes:
        return {}
    rows = Organisation.objects.visible_to(viewer).filter(code__in=codes).order_by().values_list("pk", "code", "name")
    return {code: Choice(code, name, (str(pk),)) for pk, code, name in rows}


def _spaces(viewer: Viewer | None, codes: Iterable[str]) -> dict[str, Space]:
    if not codes:
        return {}
    return {space.code: space for space in Space.objects.visible_to(viewer).filter(code__in=list(codes)).order_by()}
