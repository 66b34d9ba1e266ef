// What the whole room sees. No control; areas are fixed and the text steps down to fit (stage_fit.mjs).

/** Split "7 of 9 tables are ready" into the counted part and the rest. */
export function countedPart(sentence, n, of) {
  const match = new RegExp(`^(${n}\\s+\\S+\\s+${of})(?!\\d)`).exec(sentence);
  return match ? [match[1], sentence.slice(match[1].length)] : ["", sentence];
}

/** Width of a bar in percent of the widest; 0 for nothing. */
export function barWidth(sum, most) {
  return most > 0 && sum > 0 ? Math.max(2, Math.round((100 * sum) / most)) : 0;
}

const origins = (model, names) =>
  names.map((name) => name || t(model, "one_person")).join(t(model, "and"));

/* Each scene returns its nodes; `spare` (sets of explanations) goes first when nothing else
   helps, then the lists in `first` and then `lists` are shortened and say by how much. */
const SCENES = {
  welcome(model, { join, ready }) {
    const how = element("div", { class: "how" },
      element("h2", { text: t(model, "join_heading") }),
      element("ol", {},
        element("li", { text: t(model, "join_scan") }),
        element("li", { text: t(model, "join_type", { host: join.host }) })),
      element("p", { class: "code", text: join.code }),
      element("p", { class: "free", text: t(model, "join_free") }),
      ready ? element("p", { class: "ready" }, ...counted(ready)) : null);
    return { nodes: [how], lists: [] };
  },

  strategy(model, { content }) {
    const ownWords = [];
    const goal = ({ text, own_words }) => {
      if (!own_words.length) return element("li", { text });
      const { items, more } = bullets(own_words);
      ownWords.push({ items, more, word: "own_words" });
      return element("li", {}, text, element("ul", { class: "soft" }, ...items), more);
    };
    const part = (key, entries, create) => {
      const items = entries.map(create);
      const more = element("p", { class: "more", hidden: true });
      const body = items.length
        ? element("ul", {}, ...items)
        : element("p", { class: "soft", text: t(model, "nothing_yet") });
      return { node: element("section", {}, element("h2", { text: t(model, key) }), body, more), items, more };
    };
    const parts = [part("goals", content.goals, goal), part("challenges", content.challenges, (text) => element("li", { text }))];
    const core = element("section", { class: "core" },
      element("h2", { text: t(model, "core_task") }),
      element("p", { text: content.core_task || t(model, "nothing_yet"), class: content.core_task ? "lead" : "soft" }));
    return { nodes: [core, element("div", { class: "pair" }, ...parts.map((one) => one.node))], lists: parts, first: ownWords };
  },

  themes(model, { content }) {
    const abouts = [];
    const areas = [];
    const items = content.themes.map((theme) => {
      abouts.push(element("p", { class: "soft", text: theme.about }));
      areas.push(element("ul", {}, ...theme.areas.map((text) => element("li", { text }))));
      return element("li", { class: "tile" }, element("h2", { text: theme.title }), abouts.at(-1), areas.at(-1));
    });
    return { ...listed("tiles", items), spare: [areas, abouts] };
  },

  cards(model, { content }, seen) {
    if (!content.cards.length) return sentence(content.hidden_sentence);
    const items = content.cards.map((card) => {
      const isNew = seen.size > 0 && !seen.has(card.id);
      return element("li", { class: isNew ? "tile is-new" : "tile" },
        element("p", { text: card.text }),
        element("p", { class: "from soft", text: origins(model, card.origins) }));
    });
    content.cards.forEach((card) => seen.add(card.id));
    const tallest = () => Math.max(...items.map((item) => item.offsetHeight));
    return { ...listed("tiles", items), leavesRoom: (wall) => CARD_ROWS * tallest() * 1.05 <= wall.clientHeight };
  },

  votes(model, { content }) {
    if (!content.results.length) return sentence(content.sentence);
    const most = Math.max(...content.results.map((one) => one.sum));
    const items = content.results.map((one) => {
      const bar = element("span", { class: "bar", "aria-hidden": "true" });
      bar.style.width = `${barWidth(one.sum, most)}%`;
      return element("li", { class: "result" },
        element("span", { class: "rank", "aria-label": t(model, "rank", { n: one.rank }), role: "img", text: String(one.rank) }),
        element("div", { class: "what" },
          element("p", { text: one.text }),
          element("div", { class: "track" }, bar)),
        element("p", { class: "sum" },
          element("strong", { text: plural(model, "dots", one.sum) }),
          one.tied ? element("span", { class: "tie", text: t(model, "tied") }) : null));
    });
    const scene = listed("results", items);
    if (content.sentence) scene.nodes.unshift(element("p", { class: "soft note", text: content.sentence }));
    return scene;
  },

  form(model, { content }) {
    const chosen = content.rows.filter((row) => row.questions.length);
    if (!chosen.length) return sentence(t(model, "nothing_chosen"));
    const rows = chosen.map((row) => {
      const { items, more } = bullets(row.questions);
      const node = element("section", { class: "row" }, element("h2", { text: row.theme }),
        element("div", {}, element("ul", {}, ...items), more));
      return { node, items, more, word: "questions" };
    });
    const nodes = [element("div", { class: "rows" }, ...rows.map((row) => row.node))];
    if (content.sentence) nodes.unshift(element("p", { class: "soft note", text: content.sentence }));
    return { nodes, lists: rows };
  },

  method(model, data) {
    return methodScene(model, data, (names) => origins(model, names));
  },

  ...TEMPERATURE_SCENES,
  ...WHEEL_SCENES,

  waiting(model) {
    return sentence(t(model, "waiting"));
  },
};

