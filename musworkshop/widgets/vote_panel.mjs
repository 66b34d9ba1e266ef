// Dot voting from the facilitator's side; what cannot be taken back is asked first.

/** Width of a bar in percent of the largest sum; 0 while sums are hidden. */
export function barPercent(sum, most) {
  return sum > 0 && most > 0 ? Math.max(2, Math.round((100 * sum) / most)) : 0;
}

/** The number of dots after a press, kept between 1 and `most`. */
export function nextDots(dots, by, most = 20) {
  return Math.min(most, Math.max(1, dots + by));
}

function render({ model, el }) {
  const call = caller(model);
  const soon = { durable: false };
  const heading = element("h2", { tabindex: -1 });
  const done = () => heading.focus();
  const line = element("p", { class: "mus-soft" });
  const label = element("p", { class: "mus-vote-panel-label" });
  const dots = element("strong", { role: "status" });
  const step = (by) => callButton({ label: by < 0 ? "−" : "+", kind: "quiet mus-vote-panel-step", repeats: true, run: () => set(by) });
  const fewer = step(-1);
  const more = step(1);
  const setting = element("div", { class: "mus-vote-panel-setting", role: "group" }, label,
    element("div", { class: "mus-vote-panel-dots" }, fewer.root, dots, more.root));
  const open = callButton({ label: "", run: () => call("open_votes", {}, soon) });
  const bar = element("span", { class: "mus-vote-panel-fill" });
  const voted = element("p");
  const progress = element("div", { class: "mus-vote-panel-progress" }, voted, element("div", { class: "mus-vote-panel-track", "aria-hidden": "true" }, bar));
  const missing = () => {
    const { voted: n, voters } = model.get("data");
    return n < voters ? ` ${t(model, "ask_missing", { n: voters - n, of: voters })}` : "";
  };
  const reveal = askFirst({ kind: "", run: () => call("reveal_votes", {}, soon), question: () => t(model, "ask_reveal") + missing(), done });
  const reopen = askFirst({ kind: "quiet", run: () => call("reopen_votes", {}, soon), question: () => t(model, "ask_reopen"), done });
  const count = element("h3");
  const list = element("ol", { class: "mus-lines" });
  const empty = element("p", { class: "mus-empty" });
  const root = element("section", { class: "mus mus-vote-panel" }, heading, line, setting, progress,
    element("div", { class: "mus-actions" }, open.root, reveal.root, reopen.root), count, list, empty);
  el.append(root);

  function set(by) {
    const { votes_per_person: now, most } = model.get("data");
    const votes = nextDots(now, by, most);
    return votes === now ? Promise.resolve() : call("set_votes_per_person", { votes }, soon);
  }

  function create() {
    const rank = element("span", { class: "mus-vote-panel-rank" });
    const text = element("p", { class: "mus-words" });
    const from = element("p", { class: "mus-soft mus-small" });
    const fill = element("span", { class: "mus-vote-panel-fill" });
    const track = element("div", { class: "mus-vote-panel-track", "aria-hidden": "true" }, fill);
    const sum = element("strong");
    const tie = element("span", { class: "mus-chip plain" });
    const node = element("li", {}, rank, element("div", {}, text, track, from), element("p", { class: "mus-vote-panel-sum" }, sum, tie));
    node.show = (one, most) => {
      const known = one.sum !== null && one.sum !== undefined;
      rank.replaceChildren(...(one.rank ? [element("span", { class: "mus-heard", text: t(model, "rank_say", { n: one.rank }) }), element("span", { "aria-hidden": "true", text: String(one.rank) })] : []));
      setText(text, one.text);
      const names = one.origins.map((name) => name || t(model, "one_person")).join(t(model, "and"));
      setText(from, [one.theme, names && t(model, "from", { origins: names })].filter(Boolean).join(" · "));
      track.hidden = !known;
      fill.style.width = `${barPercent(one.sum, most)}%`;
      setText(sum, known ? plural(model, "dots", one.sum) : "");
      setText(tie, one.tied ? t(model, "tied") : "");
      tie.hidden = !one.tied;
    };
    return node;
  }

  function show() {
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    showState();
    // The button that was pressed may be gone; the focus is not.
    if (held && !held.checkVisibility()) done();
  }

  function showState() {
    const data = model.get("data");
    const { state = "closed", results = [], candidates = results.length } = data;
    root.dataset.state = state;
    setText(heading, t(model, "heading"));
    setText(line, t(model, `${state}_now`));
    setText(label, t(model, "per_person"));
    setAttribute(setting, "aria-label", t(model, "per_person"));
    setText(dots, plural(model, "dots", data.votes_per_person ?? 1));
    fewer.relabel("−", t(model, "fewer"));
    more.relabel("+", t(model, "more"));
    setting.hidden = state !== "closed";
    open.relabel(t(model, "open"));
    open.root.hidden = state !== "closed" || !candidates;
    progress.hidden = state === "closed";
    setText(voted, t(model, "voted", { n: data.voted ?? 0, of: data.voters ?? 0 }));
    bar.style.width = `${barPercent(data.voted, data.voters)}%`;
    reveal.relabel({ open: t(model, "reveal"), yes: t(model, "yes_reveal"), no: t(model, "not_yet") });
    reopen.relabel({ open: t(model, "reopen"), yes: t(model, "yes_reopen"), no: t(model, "not_yet") });
    reveal.root.hidden = state !== "open";
    reopen.root.hidden = state !== "revealed";
    if (state !== "open") reveal.close();
    if (state !== "revealed") reopen.close();
    setText(count, state === "revealed" ? t(model, "results") : plural(model, "candidates", candidates));
    count.hidden = !candidates;
    list.hidden = !results.length;
    setText(empty, t(model, "empty"));
    empty.hidden = candidates > 0;
    const most = Math.max(0, ...results.map((one) => one.sum ?? 0));
    keyed(list, results, (one) => one.id, create, (node, one) => node.show(one, most));
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    call.stop();
  };
}

export default { render };
