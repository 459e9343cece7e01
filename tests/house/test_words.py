"""Every model has a word in the glossary, every setting is documented, every text is there in Dutch."""

import subprocess
import sys

import yaml
from babel.messages import Catalog
from django.apps import apps

from scripts import messages
from tests.house.house import ROOT
from vliegwiel.machinery import environment


def test_every_model_is_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    ours = [model.__name__ for model in apps.get_models() if model.__module__.startswith("vliegwiel.")]
    assert [name for name in ours if f"\n| {name} |" not in glossary] == []


def test_every_setting_is_documented():
    guide = (ROOT / "docs" / "operators.md").read_text()
    assert [one["name"] for one in environment.describe() if f"| `{one['name']}` |" not in guide] == []


def test_every_text_is_there_in_dutch():
    checked = subprocess.run(
        [sys.executable, "scripts/messages.py", "check"], check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_text_that_two_rooms_translate_differently_is_caught():
    here, there = Catalog(locale="nl"), Catalog(locale="nl")
    for catalog, words in ((here, "Inloggen"), (there, "Log in")):
        catalog.add("Sign in", words)
        catalog.add("Search", "Zoek")
        catalog.add("Open", words, context=words)
    paths = [messages.HOUSE / room / messages.LANGUAGE for room in ("core", "spaces")]
    found = list(messages.translated_twice(dict(zip(paths, (here, there), strict=True))))
    assert found == [("Sign in", {"core": "Inloggen", "spaces": "Log in"})]


def test_publiccode_says_what_it_must():
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert told["publiccodeYmlVersion"] == "0.7"
    assert told["legal"]["license"] == "EUPL-1.2"
    assert told["softwareType"] == "standalone/web"
    assert {"nl", "en"} <= set(told["localisation"]["availableLanguages"])
    for language in ("nl", "en"):
        words = told["description"][language]
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]


def test_pages_of_the_project_that_everyone_expects_are_there():
    expected = [
        "README.md",
        "LICENSE",
        "CONTRIBUTING.md",
        "GOVERNANCE.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "publiccode.yml",
    ]
    expected += [
        f"docs/{page}.md" for page in ("house", "first-change", "glossary", "operators", "gebruikers", "mission")
    ]
    assert [page for page in expected if not (ROOT / page).exists()] == []


def test_nothing_names_a_registry_or_a_path_of_one_machine():
    grep = [
        "git",
        "grep",
        "-nIE",
        r'"resolved": "h[t]tp|(index|registry)[-_a-z]* ?= ?"?h[t]tp|/(r[o]ot|h[o]me/[a-z]+)/',
        "--",
        ".",
    ]
    found = subprocess.run(grep, check=False, cwd=ROOT, capture_output=True, text=True).stdout.splitlines()
    assert [line for line in found if "tests/house/test_words.py" not in line] == []
