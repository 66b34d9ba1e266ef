// Views: boxes with classes and layout, and anywidgets in them.

const MOST_TRIES = 8;
const TRY_AGAIN_MS = 2000;
const BOXES = new Set(["BoxView", "HBoxView", "VBoxView", "GridBoxView"]);

/**
 * A view of a model: {el, done, remove()}. `done` is settled when it and all in it stand;
 * what cannot be shown is replaced by `fault`, a sentence.
 */
export function viewOf(model, models, fault) {
  const name = model.get("_view_name");
  const make = BOXES.has(name) ? boxView : anyView;
  const el = document.createElement("div");
  const inside = make(model, models, el, fault);
  const undress = dress(model, models, el);
  return {
    el,
    done: inside.done,
    remove() {
      undress();
      inside.remove();
      el.remove();
    },
  };
}

function boxView(model, models, el, fault) {
  const kind = model.get("_view_name").replace("View", "").toLowerCase(); // box, hbox, vbox, gridbox
  el.classList.add("jupyter-widgets", "widget-container", `widget-${kind}`, "widget-box");
  let views = new Map();

  /** Keep the views that stay, and their nodes where they are: a text may be half-written in them. */
  function fill() {
    const wanted = (model.get("children") ?? []).map((child) => models.find(child)).filter(Boolean);
    const kept = new Map(wanted.map((child) => [child, views.get(child) ?? viewOf(child, models, fault)]));
    for (const [child, view] of views) if (!kept.has(child)) view.remove();
    views = kept;
    [...kept.values()].forEach((view, k) => {
      if (el.children[k] !== view.el) el.insertBefore(view.el, el.children[k] ?? null);
    });
    return Promise.all([...kept.values()].map((view) => view.done));
  }

  model.on("change:children", fill);
  return {
    done: fill(),
    remove() {
      model.off("change:children", fill);
      for (const view of views.values()) view.remove();
    },
  };
}

function anyView(model, models, el, fault) {
  const ending = new AbortController();
  const seen = {
    get: (key) => model.get(key),
    set: (key, value) => model.set(key, value),
    save_changes: () => model.save_changes(),
    send: (...values) => model.send(...values),
    on: (events, callback) => model.on(events, callback, el),
    off: (events, callback) => model.off(events, callback, el),
    widget_manager: models,
  };

  async function show() {
    wear(model);
    const widget = await widgetOf(model);
    if (ending.signal.aborted) return;
    const end = await widget.render?.({ model: seen, el, signal: ending.signal, experimental: {} });
    const tidy = () => {
      if (typeof end === "function") end();
    };
    if (ending.signal.aborted) tidy();
    else ending.signal.addEventListener("abort", tidy);
  }

  return {
    done: show().catch((problem) => {
      console.error(problem);
      const words = document.createElement("p");
      words.className = "mus-fault";
      words.setAttribute("role", "alert");
      words.textContent = fault;
      el.replaceChildren(words);
    }),
    remove() {
      ending.abort();
      model.off(null, null, el);
    },
  };
}

const modules = new Map(); // text or address of a module -> its promise
const begun = new WeakMap(); // model -> the promise of its widget, begun

/** What draws a model: `initialize` has run, `render` is there to be called. */
function widgetOf(model) {
  if (!begun.has(model)) begun.set(model, begin(model));
  return begun.get(model);
}

async function begin(model) {
  const code = model.get("_esm");
  if (!code) throw new Error(`no view for ${model.get("_model_name")}`);
  if (!modules.has(code)) modules.set(code, load(code));
  const given = await modules.get(code);
  const widget = typeof given === "function" ? await given() : given;
  await widget.initialize?.({ model, experimental: {} });
  return widget;
}

/** A module from an address (with #name: that export of it) or from its text. */
async function load(code) {
  if (/^(\/|https?:)\S+$/.test(code)) {
    const [address, name = "default"] = code.split("#");
    return (await fetched(address))[name];
  }
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    const module = await import(address);
    return module.default ?? module;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A module from an address; a network that is away for a moment does not end the page. */
async function fetched(address, tries = 1) {
  try {
    // A browser may remember that an address could not be had.
    return await import(tries > 1 ? `${address}?${tries}` : address);
  } catch (problem) {
    if (tries >= MOST_TRIES) throw problem;
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    return fetched(address, tries + 1);
  }
}

const worn = new Set();

/** A widget's stylesheet, once for all widgets that bring the same. */
function wear(model) {
  const text = model.get("_css");
  if (!text || worn.has(text)) return;
  worn.add(text);
  const style = document.createElement("style");
  style.textContent = text;
  document.head.append(style);
}

/** Give an element its model's classes and layout, now and at every change; returns the way to stop. */
function dress(model, models, el) {
  let classes = [];
  let layout = null;
  function classify() {
    el.classList.remove(...classes);
    classes = (model.get("_dom_classes") ?? []).filter(Boolean);
    el.classList.add(...classes);
  }
  function lay() {
    for (const [key, value] of Object.entries(layout?.state ?? {})) {
      if (key.startsWith("_")) continue;
      const property = key.replaceAll("_", "-");
      if (value === null) el.style.removeProperty(property);
      else el.style.setProperty(property, value);
    }
  }
  function layAnew() {
    layout?.off("change", lay);
    el.removeAttribute("style");
    layout = models.find(model.get("layout"));
    layout?.on("change", lay);
    lay();
  }
  classify();
  layAnew();
  model.on("change:_dom_classes", classify);
  model.on("change:layout", layAnew);
  return () => {
    layout?.off("change", lay);
    model.off("change:_dom_classes", classify);
    model.off("change:layout", layAnew);
  };
}
