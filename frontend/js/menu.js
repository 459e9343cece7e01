// <details data-menu> closes with Escape and with a click beside it; focus goes back to its summary.
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(target)) menu.open = false;
});
document.addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest?.("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
// The summary of errors gets the focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();