/* The words over the wall; in a method its question is the biggest. */
function headWords(model, { scene, step, content }) {
  if (scene in TEMPERATURE_SCENES) {
    return { chip: t(model, "step_of", step), heading: content.title || step.title, ask: temperatureAsk(content, step.ask) };
  }
  if (scene in WHEEL_SCENES) {
    return { chip: t(model, "step_of", step), heading: content.title || step.title, ask: content.summary ?? step.ask };
  }
  if (scene !== "method") {
    const ask = (content.cards?.length && content.hidden_sentence) || step.ask;
    return { chip: t(model, "step_of", step), heading: content.theme || step.title, ask };
  }
  const phase = t(model, "phase_of", content);
  return {
    chip: [content.title, content.mode, phase].filter(Boolean).join(t(model, "and")),
    heading: content.ask || content.phase,
    ask: [content.ask && content.phase, content.theme].filter(Boolean).join(t(model, "and")),
  };
}

const sentence = (text) => ({ nodes: [element("p", { class: "sentence", text })], lists: [] });

function bullets(texts) {
  const items = texts.map((text) => element("li", { text }));
  return { items, more: element("p", { class: "more", hidden: true }) };
}

function qrPicture(model, { qr, code }) {
  return svg("svg", {
    class: "qr",
    viewBox: `0 0 ${qr.size} ${qr.size}`,
    role: "img",
    "aria-label": t(model, "qr_say", { code }),
  }, svg("path", { d: qr.path }));
}

function counted({ sentence, n, of }) {
  const [number, rest] = countedPart(sentence, n, of);
  return [element("strong", { text: number }), rest];
}

function listed(className, items) {
  const more = element("p", { class: "more", hidden: true });
  return { nodes: [element("ul", { class: className }, ...items), more], lists: [{ items, more }] };
}

