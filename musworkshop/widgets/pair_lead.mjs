// Pairs from the facilitator's side: make links, hand them out, see that they are opened.

/** How many pairs, how they use the wheel. */
function makePart(model, call, made) {
  const title = element("h3");
  const id = uniqueId();
  const label = element("label", { for: id });
  const input = element("input", { id, type: "number", inputmode: "numeric", min: "1", step: "1", value: "1", class: "mus-input", autocomplete: "off", on: { input: () => make.fail(""), keydown: pressed } });
  const ways = pairWays((way) => {
    wanted = way;
  });
  const about = element("p", { class: "mus-soft" });
  const make = callButton({ label: "", run });
  const full = element("p", { class: "mus-soft" });
  const fields = element("div", { class: "mus-pair-lead-fields" }, element("div", { class: "mus-pair-lead-number" }, label, input), ways, about, make.root);
  const root = element("section", { class: "mus-card mus-pair-lead-make" }, title, fields, full);
  let wanted = null;
  const left = ({ most, pairs }) => most - pairs.length;

  function pressed(event) {
    if (event.key === "Enter") make.press();
  }
  async function run() {
    const data = model.get("data");
    const number = pairNumber(input.value, left(data));
    setAttribute(input, "aria-invalid", number === null ? "true" : null);
    if (number === null) {
      input.focus();
      throw new Error(t(model, "number_wrong", { most: left(data) }));
    }
    await call("make", { number, way: wanted ?? data.way }, { durable: false });
    input.value = "1";
    if (isHere(root)) made();
  }
  root.show = (data) => {
    setText(title, t(model, "make_title"));
    setText(label, t(model, "number"));
    setAttribute(input, "max", left(data));
    ways.show(t(model, "way"), data.ways, wanted ?? data.way);
    setText(about, t(model, "way_about"));
    make.relabel(t(model, "make"));
    fields.hidden = left(data) < 1;
    setText(full, t(model, "full", { most: data.most }));
    full.hidden = left(data) > 0;
  };
  return root;
}

/** The links that are shown now: copied together, or read as text. */
function linksPart(model, copy) {
  const title = element("h3", { tabindex: "-1" });
  const note = element("p");
  const all = element("button", { type: "button", class: "mus-button", on: { click: () => copy(lines(), "all") } });
  const area = element("textarea", { class: "mus-input", readonly: true, rows: "6" });
  const text = disclosure("", area);
  const root = element("section", { class: "mus-card mus-pair-lead-links" }, title, note, all, text.root);
  const lines = () => linkLines(model, model.get("data").pairs).join("\n");
  root.area = area;
  root.openText = () => text.open(true);
  root.focusHere = () => title.focus();
  root.show = (data, copied) => {
    const now = linkLines(model, data.pairs);
    root.hidden = !now.length;
    setText(title, t(model, "links"));
    setText(note, data.links_note);
    setText(all, t(model, copied === "all" ? "copied" : "copy_all"));
    setText(text.button, t(model, "show_links"));
    setAttribute(area, "aria-label", t(model, "links"));
    if (area.value !== now.join("\n")) area.value = now.join("\n");
  };
  return root;
}

/** What the wheels say together: counted once, asked first. */
function countingPart(model, call) {
  const title = element("h3", { tabindex: "-1" });
  const sentence = element("p");
  const count = askFirst({ run: () => call("count", {}, { durable: false }), question: () => model.get("data").counting.confirm, done: () => title.focus() });
  const root = element("section", {}, title, sentence, count.root);
  root.show = ({ counting }) => {
    root.hidden = counting.state === "none" && !counting.sentence;
    setText(title, t(model, "picture"));
    setText(sentence, counting.sentence);
    count.root.hidden = !counting.can;
    if (!counting.can) count.close();
    count.relabel({ open: counting.label, yes: t(model, "count_yes"), no: t(model, "no") });
  };
  return root;
}

function render({ model, el }) {
  const call = caller(model);
  const heading = element("h2", { tabindex: "-1" });
  const who = element("ul", { class: "mus-pair-lead-who" });
  const listTitle = element("h3", { tabindex: "-1" });
  const opened = element("p", { class: "mus-soft" });
  const list = element("ul", { class: "mus-lines" });
  const empty = element("p", { class: "mus-empty" });
  const line = status(null);
  const make = makePart(model, call, () => links.focusHere());
  const links = linksPart(model, copy);
  const counting = countingPart(model, call);
  const root = element("section", { class: "mus mus-pair-lead", hidden: true }, heading, who, make, links, line.root,
    element("section", {}, listTitle, opened, list, empty), counting);
  el.append(root);
  let copied = "";

  async function copy(text, key) {
    const isCopied = await copyText(text);
    copied = isCopied ? key : "";
    show();
    if (!isCopied) {
      links.openText();
      markText(links.area, text);
    }
    line.say(t(model, isCopied ? "copied" : "copy_by_hand"), isCopied ? "saved" : "");
  }

  function showPairs({ pairs }) {
    setText(listTitle, t(model, "pairs"));
    const count = pairs.reduce((sum, pair) => sum + (pair.employee === "opened") + (pair.leader === "opened"), 0);
    setText(opened, t(model, "opened_of", { n: count, of: 2 * pairs.length }));
    opened.hidden = !pairs.length;
    keyed(list, pairs, (pair) => pair.id, (pair) => pairRow(model, call, pair, { copy, home: () => listTitle.focus() }), (node, pair) => node.show(pair, copied));
    list.hidden = !pairs.length;
    setText(empty, t(model, "empty"));
    empty.hidden = pairs.length > 0;
  }
  function show() {
    const data = model.get("data");
    root.hidden = !data.pairs;
    if (!data.pairs) return;
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    setText(heading, t(model, "heading"));
    keyed(who, data.who.map((text, k) => ({ text, k })), (one) => one.k, () => element("li", {}, icon("eye"), element("span")), (node, one) => setText(node.lastChild, one.text));
    for (const part of [make, counting]) part.show(data);
    links.show(data, copied);
    showPairs(data);
    // The button that was pressed may be gone; the focus is not.
    if (held && (!held.isConnected || !held.checkVisibility())) heading.focus();
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    line.stop();
    call.stop();
  };
}

export default { render };
