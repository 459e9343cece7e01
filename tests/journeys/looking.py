"""What every page must be: accessible by the rules that a machine can check, narrow enough, and named."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe().axe_script
CHECK = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations.map(
  one => ({id: one.id, help: one.help, html: one.nodes[0].html, places: one.nodes.slice(0, 3).map(node => node.target[0])})
)"""
"""Only what is wrong comes back: the whole answer is a megabyte on a large page."""
FACTS = """() => ({
  title: document.title,
  lang: document.documentElement.lang,
  h1: document.querySelectorAll('h1').length,
  width: document.documentElement.scrollWidth,
  room: document.documentElement.clientWidth,
  widest: [...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.vw-hidden'))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120)),
})"""
SHIFTS = """() => new Promise(done => {
  const found = [];
  new PerformanceObserver(list => found.push(...list.getEntries())).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(found.map(one => ({
    value: one.value, what: one.sources.map(source => source.node?.outerHTML?.slice(0, 120) ?? 'gone'),
  })))));
})"""


def what_is_wrong(page: Page, language: str) -> list[str]:
    """Everything that keeps someone from using the page as it stands now, in sentences. Empty when all is well."""
    facts = page.evaluate(FACTS)
    wrong = []
    if not facts["title"].strip():
        wrong.append("it has no title")
    if facts["lang"] != language:
        wrong.append(f"it says that its language is {facts['lang']!r}")
    if facts["h1"] != 1:
        wrong.append(f"it has {facts['h1']} h1")
    if facts["width"] > facts["room"]:
        wrong.append(f"it is {facts['width']} px wide on a screen of {facts['room']}: {facts['widest']}")
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    for rule in page.evaluate(CHECK, RULES):
        wrong.append(f"{rule['id']} ({rule['help']}) at {rule['places']}: {rule['html'][:160]}")
    return wrong


def shifts(page: Page) -> list[dict]:
    """Everything that jumped while the page was loading."""
    return page.evaluate(SHIFTS)
