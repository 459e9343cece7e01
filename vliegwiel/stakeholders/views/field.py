"""The playing field of one initiative: the same facts as a table, a quadrant, lanes and a web; and as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.writing import CSV_TYPE, csv_lines
from vliegwiel.initiatives.queries.look import Look, readers
from vliegwiel.spaces.journey import is_wider

from .. import actions, drawing, rules
from ..forms.parties import QuickForm, RingForm
from ..journey import MOST_DRAWN, RINGS, Level
from ..models import Stakeholder
from ..queries import fields as queries
from ..queries.parties import Heirs, parties_of
from ..queries.suggestions import suggestions_for
from .showing import PAGE, address, look_for, show

IN_A_LANE = 20


@require_safe
def index(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The parties, in the look that the address asks for."""
    look = look_for(request, code)
    _may_read(look)
    if slug != look.initiative.slug:
        return redirect(address(look.initiative, "field"), permanent=True)
    asked = request.GET.dict()
    choice = queries.Choice.of(asked)
    rows = queries.chosen(look, choice)
    counts = queries.counts_of(rows)
    base = address(look.initiative, "field")
    context = {
        "tab": "field",
        "choice": choice,
        "counts": counts,
        "count": sum(counts.values()),
        "levels": queries.LEVELS,
        "statuses": queries.STATUSES,
        "stages": queries.stages_of(look),
        "ring": _ring_in_words(look, queries.ring_of(look)),
        "quick": QuickForm(),
        "here_with": lambda **other: base + _question(choice.words(**other)),
        "suggestions": suggestions_for(look, today=timezone.localdate()) if look.may_edit else [],
    }
    made = _table(rows, choice, asked, base) if choice.look == "tabel" else _picture(rows, choice, counts)
    return show(request, "field", look, **context, **made)


def _may_read(look: Look) -> None:
    """What one may not see does not exist: neither does the page of a field without anything for this viewer."""
    if "field" not in look.in_use:
        raise Http404


def _table(rows: Any, choice: queries.Choice, asked: dict[str, str], base: str) -> dict[str, Any]:
    page = queries.page_of_parties(rows, choice, after=asked.get("na", ""), before=asked.get("voor", ""))
    return {
        "rows": page.rows,
        "became": _became(page.rows),
        "previous_url": base + _question(choice.words(voor=page.before)) if page.before else "",
        "next_url": base + _question(choice.words(na=page.after)) if page.after else "",
    }


def _picture(rows: Any, choice: queries.Choice, counts: dict[str, int]) -> dict[str, Any]:
    drawn = queries.drawn(rows)
    by_level = sorted(drawn, key=lambda row: Level.values.index(row.level))
    return {
        "rows": drawn,
        "became": _became(drawn),
        "left_out": max(0, sum(counts.values()) - MOST_DRAWN),
        "drawing": drawing,
        "marks": drawing.quadrant(drawn) if choice.look == "kwadrant" else [],
        "spokes": drawing.web((row, row.influence) for row in by_level) if choice.look == "web" else [],
        "lanes": [(level, [row for row in drawn if row.level == level][:IN_A_LANE]) for level in Level],
    }


def _became(rows: list[Stakeholder]) -> dict[int, str]:
    """By organisation that no longer exists today: the name of what it became."""
    today = timezone.localdate()
    gone = {row.organisation_id for row in rows if row.organisation and not row.organisation.is_valid_on(today)}
    if not gone:
        return {}
    heirs = Heirs.on(today)
    parties = parties_of([heirs.of(pk) for pk in gone if pk], heirs)
    return {pk: parties[heirs.of(pk)].name for pk in gone if pk and heirs.of(pk) != pk}


def _question(words: dict[str, str]) -> str:
    return f"?{urlencode(words)}" if words else ""


def _ring_in_words(look: Look, ring: str) -> str:
    """Who reads the field: of its ring and that of the initiative the narrower one."""
    initiative = look.initiative
    return readers(initiative, ring if is_wider(initiative.ring, ring) else initiative.ring)


@require_http_methods(PAGE)
def ring(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Who may read the parties: the form says of each choice who that is."""
    look = look_for(request, code)
    require(rules.may_open_field(look.viewer, look.initiative))
    sentences = {one: _ring_in_words(look, one) for one in RINGS}
    form = RingForm.of(queries.ring_of(look), sentences, sent(request))
    if request.method == "POST" and attempt(form, _open(look)) is not None:
        messages.success(request, _("Saved."))
        return redirect(address(look.initiative, "field"))
    return show(request, "form", look, form=form, title=_("Who may read the playing field?"), submit=_("Save this"))


def _open(look: Look) -> Any:
    def act(ring: str) -> Any:
        return actions.open_field(look.initiative, by=look.viewer, ring=ring)

    return act


@require_safe
@cache_control(private=True, no_store=True)
def csv_file(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The table as a file, without words about people: a file goes further than a page."""
    look = look_for(request, code)
    _may_read(look)
    choice = queries.Choice.of(request.GET.dict())
    rows = queries.chosen(look, choice).annotate(rank=queries.ORDERS[choice.order]).order_by("rank", "id")
    lines = csv_lines(_columns(), (_line(row, look) for row in rows.iterator(1000)))
    response = HttpResponse(b"".join(lines), content_type=CSV_TYPE)
    name = f"speelveld-{look.initiative.code}-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _columns() -> list[str]:
    return [_("Party"), _("Level"), _("Influence"), _("Support now"), _("Support wished"), _("Needed for what?"),
            _("In which stage?"), _("What do we do?"), _("Who does it?"), _("By when?"), _("What do we expect?"),
            _("Status")]  # fmt: skip


def _line(row: Stakeholder, look: Look) -> list[Any]:
    owner = look.name(row.owner) if row.owner and row.owner_is_here else ""  # type: ignore[attr-defined]
    return [row.party_name, row.get_level_display(), row.influence, row.support, row.wished, row.needed_for,
            row.stage.name if row.stage else "", row.action, owner, row.due_on, row.result,
            row.get_status_display()]  # fmt: skip
