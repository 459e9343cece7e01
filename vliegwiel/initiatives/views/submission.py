"""Writing something down, in three short steps; saved as one types, at an address that is its own key."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.core.attempt import sent
from vliegwiel.core.codes import is_code, new_secret
from vliegwiel.core.fields import chooser, plain_text
from vliegwiel.core.rates import limited
from vliegwiel.core.readability import advise
from vliegwiel.core.viewers import viewer_of
from vliegwiel.spaces.journey import Ring
from vliegwiel.spaces.rings import readers_in_words

from .. import actions, queries
from ..forms.submission import PlanStep, QuestionStep, ReadersStep
from ..models import Draft

STEPS = (1, 2, 3)
LONGEST_KEPT = 100_000
"""Characters of one field that are kept while typing: far over every limit, so that a pasted report is not lost."""


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Begin: leads to an address of its own, which exists as soon as something is typed. `ruimte` says for where."""
    address, space = reverse("initiatives:draft", args=[new_secret()]), request.GET.get("ruimte", "")
    asked = {"ruimte": space} if is_code(space) else {}
    asked |= {"vraag": words} if (words := plain_text(request.GET.get("vraag", "")[:LONGEST_KEPT])[:400]) else {}
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}" if asked else address)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("draft", times=120, seconds=3600)
def draft(request: HttpRequest, secret: str, step: int = 1) -> HttpResponse:
    """One step: shows what was typed before, saves it, and goes on."""
    if step not in STEPS:
        raise Http404
    row = _open(request, secret)
    if row is not None and row.initiative is not None:
        return redirect(row.initiative)
    if row is None and step > 1 and request.method != "POST":
        return redirect("initiatives:draft", secret)
    kept = row.data if row else {}
    form = _form(step, request, kept)
    if request.method == "POST":
        if step == len(STEPS) and row is not None and viewer_of(request) is not None and form.is_valid():
            return _place(request, row, form)
        row = _keep(request, secret, row)
        if row.initiative is not None:  # placed a moment ago, by the same press of the button
            return redirect(row.initiative)
        if form.is_valid():
            return _go_on(request, row, step, form)
    asked = request.GET.get("ruimte", "")
    context = {"form": form, "secret": secret, "step": step, "draft": row, "kept": kept, "advice": _advice(kept)}
    context |= {"asked_space": asked if step == 1 and is_code(asked) else ""}
    return render(request, f"initiatives/submit_{step}.html", context | _readers(step, form, request))


@require_POST
@limited("autosave", times=2000, seconds=3600)
def keep(request: HttpRequest, secret: str) -> HttpResponse:
    """Save as one types, unchecked. 204 when it is kept."""
    row = _open(request, secret)
    if row is not None and row.initiative_id:
        return HttpResponse(status=409)
    _keep(request, secret, row)
    return HttpResponse(status=204)


@require_POST
@limited("reading", times=600, seconds=3600)
def reading_level(request: HttpRequest) -> HttpResponse:
    """Kind advice on the text as it is now, as a piece of page."""
    return render(request, "initiatives/submit_reading.html", {"advice": _advice(_typed(request))})


def _open(request: HttpRequest, secret: str) -> Draft | None:
    """The draft at this address; None when nothing was typed yet. Somebody else's does not exist for you."""
    found = Draft.objects.opened_with(secret, viewer_of(request)).select_related("initiative").first()
    if found is None and queries.is_taken(secret):
        raise Http404
    return found


def _typed(request: HttpRequest) -> dict[str, Any]:
    """Every field of the steps that was sent, clean enough to keep."""
    names = [*QuestionStep.base_fields, *PlanStep.base_fields, *ReadersStep.base_fields]
    lists = {"themes": [plain_text(one)[:80] for one in request.POST.getlist("themes")[:50]]}
    texts = {name: plain_text(request.POST[name])[:LONGEST_KEPT] for name in names if name in request.POST}
    return texts | (lists if "themes" in request.POST or request.POST.get("step") == "2" else {})


