// What was searched for before, in this browser only: of a visitor until the tab closes, of someone signed in until they
// sign out. The server never hears of it. <… data-recent="words"> is kept; [data-recent-list] shows the list.
const KEY = "zoekwoorden";
const MOST = 8;
const owner = document.body.dataset.viewer ?? "";
const [store, other] = owner ? [localStorage, sessionStorage] : [sessionStorage, localStorage];

function kept() {
  try {
    const found = JSON.parse(store.getItem(KEY) ?? "{}");
    return found.owner === owner ? found.words : [];
  } catch { return []; }
}
function keep(words) {
  try { if (words.length) store.setItem(KEY, JSON.stringify({ owner, words })); else store.removeItem(KEY); } catch { /* not allowed to keep */ }
}
function link(words, className) {
  const found = document.createElement("a");
  found.href = `${document.querySelector("form[role=search]").action}?${new URLSearchParams({ q: words })}`;
  found.className = className;
  found.textContent = words;
  return found;
}

export function remembered() {
  return kept().map((words) => {
    const option = link(words, "vw-complete__option");
    option.setAttribute("role", "option");
    option.tabIndex = -1;
    return option;
  });
}

try { other.removeItem(KEY); } catch { /* nothing to forget */ } // whoever was here before is gone
const asked = document.querySelector("[data-recent]")?.dataset.recent;
if (asked) keep([asked, ...kept().filter((words) => words !== asked)].slice(0, MOST));

const list = document.querySelector("[data-recent-list]");
function show() {
  const items = kept().map((words) => { const item = document.createElement("li"); item.append(link(words, "nl-link")); return item; });
  list.querySelector("ul").replaceChildren(...items);
  list.hidden = !items.length;
}
if (list) {
  show();
  list.querySelector("[data-recent-erase]").addEventListener("click", () => { keep([]); show(); });
}
