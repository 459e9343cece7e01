"""Opening a space and keeping it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import sent
from vliegwiel.core.theme import shades
from vliegwiel.core.viewers import viewer_of

from .. import actions, queries, rules
from ..forms import NewSpaceForm, OwnersForm, RingForm, TextsForm
from ..journey import Joining, Module, Ring, is_wider
from ..models import Space
from . import frame

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    require(rules.may_open_space(viewer))
    assert viewer is not None
    own = [one.code for one in queries.organisations_to_choose(viewer)[:2]]
    start = {"ring": Ring.NETWORK, "joining": Joining.REQUEST, "modules": Module.values}
    start |= {"owners": own if len(own) == 1 else []}
    form = NewSpaceForm(sent(request), person=viewer, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            space = actions.open_space(
                None, by=viewer, ring=form.cleaned_data["ring"], owners=form.chosen_owners(), **form.texts()
            )
        except Mistake as mistake:
            form.show(mistake)
        else:
            messages.success(request, _("The space is there. Invite the people you work with."))
            _say_if_darkened(request, space)
            return redirect(space)
    return render(request, "spaces/new.html", {"form": form})


@get_or_post
def edit(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_edit_space(viewer, space))
    form = TextsForm(sent(request), initial=TextsForm.initial_of(space))
    if request.method == "POST" and form.is_valid():
        try:
            space = actions.edit_space(space, by=viewer, **form.texts())
        except Mistake as mistake:
            space.refresh_from_db()
            form.show(mistake)
        else:
            messages.success(request, _("The changes are saved."))
            _say_if_darkened(request, space)
            return redirect(space)
    return frame.show(request, space, "edit", form=form)


def _say_if_darkened(request: HttpRequest, space: Space) -> None:
    if space.colour and shades(space.colour).darkened:
        messages.info(request, _("The colour is too light to read text in. We use a darker shade of it for text."))


@get_or_post
def ring(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Asks before it gets wider and says who will read it; narrower is done at once, and said."""
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_edit_space(viewer, space))
    facts = queries.facts_of(space, viewer, most_files=0)
    form = RingForm(sent(request), initial={"ring": space.ring})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["ring"]
        readers = facts.readers(chosen)
        if is_wider(chosen, than=space.ring) and request.POST.get("bevestigd") != chosen:
            return frame.show(request, space, "widen", ring=chosen, readers=readers, now=facts.readers(space.ring))
        try:
            actions.change_ring(space, by=viewer, ring=chosen)
        except Mistake as mistake:
            space.refresh_from_db()
            form.show(mistake)
        else:
            kept = _("What stands in the space keeps the ring that it has.")
            messages.success(request, f"{readers} {kept}")
            return frame.to(space, "space")
    return frame.show(request, space, "ring", form=form, readers=facts.readers(space.ring))


@get_or_post
def owners(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_set_owners(viewer, space))
    assert viewer is not None
    start = [one.code for one in queries.owners_of(space)]
    form = OwnersForm(sent(request), person=viewer, space=space, initial={"owners": start})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_owners(space, by=viewer, owners=form.chosen_owners())
        except Mistake as mistake:
            form.show(mistake)
        else:
            messages.success(request, queries.facts_of(space, viewer, most_files=0).readers(space.ring))
            return frame.to(space, "space")
    return frame.show(request, space, "owners", form=form)
