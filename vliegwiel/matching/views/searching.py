"""One box over everything."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vliegwiel.core.fields import plain_line
from vliegwiel.core.findable import FINDABLES
from vliegwiel.core.places import offers, place
from vliegwiel.core.viewers import viewer_of

from .. import queries, question
from ..hits import meaning_is_off
from ..question import LONGEST


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What fits the words in `q`, in one group or in all; and where nothing does, how to go on."""
    asked, viewer = question.read(request.GET), viewer_of(request)
    found = queries.find(asked, viewer)
    helps = bool(asked.words) and (found.only_resembles or not found.shown)
    context = {
        "found": found,
        "question": found.question,
        "help": queries.help_with(asked, viewer) if helps else None,
        "by_words_only": meaning_is_off() if viewer is not None and viewer.is_staff else "",
        "everything": asked.within(""),
        "in_address": {kind: thing.word for kind, thing in FINDABLES.items()},
        "ways_on": _ways_on(asked.words) if helps else [],
        "labels": {kind: thing.label for kind, thing in FINDABLES.items()},
    }
    return render(request, "matching/search.html", context)


def _ways_on(words: str) -> list[tuple[str, str]]:
    """What one can do when search does not help: ask people, say what one looks for, write it down."""
    ways = [
        ("who_knows", {"q": words}, _("Ask a few people who may know")),
        ("new_need", {}, _("Say that you are looking for this")),
        ("new_initiative", {"vraag": words}, _("Write it down yourself: others who look for it will find you.")),
    ]
    found = [
        (text, f"{place(name)}?{urlencode(asked)}" if asked else place(name))
        for name, asked, text in ways
        if offers(name)
    ]
    return [*found, (_("Look through all initiatives with the filters."), place("overview"))]


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """Suggestions for the words so far: a piece of page for the list under the box."""
    words = plain_line(request.GET.get("q", "")[: 4 * LONGEST])
    groups = queries.completions(words, viewer_of(request))
    return render(request, "matching/completions.html", {"groups": groups, "words": words})
