// What every page has: keys are left alone while somebody types, and htmx answers that failed are said.
"use strict";

/** Whether a key that was pressed belongs to what is being typed, or to the browser. */
function isTyping(event) {
  const at = event.target;
  return event.ctrlKey || event.metaKey || event.altKey || at.isContentEditable ||
    (at.matches && at.matches("input:not([type=checkbox]):not([type=radio]), textarea, select"));
}

/** Tell a screen reader, and whoever looks at the foot of the page. */
function tell(words) {
  document.getElementById("said").textContent = words;
}

document.addEventListener("htmx:responseError", (event) => {
  // An error page has a sentence for people: show that, whatever it was asked for.
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const words = page.querySelector(".error p");
  tell(words ? words.textContent : event.detail.xhr.statusText);
  if (event.detail.xhr.status === 403) window.location.reload();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !isTyping(event)) {
    event.preventDefault();
    (document.getElementById("find") || {focus() {}}).focus();
  }
});

// A menu closes when somebody goes elsewhere, and by Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
});
