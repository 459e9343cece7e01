// Moving a party to another lane: by dragging its card, or with the arrow keys and Enter. The form in the card saves.
const lanes = document.querySelector("[data-lanes]");
const heard = document.querySelector("[data-told]");
const all = [...(lanes?.querySelectorAll("[data-lane]") ?? [])];
let dragged = null;

const cardOf = (thing) => thing.closest("[data-party]");
const laneOf = (thing) => thing.closest("[data-lane]");
const choice = (card) => card.querySelector("select");
const isElsewhere = (card) => choice(card).value !== card.dataset.party;

function put(card, lane) {
  const link = card.querySelector("a");
  const hadFocus = document.activeElement === link;
  choice(card).value = lane.dataset.lane;
  lane.querySelector("[data-nobody]")?.remove();
  lane.querySelector("[data-cards]").prepend(card);
  if (hadFocus) link.focus(); // a card that moves loses it
  heard.textContent = `${link.textContent.trim()}: ${lane.querySelector("[data-level]").textContent}. ${isElsewhere(card) ? lanes.dataset.words : ""}`;
}

const home = (card) => all.find((lane) => lane.dataset.lane === card.dataset.party);

lanes?.addEventListener("keydown", (event) => {
  const card = cardOf(event.target);
  if (!card || !event.target.matches("a") || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const next = all[all.indexOf(laneOf(card)) + step];
  if (step && next) put(card, next);
  else if (event.key === "Enter" && isElsewhere(card)) card.querySelector("form").requestSubmit();
  else if (event.key === "Escape" && isElsewhere(card)) put(card, home(card));
  else return;
  event.preventDefault();
});

for (const card of lanes?.querySelectorAll("[data-party]") ?? []) card.draggable = true;

lanes?.addEventListener("dragstart", (event) => {
  dragged = cardOf(event.target);
  if (!dragged) return;
  event.dataTransfer.setData("text/plain", dragged.querySelector("a").textContent.trim());
  event.dataTransfer.setDragImage(dragged, 20, 20);
  event.dataTransfer.effectAllowed = "move";
});
lanes?.addEventListener("dragover", (event) => {
  for (const lane of all) lane.classList.toggle("stakeholders-lane--here", dragged !== null && lane === laneOf(event.target));
  if (dragged && laneOf(event.target)) event.preventDefault();
});
lanes?.addEventListener("drop", (event) => {
  const lane = laneOf(event.target);
  if (!dragged || !lane || lane === laneOf(dragged)) return;
  event.preventDefault();
  put(dragged, lane);
  dragged.querySelector("form").requestSubmit();
});
lanes?.addEventListener("dragend", () => { dragged = null; for (const lane of all) lane.classList.remove("stakeholders-lane--here"); });
