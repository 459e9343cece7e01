"""Make the pictures of the README from the running program.

    python scripts/screenshots.py                             # founds a town of its own, with the whole demo network
    python scripts/screenshots.py http://127.0.0.1:8000       # a demo network that runs already

Pictures of 1280 px wide go to docs/images/; with `--narrow FOLDER` those of 320 px go there, to look at.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 250_000
"""Bytes of one picture."""
PASSWORD = "vliegwiel-demo"  # noqa: S105 - the one that every demo network prints
"""Of every account in a demo network, which prints it."""
CSV = "titel;vraag;organisatie;status\nBalie zonder wachtrij;Hoe wacht niemand?;Gemeente Zwolle;In gebruik\n"
CSV += "Samen verhuizen;Wie helpt bij de eerste week?;Gemeente Tilburg;In ontwikkeling\n"


def front(page: Page, _address: str) -> None:
    page.goto("/")


def overview(page: Page, _address: str) -> None:
    """Search follows a new town within seconds; the page is asked until it does."""
    for _ in range(200):
        page.goto("/initiatieven/?q=anonimiseren")
        if page.locator("#resultaten article, #resultaten .vw-card").count():
            return
        page.wait_for_timeout(500)


def on_the_map(page: Page, _address: str) -> None:
    page.goto("/initiatieven/?beeld=kaart")


def initiative(page: Page, _address: str) -> None:
    page.goto("/initiatieven/?soort=pilot&sorteer=titel")
    page.locator("main").get_by_role("link", name="Brieven die je in één keer begrijpt").first.click()
    page.wait_for_load_state("networkidle")


def submission(page: Page, _address: str) -> None:
    page.goto("/initiatieven/nieuw/")
    page.get_by_label("Wat is de vraag?").fill("Hoe schrijven we brieven over geld die mensen in één keer begrijpen?")
    page.get_by_label("Voor wie is het?").fill("Inwoners met een uitkering of toeslag.")
    page.get_by_label("Geef het een korte titel").fill("Brieven die mensen in één keer begrijpen")
    page.locator("#lijkt-op li").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")


def sign_in(page: Page, name: str) -> None:
    page.goto("/account/inloggen/")
    page.get_by_label("E-mail").fill(f"{name}@voorbeeld.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.locator("header [data-menu]").wait_for()


def search(page: Page, _address: str) -> None:
    """By meaning: what has none of these words as its name."""
    page.goto("/zoeken/?q=iets+dat+persoonsgegevens+onleesbaar+maakt")


def desk(page: Page, _address: str) -> None:
    sign_in(page, "manager")
    page.goto("/programmatafel/")


def playing_field(page: Page, address: str) -> None:
    sign_in(page, "lead")
    initiative(page, address)
    page.goto(f"{page.url.split('?')[0]}speelveld/?beeld=kwadrant")
    page.locator("main svg").first.wait_for()
    page.evaluate("document.querySelector('main svg').scrollIntoView({block: 'center'})")


def an_import(page: Page, _address: str) -> None:
    sign_in(page, "operator")
    page.goto("/uitwisselen/nieuw/")
    page.get_by_label("Ruimte", exact=True).select_option(label="Pilotstarter")
    file = {"name": "pilots-2026.csv", "mimeType": "text/csv", "buffer": CSV.encode()}
    page.get_by_label("Bestand").set_input_files(file)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/uitwisselen/[a-z0-9]{8}/$"))


PICTURES = {
    "front": front,
    "overview": overview,
    "map": on_the_map,
    "initiative": initiative,
    "submission": submission,
    "search": search,
    "desk": desk,
    "playing-field": playing_field,
    "import": an_import,
}


def take(browser: Browser, address: str, folder: Path, width: int, height: int | None) -> None:
    """One picture per page; `height` none means the whole page."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, go in PICTURES.items():
        size = {"width": width, "height": height or 800}
        context = browser.new_context(base_url=address, viewport=size, locale="nl-NL", reduced_motion="reduce")
        page = context.new_page()
        page.goto("/privacy/")  # fetches the fonts: a first visit shows what the device has, so that nothing jumps
        page.wait_for_load_state("networkidle")
        go(page, address)
        file = folder / f"{name}.png"
        page.screenshot(path=file, full_page=height is None, animations="disabled")
        context.close()
        if height and file.stat().st_size > LARGEST:
            sys.exit(f"{file} is {file.stat().st_size:,} bytes; at most {LARGEST:,} may go in the repository.")
        print(f"{file.name:20} {file.stat().st_size:>9,} bytes")


@contextmanager
def own_town() -> Iterator[str]:
    """A town with the whole demo network, gone afterwards."""
    os.environ["VLIEGWIEL_PURPOSE"] = "test"
    sys.path.insert(0, str(ROOT))
    from tests.journeys import town  # noqa: PLC0415  # needs the path above

    with tempfile.TemporaryDirectory() as folder:
        plan = town.planned("screenshots_plan", Path(folder) / "plan", demo=True)
        with town.founded("screenshots", Path(folder) / "town", plan) as made:
            yield made.url
        town.drop_database(plan.database)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the pictures of the README.")
    parser.add_argument("address", nargs="?", help="address of a running demo network; without it one is made")
    parser.add_argument("--narrow", type=Path, help="also put whole pages of 320 px wide in this folder")
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with own_town() if not given.address else _running(given.address) as address:
            take(browser, address, IMAGES, 1280, 800)
            if given.narrow:
                take(browser, address, given.narrow, 320, None)
        browser.close()


@contextmanager
def _running(address: str) -> Iterator[str]:
    yield address


if __name__ == "__main__":
    main()
