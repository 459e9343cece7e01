// <form data-autosave="/address/">: posts the fields as you type and says so in [data-autosave-state].
// The server answers 2xx when it has kept them. What could not be sent stays on the page and is tried again.
const PAUSE = 800; // milliseconds
const RETRY = 10000;
const waiting = new Map(); // form -> timer
const busy = new WeakSet();

function say(form, word) {
  const state = form.querySelector("[data-autosave-state]");
  if (state) state.textContent = state.dataset[word];
  form.dataset.autosaved = word;
}

function later(form, pause) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(save, pause, form));
}

async function save(form, leaving = false) {
  if (busy.has(form) && !leaving) return later(form, PAUSE);
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  busy.add(form);
  say(form, "saving");
  try {
    const options = { method: "POST", body: fields, credentials: "same-origin", keepalive: leaving };
    const answer = await fetch(form.dataset.autosave, { ...options, headers: { "X-Autosave": "1" }, redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    if (!waiting.has(form)) say(form, "saved");
  } catch {
    say(form, "failed");
    if (!waiting.has(form)) later(form, RETRY);
  } finally {
    busy.delete(form);
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form?.dataset.autosave) later(form, PAUSE);
});
document.addEventListener("submit", ({ target }) => {
  clearTimeout(waiting.get(target)); // the form itself is now on its way
  waiting.delete(target);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) for (const form of [...waiting.keys()]) save(form, true);
});
addEventListener("online", () => { for (const form of [...waiting.keys()]) save(form); });
