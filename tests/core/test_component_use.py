"""Every room calls the components as they are written. Jinja finds a wrong argument only when the page is drawn."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOMS = Path(__file__).parents[2] / "vliegwiel"
CORE = ROOMS / "core" / "templates" / "core"
COMPONENTS = "core/components.html"
KINDS = {
    "alert": {"info", "ok", "warning", "error"},
    "button": {"primary", "secondary", "subtle"},
    "link_button": {"primary", "secondary", "subtle"},
    "badge": {"", "brand", "good", "warn", "bad", "info", "outline"},
}
ICONS = set(re.findall(r'^  "([\w-]+)":', (CORE / "icons.html").read_text(), re.MULTILINE))
STYLES = "".join(path.read_text() for path in ROOMS.glob("*/static/*/*.css"))
TEMPLATES = sorted(path for path in ROOMS.glob("*/templates/**/*.html") if "django" not in path.parts)
env = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)


def macros() -> dict[str, nodes.Macro]:
    found = [m for path in (CORE / "parts").glob("*.html") for m in env.parse(path.read_text()).find_all(nodes.Macro)]
    return {macro.name: macro for macro in found}


MACROS = macros()


def component_calls(tree: nodes.Template) -> Iterator[tuple[str, nodes.Call]]:
    modules = {n.target for n in tree.find_all(nodes.Import) if n.template == nodes.Const(COMPONENTS)}
    names = {}
    for imported in tree.find_all(nodes.FromImport):
        if imported.template == nodes.Const(COMPONENTS):
            names |= dict((name, name) if isinstance(name, str) else reversed(name) for name in imported.names)
    for call in tree.find_all(nodes.Call):
        match call.node:
            case nodes.Getattr(node=nodes.Name(name=module), attr=attr) if module in modules:
                yield attr, call
            case nodes.Name(name=name) if name in names:
                yield names[name], call


def wrong(name: str, call: nodes.Call) -> Iterator[str]:
    if name not in MACROS:
        yield f"there is no component {name}"
        return
    names = [argument.name for argument in MACROS[name].args]
    given = dict(zip(names, call.args, strict=False)) | {pair.key: pair.value for pair in call.kwargs}
    yield from (f"{name} has no {key}" for key in given if key not in names)
    needed = names[: len(names) - len(MACROS[name].defaults)]
    if not call.dyn_kwargs:
        yield from (f"{name} needs {key}" for key in needed if key not in given)
    words = {key: value.value for key, value in given.items() if isinstance(value, nodes.Const)}
    if name in KINDS and words.get("kind", next(iter(KINDS[name]))) not in KINDS[name]:
        yield f"{name} has no kind {words['kind']}"
    icons = [words.get(key) for key in ("icon_name", "icon_end")] + [words.get("name") if name == "icon" else None]
    yield from (f"there is no icon {icon}" for icon in icons if icon and icon not in ICONS)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOMS)))
def test_components_exist_and_get_what_they_need(template):
    tree = env.parse(template.read_text())
    assert [f"line {call.lineno}: {fault}" for name, call in component_calls(tree) for fault in wrong(name, call)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOMS)))
def test_every_class_of_ours_has_a_style(template):
    classes = {name for names in re.findall(r'class="([^"{]+)"', template.read_text()) for name in names.split()}
    assert [name for name in classes if name.startswith(("vw-", "utrecht-", "nl-")) and f".{name}" not in STYLES] == []
