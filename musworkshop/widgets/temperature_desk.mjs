// The screens of one sheet: its statements, the comment, a look at it all, and thanks.

/** Which screen a sheet opens with. */
export function openingScreen(sheet, ids) {
  if (sheet.sent) return "sent";
  return ids.length && countAnswered(ids, sheet.answers) === ids.length ? "review" : "list";
}

/** Statements with their answers, one at a time or all on one page. */
function statementList(model, desk) {
  const place = element("p", { class: "mus-temperature-place" });
  const toggle = element("button", { type: "button", class: "mus-button text", on: { click: () => turn(!all) } });
  const done = element("span");
  const areas = element("div", { class: "mus-temperature-areas" });
  const back = element("button", { type: "button", class: "mus-button quiet", on: { click: () => (all || position === 0 ? desk.go("start") : step(-1)) } });
  const next = element("button", { type: "button", class: "mus-button", on: { click: () => (all || position === ids().length - 1 ? desk.go("comment") : step(1)) } });
  const root = element("section", { class: "mus-temperature-list" },
    element("div", { class: "mus-temperature-bar" }, place, toggle),
    element("div", { class: "mus-temperature-track", "aria-hidden": "true" }, done), areas,
    element("div", { class: "mus-temperature-nav" }, back, next));
  let all = false;
  let position = 0;
  const groups = () => byArea(model.get("data").areas, model.get("data").statements);
  const ids = () => groups().flatMap((area) => area.statements.map((one) => one.id));
  const nodes = () => new Map([...(areas.musNodes?.values() ?? [])].flatMap((area) => [...(area.list.musNodes ?? [])]));

  function turn(wanted) {
    all = wanted;
    if (!all) position = firstUnanswered(ids(), desk.answers());
    draw();
  }
  function step(by) {
    position += by;
    draw();
    root.focusHere();
  }
  function createArea() {
    const title = element("h3", { class: "mus-words" });
    const about = element("p", { class: "mus-soft mus-words" });
    const list = element("div");
    const node = element("section", {}, title, about, list);
    node.list = list;
    node.show = (area) => {
      setText(title, area.title);
      title.hidden = !area.title;
      setText(about, area.about);
      keyed(list, area.statements, (one) => one.id, (one) => statementNode(model, desk, one), (each, one) => each.show(one, desk.sheet().form, model.get("data")));
    };
    node.only = (id) => {
      for (const [own, each] of list.musNodes) each.hidden = id !== null && own !== id;
      node.hidden = id !== null && !list.musNodes.has(id);
      about.hidden = !about.textContent || (id !== null && list.musNodes.keys().next().value !== id);
    };
    return node;
  }
  function draw() {
    const list = ids();
    position = Math.min(Math.max(0, position), Math.max(0, list.length - 1));
    const numbers = { n: all ? countAnswered(list, desk.answers()) : position + 1, of: list.length };
    const said = [t(model, all ? "answered" : "place", numbers), t(model, all ? "answered" : "place_say", numbers)];
    if (place.dataset.said !== said.join()) {
      place.dataset.said = said.join();
      place.replaceChildren(element("span", { "aria-hidden": "true", text: said[0] }), element("span", { class: "mus-heard", text: said[1] }));
    }
    done.style.width = `${list.length ? (100 * numbers.n) / list.length : 0}%`;
    setText(toggle, t(model, all ? "show_one" : "show_all"));
    for (const area of areas.musNodes?.values() ?? []) area.only(all ? null : list[position]);
    setText(back, `‹ ${t(model, "back")}`);
    back.hidden = desk.sheet().sent && (all || position === 0);
    setText(next, `${t(model, "next")} ›`);
    root.classList.toggle("is-all", all);
  }

  root.show = () => {
    keyed(areas, groups(), (area) => area.id, createArea, (node, area) => node.show(area));
    draw();
  };
  root.tell = (id, error) => {
    nodes().get(id)?.tell(error);
    draw();
  };
  root.connection = () => {
    for (const [id, node] of nodes()) if (desk.queue.isWaiting(id)) node.tell(null);
  };
  root.goTo = (wanted) => {
    all = false;
    position = wanted;
    draw();
  };
  root.focusHere = () => (all ? toggle : nodes().get(ids()[position]))?.[all ? "focus" : "focusHere"]();
  root.missing = () => ids().filter((id) => !isAnswered(desk.answers(), id));
  root.ids = ids;
  root.stop = () => nodes().forEach((node) => node.stop());
  return root;
}

