"""What the front page shows, in a constant number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial

from django.core.cache import caches
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from vliegwiel.activity.audience import tokens_of
from vliegwiel.core.places import place
from vliegwiel.exchange.queries.connecting import Yield, yields
from vliegwiel.initiatives.counting import Counts, counts, total
from vliegwiel.initiatives.models import Draft, Initiative, Reuse, StageMove, Theme
from vliegwiel.people import map_drawing
from vliegwiel.people.journey import OrganisationKind
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.models import Space

NEWEST = 8
PERIOD = timedelta(days=30)
LEADS = "lead:"


@dataclass(frozen=True)
class Figure:
    """One of the figures of the flywheel."""

    value: int
    label: str
    note: str = ""


@dataclass(frozen=True)
class Glance:
    """What is going on, for whoever looks."""

    figures: list[Figure]
    newest: list[Initiative]
    names: dict[int, str]
    """Names of the organisations of the newest, by id."""
    map: Markup
    steps: list[map_drawing.Step]
    themes: list[tuple[Theme, int]]


@dataclass(frozen=True)
class Mine:
    """What is someone's own."""

    initiatives: list[Initiative]
    drafts: list[Draft]
    spaces: list[Space]
    may_import: bool
    """Leads some space, or keeps the installation."""


def glance(viewer: Person | None) -> Glance:
    """Figures, the map and what is new, each counted for this viewer."""
    found = counts(viewer)
    newest = list(
        Initiative.objects.visible_to(viewer).standing().select_related("stage").order_by("-created_at", "-id")[:NEWEST]
    )
    wanted = {pk for row in newest for pk in row.initiator_ids}
    shown = Q(kind=OrganisationKind.MUNICIPALITY) | Q(pk__in=wanted)
    organisations = Organisation.objects.visible_to(viewer).filter(shown).order_by()
    known = list(organisations.values_list("pk", "name", "code", "kind", "official_code"))
    values, links = _per_municipality(found, known)
    return Glance(
        figures=_figures(viewer, found),
        newest=newest,
        names={pk: name for pk, name, *_rest in known},
        map=_drawn(tuple(values.items()), tuple(links.items()), get_language() or ""),
        steps=map_drawing.steps(values),
        themes=_themes(found),
    )


def _per_municipality(
    found: Counts, known: list[tuple[int, str, str, str, str]]
) -> tuple[dict[str, int], dict[str, str]]:
    """How many each municipality initiated, and where one reads which, by official code."""
    overview, counted = place("overview"), found["initiator"]
    rows = [
        (official_code, counted[str(pk)], f"{overview}?organisatie={code}")
        for pk, _name, code, kind, official_code in known
        if kind == OrganisationKind.MUNICIPALITY and str(pk) in counted
    ]
    return {code: n for code, n, _link in rows}, {code: link for code, _n, link in rows}


@lru_cache(maxsize=16)
def _drawn(values: tuple[tuple[str, int], ...], links: tuple[tuple[str, str], ...], language: str) -> Markup:
    """The same figures give the same map: it is drawn once."""
    wording = map_drawing.Wording(
        title=_("Initiatives per municipality"),
        description=_("Map of the Netherlands. The darker a municipality, the more initiatives it started."),
        place=lambda name, n: (
            ngettext("%(name)s: %(n)s initiative", "%(name)s: %(n)s initiatives", n) % {"name": name, "n": n}
        ),
        skip=_("Skip the map"),
    )
    return map_drawing.draw(dict(values), dict(links), wording)


def _figures(viewer: Person | None, found: Counts) -> list[Figure]:
    since = timezone.now() - PERIOD
    fresh = Initiative.objects.visible_to(viewer).standing().filter(created_at__gt=since)[:1001].count()
    visible = Initiative.objects.visible_to(viewer)
    moves = StageMove.objects.filter(initiative__in=visible, at__gt=since)[:1001].count()
    reuses = _reuses(viewer)
    met = _connections(viewer)
    return [
        Figure(total(found), _("initiatives"), _("%(n)s new in 30 days") % {"n": fresh}),
        Figure(len(found["organisation"]), _("organisations take part")),
        Figure(moves, _("steps forward in 30 days")),
        Figure(found["parts"].get("1", 0), _("initiatives with something to reuse")),
        Figure(met.connections, _("connections made"), _("%(n)s of them yielded something") % {"n": met.results}),
        Figure(reuses, _("times reused by another")),
    ]


def _reuses(viewer: Person | None) -> int:
    """How often something is reused, where one may see both sides. A visitor's figure is at most a minute old."""
    tokens = tokens_of(viewer)
    seen = Reuse.objects.filter(part__audience__overlap=tokens, initiative__audience__overlap=tokens)
    if viewer is not None:
        return seen[:10_001].count()
    return caches["memory"].get_or_set("home.reuses", seen[:10_001].count, timeout=60) or 0


def _connections(viewer: Person | None) -> Yield:
    """Who met about something that this viewer may see. A visitor's figure is at most a minute old."""
    if viewer is not None:
        return yields(viewer)
    return caches["memory"].get_or_set("home.connections", partial(yields, None), timeout=60) or Yield(0, 0)


def _themes(found: Counts) -> list[tuple[Theme, int]]:
    themes = Theme.objects.filter(pk__in=[int(pk) for pk in found["theme"]])
    rows = [(theme, found["theme"][str(theme.pk)]) for theme in themes]
    return sorted(rows, key=lambda row: -row[1])[:8]


def mine(viewer: Person) -> Mine:
    """Own initiatives, unfinished drafts and spaces, the latest first."""
    seen = Initiative.objects.visible_to(viewer)
    return Mine(
        initiatives=list(seen.filter(team__person=viewer).select_related("stage").newest_first().distinct()[:10]),
        drafts=list(Draft.objects.visible_to(viewer).unfinished()[:5]),
        spaces=list(
            Space.objects.visible_to(viewer).filter(memberships__person=viewer).order_by("name").distinct()[:10]
        ),
        may_import=viewer.is_staff or any(token.startswith(LEADS) for token in viewer.tokens),
    )
