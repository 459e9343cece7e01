// The web of relations: what is tied to the node one points at or stands on, and a closer look. All of it is extra.
(() => {
  const all = (svg, what) => [...svg.querySelectorAll(what)];
  const known = new WeakMap();
  function facts(svg) { // by place in the drawing: the link that stands there, and the places it is tied to
    if (known.has(svg)) return known.get(svg);
    const at = new Map(), near = new Map(), place = new Map();
    for (const link of all(svg, ".web-nodes a")) {
      const box = link.lastElementChild.getBBox();
      const spot = `${Math.round(box.x + box.width / 2)},${Math.round(box.y + box.height / 2)}`;
      at.set(spot, link); place.set(link, spot); near.set(spot, []);
    }
    for (const path of all(svg, ".web-line")) {
      for (const [, one, other] of path.getAttribute("d").matchAll(/M([-\d,]+)L([-\d,]+)/g)) {
        near.get(one)?.push(other); near.get(other)?.push(one);
      }
    }
    known.set(svg, { at, near, place });
    return known.get(svg);
  }
  const name = link => link.querySelector("title").textContent;
  function label([x, y], text) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "text");
    const words = text.length > 32 ? `${text.slice(0, 31)}…` : text, half = words.length * 3.6;
    made.setAttribute("x", Math.min(Math.max(x, half), 1000 - half)); made.setAttribute("y", Math.max(16, y - 14));
    made.textContent = words;
    return made;
  }
  function look(svg, link) {
    const { at, near, place } = facts(svg), here = link && place.get(link), round = here ? near.get(here) : [];
    all(svg, ".is-near").forEach(one => one.classList.remove("is-near"));
    svg.classList.toggle("is-looking", !!here);
    [here, ...round].forEach(spot => at.get(spot)?.classList.add("is-near"));
    svg.querySelector(".web-near-ties").setAttribute("d", round.map(spot => `M${here}L${spot}`).join(""));
    const named = here ? [here, ...(round.length > 16 ? [] : round)] : [];
    svg.querySelector(".web-near-labels").replaceChildren(...named.map(spot => label(spot.split(",").map(Number), name(at.get(spot)).replace(/ \([^(]*\)$/, ""))));
    svg.closest("[data-web]").querySelector("[data-web-now]").textContent = here ? name(link) : "";
  }
  const view = svg => svg.getAttribute("viewBox").split(" ").map(Number);
  function show(svg, x, y, width) {
    const wide = Math.min(1000, Math.max(120, width)), high = wide * 0.7;
    svg.setAttribute("viewBox", [Math.min(Math.max(0, x), 1000 - wide), Math.min(Math.max(0, y), 700 - high), wide, high].join(" "));
  }
  const zoom = (svg, by, [x, y, w, h] = view(svg)) => by ? show(svg, x + (w - w * by) / 2, y + (h - h * by) / 2, w * by) : show(svg, 0, 0, 1000);
  const drawing = target => target.closest?.("[data-web]")?.querySelector(".web-drawing");
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, ({ target }) => {
    const svg = target.closest?.(".web-drawing");
    document.querySelectorAll(".web-drawing").forEach(one => (svg === one || one.matches(".is-looking")) && look(one, svg && target.closest("a")));
  });
  document.addEventListener("click", ({ target }) => target.dataset?.webZoom && zoom(drawing(target), Number(target.dataset.webZoom)));
  let held; // the place where someone took hold of the drawing
  document.addEventListener("pointerdown", e => { const svg = e.target.closest?.(".web-drawing"); held = svg && e.pointerType === "mouse" && !e.target.closest("a") && { svg, x: e.clientX, y: e.clientY, from: view(svg) }; });
  document.addEventListener("pointermove", e => { if (held) { const by = held.from[2] / held.svg.clientWidth; show(held.svg, held.from[0] - (e.clientX - held.x) * by, held.from[1] - (e.clientY - held.y) * by, held.from[2]); } });
  document.addEventListener("pointerup", () => { held = null; });
  const ready = () => {
    document.querySelectorAll("[data-web-buttons]").forEach(one => { one.hidden = false; });
    document.querySelectorAll(".web-frame").forEach(one => { one.scrollLeft = (one.scrollWidth - one.clientWidth) / 2; });
  };
  document.addEventListener("htmx:afterSettle", ready); ready();
})();
