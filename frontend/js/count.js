// <p data-count="id of the field" data-max="500" data-left="…" data-over="…">: what is left, as you type.
function show(line, field) {
  // As the server counts: a line break is two characters, a letter outside the basic plane is one.
  const length = [...field.value.replace(/\r?\n/g, "\r\n")].length;
  const left = Number(line.dataset.max) - length;
  line.textContent = `${left < 0 ? line.dataset.over : line.dataset.left} ${Math.abs(left)}`;
}

document.addEventListener("input", ({ target }) => {
  const line = target.id && document.querySelector(`[data-count="${CSS.escape(target.id)}"]`);
  if (line) show(line, target);
});
for (const line of document.querySelectorAll("[data-count]")) {
  const field = document.getElementById(line.dataset.count);
  if (field?.value) show(line, field);
}
