"""What every page of one space has: the space as this viewer may see it, its tabs and its colour."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vliegwiel.core.codes import slug_of
from vliegwiel.core.viewers import viewer_of

from ..journey import Module
from ..models import Space


def space_for(request: HttpRequest, code: str) -> Space:
    """The space, or 404: hidden and absent look the same."""
    return get_object_or_404(Space.objects.visible_to(viewer_of(request)), code=code)


def address_of(space: Space, page: str, **more: str) -> str:
    """The address of a page of this space, by its url name."""
    return reverse(f"spaces:{page}", kwargs={"code": space.code, "slug": slug_of(space.name), **more})


def to(space: Space, page: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(address_of(space, page))


def show(
    request: HttpRequest, space: Space, template: str, *, tab: str = "", status: int = 200, **context: Any
) -> HttpResponse:
    frame = {
        "space": space,
        "tabs": _tabs(space),
        "tab": tab,
        "page": lambda name, **more: address_of(space, name, **more),
        "colour_url": _colour_url(space),
    }
    return render(request, f"spaces/{template}.html", frame | context, status=status)


def _tabs(space: Space) -> list[dict[str, str]]:
    tabs = [("space", _("About this space")), ("members", _("Members"))]
    if space.has(Module.FILES):
        tabs.append(("files", _("Files")))
    return [{"key": key, "label": label, "url": address_of(space, key)} for key, label in tabs]


def _colour_url(space: Space) -> str:
    """The colour is in the address, so that a browser may keep the stylesheet as long as it likes."""
    return f"{reverse('spaces:theme', args=[space.code])}?kleur={space.colour[1:]}" if space.colour else ""
