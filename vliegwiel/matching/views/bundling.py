"""For operators: what stands here more than once, to bundle or to merge; and the page of a bundle, for everyone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt
from vliegwiel.core.codes import is_code, slug_of
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.models import Initiative

from .. import actions, rules
from ..forms import BundleForm
from ..models import Bundle
from ..queries import doubles as found

MOST_PAGES = 200
MOST_CHOSEN = 500


@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """Clusters over all that this operator sees; with `van` the one that this initiative is in."""
    viewer = viewer_of(request)
    require(rules.may_bundle(viewer))
    code = request.GET.get("van", "")
    if code:
        seen = Initiative.objects.visible_to(viewer).standing()
        one = get_object_or_404(seen, code=code if is_code(code) else "")
        entries = found.cluster_of(one, viewer)
        form = BundleForm([entry.initiative for entry in entries], initial={"name": one.title})
        return _show(request, form, entries)
    typed = request.GET.get("pagina", "1")
    page = int(typed) if typed.isascii() and typed.isdecimal() and 0 < int(typed[:4]) <= MOST_PAGES else 1
    clusters, is_more = found.clusters(viewer, page=page)
    return render(request, "matching/doubles.html", {"clusters": clusters, "page": page, "is_more": is_more})


def _show(request: HttpRequest, form: BundleForm, entries: list[found.Entry]) -> HttpResponse:
    return render(request, "matching/cluster.html", {"form": form, "entries": entries})


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Bundle those that were chosen; or, with `samenvoegen`, go on to merging the two that were chosen."""
    viewer = viewer_of(request)
    require(rules.may_bundle(viewer))
    codes = [code for code in request.POST.getlist("offered")[:MOST_CHOSEN] if is_code(code)]
    rows = Initiative.objects.visible_to(viewer).standing().filter(code__in=codes)
    entries = found.entries(rows, viewer)
    form = BundleForm([entry.initiative for entry in entries], request.POST)
    if "samenvoegen" in request.POST:
        return _merge(request, form, entries)

    def act(name: str, initiatives: list[Initiative]) -> Bundle:
        return actions.bundle(None, by=viewer, name=name, initiatives=initiatives)

    if (made := attempt(form, act)) is None:
        return _show(request, form, entries)
    messages.success(request, _("Bundled. Each keeps its own page, and says that it stands here more often."))
    return redirect(made)


def _merge(request: HttpRequest, form: BundleForm, entries: list[found.Entry]) -> HttpResponse:
    chosen: list[Initiative] = form.cleaned_data.get("initiatives", []) if form.is_valid() or form.is_bound else []
    if len(chosen) != 2:
        form.add_error("initiatives", _("Choose exactly two to merge."))
        return _show(request, form, entries)
    one, other = chosen
    return redirect("initiatives:merge", one.code, one.slug, other.code)


@require_safe
def bundle(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The same thing at more bodies, as far as this viewer sees them."""
    viewer = viewer_of(request)
    one = get_object_or_404(Bundle.objects.visible_to(viewer), code=code)
    if slug != slug_of(one.name):
        return redirect(one, permanent=True)
    context: dict[str, Any] = {
        "bundle": one,
        "entries": found.entries_of(one, viewer),
        "may_bundle": bool(rules.may_bundle(viewer)),
    }
    return render(request, "matching/bundle.html", context)


@require_POST
def let_go(request: HttpRequest, code: str, slug: str, initiative: str) -> HttpResponse:
    """Take one out of the bundle."""
    viewer = viewer_of(request)
    one = get_object_or_404(Bundle.objects.visible_to(viewer), code=code)
    require(rules.may_bundle(viewer, one))
    entry = get_object_or_404(Initiative.objects.visible_to(viewer).filter(bundled__bundle=one), code=initiative)
    actions.let_go(one, by=viewer, initiative=entry)
    messages.success(request, _("Taken out of the bundle."))
    stays = Bundle.objects.visible_to(viewer).filter(code=code).exists()
    return redirect(one if stays else reverse("matching:doubles"))
