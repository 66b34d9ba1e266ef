// Dots: shown as glyphs and in words, placed with two buttons.

const SHOWN_DOTS = 10;

/** Glyphs for a number of dots, "" beyond what is read at a glance. */
export function dotGlyphs(dots) {
  return dots > 0 && dots <= SHOWN_DOTS ? "●".repeat(dots) : "";
}

/** The key of the words for a number of dots. */
export function dotWords(dots) {
  if (dots === 0) return "no_dots";
  return dots === 1 ? "one_dot" : "dots";
}

function candidateNode(model, call, desk, candidate) {
  const words = element("p", { class: "mus-vote-list-question mus-words" });
  const origins = element("p", { class: "mus-soft mus-small" });
  const tie = element("span", { class: "mus-chip warm" });
  const glyphs = element("span", { class: "mus-vote-list-glyphs", "aria-hidden": "true" });
  const count = element("span", { class: "mus-vote-list-count" });
  const own = element("span", { class: "mus-soft mus-small" });
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const sign = (text, step) => element("button", { type: "button", class: "mus-button quiet mus-vote-list-sign", on: { click: () => change(step) } }, element("span", { "aria-hidden": "true", text }));
  const less = sign("−", -1);
  const more = sign("+", 1);
  const node = element("li", {}, element("div", { class: "mus-vote-list-words" }, words, origins),
    element("div", { class: "mus-vote-list-dots" }, less, element("span", { class: "mus-vote-list-sum" }, glyphs, count, own, tie), more), problem);
  let now = candidate;
  let wanted = null; // what was pressed and is not yet answered
  let busy = false;
  node.dots = () => wanted ?? now.dots;

  function change(step) {
    const next = node.dots() + step;
    if (next < 0) return;
    if (step > 0 && desk.left() < 1) {
      desk.say(t(model, "none_left"));
      return;
    }
    wanted = next;
    setText(problem, "");
    desk.draw();
    if (!busy) place();
  }

  async function place() {
    busy = true;
    while (wanted !== null) {
      const dots = wanted;
      try {
        await call("set_dots", { candidate_id: now.id, dots });
        if (wanted === dots) {
          now = { ...now, dots };
          wanted = null;
        }
        desk.saved();
      } catch (error) {
        wanted = null;
        setText(problem, error.message);
      }
    }
    busy = false;
    desk.draw();
  }

  node.show = (next) => {
    now = next;
    node.draw();
  };
  node.draw = () => {
    const { state } = desk;
    const revealed = state === "revealed";
    const dots = revealed ? (now.sum ?? 0) : node.dots();
    setText(words, now.text);
    const from = (now.origins || []).map((origin) => origin || t(model, "alone"));
    setText(origins, from.length ? t(model, "from", { origins: from.join(" · ") }) : "");
    origins.hidden = !from.length;
    setText(glyphs, state === "closed" ? "" : dotGlyphs(dots));
    setText(count, state === "closed" ? "" : t(model, dotWords(dots), { n: dots }));
    setText(own, revealed && now.dots ? `(${t(model, "your_dots", { dots: now.dots })})` : "");
    setText(tie, t(model, "tied"));
    tie.hidden = !(revealed && now.tied);
    less.hidden = more.hidden = state !== "open";
    setAttribute(less, "aria-disabled", dots > 0 ? null : "true");
    setAttribute(more, "aria-disabled", desk.left() > 0 ? null : "true");
    setAttribute(less, "aria-label", t(model, "take_dot", { question: now.text }));
    setAttribute(more, "aria-label", t(model, "add_dot", { question: now.text }));
    node.classList.toggle("has-dots", dots > 0 && state !== "closed");
  };
  return node;
}

function render({ model, el }) {
  const call = caller(model);
  const title = element("h2", { class: "mus-vote-list-title" });
  const glyphs = element("span", { class: "mus-vote-list-purse", "aria-hidden": "true" });
  const left = element("span", {});
  const line = status(null);
  const purse = element("div", { class: "mus-vote-list-left" }, element("p", {}, left, glyphs), line.root);
  const note = element("p", { class: "mus-soft mus-words" });
  const eye = whoLine("");
  const themes = element("div", { class: "mus-vote-list-themes" });
  const empty = element("p", { class: "mus-empty" });
  const root = element("div", { class: "mus mus-vote-list" }, element("div", { class: "mus-column" }, title, note, eye, purse, themes, empty));
  el.append(root);
  const nodes = () => [...themes.querySelectorAll("li")];

  const desk = {
    state: "closed",
    left: () => (model.get("data").total ?? 0) - nodes().reduce((sum, node) => sum + node.dots(), 0),
    say: (sentence) => line.say(sentence),
    saved: () => line.say(t(model, "saved"), "saved"),
    draw() {
      const { total = 0 } = model.get("data");
      const rest = desk.left();
      setText(left, t(model, rest > 0 ? "left" : "all_placed", { left: rest, total }));
      setText(glyphs, total <= SHOWN_DOTS ? "●".repeat(Math.max(0, total - rest)) + "○".repeat(Math.max(0, rest)) : "");
      for (const node of nodes()) node.draw();
    },
  };

  function createTheme() {
    return element("section", {}, element("h3", { class: "mus-words" }), element("ul", { class: "mus-lines" }));
  }

  function showTheme(node, theme) {
    setText(node.firstChild, theme.title);
    keyed(node.lastChild, theme.candidates, (candidate) => candidate.id, (candidate) => candidateNode(model, call, desk, candidate), (row, candidate) => row.show(candidate));
  }

  function show() {
    const data = model.get("data");
    const filled = (data.themes || []).filter((theme) => theme.candidates.length);
    desk.state = data.state || "closed";
    root.classList.toggle("is-revealed", desk.state === "revealed");
    setText(title, t(model, "title"));
    const words = { closed: t(model, "closed"), revealed: t(model, "revealed"), open: "" }[desk.state];
    setText(note, [words, data.note].filter(Boolean).join(" "));
    note.hidden = !note.textContent;
    eye.show(desk.state === "revealed" ? "" : data.who);
    purse.hidden = desk.state !== "open";
    keyed(themes, filled, (theme) => theme.id, createTheme, showTheme);
    setText(empty, t(model, "empty"));
    empty.hidden = filled.length > 0;
    desk.draw();
  }

  const unwatch = watchConnection((lost) => line.say(lost ? t(model, "gave_up") : "", lost ? "lost" : ""));
  const unfollow = follow(model, show);
  return () => {
    unfollow();
    unwatch();
    line.stop();
    call.stop();
  };
}

export default { render };
