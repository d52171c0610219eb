// Keeps the page current. Everything works without it, only not by itself.
"use strict";

const connection = document.getElementById("connection");
const log = document.querySelector("[data-log]");
const mostLines = 5000;

if (document.querySelector("[data-live]")) followChanges();
if (log) followLog();

function followChanges() {
  const changes = new EventSource("/changes");
  let pending = 0;
  changes.onopen = () => { if (connection) connection.hidden = false; };
  changes.onerror = () => { if (connection) connection.hidden = true; };
  // Resources change in bursts: one look after each burst is enough.
  changes.onmessage = () => { pending ||= setTimeout(() => { pending = 0; refresh(); }, 200); };
}

async function refresh() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (answer.redirected) { location.reload(); return; }
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh || fresh.innerHTML === part.innerHTML || part.matches(":has(:active)")) continue;
    const focused = part.contains(document.activeElement) ? pathTo(document.activeElement, part) : null;
    part.replaceChildren(...fresh.childNodes);
    if (focused) focused.reduce((element, place) => element?.children[place], part)?.focus({ preventScroll: true });
  }
}

function pathTo(element, top) {
  const path = [];
  for (; element !== top; element = element.parentElement) path.unshift([...element.parentElement.children].indexOf(element));
  return path;
}

function followLog() {
  const lines = new EventSource(log.dataset.log);
  lines.onopen = () => log.replaceChildren();
  lines.addEventListener("line", event => add(event.data, ""));
  lines.addEventListener("problem", event => add(event.data, "problem"));
}

function add(text, kind) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  const line = document.createElement("div");
  line.textContent = text;
  line.className = kind;
  log.append(line);
  if (log.childElementCount > mostLines) log.firstElementChild.remove();
  if (atEnd) log.scrollTop = log.scrollHeight;
}