def _keep(request: HttpRequest, secret: str, row: Draft | None) -> Draft:
    viewer, typed = viewer_of(request), _typed(request)
    if row is None:
        return actions.start_draft(None, by=viewer, secret=secret, data=typed)
    try:
        if viewer is not None and row.person_id is None:
            actions.adopt_draft(row, by=viewer)
        return actions.save_draft(row, by=viewer, data=typed)
    except Refused:
        row.refresh_from_db()
        if row.initiative_id is None or viewer is None or row.person_id != viewer.pk:
            raise
        return row


def _form(step: int, request: HttpRequest, kept: dict[str, Any]) -> forms.Form:
    data = sent(request)
    viewer = viewer_of(request)
    if step == 1:
        asked = {"question": plain_text(request.GET.get("vraag", "")[:400])}  # what a search did not find
        return QuestionStep(data, initial=asked | kept)
    if step == 2:
        return PlanStep(data, initial=kept, viewer=viewer)
    spaces, organisations = queries.spaces_to_submit_in(viewer), list(queries.own_organisations(viewer))
    initial = {"space": spaces[0].code if spaces else "", "ring": ""}
    initial |= {"organisation": organisations[0].code if len(organisations) == 1 else ""}
    return ReadersStep(data, initial=initial | kept, spaces=spaces, organisations=organisations)


def _go_on(request: HttpRequest, row: Draft, step: int, form: forms.Form) -> HttpResponse:
    if step < len(STEPS):
        return redirect("initiatives:draft", row.secret, step + 1)
    if viewer_of(request) is None:
        messages.info(request, _("What you wrote is kept. Make an account, and you come back here to place it."))
        back = reverse("initiatives:draft", args=[row.secret, step])
        where_you_work = f"{reverse('people:employer')}?{urlencode({'next': back})}"
        return HttpResponseRedirect(f"{reverse('account_signup')}?{urlencode({'next': where_you_work})}")
    return _place(request, row, form)


def _place(request: HttpRequest, row: Draft, last: forms.Form) -> HttpResponse:
    """Check the steps before the last once more, and make the initiative; or lead to the first that is not right."""
    viewer = viewer_of(request)
    if viewer is None:
        raise BadRequest
    checked = dict(last.cleaned_data)
    for step, form in enumerate([QuestionStep(row.data), PlanStep(row.data, viewer=viewer)], start=1):
        if not form.is_valid():
            _keep(request, row.secret, row)
            messages.error(request, _("One step is not right yet. What you wrote is kept."))
            return redirect("initiatives:draft", row.secret, step)
        checked |= form.cleaned_data
    texts = {name: checked[name] for name in ("question", "for_whom", "summary", "yields", "evidence")}
    try:
        initiative = actions.submit_draft(
            row,
            by=viewer,
            at=timezone.now(),
            space=checked["space"],
            title=checked["title"],
            kind=checked["kind"],
            texts=texts,
            ring=checked["ring"],
            themes=checked["themes"],
            organisation=checked.get("organisation"),
        )
    except (Refused, Mistake):  # nothing was placed, but what was chosen stays
        _keep(request, row.secret, row)
        raise
    messages.success(request, _("It has been placed. Below you see the next step."))
    return redirect(initiative)


def _readers(step: int, form: forms.Form, request: HttpRequest) -> dict[str, Any]:
    """For every ring a sentence that says who will be able to read it, in the space and for the organisation chosen."""
    if step != len(STEPS):
        return {}
    chosen = {name: _chosen(form, name, request) for name in ("space", "organisation") if name in form.fields}
    space = chosen["space"] or next(iter(chooser(form, "space").rows.values()), None)
    if space is None:
        return {"readers": {}, "chosen_space": None}
    names = {one.name for one in [*space.owners.all(), chosen.get("organisation")] if one}
    readers = {ring: readers_in_words(ring, sorted(names)) for ring in Ring.values}
    return {"readers": readers | {"": readers[space.ring]}, "chosen_space": space}


def _chosen(form: forms.Form, name: str, request: HttpRequest) -> Any:
    """The row that stands in this field now; in the address when the script asks after a change."""
    return chooser(form, name).rows.get(str(request.GET.get(name, form[name].value())))


def _advice(kept: dict[str, Any]) -> Any:
    return advise("\n\n".join(str(kept.get(name, "")) for name in ("question", "for_whom", "summary", "yields")))
