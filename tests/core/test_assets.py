"""What the browser gets: small, own, and built from the sources beside it."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "vliegwiel" / "core" / "static" / "core"
TEMPLATES = sorted((ROOT / "vliegwiel").glob("*/templates/**/*.html"))
FIRST_VISIT = [
    "vliegwiel.css",
    "core.js",
    "htmx.js",
    "favicon.svg",
    "fonts/noto-sans-latin-400-normal.woff2",
    "fonts/noto-sans-latin-700-normal.woff2",
]
LIMIT = 90_000  # bytes; leaves 10 kB of the 100 kB for the page itself


def packed(name: str) -> int:
    return len(gzip.compress((STATIC / name).read_bytes()))


def test_a_first_visit_is_small():
    assert sum(map(packed, FIRST_VISIT)) <= LIMIT
    assert packed("vliegwiel.css") <= 23_000


def test_the_style_names_its_licence_and_loads_nothing_from_elsewhere():
    css = (STATIC / "vliegwiel.css").read_text()
    assert css.startswith("/*!")
    assert "EUPL-1.2" in css[:500]
    addresses = re.findall(r'url\("?([^")]+)"?\)', css)
    assert addresses
    assert [address for address in addresses if not (STATIC / address).is_file()] == []


def test_scripts_never_evaluate_text():
    assert not re.search(r"\beval\(|new Function|innerHTML", (STATIC / "core.js").read_text())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_no_style_script_or_handler_of_their_own(template):
    text = template.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")", text)


def test_the_lock_file_names_no_registry():
    packages = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_htmx_is_version_two():
    assert 'version:"2.' in (STATIC / "htmx.js").read_text()


def test_own_scripts_are_short():
    long = {path.name for path in (FRONTEND / "js").glob("*.js") if len(path.read_text().splitlines()) > 60}
    assert long == set()


def test_what_is_committed_is_what_the_sources_build():
    if not (FRONTEND / "node_modules").is_dir() or not shutil.which("node"):
        pytest.skip("needs Node and the packages of frontend/: make assets")
    check = subprocess.run(["node", "build.mjs", "--check"], cwd=FRONTEND, capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stderr
