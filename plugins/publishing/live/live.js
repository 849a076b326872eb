// Put into every page by `invoke serve`, never into the files of the site: reloads the page when the site was built
// anew, and shows what is wrong above it.
(() => {
  "use strict";

  const script = document.currentScript;
  const mine = new URL(script.src).searchParams.get("site");
  const { style, lang, close, gone } = script.dataset; // in the language of the terminal
  const DISMISSED = "serve-dismissed";
  let source = null;
  let waiting = 0;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const host = element("div");
  const inside = host.attachShadow({ mode: "open" });
  inside.append(element("link", { rel: "stylesheet", href: style }));

  // The box takes the place of the last one; role=alert is read out when it arrives.
  const show = (box) => {
    inside.querySelector("section")?.remove();
    if (box) inside.append(box);
  };

  const item = ({ place, code, message, advice, severity }) =>
    element(
      "li",
      { className: severity },
      element("code", { textContent: place }),
      " ",
      message,
      " ",
      ...(advice ? [element("span", { className: "advice", textContent: advice }), " "] : []),
      element("small", { textContent: code }),
    );

  const box = (state, key) => {
    const button = element("button", { type: "button", textContent: close });
    button.addEventListener("click", () => {
      sessionStorage.setItem(DISMISSED, key);
      show(null);
    });
    const made = element(
      "section",
      { className: state.severity },
      element("header", {}, element("h2", { textContent: state.title }), button),
      element("ul", {}, ...state.problems.map(item)),
    );
    made.setAttribute("role", state.severity === "error" ? "alert" : "status");
    made.setAttribute("aria-label", state.title);
    made.lang = lang;
    return made;
  };

  const patient = () => {
    clearTimeout(waiting);
    waiting = 0;
  };

  const told = (state) => {
    if (state.site !== mine) {
      location.reload();
      return;
    }
    patient();
    const key = JSON.stringify(state.problems);
    const seen = sessionStorage.getItem(DISMISSED) === key;
    if (!state.problems.length) sessionStorage.removeItem(DISMISSED);
    show(state.problems.length && !seen ? box(state, key) : null);
  };

  // The browser connects again by itself; only if that takes long is there something to say.
  const lost = () => {
    waiting ||= setTimeout(() => {
      show(box({ severity: "gone", title: gone, problems: [] }, "gone"));
    }, 3000);
  };

  const connect = () => {
    if (source || document.hidden) return;
    source = new EventSource("/_serve/events");
    source.addEventListener("state", (event) => told(JSON.parse(event.data)));
    source.addEventListener("error", lost);
  };

  // A browser has six connections to a server: a tab that nobody sees must not hold one.
  const disconnect = () => {
    patient();
    source?.close();
    source = null;
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  document.addEventListener("DOMContentLoaded", () => {
    document.body.prepend(host); // with its style, which nobody could fetch once the server has gone
    connect();
  });
})();