function render({ model, el }) {
  const part = (name, tag = "div") => element(tag, { class: name });
  const title = element("strong");
  const workplace = element("span", { class: "soft" });
  const host = element("span", { class: "soft host" });
  const code = element("span", { class: "code" });
  const chip = element("p", { class: "chip" });
  const heading = element("h1");
  const ask = element("p", { class: "ask" });
  const head = element("div", { class: "head" }, chip, heading, ask);
  const wall = part("wall");
  const page = element("p", { class: "page soft" });
  const square = part("square");
  const time = part("time");
  const soon = soonLine(model);
  const tones = chimer();
  const ready = element("p", { class: "ready" });
  const afterwards = element("p", { class: "afterwards soft" });
  const said = element("p", { class: "mus-heard", role: "status" });
  const root = element("div", { class: "mus-projector-stage" },
    element("div", { class: "top" },
      ring(72, { done: 1 }),
      element("p", { class: "brand" }, title, workplace),
      element("p", { class: "join" }, host,
        element("span", { class: "mus-heard", text: t(model, "room_code") }), code)),
    element("div", { class: "body" },
      element("div", { class: "message" }, head, wall),
      element("div", { class: "side" }, time, soon.root, ready, afterwards, page, square)),
    said);
  el.append(root);

  const countdown = dial(time, model, { size_px: 360 });
  let drawn = "";
  let place = "";
  let step = 0;
  let scene = { nodes: [], lists: [] };
  const seen = new Set();

  const fit = () => {
    fitHead(head);
    step = fitWall(model, wall, scene, step);
    scene.fitted?.();
  };

  function show() {
    const data = model.get("data");
    if (!data.scene) return;
    title.textContent = data.brand.title;
    workplace.textContent = data.brand.workplace ? ` · ${data.brand.workplace}` : "";
    host.textContent = data.join.host;
    code.textContent = data.join.code;
    root.dataset.scene = data.scene;
    showSide(data);
    showSquare(data.join);

    const message = withoutSeconds([data.scene, data.step, data.content, data.scene === "welcome" && [data.join, data.ready], model.get("texts")]);
    if (message === drawn) {
      scene.update?.(data.content);
      return;
    }
    drawn = message;
    const now = [data.scene, data.step.number, data.content.theme, data.content.title, data.content.page, data.content.number].join("|");
    if (now !== place) { step = 0; seen.clear(); }
    const words = headWords(model, data);
    chip.textContent = words.chip;
    heading.textContent = words.heading;
    ask.textContent = words.ask;
    scene.stop?.();
    scene = SCENES[data.scene](model, data, seen);
    wall.replaceChildren(...scene.nodes);
    page.textContent = data.content.pages > 1
      ? t(model, "page_of", { n: data.content.page + 1, of: data.content.pages }) : "";
    if (now !== place) said.textContent = `${heading.textContent}. ${data.scene === "cards" ? data.step.ask : words.ask}`;
    place = now;
    fit();
  }

  function showSquare(join) {
    const now = JSON.stringify([join, t(model, "qr_say", join)]);
    if (now === square.dataset.shown) return;
    square.dataset.shown = now;
    square.replaceChildren(qrPicture(model, join));
  }

  function showSide(data) {
    const method = data.scene === "method" ? data.content : {};
    countdown.show(data.clock);
    soon.show(data.clock, method.next);
    tones.watch(data.clock, method.sound);
    const answered = data.scene === "result" ? data.content.answered : "";
    ready.replaceChildren(...(answered ? [answered] : data.ready ? counted(data.ready) : []));
    afterwards.textContent = data.afterwards;
  }

  // The page around the stage may already have its main landmark.
  requestAnimationFrame(() => {
    if (!el.closest("main, [role=main]")) root.setAttribute("role", "main");
  });
  const resized = new ResizeObserver(() => { step = 0; fit(); });
  resized.observe(root);
  document.fonts?.ready.then(() => { if (root.isConnected) fit(); });
  const unfollow = follow(model, show);
  return () => {
    resized.disconnect();
    unfollow();
    countdown.stop();
    soon.stop();
    tones.stop();
    scene.stop?.();
  };
}

export default { render };
