// The live preview: takes over a changed page in place, so that scroll, focus and what is folded open
// stay; shows findings, the switch of audiences, and what is broken. Never part of a published site.
(() => {
  "use strict";
  const host = document.createElement("goalpost-live");
  const shadow = host.attachShadow({ mode: "open" });
  // A sheet made by script is not held back by the page's own policy, as a style element would be.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
    @media print { :host { display: none; } }
    * { box-sizing: border-box; }
    .box { color: light-dark(#1d2126, #e8e6e1); background: light-dark(#fff, #22262b);
      border: 1px solid light-dark(#b9bec5, #4a5058); border-radius: 8px; box-shadow: 0 4px 18px #0003; }
    .badge { position: fixed; inset: auto 12px 12px auto; z-index: 2147483646; }
    .badge > button { font: inherit; padding: 6px 12px; min-height: 34px; cursor: pointer; }
    .panel { position: fixed; inset: auto 12px 56px auto; z-index: 2147483646; width: min(420px, calc(100vw - 24px));
      max-height: 70vh; overflow: auto; padding: 12px 14px; }
    .broken { position: fixed; inset: 12px 12px auto 12px; z-index: 2147483647; max-height: 60vh; overflow: auto;
      max-width: 900px; margin: 0 auto; padding: 14px 18px; border-top: 4px solid light-dark(#b3261e, #ff8a80); }
    h2 { font-size: 15px; margin: 0 0 6px; } p { margin: 4px 0; } ul { list-style: none; margin: 8px 0 0; padding: 0; }
    li { padding: 8px 0; border-top: 1px solid light-dark(#dde0e4, #3a3f46); }
    a { color: light-dark(#14508c, #9cc7f5); } code, pre { font: 12.5px/1.45 ui-monospace, monospace; }
    pre { overflow: auto; margin: 8px 0 0; } nav a { display: inline-block; padding: 4px 8px; margin-right: 4px; }
    nav a[aria-current] { font-weight: 600; text-decoration: none; border-bottom: 2px solid; }
    .error { color: light-dark(#b3261e, #ff8a80); } .warning { color: light-dark(#7a4b00, #f2c26b); }
    .quiet { opacity: .78; } .copy { font: inherit; font-size: 12px; cursor: pointer; }
    .close { float: right; font: inherit; cursor: pointer; }
    :focus-visible { outline: 2px solid light-dark(#14508c, #9cc7f5); outline-offset: 2px; }
  `);
  shadow.adoptedStyleSheets = [sheet];
  document.body.append(host);

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const remember = {
    get open() { return sessionStorage.getItem("goalpost-live") === "open"; },
    set open(value) { sessionStorage.setItem("goalpost-live", value ? "open" : ""); },
  };

  // --- the page itself -------------------------------------------------------------------------
  const trail = (element) => {
    const steps = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (at.id) { steps.unshift("#" + CSS.escape(at.id)); return steps.join(" > "); }
      steps.unshift(`:nth-child(${[...at.parentElement.children].indexOf(at) + 1})`);
    }
    return steps.length ? "body > " + steps.join(" > ") : null;
  };

  const takeOver = (text) => {
    const next = new DOMParser().parseFromString(text, "text/html");
    for (const script of next.querySelectorAll('script[src="/~live/live.js"]')) script.remove();
    const old = [...document.head.querySelectorAll("link[rel=stylesheet]")];
    const fresh = [...next.head.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));
    const stale = old.filter((link) => !fresh.includes(link.getAttribute("href")));
    for (const href of fresh.filter((href) => !old.some((link) => link.getAttribute("href") === href))) {
      // The old style goes when the new one is there, so that nothing flashes.
      const link = make("link", { rel: "stylesheet", href, onload: () => stale.forEach((old) => old.remove()) });
      document.head.append(link);
    }
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    const body = next.body.innerHTML.trim();
    if (body === takeOver.last) return;
    takeOver.last = body;
    const focus = document.activeElement && document.activeElement !== host ? trail(document.activeElement) : null;
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    const [x, y] = [scrollX, scrollY];
    document.body.replaceChildren(...next.body.childNodes, host);
    document.querySelectorAll("details").forEach((details, at) => { if (open[at] !== undefined) details.open = open[at]; });
    scrollTo({ left: x, top: y, behavior: "instant" });
    if (focus) { try { document.querySelector(focus)?.focus({ preventScroll: true }); } catch { /* it is gone */ } }
  };

  // --- what is known of it ---------------------------------------------------------------------
  let hidden = null;
  let state = null;
  let connected = true;

  const place = (finding) => make("a", { href: finding.open }, `${finding.path}:${finding.line}`);

  const silence = (finding) => make("button", {
    class: "copy", type: "button",
    title: "copies the line that silences this, for the goal's front matter",
    onclick: (event) => {
      const button = event.currentTarget;
      navigator.clipboard?.writeText(finding.silence).then(() => { button.textContent = "copied"; }, () => { button.textContent = finding.silence; });
      if (!navigator.clipboard) button.textContent = finding.silence;
    },
  }, "copy the line that silences it");

  const draw = () => {
    if (!state) return;
    const parts = [];
    const broken = state.broken ?? [];
    const trouble = state.trouble ?? null;
    const key = JSON.stringify([broken.map((finding) => [finding.path, finding.line, finding.message]), trouble]);
    if ((broken.length || trouble) && hidden !== key) {
      parts.push(make("section", { class: "box broken", role: "alert", "aria-label": "What is broken" },
        make("button", { class: "close", type: "button", onclick: () => { hidden = key; draw(); } }, "hide"),
        trouble ? make("div", {}, make("h2", {}, "This is the last good state"), make("pre", {}, trouble)) : null,
        ...broken.map((finding) => make("div", {},
          make("h2", {}, finding.message), make("p", {}, place(finding)),
          make("pre", {}, finding.frame)))));
    }
    const plan = state.plan;
    const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
    const counts = plan ? [[plan.errors, "error"], [plan.warnings, "warning"], [plan.notes, "note"]].filter(([number]) => number).map(([number, word]) => count(number, word)).join(", ") || "clean" : "";
    const current = state.views.find((view) => view.current);
    const label = `${connected ? "" : "not connected · "}${current.name}${counts ? " · " + counts : ""}`;
    if (remember.open) {
      const findings = state.findings ?? [];
      parts.push(make("section", { class: "box panel", "aria-label": "Live preview" },
        make("nav", { "aria-label": "See as" }, "see as: ", ...state.views.map((view) =>
          make("a", { href: view.href + location.hash, "aria-current": view.current ? "page" : null }, view.name))),
        state.findings ? make("ul", {}, ...findings.map((finding) => make("li", {},
          make("strong", { class: finding.severity }, `${finding.severity} ${finding.code} `), finding.message,
          finding.help ? make("p", { class: "quiet" }, finding.help) : null,
          make("p", {}, place(finding), " ",
            finding.page && !location.pathname.endsWith(finding.page) ? make("a", { href: "/~me/" + finding.page }, "its page") : null, " ",
            silence(finding))))) : null,
        state.findings && !findings.length ? make("p", { class: "quiet" }, "Nothing to say about this page.") : null,
        state.more ? make("p", { class: "quiet" }, `… and ${state.more} more: goalpost check --all`) : null));
    }
    parts.push(make("div", { class: "badge" }, make("button", {
      class: "box", type: "button", "aria-expanded": String(remember.open),
      onclick: () => { remember.open = !remember.open; draw(); shadow.querySelector(".badge button").focus(); },
    }, label)));
    const focused = shadow.activeElement?.matches(".badge button");
    shadow.replaceChildren(...parts);
    if (focused) shadow.querySelector(".badge button").focus();
  };
  shadow.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && remember.open) { remember.open = false; draw(); shadow.querySelector(".badge button").focus(); }
  });

  // --- news ------------------------------------------------------------------------------------
  let wanted = 0;
  const refresh = async () => {
    const mine = ++wanted;
    try {
      const [page, known] = await Promise.all([
        fetch(location.href, { cache: "no-store" }).then((answer) => answer.text()),
        fetch("/~live/state?path=" + encodeURIComponent(location.pathname), { cache: "no-store" }).then((answer) => answer.json()),
      ]);
      // A newer one is on its way.
      if (mine !== wanted) return;
      takeOver(page);
      state = known;
      host.dataset.version = known.version;
      draw();
    } catch { /* The socket says when the server is back. */ }
  };
  const connect = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/~live/ws`);
    socket.addEventListener("message", () => { connected = true; refresh(); });
    socket.addEventListener("close", () => { connected = false; draw(); setTimeout(connect, 700); });
  };
  connect();
})();
