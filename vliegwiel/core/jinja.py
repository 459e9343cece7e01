"""Jinja2 as this house uses it: strict, with components, dates as people write them."""

from __future__ import annotations

import functools
from typing import Any, cast

from django.conf import settings
from django.forms.renderers import Jinja2 as DjangoJinja2Renderer
from django.template import engines
from django.template.backends.jinja2 import Jinja2 as DjangoJinja2Engine
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, translation
from django.utils.timesince import timesince, timeuntil
from jinja2 import Environment, StrictUndefined, Undefined, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape

from .dates import as_day, as_moment
from .paragraphs import paragraphs
from .places import page, place


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its url name."""
    return _address(name, *args, **kwargs) if args or kwargs else page(name)


@functools.lru_cache(maxsize=8192)
def _address(name: str, *args: Any, **kwargs: Any) -> str:
    """Kept: one page of comments asks for two hundred."""
    return reverse(name, args=args, kwargs=kwargs)


def number(value: float) -> str:
    """A number with the separators of the language."""
    if type(value) is int and 0 <= value < 1000:
        return str(value)
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@functools.cache
def static_address(name: str) -> str:
    """Where a static file is found, with the hash of what is in it: looked up once per process."""
    return static(name)


@pass_eval_context
def words(context: EvalContext, message: str, **variables: Any) -> str:
    """A text in the language of the page: `_("…")` of the templates. In the plain text of a mail nothing is escaped."""
    found = translation.gettext(message)
    text = Markup(found) if context.autoescape else found  # noqa: S704  # our own texts, as Jinja's own function does
    return text % variables if "%" in text else text


def written(value: Any) -> str:
    """What stands in the page for a value: `escape`, without an object around each of a thousand texts."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Undefined:  # of an "if" without "else"; what is unknown is a StrictUndefined and fails
        return ""
    return value if kind is Markup else escape(value)


class Generator(CodeGenerator):
    """Templates become code in which `written` takes the place of `escape`: a third of the work of a page."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class Texts(NodeTransformer):
    """Puts the text of a language in the place of `_("…")` without variables: a hundred look-ups fewer on a page."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        name, arguments = node.node, node.args
        is_text = isinstance(name, nodes.Name) and name.name == "_" and len(arguments) == 1
        if not is_text or node.kwargs or node.dyn_kwargs or not isinstance(arguments[0], nodes.Const):
            return node
        return nodes.Const(words(EvalContext(node.environment), arguments[0].value), lineno=node.lineno)  # type: ignore[arg-type]

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:
        """The plain text of a mail, where nothing is escaped, stays as it is."""
        return node


class House(Environment):
    """Jinja2 that writes pages as `Generator` says, in one language."""

    code_generator_class = Generator
    written = staticmethod(written)
    language = settings.LANGUAGE_CODE

    def in_language(self, language: str) -> House:
        """One like this with compiled templates of its own."""
        own = cast("House", self.overlay())
        own.language = language
        return own

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        with translation.override(self.language):
            return super()._generate(Texts().visit(source), *args, **kwargs)


class Engine(DjangoJinja2Engine):
    """Gives templates in the language of who reads the page or the mail: get them when that is known."""

    @property  # type: ignore[override]
    def env(self) -> House:
        return self._languages.get(translation.get_language() or "", self._languages[settings.LANGUAGE_CODE])

    @env.setter
    def env(self, made: House) -> None:
        self._languages = {code: made.in_language(code) for code, _name in settings.LANGUAGES}


def environment(**options: Any) -> Environment:
    """The environment of every template of ours. Unknown variables fail."""
    env = House(  # Django passes autoescape=True in options
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
        _=words,
        static=static if settings.DEBUG else static_address,
        url=url,
        languages=settings.LANGUAGES,
        get_language=translation.get_language,
        place=place,
        mail_stays_here=lambda: settings.EMAIL_BACKEND.endswith(("filebased.EmailBackend", "console.EmailBackend")),
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
