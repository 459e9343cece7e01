"""What the page of the overview needs for the look that was asked for: list, map, board or web."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.places import page
from vliegwiel.people.journey import OrganisationKind
from vliegwiel.people.map_drawing import SOURCE, Wording, draw, places, steps
from vliegwiel.spaces.journey import Module
from vliegwiel.spaces.models import Space

from . import panel, queries
from .cards import Printer
from .counted import Counted, counted
from .filters import BEST, BOARD, BY_TITLE, LIST, LOOKS, MAP, NEWEST, OLDEST, WEB, Choice, Filters
from .reading import Reading
from .vocabulary import Step, Vocabulary
from .web import page as web_page

NEW_PAGE = "/initiatieven/nieuw/"
FIRST_ROWS = 15
"""Rows of the table beside the map that are open from the start."""
_MODULE_OF = {MAP: Module.MAP, BOARD: Module.BOARD}


def context(viewer: Viewer | None, reading: Reading) -> dict[str, Any]:
    """Everything that the templates of the overview show."""
    words, remarks = reading.vocabulary, list(reading.remarks)
    space = _space_of(reading.filters, words)
    filters = _allowed(reading.filters, space, remarks)
    found = queries.found_by_words(viewer, filters.words)
    if found.only_resembles:
        remarks.append(_("Nothing holds “%(words)s”. This comes nearest.") % {"words": filters.words})
    numbers = counted(viewer, filters, found.ids, is_more=found.is_more)
    look = LOOK[filters.look](viewer, filters, words, found, numbers)
    remarks += look.pop("remarks", [])
    ids = panel.wanted_ids(numbers, "organisatie") | look.pop("organisation_ids", set())
    bodies = queries.organisations(viewer, ids)
    known = {one.pk: (one.code, one.name) for one in words.spaces.values()}
    spaces = known | queries.spaces(viewer, panel.wanted_ids(numbers, "ruimte") - set(known))
    printer = Printer(words, bodies, found.marker)
    return {
        "filters": filters,
        "look": filters.look,
        "space": space,
        "colour_url": colour_of(space),
        "title": _title(space),
        "total": numbers.total,
        "total_words": in_words(numbers.total, space),
        "remarks": remarks,
        "groups": panel.groups(filters, words, numbers, bodies, spaces),
        "chips": panel.chips(filters),
        "clear_url": filters.cleared().query() if filters.is_filtered else "",
        "tabs": _tabs(filters, space),
        "sorts": _sorts(filters),
        "csv_url": page("overview:csv") + _same(filters),
        "xlsx_url": page("overview:xlsx") + _same(filters),
        "new_url": NEW_PAGE,
        "hidden": filters.pairs(without=("q", "soort", "fase", "thema", "regio", "organisatie", "ruimte", "status",
                                         "getoetst", "bouwstenen", "na", "voor")),
        "printer": printer,
        **look,
    }  # fmt: skip


def _same(filters: Filters) -> str:
    return filters.query(without=("beeld", "route", "knoop", "stappen", "van", "naar", "na", "voor")).rstrip("?")


def _space_of(filters: Filters, words: Vocabulary) -> Space | None:
    """The space whose page this is: the only one that is asked for."""
    chosen = filters.chosen.get("ruimte", ())
    return words.spaces[chosen[0].value] if len(chosen) == 1 else None


def _allowed(filters: Filters, space: Space | None, remarks: list[str]) -> Filters:
    """A space chooses its modules; a view that it does not use becomes the list."""
    if space is None or filters.look not in _MODULE_OF or space.has(_MODULE_OF[filters.look]):
        return filters
    remarks.append(_("This space does not use that view. This is the list."))
    return filters.shown_as(LIST)


def colour_of(space: Space | None) -> str:
    """The stylesheet of the space; the colour in its address lets a browser keep it."""
    if space is None or not space.colour:
        return ""
    return f"{reverse('spaces:theme', args=[space.code])}?kleur={space.colour[1:]}"


def _title(space: Space | None) -> str:
    if space is None:
        return _("Initiatives")
    word = space.word("initiatives")
    return _("%(things)s in %(space)s") % {
        "things": word[:1].upper() + word[1:] if word else _("Initiatives"),
        "space": space.name,
    }


def in_words(total: int | None, space: Space | None = None) -> str:
    """How many there are, with the own words of the space."""
    if total is None:
        return _("More than 10,000 initiatives")
    if total == 0:
        return _("No initiatives found")
    own = space.word("initiative" if total == 1 else "initiatives") if space else ""
    figure = number_format(total, use_l10n=True, force_grouping=True)
    if own:
        return f"{figure} {own}"
    return ngettext("%(count)s initiative", "%(count)s initiatives", total) % {"count": figure}


def _tabs(filters: Filters, space: Space | None) -> list[dict[str, str]]:
    labels = {LIST: _("List"), MAP: _("Map"), BOARD: _("Board by stage"), WEB: _("Web")}
    kept = [look for look in LOOKS if space is None or look not in _MODULE_OF or space.has(_MODULE_OF[look])]
    return [{"key": look, "label": labels[look], "url": filters.shown_as(look).query()} for look in kept]


def _sorts(filters: Filters) -> list[dict[str, Any]]:
    labels = {NEWEST: _("Newest first"), BY_TITLE: _("By title"), OLDEST: _("Oldest first")}
    if filters.words:
        labels = {BEST: _("Best match first"), **labels}
    return [
        {
            "label": label,
            "url": replace(filters, sort="" if sort == BEST or (sort == NEWEST and not filters.words) else sort,
                           cursor=None).query(),
            "current": filters.order == sort,
        }
        for sort, label in labels.items()
    ]  # fmt: skip


def _list(
    viewer: Viewer | None, filters: Filters, words: Vocabulary, found: queries.Found, numbers: Counted
) -> dict[str, Any]:
    shown = queries.cards(viewer, filters, found)
    remarks = [_("The page in the address no longer exists. This is the first page.")] if shown.is_lost else []
    return {
        "rows": shown.rows,
        "organisation_ids": {pk for row in shown.rows for pk in row["initiator_ids"][:4]},
        "before_url": filters.at(shown.before).query() if shown.before else "",
        "after_url": filters.at(shown.after).query() if shown.after else "",
        "first_url": filters.at(None).query(),
        "is_beyond": bool(filters.cursor) and not shown.rows,
        "remarks": remarks,
    }


def _map(
    viewer: Viewer | None, filters: Filters, words: Vocabulary, found: queries.Found, numbers: Counted
) -> dict[str, Any]:
    bodies = queries.bodies(viewer, filters, found)
    on_map = {body.official_code: body for body in bodies if body.official_code in places()}
    values = {code: body.count for code, body in on_map.items()}
    links = _links(filters, bodies)
    wording = Wording(
        title=_("Map of the Netherlands"),
        description=_(
            "Per municipality how many of these initiatives it initiated. The same figures are in the table."
        ),
        place=lambda name, value: (
            ngettext("%(name)s: %(count)s initiative", "%(name)s: %(count)s initiatives", value)
            % {"name": name, "count": value}
        ),
        skip=_("Skip the map"),
    )
    labels = dict(OrganisationKind.choices)
    others = [body for body in bodies if body.official_code not in places()]
    return {
        "drawing": draw(values, {code: links[body.code] for code, body in on_map.items()}, wording),
        "legend": steps(values),
        "municipalities": sorted(on_map.values(), key=lambda body: -body.count),
        "others": sorted(others, key=lambda body: -body.count),
        "first_rows": FIRST_ROWS,
        "kinds": labels,
        "links": links,
        "source": SOURCE,
        "remarks": [_("There are very many. The map shows the newest 10,000.")]
        if filters.is_filtered and numbers.total is None
        else [],
    }


def _links(filters: Filters, bodies: list[queries.Body]) -> dict[str, str]:
    """Per code the list of what this organisation initiated. A control character stands open: no address holds one."""
    listed = filters.shown_as(LIST)
    address = listed.with_choice("initiatiefnemer", Choice("\0", "", ())).query()
    return {
        body.code: listed.query() if listed.has("initiatiefnemer", body.code) else address.replace("%00", body.code)
        for body in bodies
    }


def _board(
    viewer: Viewer | None, filters: Filters, words: Vocabulary, found: queries.Found, numbers: Counted
) -> dict[str, Any]:
    track = filters.track or _fullest(words.steps, numbers)
    columns = queries.board(viewer, filters, found, [one for one in words.steps if one.track_slug == track], numbers)
    tracks = {step.track_slug: step.track_name for step in words.steps}
    stage = words.choices["fase"]
    return {
        "track": track,
        "tracks": [
            {"key": slug, "label": name, "url": filters.on_track(slug).query()} for slug, name in tracks.items()
        ],
        "columns": columns,
        "stage_urls": {
            column.step.pk: replace(
                filters.shown_as(LIST), chosen={**filters.chosen, "fase": (stage[str(column.step.pk)],)}
            ).query()
            for column in columns
        },
        "organisation_ids": {pk for column in columns for row in column.rows for pk in row["initiator_ids"][:4]},
    }


def _fullest(steps_of_tracks: list[Step], numbers: Counted) -> str:
    """The track with most of this selection."""
    count: dict[str, int] = {}
    for step in steps_of_tracks:
        count[step.track_slug] = count.get(step.track_slug, 0) + (numbers.of("fase", str(step.pk)) or 0)
    return max(count, key=lambda slug: count[slug], default="")


def _web(
    viewer: Viewer | None, filters: Filters, words: Vocabulary, found: queries.Found, numbers: Counted
) -> dict[str, Any]:
    return web_page.context(viewer, filters, found.ids)


LOOK = {LIST: _list, MAP: _map, BOARD: _board, WEB: _web}
