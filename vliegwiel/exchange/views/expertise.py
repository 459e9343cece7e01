"""What someone knows because they did it: as others see it, and for that person to correct."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import attempt
from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import helping_rules as rules
from ..actions import expertise as actions
from ..forms.helping import HelpingForm, OwnForm
from ..queries.expertise import expertise_of, helper_of, own_expertise, own_line
from ..queries.reasons import deed_in_words

SHOWN = 100


@require_safe
def experience(request: HttpRequest, code: str) -> HttpResponse:
    """What this person did; for oneself with the way to correct it."""
    shown, viewer = _found(request, code), viewer_of(request)
    if viewer == shown:
        return _own_page(request, shown)
    lines = [deed_in_words(line) for line in expertise_of(shown, viewer)[:SHOWN]]
    template = "experience_lines" if request.headers.get("HX-Request") else "experience"
    context = {"person": shown, "lines": lines, "availability": helper_of(shown).availability}
    return render(request, f"exchange/{template}.html", context)


@require_POST
def helping(request: HttpRequest, code: str) -> HttpResponse:
    """How one wants to help."""
    me = _me(request, code)
    form = HelpingForm.of(helper_of(me), request.POST)
    if attempt(form, partial(actions.change_helping, me, by=me)):
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("exchange:experience", code)
    return _own_page(request, me, helping_form=form)


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """A line of one's own."""
    me = _me(request, code)
    form = OwnForm(request.POST)
    if attempt(form, partial(actions.add, me, by=me)):
        messages.success(request, _("It stands in your list."))
        return redirect("exchange:experience", code)
    return _own_page(request, me, own_form=form)


@require_POST
def correct(request: HttpRequest, code: str, line: str, word: str) -> HttpResponse:
    """Hide a line, show it again, or take one's own line away."""
    me = _me(request, code)
    row = get_object_or_404(own_line(me, line))
    try:
        if word == "weg":
            actions.remove(row, by=me)
        else:
            actions.hide(row, by=me, hidden=word == "verberg")
        messages.success(request, _("Changed. It holds from now on."))
    except Mistake as mistake:
        messages.warning(request, str(mistake))
    return redirect("exchange:experience", code)


def _found(request: HttpRequest, code: str) -> Person:
    return get_object_or_404(Person.objects.visible_to(viewer_of(request)).active(), code=code)


def _me(request: HttpRequest, code: str) -> Person:
    shown = _found(request, code)
    require(rules.may_keep_helping(viewer_of(request), shown))
    return shown


def _own_page(
    request: HttpRequest, me: Person, *, helping_form: HelpingForm | None = None, own_form: OwnForm | None = None
) -> HttpResponse:
    helper = helper_of(me)
    context = {
        "person": me,
        "helper": helper,
        "lines": [(line, deed_in_words(line)) for line in own_expertise(me)[:SHOWN]],
        "helping_form": helping_form or HelpingForm.of(helper),
        "own_form": own_form or OwnForm(),
    }
    wrong = any(form is not None and form.errors for form in (helping_form, own_form))
    return render(request, "exchange/own_experience.html", context, status=422 if wrong else 200)
