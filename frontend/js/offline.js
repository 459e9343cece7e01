// Says when the connection is gone, and keeps one page for when a link is followed without it.
function tell() {
  const notice = document.querySelector("[data-offline]");
  if (notice) notice.hidden = navigator.onLine;
}
addEventListener("offline", tell);
addEventListener("online", tell);
if (!navigator.onLine) tell();

const worker = document.querySelector('meta[name="offline-worker"]')?.content;
if (worker && "serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
}
