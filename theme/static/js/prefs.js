// How the reader wants to read. Loaded before anything is drawn, so that what was chosen never flashes.
(function () {
  var page = document, root = page.documentElement, key = "reading", chosen = {};
  try { chosen = JSON.parse(localStorage.getItem(key)) || {}; } catch (refused) { /* private windows may refuse */ }

  function show(name) {
    if (chosen[name]) root.setAttribute("data-" + name, chosen[name]);
    else root.removeAttribute("data-" + name);
  }
  function tick() {
    ["size", "theme"].forEach(function (name) {
      page.querySelectorAll("input[name=" + name + "]").forEach(function (input) {
        input.checked = input.value === (chosen[name] || "");
      });
    });
    page.querySelectorAll("[data-act=big]").forEach(function (button) {
      button.setAttribute("aria-pressed", chosen.size ? "true" : "false");
    });
  }
  function choose(name, value) {
    chosen[name] = value;
    show(name);
    try { localStorage.setItem(key, JSON.stringify(chosen)); } catch (refused) { /* it holds for this page */ }
    tick();
  }

  root.setAttribute("data-js", "");
  show("size");
  show("theme");
  page.addEventListener("DOMContentLoaded", function () {
    var panel = page.querySelector(".prefs");
    if (!panel) return;
    tick();
    panel.addEventListener("change", function (event) { choose(event.target.name, event.target.value); });
    page.addEventListener("click", function (event) {
      if (event.target.closest("[data-act=big]")) choose("size", chosen.size ? "" : "l");
      else if (!panel.contains(event.target)) panel.open = false;
    });
    page.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.querySelector("summary").focus();
    });
  });
})();
