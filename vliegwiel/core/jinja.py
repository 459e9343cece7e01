"""Jinja2 as this house uses it: strict, with components, dates as people write them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.forms.renderers import Jinja2 as DjangoJinja2Renderer
from django.template import engines
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, translation
from django.utils.timesince import timesince, timeuntil
from jinja2 import Environment, StrictUndefined

from .dates import as_day, as_moment
from .paragraphs import paragraphs
from .places import place


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its url name."""
    return reverse(name, args=args, kwargs=kwargs)


def number(value: float) -> str:
    """A number with the separators of the language."""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def environment(**options: Any) -> Environment:
    """The environment of every template of ours. Unknown variables fail."""
    env = Environment(  # noqa: S701  # Django passes autoescape=True in options
        **options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    env.globals.update(
        static=static, url=url, languages=settings.LANGUAGES, get_language=translation.get_language, place=place
    )
    env.filters.update(
        date=as_day,
        moment=as_moment,
        number=number,
        since=lambda moment: timesince(moment, depth=1),
        until=lambda moment: timeuntil(moment, depth=1),
        filesize=filesizeformat,
        paragraphs=paragraphs,
    )
    return env


class FormRenderer(DjangoJinja2Renderer):
    """Renders widgets with our own Jinja2 templates in `core/templates/django/forms/`."""

    form_template_name = "django/forms/div.html"

    @property
    def engine(self) -> Any:
        return engines["jinja2"]

    def get_template(self, template_name: str) -> Any:
        return self.engine.get_template(template_name)
