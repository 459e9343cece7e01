"""What every page must be: accessible by the rules that a machine can check, narrow enough, and named."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe().axe_script
CHECK = """async ([rules, known]) => {
  const seen = new Set(known), fresh = new Map(), hashes = new Map();
  const digest = text => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  const look = element => {
    if (!element) return '';
    if (!hashes.has(element)) {
      const s = getComputedStyle(element);
      hashes.set(element, digest([look(element.parentElement), element.tagName, element.getAttribute('class'),
        element.getAttribute('style'), element.matches(':disabled'), element.getAttribute('aria-disabled'), s.color,
        s.backgroundColor, s.backgroundImage, s.opacity, s.fontSize, s.fontWeight, s.textShadow, s.position, s.clipPath,
        s.filter, s.mixBlendMode].join('|')));
    }
    return hashes.get(element);
  };
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (!element.checkVisibility({visibilityProperty: true}) || !box.width || !box.height) continue;
    if (!seen.has(look(element))) fresh.set(element, look(element));
  }
  for (const element of fresh.keys()) element.setAttribute('data-fresh', '');
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-fresh]'}]});
  const {violations} = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  for (const element of fresh.keys()) element.removeAttribute('data-fresh');
  const wrong = violations.map(one => ({id: one.id, help: one.help, html: one.nodes[0].html,
    places: one.nodes.slice(0, 3).map(node => node.target[0])}));
  return [wrong, wrong.some(one => one.id === 'color-contrast') ? [] : [...new Set(fresh.values())]];
}"""
"""Only what is wrong comes back: the whole answer is a megabyte on a large page.

Contrast is half of the work. It follows from the colours, sizes and backgrounds of a text and of all that it stands in, so
text in the same place of the same component in the same colours is measured once in a test process. What was found too
pale is never taken for known.
"""
KNOWN: set[str] = set()
"""Digests of looks of which the contrast was measured and was enough."""
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
    rules, enough = page.evaluate(CHECK, [RULES, list(KNOWN)])
    KNOWN.update(enough)
    for rule in rules:
        wrong.append(f"{rule['id']} ({rule['help']}) at {rule['places']}: {rule['html'][:160]}")
    return wrong


def shifts(page: Page) -> list[dict]:
    """Everything that jumped while the page was loading."""
    return page.evaluate(SHIFTS)
