// The page and its rows: one lights the other up; keys move, zoom and judge. Without scripts all of it is links and forms.
"use strict";

const paper = document.querySelector(".paper");
const items = document.getElementById("items");
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const all = () => [...document.querySelectorAll("#items .item:not(.off)")];
const chosenItem = () => document.querySelector("#items .item.chosen");
const boxOf = (key) => document.querySelector(`.box[data-row="${CSS.escape(key)}"]`);

function into(view, element) {
  if (!element) return;
  const outer = view.getBoundingClientRect(), inner = element.getBoundingClientRect();
  view.scrollBy({
    top: inner.top - outer.top - (outer.height - inner.height) / 2,
    left: inner.left < outer.left || inner.right > outer.right ? inner.left - outer.left - (outer.width - inner.width) / 2 : 0,
    behavior: still ? "auto" : "smooth",
  });
}

/** Choose a row: light up its box, bring both into view, and keep it in the address. */
function choose(item, focus = true) {
  for (const other of document.querySelectorAll(".item.chosen, .box.chosen")) {
    other.classList.remove("chosen");
    other.removeAttribute("aria-current");
  }
  if (!item) return;
  const key = item.dataset.row, box = boxOf(key);
  item.classList.add("chosen");
  item.setAttribute("aria-current", "true");
  if (box) { box.classList.add("chosen"); into(paper, box); }
  if (focus) item.focus({preventScroll: true});
  const list = document.querySelector(".found");
  if (list.scrollHeight > list.clientHeight) into(list, item);
  else if (focus) item.scrollIntoView({block: "nearest", behavior: still ? "auto" : "smooth"});
  const address = new URL(window.location);
  address.searchParams.set("row", key);
  window.history.replaceState(null, "", address);
}

function move(step) {
  const rows = all(), at = rows.indexOf(chosenItem());
  if (rows.length) choose(rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))]);
}

// Zoom: the width of the picture in hundredths of the room it has.
let zoom = 100;
function setZoom(to) {
  zoom = Math.min(400, Math.max(50, to));
  const page = paper.querySelector("svg.page"), picture = page.querySelector("image");
  page.style.width = `${zoom}%`;
  if (picture && zoom > 150 && picture.getAttribute("href") !== picture.dataset.fine) picture.setAttribute("href", picture.dataset.fine);
  document.getElementById("zoom").value = `${zoom} %`;
  if (chosenItem()) into(paper, boxOf(chosenItem().dataset.row));
}

if (paper && document.querySelector(".viewer")) {
  document.addEventListener("click", (event) => {
    const box = event.target.closest(".box[data-row]");
    if (box) {
      event.preventDefault();
      choose(document.getElementById(box.dataset.row));
      return;
    }
    const item = event.target.closest("#items .item");
    if (item && !event.target.closest("button, a, summary, form, input, select")) choose(item);
    const button = event.target.closest("[data-zoom]");
    if (button) setZoom({in: zoom + 25, out: zoom - 25, fit: 100}[button.dataset.zoom]);
    if (event.target.closest("[data-help]")) document.getElementById("help").showModal();
  });
  for (const [over, on] of [["mouseover", true], ["mouseout", false]]) {
    document.addEventListener(over, (event) => {
      const at = event.target.closest("[data-row]");
      if (!at) return;
      for (const element of document.querySelectorAll(`[data-row="${CSS.escape(at.dataset.row)}"]`)) element.classList.toggle("lit", on);
    });
  }
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("#items .item");
    if (item && item === event.target && item !== chosenItem()) choose(item, false);
  });
  for (const kind of document.querySelectorAll("[data-kind]")) {
    kind.addEventListener("change", () => {
      for (const element of document.querySelectorAll(`.box.${kind.dataset.kind}, .item.${kind.dataset.kind}`)) element.classList.toggle("off", !kind.checked);
    });
  }
  const first = chosenItem() || document.getElementById(window.location.hash.slice(1));
  if (first && first.classList.contains("item")) choose(first, false);
}

/** Press the button with this key, of the chosen row or of the question; says whether there was one. */
function press(key) {
  const within = chosenItem() || document.querySelector(".question") || document;
  const button = within.querySelector(`[data-key="${key}"]`) || document.querySelector(`[data-undo] [data-key="${key}"]`);
  if (!button) return false;
  button.click();
  if (key === "e") {
    const form = button.closest("details");
    const first = form && form.open && form.querySelector(".fields input:not([type=hidden]), .fields select");
    if (first) { first.focus(); if (first.select) first.select(); }  // what is typed now takes the place of what stands there
  }
  return true;
}

// Who is quick presses the next key before the answer is there: it waits for its row, and never meets the one before.
let busy = false;
const waiting = [];
document.addEventListener("htmx:beforeRequest", () => { busy = true; });
document.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) { busy = false; waiting.length = 0; } });
// After a verdict by key or button the next row that has none is chosen. Only then is what htmx swapped in at rest.
document.addEventListener("htmx:beforeRequest", (event) => {
  const item = event.target.closest("#items .item");
  if (item) items.dataset.moving = item.dataset.row;
});
document.addEventListener("htmx:afterSettle", () => {
  const key = items && items.dataset.moving;
  const item = key && document.getElementById(key);
  if (!item) return;
  delete items.dataset.moving;
  if (item.querySelector(".wrong") || !item.querySelector(".verdict")) { choose(item); return; }
  const rows = all(), at = rows.indexOf(item);
  const open = (row) => !row.querySelector(".what .verdict");
  const next = rows.slice(at + 1).find(open) || rows.slice(0, at).find(open) || item;
  tell(item.querySelector(".verdict").textContent + ": " + item.querySelector("b").textContent);
  choose(next);
});

function pressed(key) {
  const viewer = document.querySelector(".viewer");
  const go = (id) => { const link = document.getElementById(id); if (link) link.click(); return Boolean(link); };
  const keys = {a: () => press("a"), x: () => press("x"), e: () => press("e"), s: () => press("s"), u: () => press("u")};
  if (viewer) {
    Object.assign(keys, {
      j: () => { move(1); return true; }, k: () => { move(-1); return true; }, n: () => go("next"), p: () => go("previous"),
      "+": () => { setZoom(zoom + 25); return true; }, "=": () => { setZoom(zoom + 25); return true; },
      "-": () => { setZoom(zoom - 25); return true; }, "0": () => { setZoom(100); return true; },
      "?": () => { document.getElementById("help").showModal(); return true; },
    });
  }
  if (!(key in keys)) return false;
  if (busy) { waiting.push(key); return true; }
  return keys[key]();
}

document.addEventListener("htmx:afterSettle", () => {
  const refused = document.querySelector("[aria-invalid=true]");
  if (refused) { refused.focus(); refused.select(); }
  busy = false;
  while (waiting.length && !busy) pressed(waiting.shift());
});

document.addEventListener("keydown", (event) => {
  if (isTyping(event) || document.querySelector("dialog[open]")) return;
  if (pressed(event.key.length === 1 ? event.key.toLowerCase() : event.key)) event.preventDefault();
});
