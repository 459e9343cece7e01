// <textarea data-mention="/address/">: @ and two letters of a name give a list of people under the box. Arrow down goes
// to it, Enter takes one, Escape closes. Without this script the server asks afterwards who is meant.
(() => {
  const PAUSE = 200; // milliseconds
  const TYPED = /(?:^|[\s(])@([^\s@][^@\n]{1,40})$/u;
  let timer;

  function listOf(box, make) {
    let list = box.parentElement.querySelector(".talk-people");
    if (!list && make) {
      list = document.createElement("div");
      list.className = "talk-people";
      list.setAttribute("role", "group");
      list.setAttribute("aria-label", box.dataset.mentionLabel ?? "");
      box.after(list);
    }
    return list;
  }
  const close = (box) => listOf(box)?.remove();
  const typedIn = (box) => TYPED.exec(box.value.slice(0, box.selectionStart));

  async function ask(box) {
    const typed = typedIn(box);
    if (!typed) return close(box);
    const answer = await fetch(`${box.dataset.mention}?${new URLSearchParams({ q: typed[1] })}`, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || typedIn(box)?.[1] !== typed[1]) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (found.children.length) listOf(box, true).replaceChildren(...found.children); else close(box);
  }
  function take(box, { code, name }) {
    const end = box.selectionStart, start = end - typedIn(box)[1].length;
    box.setRangeText(`${name} `, start, end, "end");
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: "vermeld", value: code });
    box.form.append(chosen);
    close(box);
    box.focus();
  }
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea[data-mention]")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE, target);
  });
  document.addEventListener("click", ({ target }) => {
    const person = target.closest(".talk-person"), box = person?.closest(".talk-people").previousElementSibling;
    if (person && typedIn(box)) take(box, person.dataset);
  });
  document.addEventListener("keydown", (event) => {
    const box = event.target.matches("textarea[data-mention]") ? event.target : event.target.closest(".talk-people")?.previousElementSibling;
    const list = box && listOf(box);
    if (!list) return;
    const people = [...list.children], at = people.indexOf(event.target);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === "Escape") { close(box); box.focus(); }
    else if (next !== undefined && (at >= 0 || event.key === "ArrowDown")) (people[next] ?? (next < 0 ? box : people.at(-1))).focus();
    else return;
    event.preventDefault();
  });
})();
