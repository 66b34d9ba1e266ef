// A phone in a facilitation method: my role, the clock, a chair in one tap, my notes.

/** The key of the sentence about a role's chairs: everybody else, full, or so many free. */
export function chairWords({ chairs, taken }) {
  if (!chairs) return "everybody_else";
  if (chairs === 1) return taken ? "chair_taken" : "chair_free";
  return taken >= chairs ? "chairs_full" : "chairs_free";
}

/** What one may do at a role: "take", "queue" or "". */
export function rolePress(role, { can_queue = [], queue = null }) {
  if (role.mine) return "";
  if (role.can_take) return "take";
  return can_queue.includes(role.id) && !queue ? "queue" : "";
}

/** The circle: its roles, their chairs, and the one button each offers. */
function circlePart(model, call) {
  const soon = { durable: false };
  const title = element("h3", { tabindex: "-1" });
  const place = element("p", { class: "mus-method-seat-place", role: "status" });
  const leave = callButton({ label: "", kind: "quiet", run: () => call("leave_place", {}, soon) });
  const list = element("ul", { class: "mus-lines" });
  const root = element("section", {}, title, list, place, leave.root);

  function create(role) {
    const name = element("strong");
    const mine = element("span", { class: "mus-chip" });
    const about = element("p", { class: "mus-soft mus-small" });
    const chairs = chairRow();
    const said = element("span", { class: "mus-small" });
    const press = callButton({ label: "", kind: "small", run: () => call("take_place", { role_id: role.id }, soon) });
    const node = element("li", { class: "mus-method-seat-role" },
      element("div", { class: "mus-method-seat-who" }, element("p", { class: "mus-method-seat-name" }, name, mine), about),
      element("p", { class: "mus-method-seat-chairs" }, chairs, said), press.root);
    node.show = (now, data) => {
      setText(name, now.title);
      setText(mine, now.mine ? t(model, "mine") : "");
      mine.hidden = !now.mine;
      setText(about, now.about);
      about.hidden = !now.about;
      chairs.show(now);
      const waits = now.waits ? ` · ${plural(model, "waits", now.waits)}` : "";
      setText(said, t(model, chairWords(now), { n: now.chairs - now.taken, of: now.chairs }) + waits);
      const word = rolePress(now, data);
      press.root.hidden = !word;
      if (word) {
        const key = word === "take" && !now.chairs ? "take_rest" : word;
        press.relabel(t(model, key), `${t(model, key)}: ${now.title}`);
      }
      press.button.classList.toggle("quiet", word === "queue" || !now.chairs);
    };
    return node;
  }

  return {
    root,
    done: () => title.focus(),
    show(data) {
      const { circle = { name: "", roles: [] }, queue, chair } = data;
      root.hidden = !circle.roles.length;
      setText(title, circle.name || t(model, "chairs"));
      keyed(list, circle.roles, (role) => role.id, create, (node, role) => node.show(role, data));
      setText(place, queue ? t(model, "queue_place", { n: queue.place }) : "");
      leave.root.hidden = !queue && !chair?.can_leave;
      leave.relabel(t(model, queue ? "leave_queue" : "leave_chair"));
    },
  };
}

/** What I am and do now, who speaks to whom, and what the leader does. */
function rolePart(model) {
  const label = element("p", { class: "mus-method-seat-label" });
  const name = element("h2", { tabindex: "-1" });
  const task = element("p", { class: "mus-method-seat-task" });
  const speaks = element("ul", { class: "mus-method-bullets" });
  const leader = element("p", { class: "mus-method-seat-leader" });
  const root = element("section", { class: "mus-method-seat-mine" }, label, name, task, speaks, leader);
  root.show = ({ role, speaks: sentences, leader: words, circle, listens }) => {
    const choose = !role && circle?.roles.some((one) => one.can_take);
    setText(label, t(model, role && listens ? "listen" : "role"));
    setText(name, role?.title ?? t(model, "no_role"));
    setText(task, role?.task ?? (choose ? t(model, "choose_role") : ""));
    task.hidden = !task.textContent;
    listTexts(speaks, sentences);
    speaks.hidden ||= Boolean(listens);
    setText(leader, words || "");
    leader.hidden = !words || Boolean(listens);
  };
  return root;
}

