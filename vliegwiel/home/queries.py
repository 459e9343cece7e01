"""What the front page shows, in a constant number of statements."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial

from django.core.cache import caches
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from vliegwiel.activity.audience import tokens_of
from vliegwiel.activity.prepared import Prepared, among
from vliegwiel.core.places import place
from vliegwiel.exchange.journey import Came
from vliegwiel.exchange.models import Outcome
from vliegwiel.exchange.queries.connecting import with_something_seen
from vliegwiel.initiatives.counting import Counts, counts, total
from vliegwiel.initiatives.models import Draft, Initiative, Reuse, StageMove, Theme
from vliegwiel.initiatives.queries.look import themes_among
from vliegwiel.people import map_drawing
from vliegwiel.people.journey import OrganisationKind
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.models import Space

NEWEST = 8
COUNTED = ["all", "parts", "theme", "organisation", "initiator"]
PERIOD = timedelta(days=30)
MOST_COUNTED = 10_001
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


_NEWEST = Prepared(
    lambda viewer: (
        Initiative.objects.visible_to(viewer).standing().select_related("stage").order_by("-created_at", "-id")[:NEWEST]
    )
)
_BODIES = Prepared(
    lambda viewer, ids: (
        Organisation.objects.visible_to(viewer)
        .filter(Q(kind=OrganisationKind.MUNICIPALITY) | Q(among(ids, Organisation)))
        .order_by()
        .values_list("pk", "name", "code", "kind", "official_code")
    ),
    "ids",
)
"""Every municipality, for the map, and these organisations."""


def glance(viewer: Person | None) -> Glance:
    """Figures, the map and what is new, each counted for this viewer."""
    found = counts(viewer, COUNTED)
    newest = _NEWEST(viewer)
    known = _BODIES(viewer, ids=list({pk for row in newest for pk in row.initiator_ids}))
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
    if viewer is None:  # a visitor's figures are at most a minute old
        turned = caches["memory"].get_or_set("home.turned", partial(_turned, None), timeout=60) or Counter()
    else:
        turned = _turned(viewer)
    there, bodies, parts = total(found), len(found["organisation"]), found["parts"].get("1", 0)
    moves, met, reused = turned["moves"], turned["met"], turned["reused"]
    yielded = ngettext("%(n)s of them yielded something", "%(n)s of them yielded something", turned["yielded"])
    return [
        Figure(there, ngettext("initiative", "initiatives", there), _("%(n)s new in 30 days") % {"n": turned["fresh"]}),
        Figure(bodies, ngettext("organisation takes part", "organisations take part", bodies)),
        Figure(moves, ngettext("step forward in 30 days", "steps forward in 30 days", moves)),
        Figure(parts, ngettext("initiative with something to reuse", "initiatives with something to reuse", parts)),
        Figure(met, ngettext("connection made", "connections made", met), yielded % {"n": turned["yielded"]}),
        Figure(reused, ngettext("time reused by another", "times reused by another", reused)),
    ]


def _turned(viewer: Person | None) -> Counter[str]:
    """How the flywheel turns, where this viewer may see both sides. One statement; each count to ten thousand."""
    since, tokens = timezone.now() - PERIOD, tokens_of(viewer)
    visible = Initiative.objects.visible_to(viewer)
    met = with_something_seen(viewer)
    rows: dict[str, QuerySet] = {
        "fresh": visible.standing().filter(created_at__gt=since),
        "moves": StageMove.objects.filter(initiative__in=visible, at__gt=since),
        "met": met,
        "yielded": met.filter(Exists(Outcome.objects.filter(connection=OuterRef("pk"), came=Came.RESULT))),
        "reused": Reuse.objects.filter(part__audience__overlap=tokens, initiative__audience__overlap=tokens),
    }
    of_each = [of.order_by().values_list("pk")[:MOST_COUNTED].query.sql_with_params() for of in rows.values()]
    asked = ", ".join(f"(SELECT count(*) FROM ({sql}) AS counted)" for sql, _params in of_each)  # noqa: S608 - written by the ORM
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [value for _sql, params in of_each for value in params])
        return Counter(dict(zip(rows, cursor.fetchone() or (), strict=True)))


def _themes(found: Counts) -> list[tuple[Theme, int]]:
    themes = themes_among(None, ids=[int(pk) for pk in found["theme"]])
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
