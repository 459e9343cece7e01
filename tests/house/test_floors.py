"""A room knows only rooms on floors below its own: also where import-linter cannot look."""

import re

from django.apps import apps

from tests.house.house import PACKAGE, floors, room_of, templates

TEMPLATE = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([a-z_]+)/""")
REVERSED = re.compile(r"""(?:reverse|redirect|url)\(\s*["']([a-z_]+):""")


def test_every_room_has_a_floor():
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms - set(floors()) == set()


def test_foreign_keys_point_down():
    ours = {config.label: config.name.split(".")[1] for config in apps.get_app_configs() if "vliegwiel" in config.name}
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        and model._meta.app_label in ours and field.related_model._meta.app_label in ours
        and floors()[ours[model._meta.app_label]] < floors()[ours[field.related_model._meta.app_label]]
        and not (model._meta.app_label == "activity" and field.name == "by")
    ]  # fmt: skip
    assert upward == []


def test_templates_use_templates_of_lower_floors():
    upward = []
    for path in templates():
        own = room_of(path)
        for room in TEMPLATE.findall(path.read_text()):
            if room in floors() and room != own and floors()[room] >= floors()[own]:
                upward.append(f"{path.relative_to(PACKAGE)} uses {room}")
    assert upward == []


def test_pages_link_down():
    """A link to an upper room comes as data from config, never as a name in a lower room."""
    upward = []
    for path in [*templates(), *PACKAGE.rglob("*.py")]:
        own = room_of(path)
        for room in REVERSED.findall(path.read_text(encoding="utf-8")):
            if room in floors() and room != own and floors()[room] >= floors()[own]:
                upward.append(f"{path.relative_to(PACKAGE)} links to {room}")
    assert upward == []
