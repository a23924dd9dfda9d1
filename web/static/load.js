// Files are dropped or chosen, listed, and sent with a bar. Without scripts the form does the same by itself.
"use strict";

const upload = document.querySelector("form.upload");

function weight(bytes) {
  const step = bytes < 1e6 ? ["kB", 1e3, 0] : bytes < 1e9 ? ["MB", 1e6, 1] : ["GB", 1e9, 2];
  return `${new Intl.NumberFormat(document.documentElement.lang, {maximumFractionDigits: step[2]}).format(bytes / step[1])} ${step[0]}`;
}
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function begin() {
  const files = upload.querySelector("#files"), drop = upload.querySelector("#drop"), picked = upload.querySelector(".picked");
  const sending = upload.querySelector(".sending"), wrong = upload.querySelector(":scope > .wrong"), go = upload.querySelector(".go button");
  const said = upload.dataset, shown = 200;
  let request = null;
  upload.classList.add("scripts");
  upload.querySelector(".scripted").hidden = false;

  function complain(words) {
    wrong.textContent = words;
    wrong.hidden = !words;
  }

  function list() {
    const chosen = [...files.files];
    picked.hidden = !chosen.length;
    complain("");
    upload.querySelector("#chosen").textContent = filled(chosen.length === 1 ? said.chosenOne : said.chosen, {count: chosen.length, size: weight(chosen.reduce((sum, file) => sum + file.size, 0))});
    picked.querySelector("ul").replaceChildren(...chosen.slice(0, shown).map((file, index) => {
      const row = document.createElement("li"), name = document.createElement("span"), size = document.createElement("span");
      name.textContent = file.name;
      size.textContent = weight(file.size);
      size.className = "quiet";
      row.append(name, size);
      const why = file.size > Number(said.limit) ? said.big : index >= Number(said.files) ? said.many : "";
      if (why) {
        const words = document.createElement("span");
        words.className = "wrong";
        words.textContent = why;
        row.append(words);
      }
      return row;
    }));
    if (chosen.length > shown) {
      const rest = document.createElement("li");
      rest.textContent = filled(said.more, {count: chosen.length - shown});
      picked.querySelector("ul").append(rest);
    }
  }

  function add(found) {
    const bag = new DataTransfer(), known = new Set();
    for (const file of [...files.files, ...found]) {
      const key = `${file.name}|${file.size}|${file.lastModified}`;
      if (!known.has(key)) bag.items.add(file);
      known.add(key);
    }
    files.files = bag.files;
    list();
  }

  /** The files of what was dropped; of a folder its PDFs, at any depth. */
  async function inside(entry, top = true) {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      return top || /\.pdf$/i.test(file.name) ? [file] : [];
    }
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return found;
      for (const one of some) found.push(...await inside(one, false));
    }
  }

  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    upload.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragenter" || name === "dragover");
    });
  }
  upload.addEventListener("drop", async (event) => {
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const plain = [...event.dataTransfer.files];
    add(entries.length ? (await Promise.all(entries.map((entry) => inside(entry)))).flat() : plain);
    go.focus();
  });
  // A file that misses the place by a hand would replace the page.
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  files.addEventListener("change", list);
  upload.querySelector("[data-clear]").addEventListener("click", () => { files.value = ""; list(); files.focus(); });
  upload.querySelector("[data-abort]").addEventListener("click", () => { if (request) request.abort(); });
  window.addEventListener("beforeunload", (event) => { if (request) event.preventDefault(); });

  function rest(words) {
    request = null;
    sending.hidden = true;
    go.disabled = false;
    complain(words);
  }

  function answered() {
    const to = new URL(request.responseURL || window.location);
    const taken = /^\/load\/\d+$/.test(to.pathname), page = new DOMParser().parseFromString(request.responseText, "text/html");
    rest("");
    if (taken || to.pathname === "/login") { window.location.assign(to); return; }
    const reasons = page.querySelectorAll(".refused li, .error p:not(:has(a))");
    complain([...reasons].map((reason) => reason.textContent).join("\n") || said.broken);
  }

  upload.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!files.files.length) { complain(said.none); return; }
    complain("");
    go.disabled = true;
    sending.hidden = false;
    request = new XMLHttpRequest();
    request.open("POST", upload.action);
    request.setRequestHeader("X-CSRF", upload.querySelector("[name=csrf]").value);
    const words = upload.querySelector("#sending"), bar = upload.querySelector("#sent");
    words.textContent = said.sending;
    request.upload.addEventListener("progress", (step) => {
      bar.max = step.total;
      bar.value = step.loaded;
      words.textContent = `${said.sending} ${weight(step.loaded)} / ${weight(step.total)}`;
    });
    request.upload.addEventListener("load", () => { words.textContent = said.sent; });
    request.addEventListener("load", answered);
    request.addEventListener("error", () => rest(said.broken));
    request.addEventListener("abort", () => rest(""));
    request.send(new FormData(upload));
  });
  if (files.files.length) list();
}

if (upload) begin();
const refused = document.querySelector(".refused");
if (refused) refused.focus();