/** How much is answered and one's own points; from here it is sent. */
function reviewScreen(model, desk) {
  const title = element("h2", { tabindex: "-1" });
  const count = element("p");
  const missing = element("button", { type: "button", class: "mus-button text", on: { click: () => desk.go("missing") } });
  const points = pointsPart(model);
  const note = element("p", { class: "mus-soft" });
  const back = element("button", { type: "button", class: "mus-button quiet", on: { click: () => desk.go("comment") } });
  const send = callButton({ label: "", run: () => (desk.sheet().sent ? desk.go("sent") : desk.send()) });
  const root = element("section", { class: "mus-temperature-review" }, title, count, missing, points, note,
    element("div", { class: "mus-temperature-nav" }, back, send.root));
  root.show = ({ sent }, data, { n, of }) => {
    setText(title, t(model, sent ? "review_sent" : "review"));
    setText(count, t(model, n === of ? "answered_all" : "answered_some", { n, of }));
    setText(missing, t(model, "to_missing"));
    missing.hidden = n === of;
    points.show(data.points);
    setText(note, data.full && !sent ? data.full : t(model, sent ? "changed_at_once" : data.shared ? "send_shared" : "send_own"));
    setText(back, `‹ ${t(model, "back")}`);
    send.relabel(t(model, sent ? "finish" : "send"));
  };
  root.focusHere = () => title.focus();
  return root;
}

/** It is sent: thanks, one's own points, and the way back to the answers. */
function sentScreen(model, desk) {
  const notice = noticePart(() => desk.go("list"));
  const points = pointsPart(model);
  notice.lastChild.before(points);
  notice.show = ((show) => (data) => {
    show({ title: t(model, "sent"), text: t(model, "send_own"), button: t(model, "change") });
    points.show(data.points);
  })(notice.show);
  return notice;
}

/** All screens of one sheet; taken out of the page as a whole. */
export function sheetDesk(model, call, key, { sheet, toStart, send, leave }) {
  let screen = "";
  let last = sheet; // while the page is connected again, the sheet is not known for a moment
  let isSent = false;
  const desk = {
    queue: answerQueue(call, key, (id, error) => parts.list.tell(id, error)),
    sheet: () => (isSent ? { ...last, sent: true } : last),
    answers: () => desk.queue.over(desk.sheet().answers),
    go,
    send: async () => {
      await desk.queue.flush();
      await parts.comment.flush();
      await send();
    },
  };
  const parts = { list: statementList(model, desk), comment: commentPart(model, call, key, sheet), review: reviewScreen(model, desk), sent: sentScreen(model, desk) };
  const toList = element("button", { type: "button", class: "mus-button quiet", on: { click: () => go("list") } });
  const toReview = element("button", { type: "button", class: "mus-button", on: { click: () => go("review") } });
  parts.comment.append(element("div", { class: "mus-temperature-nav" }, toList, toReview));
  const leaving = askFirst({ kind: "text", run: leave, question: () => t(model, "ask_leave") });
  const root = element("div", { class: "mus-temperature-desk" }, ...Object.values(parts), leaving.root);

  function go(wanted) {
    if (screen === "comment") parts.comment.save();
    if (wanted === "start") return toStart();
    if (wanted === "missing") parts.list.goTo(firstUnanswered(parts.list.ids(), desk.answers()));
    if (wanted === "list" && screen === "sent") parts.list.goTo(0);
    screen = wanted === "missing" ? "list" : wanted;
    desk.show();
    desk.focusHere();
  }
  desk.root = root;
  desk.focusHere = () => {
    parts[screen].focusHere();
    if (root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: "start" });
  };
  desk.show = () => {
    const data = model.get("data");
    if (data.sheet && JSON.stringify(data.sheet) !== JSON.stringify(last)) {
      last = data.sheet;
      desk.queue.settle();
    }
    const now = desk.sheet();
    parts.list.show();
    screen ||= openingScreen(now, parts.list.ids());
    const of = parts.list.ids().length;
    parts.comment.show(now);
    parts.review.show(now, data, { n: of - parts.list.missing().length, of });
    parts.sent.show(data);
    for (const [name, part] of Object.entries(parts)) part.hidden = name !== screen;
    setText(toList, `‹ ${t(model, "back")}`);
    setText(toReview, `${t(model, "next")} ›`);
    leaving.root.hidden = !data.shared;
    leaving.relabel({ open: t(model, "leave"), yes: t(model, "yes_leave"), no: t(model, "no_leave") });
  };
  desk.begin = () => {
    screen = "list";
    parts.list.goTo(firstUnanswered(parts.list.ids(), desk.answers()));
    desk.show();
    desk.focusHere();
  };
  desk.connection = (lost) => {
    parts.list.connection();
    if (!lost) desk.queue.pump();
  };
  desk.sent = () => {
    isSent = true;
    go("sent");
  };
  /** Nothing of the sheet stays here. */
  desk.clear = () => {
    desk.queue.clear();
    parts.comment.clear();
  };
  desk.stop = () => {
    parts.list.stop();
    parts.comment.stop();
    root.remove();
  };
  parts.list.goTo(firstUnanswered(parts.list.ids(), sheet.answers));
  return desk;
}
