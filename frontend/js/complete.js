// <input type="search" data-complete="/address/">: suggestions under the box while one types, as an ARIA combobox.
// Arrow keys choose, Enter follows, Escape closes. Without this script the box is a plain form.
import { remembered } from "./recent.js";

const PAUSE = 150; // milliseconds
let boxes = 0;

function say(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

function enrich(input) {
  const list = document.createElement("div");
  list.id = `aanvullingen-${++boxes}`;
  list.className = "vw-complete";
  list.hidden = true;
  say(list, { role: "listbox", "aria-label": input.labels[0]?.textContent ?? "" });
  say(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
  input.after(list);
  let timer, asked = "", at = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function choose(next) {
    options().forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
    at = next;
    const chosen = options()[at];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id); else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }
  function show(open) {
    list.hidden = !open || !options().length;
    say(input, { "aria-expanded": String(!list.hidden) });
    options().forEach((option, index) => { option.id = `${list.id}-${index}`; });
    choose(-1);
  }
  async function ask() {
    const words = (asked = input.value.trim());
    if (words.length < 2) return words ? show(false) : (list.replaceChildren(...remembered()), show(document.activeElement === input));
    try {
      const answer = await fetch(`${input.dataset.complete}?${new URLSearchParams({ q: words })}`, { credentials: "same-origin" });
      if (!answer.ok || words !== asked) return; // a newer question is on its way
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      list.replaceChildren(...page.body.childNodes);
      show(document.activeElement === input);
    } catch { show(false); }
  }
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("blur", () => setTimeout(show, PAUSE, false));
  input.addEventListener("click", () => { if (!input.value) ask(); });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); return ask(); }
    if (list.hidden) return;
    if (event.key === "Escape") { event.preventDefault(); return show(false); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + count) % count); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); options()[at].click(); }
  });
}
document.querySelectorAll("input[data-complete]").forEach(enrich);
