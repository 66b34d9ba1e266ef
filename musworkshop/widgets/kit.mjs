// What every widget's module begins with: DOM, texts, the ring, the clock.
// Text reaches the page through textContent and setAttribute only.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes = {}, children = []) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        node.addEventListener(event, listener);
      }
    } else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Build an HTML element: {class, text, on: {click: fn}, any attribute}. */
export function element(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Build an SVG element. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Write a text only when it differs, so that nothing is read aloud twice. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Set or remove an attribute only when it differs. */
export function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, String(value));
  }
}

let made = 0;
const page = Math.random().toString(36).slice(2, 8);

/** An id no other node of the page has. */
export function uniqueId(prefix = "mus") {
  made += 1;
  return `${prefix}-${page}-${made}`;
}

/** Fill `{name}` in a sentence. */
export function fillIn(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/** The sentence of a key in the reader's language. */
export function t(model, key, values) {
  return fillIn((model.get("texts") || {})[key] ?? key, values);
}

/**
 * Make the children of `parent` follow `items`; nodes are kept, and the node that holds
 * the focus is never taken out of the page. `hold(node)` keeps one whose item is gone.
 */
export function keyed(parent, items, keyOf, create, update = () => {}, hold = () => false) {
  const old = parent.musNodes || new Map();
  const now = new Map();
  for (const item of items) {
    const key = String(keyOf(item));
    const node = old.get(key) || create(item);
    now.set(key, node);
    node.classList.remove("is-gone");
    update(node, item);
  }
  let position = 0;
  const order = [...now.entries()];
  for (const [key, node] of old) {
    if (now.has(key)) {
      position = order.findIndex((entry) => entry[1] === node) + 1;
    } else if (hold(node)) {
      node.classList.add("is-gone");
      order.splice(position, 0, [key, node]);
      position += 1;
    } else {
      node.remove();
    }
  }
  parent.musNodes = new Map(order);
  arrange(parent, order.map((entry) => entry[1]));
}

function arrange(parent, nodes) {
  const focus = document.activeElement;
  const fixed = nodes.findIndex((node) => node.parentNode === parent && node.contains(focus));
  let next = fixed >= 0 ? nodes[fixed] : null;
  for (let k = fixed - 1; k >= 0; k -= 1) {
    if (nodes[k].nextSibling !== next) parent.insertBefore(nodes[k], next);
    next = nodes[k];
  }
  let before = fixed >= 0 ? nodes[fixed] : null;
  for (let k = fixed + 1; k < nodes.length; k += 1) {
    const place = before ? before.nextSibling : parent.firstChild;
    if (place !== nodes[k]) parent.insertBefore(nodes[k], place);
    before = nodes[k];
  }
}

/**
 * Whether the focus is in `root`, or nowhere: only then may an answer that comes later
 * move it. Whoever has gone on to something else is left there.
 */
export function isHere(root) {
  const here = document.activeElement;
  return !here || here === document.body || !here.isConnected || root.contains(here);
}

/** Put an editor away and show again what it stood for; `focus(is_left)` when one was in it. */
export function closeEditor(node, editor, shown, focus) {
  const was_here = isHere(editor);
  editor.remove();
  shown.hidden = false;
  if (node.classList.contains("is-gone")) node.remove();
  if (was_here) focus(node.isConnected);
}

/** Call `show` now and at every change of data or texts; returns the way to stop. */
export function follow(model, show) {
  model.on("change:data", show);
  model.on("change:texts", show);
  show();
  return () => {
    model.off("change:data", show);
    model.off("change:texts", show);
  };
}

/** Make `list` show what people wrote, one text an item; without texts it is hidden. */
export function listTexts(list, texts = []) {
  keyed(list, texts.map((text, k) => ({ text, k })), (entry) => entry.k, () => element("li", { class: "mus-words" }), (node, entry) => setText(node, entry.text));
  list.hidden = !texts.length;
}

const SPEAK_MS = 1000;

/**
 * A line that is seen at once and read aloud at most once a second, the newest words.
 * `say(sentence, kind, {aloud})`: kind "saved" or "lost" colours it; `aloud` false shows only.
 */
export function status(parent) {
  const seen = element("span", { class: "mus-status-text", "aria-hidden": "true" });
  const heard = element("span", { class: "mus-heard", role: "status" });
  const root = element("p", { class: "mus-status" }, seen, heard);
  let last_ms = -Infinity;
  let timer = null;
  parent?.append(root);
  function speak() {
    timer = null;
    last_ms = performance.now();
    setText(heard, seen.textContent);
  }
  return {
    root,
    say(sentence, kind = "", { aloud = true } = {}) {
      setText(seen, sentence);
      root.className = kind ? `mus-status is-${kind}` : "mus-status";
      clearTimeout(timer);
      timer = null;
      const wait_ms = last_ms + SPEAK_MS - performance.now();
      if (!aloud || !sentence) setText(heard, ""); // so that the same words are heard again later
      else if (wait_ms <= 0) speak();
      else timer = setTimeout(speak, wait_ms);
    },
    stop: () => clearTimeout(timer),
  };
}

/** A button that opens and closes what stands under it. */
export function disclosure(label, ...content) {
  const id = uniqueId();
  const panel = element("div", { id, class: "mus-disclosed", hidden: true }, ...content);
  const button = element("button", {
    type: "button", class: "mus-disclosure", "aria-expanded": "false", "aria-controls": id, text: label,
    on: { click: () => open(panel.hidden) },
  });
  function open(wanted) {
    panel.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
  }
  return { root: element("div", { class: "mus-disclosing" }, button, panel), button, panel, open };
}

/** The address when a link may carry it (http, https or within this site), else null. */
export function safeLink(url) {
  try {
    const parsed = new URL(url, "http://here.invalid/");
    const spelled = /^https?:\/\//i.test(url) || parsed.host === "here.invalid";
    return /^https?:$/.test(parsed.protocol) && spelled ? url : null;
  } catch {
    return null;
  }
}

const ICONS = {
  eye: "M1.5 8s2.4-4.5 6.5-4.5S14.5 8 14.5 8 12.1 12.5 8 12.5 1.5 8 1.5 8Z M10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
  tick: "M3 8.5l3.2 3.2L13 4.8",
  hint: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z M8 5v3.4 M8 10.9v.2",
};

/** A small line drawing beside a text; it never stands alone. */
export function icon(name) {
  return svg(
    "svg",
    { class: `mus-icon mus-icon-${name}`, viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    svg("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}

/** The sentence that says who can see a text, with its eye; `lead` is a bold word before it. */
export function whoLine(sentence = "") {
  const strong = element("strong");
  const words = element("span");
  const root = element("p", { class: "mus-who" }, icon("eye"), element("span", {}, strong, words));
  root.show = (next, lead = "") => {
    setText(strong, lead ? `${lead}: ` : "");
    setText(words, next || "");
    root.hidden = !next;
  };
  root.show(sentence);
  return root;
}
