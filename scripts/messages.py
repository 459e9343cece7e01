"""The texts of the screens: `compile` them, `check` that each has one Dutch text, `update` the lists with what is new.

English stands in code and templates itself; the Dutch of a room is in its `locale/nl/LC_MESSAGES/django.po`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, extract, mofile, pofile

HOUSE = Path("vliegwiel")
LANGUAGE = Path("locale/nl/LC_MESSAGES/django.po")
FORMS = {"gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
WORDS = {**extract.DEFAULT_KEYWORDS, **FORMS}
# As in vliegwiel/core/jinja.py, or a text with a line break in it would be found under another name.
TEMPLATES = {"extensions": "jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
Key = tuple[object, object]


def main(action: str) -> int:
    catalogs = {path: read(path) for path in sorted(HOUSE.glob(f"**/{LANGUAGE}"))}
    if action == "compile":
        for path, catalog in catalogs.items():
            with path.with_suffix(".mo").open("wb") as file:
                mofile.write_mo(file, catalog)
        return 0
    missing = list(untranslated(catalogs))
    if action == "update":
        add(missing, catalogs)
        return 0
    for path, line, message, _context in missing:
        print(f"{path}:{line}: no Dutch for {message!r}")
    fuzzy = [(path, entry.id) for path, catalog in catalogs.items() for entry in catalog if entry.id and entry.fuzzy]
    for path, message in fuzzy:
        print(f"{path}: the Dutch of {message!r} is marked fuzzy; look at it and take the mark away")
    doubled = list(translated_twice(catalogs))
    for message, places in doubled:
        print(f"{message!r} has more than one Dutch text, and one hides the other: {places}")
    return 1 if missing or fuzzy or doubled else 0


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return pofile.read_po(file, locale="nl", abort_invalid=True)


def untranslated(catalogs: dict[Path, Catalog]) -> Iterator[tuple[Path, int, object, object]]:
    """File, line, text and context of what has no Dutch in any room."""
    done = {key(e.id, e.context) for catalog in catalogs.values() for e in catalog if e.id and translated(e.string)}
    for path in sorted([*HOUSE.glob("**/*.py"), *HOUSE.glob("**/templates/**/*.html"), *HOUSE.glob("**/*.txt")]):
        method, options = ("python", {}) if path.suffix == ".py" else ("jinja2", TEMPLATES)
        with path.open("rb") as file:
            for line, message, _comments, context in extract.extract(method, file, WORDS, options=options):
                if key(message, context) not in done:
                    done.add(key(message, context))
                    yield path, line, message, context


def translated_twice(catalogs: dict[Path, Catalog]) -> Iterator[tuple[object, dict[str, object]]]:
    """Texts that two rooms translate differently, with what each room has: pages show the last that was read."""
    known: dict[Key, dict[str, object]] = {}
    for path, catalog in catalogs.items():
        for entry in catalog:
            if entry.id and translated(entry.string):
                known.setdefault(key(entry.id, entry.context), {})[path.relative_to(HOUSE).parts[0]] = entry.string
    for (_context, message), texts in known.items():
        if any(text != next(iter(texts.values())) for text in texts.values()):
            yield message, texts


def key(message: object, context: object) -> Key:
    return (context or None, message[0] if isinstance(message, list | tuple) else message)


def translated(string: object) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


def add(missing: list[tuple[Path, int, object, object]], catalogs: dict[Path, Catalog]) -> None:
    """Put each new text, still without Dutch, in the list of the room where it stands."""
    for path, line, message, context in missing:
        target = HOUSE / path.relative_to(HOUSE).parts[0] / LANGUAGE
        catalog = catalogs.setdefault(target, Catalog(locale="nl", domain="django"))
        catalog.add(message, context=context, locations=[(str(path), line)])
        print(f"{target}: {message!r}")
    for target in {HOUSE / path.relative_to(HOUSE).parts[0] / LANGUAGE for path, *_rest in missing}:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            pofile.write_po(file, catalogs[target], width=120, sort_by_file=True, omit_header=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
