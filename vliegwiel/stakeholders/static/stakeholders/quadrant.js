// Moving a party in the quadrant: by dragging it, or with the arrow keys and Enter. The form beside it saves.
const picture = document.querySelector("[data-quadrant]");
const told = document.querySelector("[data-told]");
const { side, cell, margin, words } = picture ? picture.dataset : {};

const within = (step) => Math.min(5, Math.max(1, step));
const middle = (step) => Number(margin) + cell * (step - 1) + cell / 2;
const form = (mark) => document.querySelector(`[data-place="${mark.dataset.mark}"]`);
const name = (mark) => mark.getAttribute("aria-label").split(": ")[0];

function at(mark) {
  const { influence, support } = form(mark);
  return [Number(support.value), Number(influence.value)];
}

function show(mark, x, y) {
  mark.setAttribute("transform", `translate(${x} ${y})`);
  picture.querySelector(`[data-wish="${mark.dataset.mark}"]`)?.remove();
}

function move(mark, support, influence) {
  const fields = form(mark);
  fields.support.value = within(support);
  fields.influence.value = within(influence);
  show(mark, middle(within(support)), side - middle(within(influence)));
  const sentence = words.replace("{i}", fields.influence.value).replace("{s}", fields.support.value);
  told.textContent = `${name(mark)}: ${sentence}`;
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const isMoved = (mark) => at(mark).join() !== [mark.dataset.support, mark.dataset.influence].join();

picture?.addEventListener("keydown", (event) => {
  const mark = event.target.closest("[data-mark]");
  if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = STEPS[event.key];
  const [support, influence] = at(mark);
  if (step) move(mark, support + step[0], influence + step[1]);
  else if (event.key === "Enter" && isMoved(mark)) form(mark).requestSubmit();
  else if (event.key === "Escape" && isMoved(mark)) move(mark, Number(mark.dataset.support), Number(mark.dataset.influence));
  else return;
  event.preventDefault();
});

for (const mark of picture?.querySelectorAll("[data-mark]") ?? []) {
  let dragged = false;
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  const step = (value) => within(Math.round((value - margin - cell / 2) / cell) + 1);
  mark.addEventListener("pointerdown", (event) => { dragged = false; mark.setPointerCapture(event.pointerId); });
  mark.addEventListener("pointermove", (event) => {
    if (!mark.hasPointerCapture(event.pointerId) || (!dragged && Math.hypot(event.movementX, event.movementY) < 2)) return;
    dragged = true;
    show(mark, point(event).x, point(event).y);
  });
  mark.addEventListener("pointerup", (event) => {
    if (dragged) { move(mark, step(point(event).x), step(side - point(event).y)); form(mark).requestSubmit(); }
  });
  mark.addEventListener("click", (event) => { if (dragged) event.preventDefault(); });
  mark.addEventListener("dragstart", (event) => event.preventDefault());
}