function render({ model, el }) {
  const call = caller(model);
  const soon = { durable: false };
  const chip = element("span", { class: "mus-chip" });
  const method = element("span", { class: "mus-soft mus-small" });
  const phase = element("h2");
  const ask = element("p", { class: "mus-method-seat-ask" });
  const theme = element("p", { class: "mus-soft mus-small" });
  const head = element("div", { class: "mus-method-seat-head" }, element("p", { class: "mus-method-seat-step" }, chip, method), phase, ask, theme);
  const bar = clockBar(model, call);
  const then = element("p", { class: "mus-soft mus-small" });
  bar.beside.append(then);
  const mine = rolePart(model);
  const circle = circlePart(model, call);
  const notes = notesPart(model, call);
  const shownTitle = element("h3");
  const shownList = element("ul", { class: "mus-lines" });
  const shown = element("section", {}, shownTitle, shownList);
  const go = (by) => callButton({ label: "", kind: by < 0 ? "quiet" : "", run: () => call("go", { number: model.get("data").phase.number + by }, soon) });
  const back = go(-1);
  const next = go(1);
  const steer = element("div", { class: "mus-actions mus-method-seat-steer", role: "group" }, back.root, next.root);
  const said = element("p", { class: "mus-heard", role: "status" });
  const root = element("div", { class: "mus mus-method-seat" },
    element("div", { class: "mus-column" }, head, mine, bar.root, circle.root, notes.root, shown, steer), said);
  el.append(root);
  let told = "";

  function createShown() {
    const prompt = element("p", { class: "mus-soft mus-small" });
    const words = element("p", { class: "mus-words" });
    const origin = element("p", { class: "mus-soft mus-small" });
    const node = element("li", {}, prompt, words, origin);
    node.show = (note) => {
      setText(prompt, note.prompt);
      prompt.hidden = !note.prompt;
      setText(words, note.text);
      setText(origin, note.origin || t(model, "one_person"));
    };
    return node;
  }

  /** Say a new phase or role once; what was there when the page opened is read as it stands. */
  function tell({ running, phase: now, role }) {
    const words = running ? [now?.title, role && t(model, "role_say", { title: role.title }), role?.task].filter(Boolean).join(". ") : "";
    if (told && words !== told) setText(said, words);
    told = words || told;
  }

  function show() {
    const data = model.get("data");
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    showAll(data, data.phase ?? { number: 1, count: 1, title: "", ask: "", next: "" });
    tell(data);
    // The button that was pressed may be gone; the focus is not.
    if (held && held !== document.activeElement && !held.isConnected) circle.done();
    else if (held && !held.checkVisibility()) circle.root.hidden ? mine.querySelector("h2").focus() : circle.done();
  }

  function showAll(data, now) {
    const { running = false, listens = false } = data;
    const calm = running && listens;
    root.classList.toggle("is-listening", calm);
    setText(chip, t(model, "phase_of", now));
    setText(method, [data.title, data.mode].filter(Boolean).join(" · "));
    setText(phase, now.title);
    setText(ask, now.ask);
    ask.hidden = !now.ask;
    setText(theme, data.theme ? t(model, "theme", { theme: data.theme }) : "");
    theme.hidden = !data.theme;
    mine.show(data);
    setText(then, now.next ? t(model, "then", { next: now.next }) : t(model, "last_phase"));
    then.hidden = calm;
    bar.show(running ? data.clock ?? null : null, Boolean(data.steers));
    circle.show(data);
    notes.show(running ? data : {});
    const notesHere = calm ? notes.isTyped() : running || notes.hasField();
    notes.root.hidden = !notesHere;
    setText(shownTitle, t(model, "shown_notes"));
    keyed(shownList, data.shown ?? [], (note) => note.id, createShown, (node, note) => node.show(note));
    setAttribute(steer, "aria-label", t(model, "steer"));
    back.relabel(`‹ ${t(model, "back")}`, t(model, "back"));
    back.root.hidden = now.number <= 1;
    next.relabel(`${t(model, "next")} ›`, t(model, "next_say", { title: now.next }));
    next.root.hidden = !now.next;
    head.hidden = !running || calm;
    mine.hidden = !running;
    if (!running || calm) circle.root.hidden = true;
    shown.hidden = !running || calm || !data.shown?.length;
    steer.hidden = !running || !data.steers;
    root.hidden = !running && !notesHere;
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    bar.stop();
    notes.stop();
    call.stop();
  };
}

export default { render };
