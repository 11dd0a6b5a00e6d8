// The preview's own script: changes the words of the page, swaps its styles or loads it anew after
// a build, and tells of faults, drafts and warnings. It runs under the site's security policy, which the preview widens
// by this file and its own addresses only; so its style is a constructed sheet in a shadow root.
// All texts of content are set as text, never as HTML.
(() => {
  "use strict";
  const own = document.currentScript;
  const shown = { rest: own.dataset.rest, style: own.dataset.style };
  const SCROLLED = "plenum-preview-scroll";
  const CLOSED = "plenum-preview-closed";
  const RETRY = 1000;

  // -- what is remembered over a reload -----------------------------------------------------

  const remember = (key, value) => {
    try {
      sessionStorage.setItem(key, value);
    } catch {
      // A browser that keeps nothing shows the top of the page.
    }
  };
  const recall = (key) => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const restoreScroll = () => {
    const kept = JSON.parse(recall(SCROLLED) || "null");
    remember(SCROLLED, "null");
    if (!kept || kept.path !== location.pathname) return;
    const details = document.querySelectorAll("details");
    kept.open.forEach((open, number) => {
      if (details[number]) details[number].open = open;
    });
    const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    scroll();
    // Pictures that come later may have made the page longer.
    addEventListener("load", scroll, { once: true });
  };

  const reload = () => {
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    const place = { path: location.pathname, x: scrollX, y: scrollY, open };
    remember(SCROLLED, JSON.stringify(place));
    location.reload();
  };

  // -- styles -------------------------------------------------------------------------------

  let sheets = [];

  const sheetOf = (css, media = "") => {
    const sheet = new CSSStyleSheet({ media });
    sheet.replaceSync(css);
    return sheet;
  };

  const sheetsOf = (page) =>
    [...page.querySelectorAll("style")].map((style) => sheetOf(style.textContent, style.media));

  const sheetsBuilt = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    return sheetsOf(new DOMParser().parseFromString(await answer.text(), "text/html"));
  };

  // A policy that names styles by their hashes refuses the new text of a <style> element, but
  // no constructed sheet: these stand in for the page's own, which are switched off. A style that
  // changes stands in all pages; what they will have comes here before they are built.
  const swapStyles = async (css) => {
    const next = css === null ? await sheetsBuilt() : [sheetOf(css)];
    for (const style of document.querySelectorAll("style")) style.disabled = true;
    const others = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
    document.adoptedStyleSheets = [...others, ...next];
    sheets = next;
  };

  // -- words --------------------------------------------------------------------------------

  // What changes can be put into the page that is shown where scripts have left the old as it was
  // served, and where what comes and goes does nothing but stand there. For all else the page is
  // loaded anew.
  const PLAIN = new Set(
    ("A ABBR B BLOCKQUOTE BR CITE CODE DD DEL DL DT EM HR I INS KBD LI MARK OL P PRE Q S SAMP " +
      "SMALL SPAN STRONG SUB SUP TIME U UL VAR").split(" "),
  );
  const PLAIN_ATTRIBUTES = new Set(
    "class cite datetime dir href hreflang lang rel start title value".split(" "),
  );
  const CHANGEABLE = new Set(["content", "datetime", "href", "title"]);
  const BOUND = new Set(["BASE", "LINK"]);
  const CLOSED_UP = new Set(["NOSCRIPT", "TEMPLATE"]);
  // Where a page needs more than this.
  class AnewError extends Error {}
  const insist = (condition) => {
    if (!condition) throw new AnewError();
  };

  const pair = (copy, live, pairs) => {
    pairs.set(copy, live);
    copy.childNodes.forEach((child, number) => pair(child, live.childNodes[number], pairs));
  };

  // This runs before any other script that waits for the page, so it sees the page as it was sent.
  let served = document.documentElement.cloneNode(true);
  let liveOf = new Map();
  pair(served, document.documentElement, liveOf);
  const withoutThis = (page) => {
    page.querySelector(`script[src="${own.getAttribute("src")}"]`)?.remove();
    return page;
  };
  withoutThis(served);

  const isPlain = (node) =>
    node.nodeType === Node.TEXT_NODE ||
    (PLAIN.has(node.nodeName) &&
      [...node.attributes].every(({ name }) => PLAIN_ATTRIBUTES.has(name)) &&
      [...node.childNodes].every(isPlain));

  const planAttributes = (old, next, live, plan) => {
    const names = new Set([...old.getAttributeNames(), ...next.getAttributeNames()]);
    for (const name of names) {
      const value = next.getAttribute(name);
      if (value === old.getAttribute(name)) continue;
      const bound = BOUND.has(old.nodeName) || old.hasAttribute("http-equiv");
      insist(CHANGEABLE.has(name) && !bound && value !== null);
      insist(live.isConnected && live.getAttribute(name) === old.getAttribute(name));
      plan.steps.push(() => live.setAttribute(name, value));
    }
  };

  const planChildren = (old, next, live, plan) => {
    const before = [...old.childNodes];
    const after = [...next.childNodes];
    const alike = (one, number) => one.nodeName === after[number].nodeName;
    if (before.length === after.length && before.every(alike)) {
      before.forEach((child, number) => planNode(child, after[number], plan));
      return;
    }
    const least = Math.min(before.length, after.length);
    let start = 0;
    while (start < least && before[start].isEqualNode(after[start])) start += 1;
    let end = 0;
    while (end < least - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
    // One that has changed may stand beside one that is new.
    while (start < least - end && alike(before[start], start)) start += 1;
    for (let each = 0; each < start; each += 1) planNode(before[each], after[each], plan);
    for (let each = -end; each < 0; each += 1) planNode(before.at(each), after.at(each), plan);
    const gone = before.slice(start, before.length - end);
    const come = after.slice(start, after.length - end);
    const untouched = (node) => {
      const found = liveOf.get(node);
      return found.parentNode === live && found.isEqualNode(node);
    };
    insist(live.isConnected && [...gone, ...come].every(isPlain) && gone.every(untouched));
    const follower = end ? liveOf.get(before.at(-end)) : null;
    insist(!follower || follower.parentNode === live);
    const last = end ? null : liveOf.get(before.at(-1));
    insist(!last || last.parentNode === live);
    plan.steps.push(() => {
      const made = come.map((node) => document.importNode(node, true));
      come.forEach((node, number) => pair(node, made[number], plan.pairs));
      // Behind the last one may stand what a script has added.
      const place = follower || (last ? last.nextSibling : live.firstChild);
      for (const node of made) live.insertBefore(node, place);
      for (const node of gone) liveOf.get(node).remove();
    });
  };

  const planNode = (old, next, plan) => {
    const live = liveOf.get(old);
    plan.pairs.set(next, live);
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data === next.data) return;
      insist(live.isConnected && live.data === old.data);
      plan.steps.push(() => {
        live.data = next.data;
      });
      return;
    }
    // Styles are swapped by themselves.
    if (old.nodeName === "STYLE") return;
    planAttributes(old, next, live, plan);
    // What a script does is done; data that stands in one is read by nobody here. Without scripts,
    // as a page is parsed here, <noscript> has elements where the page that is shown has text.
    const isProgram = old.nodeName === "SCRIPT" && old.type !== "application/ld+json";
    if (isProgram || CLOSED_UP.has(old.nodeName)) {
      insist(old.innerHTML === next.innerHTML);
      return;
    }
    planChildren(old, next, live, plan);
  };

  // Whether the page that is shown could be made the one that was built.
  const changeWords = (html) => {
    const page = withoutThis(new DOMParser().parseFromString(html, "text/html"));
    const next = page.documentElement;
    const plan = { pairs: new Map(), steps: [] };
    try {
      planNode(served, next, plan);
    } catch (error) {
      if (error instanceof AnewError) return false;
      throw error;
    }
    for (const step of plan.steps) step();
    served = next;
    liveOf = plan.pairs;
    return true;
  };

  // -- building elements --------------------------------------------------------------------

  const element = (name, properties = {}, ...children) => {
    const made = document.createElement(name);
    const { data, aria, ...others } = properties;
    Object.assign(made, others);
    Object.assign(made.dataset, data);
    for (const [key, value] of Object.entries(aria || {})) made.setAttribute(`aria-${key}`, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  const faultItem = (fault) => {
    const place = `${fault.path}:${fault.line}:${fault.column}`;
    const excerpt =
      fault.excerpt &&
      element(
        "pre",
        { dir: "auto" },
        element(
          "code",
          {},
          fault.excerpt.before,
          element("mark", { textContent: fault.excerpt.marked }),
          fault.excerpt.after,
        ),
      );
    return element(
      "li",
      { className: "fault", data: { severity: fault.severity } },
      element(
        "p",
        { className: "place" },
        element("span", { className: "severity", textContent: fault.severity }),
        " ",
        fault.href
          ? element("a", { href: fault.href, textContent: place, title: "Open in the editor" })
          : element("code", { textContent: place }),
      ),
      element("p", { className: "message", textContent: fault.message }),
      excerpt || null,
      fault.hint ? element("p", { className: "hint", textContent: fault.hint }) : null,
      element("p", { className: "id", textContent: fault.id }),
    );
  };

  // -- what stands in the page --------------------------------------------------------------

  const host = element("plenum-preview");
  const root = host.attachShadow({ mode: "open" });
  const status = element("p", { className: "status", role: "status" });
  const mark = element("span", { className: "pill mark", hidden: true });
  const lost = element("span", {
    className: "pill lost",
    hidden: true,
    textContent: "The preview has stopped",
  });
  const source = element("a", { className: "pill", hidden: true, textContent: "Edit" });
  const panelButton = element("button", {
    className: "pill",
    type: "button",
    hidden: true,
    textContent: "About this page",
    aria: { haspopup: "dialog" },
  });
  const badge = element("button", {
    className: "pill badge",
    type: "button",
    hidden: true,
    aria: { haspopup: "dialog" },
  });
  const bar = element(
    "div",
    { className: "bar", role: "region", aria: { label: "Preview" } },
    mark,
    lost,
    source,
    panelButton,
    badge,
    status,
  );

  const dialogOf = (name) => {
    const heading = element("h2", { id: `${name}-heading`, tabIndex: -1 });
    const content = element("div", { className: "content" });
    const close = element("button", { className: "close", type: "button", textContent: "Close" });
    const dialog = element(
      "dialog",
      { className: name, aria: { labelledby: heading.id } },
      element("header", {}, heading, close),
      content,
    );
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    return { dialog, heading, content };
  };
  const faults = dialogOf("faults");
  const panel = dialogOf("panel");
  // The panel is a page with a style of its own, which styles nothing else here.
  const panelRoot = panel.content.attachShadow({ mode: "open" });
  root.append(bar, faults.dialog, panel.dialog);

  const open = ({ dialog, heading }) => {
    if (dialog.open) return;
    dialog.showModal();
    heading.focus();
  };

  let state = null;
  const errorsOf = (of) => JSON.stringify(of.faults.filter((each) => each.severity === "error"));

  // Who closes the errors is not shown the same ones again, however soon the next page comes: a
  // browser says "close" a moment after the dialog has gone. Older ones say nothing before.
  for (const each of ["beforetoggle", "close"]) {
    faults.dialog.addEventListener(each, (event) => {
      if (state && event.newState !== "open") remember(CLOSED, errorsOf(state));
    });
  }
  badge.addEventListener("click", () => open(faults));
  panelButton.addEventListener("click", async () => {
    const answer = await fetch(state.panel, { cache: "no-store" });
    const page = new DOMParser().parseFromString(
      answer.ok ? await answer.text() : "<p>There is nothing to tell of this page.</p>",
      "text/html",
    );
    panel.heading.textContent = page.title || "About this page";
    panelRoot.adoptedStyleSheets = sheetsOf(page);
    panelRoot.replaceChildren(...page.body.childNodes);
    open(panel);
  });

  const summary = (of) =>
    [of.errors && counted(of.errors, "error"), of.warnings && counted(of.warnings, "warning")]
      .filter(Boolean)
      .join(", ");

  const showFaults = () => {
    const { errors, warnings } = state;
    const said = summary(state);
    badge.hidden = !said;
    badge.textContent = said;
    badge.dataset.severity = errors ? "error" : "warning";
    faults.heading.textContent = errors ? `This needs mending first: ${said}` : said;
    const hidden = errors + warnings - state.faults.length;
    faults.content.replaceChildren(
      element("p", {
        className: "lead",
        textContent: errors
          ? "The page behind is that of the last good build. This goes by itself when all is mended."
          : "The site is built; this should be seen to before it is published.",
      }),
      element("ol", {}, ...state.faults.map(faultItem)),
      hidden > 0 ? element("p", { textContent: `And ${hidden} more, in the terminal.` }) : "",
    );
    if (errors && errorsOf(state) !== recall(CLOSED)) open(faults);
    if (!said || (!errors && faults.dialog.dataset.severity === "error")) faults.dialog.close();
    if (!errors) remember(CLOSED, "");
    faults.dialog.dataset.severity = errors ? "error" : "warning";
  };

  const show = (next) => {
    const before = state && summary(state);
    state = next;
    mark.hidden = !state.mark;
    mark.textContent = state.mark;
    source.hidden = !state.source?.href;
    if (state.source?.href) {
      source.href = state.source.href;
      source.title = state.source.path;
    }
    panelButton.hidden = !state.panel;
    showFaults();
    const said = summary(state);
    if (before !== null && before !== said) status.textContent = said || "All is mended";
  };

  // -- the preview says that it has built ---------------------------------------------------

  let asking = false;
  let again = false;

  const refresh = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    try {
      const asked = new URLSearchParams({ path: location.pathname, rest: shown.rest || "" });
      const answer = await fetch(`/_plenum/state?${asked}`, { cache: "no-store" });
      const next = await answer.json();
      // The preview's own pages are made for each request: there is nothing to compare.
      if (shown.rest && next.rest !== shown.rest) {
        if (next.html === null || !changeWords(next.html)) {
          reload();
          return;
        }
        shown.rest = next.rest;
      }
      if (shown.rest && next.style !== shown.style) {
        await swapStyles(next.css);
        shown.style = next.style;
      }
      show(next);
    } catch {
      // The preview went away between its message and its answer: the socket tells when it is back.
    } finally {
      asking = false;
      if (again) refresh();
    }
  };

  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/_plenum/livereload`);
    socket.addEventListener("open", () => {
      lost.hidden = true;
      socket.send(
        JSON.stringify({
          command: "hello",
          protocols: ["http://livereload.com/protocols/official-7"],
        }),
      );
    });
    socket.addEventListener("message", (event) => {
      const { command } = JSON.parse(event.data);
      if (command === "hello") {
        socket.send(JSON.stringify({ command: "info", url: location.href }));
        // What was built before this page listened.
        refresh();
      } else if (command === "reload") {
        if (shown.rest) refresh();
        else reload();
      }
    });
    socket.addEventListener("close", () => {
      lost.hidden = false;
      setTimeout(connect, RETRY);
    });
  };

  const start = async () => {
    restoreScroll();
    const answer = await fetch("/_plenum/preview.css");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await answer.text());
    root.adoptedStyleSheets = [sheet];
    // Beside the body: what a site's own styles and scripts do with its children is theirs.
    document.documentElement.append(host);
    connect();
  };
  addEventListener("pageshow", (event) => {
    // A page that the browser had put aside may be an old one.
    if (event.persisted) refresh();
  });
  start();
})();
