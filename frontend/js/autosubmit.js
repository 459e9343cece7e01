// <form data-autosubmit hx-get="…">: sends itself when a choice changes or typing pauses. Only where htmx replaces a
// part of the page: without htmx the form keeps its button and nothing moves by itself.
const PAUSE = 400; // milliseconds
let timer;

function send(form) {
  clearTimeout(timer);
  if (window.htmx && form.matches("[data-autosubmit][hx-get]")) form.requestSubmit();
}

document.addEventListener("change", ({ target }) => {
  if (target.form && target.type !== "search" && target.type !== "text") send(target.form);
});
document.addEventListener("input", ({ target }) => {
  if (!target.form || (target.type !== "search" && target.type !== "text")) return;
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE, target.form);
});
