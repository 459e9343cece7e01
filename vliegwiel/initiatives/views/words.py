"""The words that operators and space leads keep: themes and tracks."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of
from vliegwiel.spaces.models import Space

from .. import actions, rules
from ..forms.words import NewThemeForm, ThemeForm, TrackForm
from ..models import Theme, Track
from .writing import PAGE


@require_http_methods(PAGE)
def themes(request: HttpRequest) -> HttpResponse:
    """The list, and adding to it."""
    viewer = viewer_of(request)
    require(rules.may_keep_themes(viewer, None))
    form = NewThemeForm(sent(request))
    if request.method == "POST" and attempt(form, partial(actions.add_theme, None, by=viewer)) is not None:
        messages.success(request, _("The theme is added."))
        return redirect("initiatives:themes")
    return render(request, "initiatives/themes.html", {"form": form, "themes": Theme.objects.visible_to(viewer)})


@require_http_methods(PAGE)
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Rename or retire one."""
    viewer = viewer_of(request)
    require(rules.may_keep_themes(viewer, None))
    one = get_object_or_404(Theme.objects.visible_to(viewer), slug=slug)
    now = {"name_nl": one.name_nl, "name_en": one.name_en, "is_retired": one.is_retired}
    form = ThemeForm(sent(request), initial=now)
    if request.method == "POST" and attempt(form, partial(actions.edit_theme, one, by=viewer)) is not None:
        messages.success(request, _("Saved."))
        return redirect("initiatives:themes")
    return render(request, "initiatives/theme.html", {"form": form, "theme": one})


@require_http_methods(PAGE)
def tracks(request: HttpRequest, code: str) -> HttpResponse:
    """The tracks of one space, and adding one."""
    viewer = viewer_of(request)
    space = get_object_or_404(Space.objects.visible_to(viewer), code=code)
    require(rules.may_keep_tracks(viewer, space))
    form = TrackForm(sent(request))
    if request.method == "POST" and attempt(form, partial(actions.add_track, space, by=viewer)) is not None:
        messages.success(request, _("The track is added. Initiatives in this space can be moved to it."))
        return redirect("initiatives:tracks", space.code)
    own = Track.objects.visible_to(viewer).filter(space=space).prefetch_related("stages")
    return render(request, "initiatives/tracks.html", {"form": form, "space": space, "tracks": own})
