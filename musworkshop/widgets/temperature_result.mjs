// The result of the temperature: bars, and beside each of them the same in words.

/** What is said of a bar besides its distribution, "" left out. */
export function factsOf(model, bar) {
  return [
    bar.mean ? t(model, "mean", { mean: bar.mean }) : "",
    bar.low === null || bar.low === undefined ? "" : t(model, "low", { n: bar.low }),
    bar.spread,
  ].filter(Boolean).join(" · ");
}

/** Title, index, bar and words: an area or a statement. */
function scorePart(model, heading) {
  const title = element("span", { class: "mus-words" });
  const own = element("span", { class: "mus-chip plain" });
  const about = element("p", { class: "mus-soft mus-words" });
  const index = element("span", { class: "mus-temperature-result-index" });
  const band = element("span", { class: "mus-soft mus-temperature-result-band" });
  const number = element("p", { class: "mus-temperature-result-number" }, index, band);
  const bar = answerBar();
  const words = element("p");
  const facts = element("p", { class: "mus-soft" });
  const leaders = element("p", { class: "mus-temperature-result-leaders" });
  const root = element("div", { class: "mus-temperature-result-score" },
    element("div", { class: "mus-temperature-result-head" }, element(heading, {}, title, own), number, about),
    bar, words, leaders, facts);
  root.show = (row) => {
    setText(title, row.title);
    setText(own, row.own ? t(model, "own_statement") : "");
    own.hidden = !row.own;
    setText(about, row.about_text || "");
    about.hidden = !row.about_text;
    showIndex(model, row.bar, index, band);
    number.hidden = row.bar.index === null || row.bar.index === undefined;
    bar.show(row.bar);
    setText(words, row.bar.words);
    setText(facts, factsOf(model, row.bar));
    facts.hidden = !facts.textContent;
    setText(leaders, leadersText(model, row));
    leaders.hidden = !leaders.textContent;
  };
  return root;
}

function showIndex(model, bar, index, band) {
  const text = indexText(model, bar);
  if (index.dataset.text !== text) {
    index.dataset.text = text;
    index.replaceChildren(...indexNodes(model, bar));
  }
  setText(band, bar.band);
}

function areaNode(model) {
  const score = scorePart(model, "h3");
  const summary = element("summary");
  const list = element("ul", { class: "mus-lines" });
  const more = element("details", {}, summary, list);
  const node = element("section", { class: "mus-temperature-result-area" }, score, more);
  node.show = (area) => {
    score.show(area);
    setText(summary, plural(model, "statements", area.rows.length));
    more.hidden = !area.rows.length;
    keyed(list, area.rows, (row) => row.id, () => element("li", {}, scorePart(model, "h4")), (item, row) => item.firstChild.show(row));
  };
  return node;
}

/** All areas together: one figure. */
function totalPart(model) {
  const title = element("h3");
  const index = element("span", { class: "mus-temperature-result-index" });
  const band = element("span", { class: "mus-temperature-result-band" });
  const bar = answerBar();
  const words = element("p");
  const facts = element("p", { class: "mus-soft" });
  const root = element("section", { class: "mus-card mus-temperature-result-total" },
    title, element("p", { class: "mus-temperature-result-number" }, index, band), bar, words, facts);
  root.show = (total) => {
    root.hidden = !total;
    if (!total) return;
    setText(title, t(model, "total"));
    showIndex(model, total, index, band);
    bar.show(total);
    setText(words, total.words);
    words.hidden = !total.words;
    setText(facts, factsOf(model, total));
    facts.hidden = !facts.textContent;
  };
  return root;
}

function unitsPart(model) {
  const title = element("h3", { id: uniqueId() });
  const about = element("p", { class: "mus-soft" });
  const table = element("table", { "aria-labelledby": title.id });
  const scroll = element("div", { class: "mus-temperature-result-scroll", role: "region", "aria-labelledby": title.id, tabindex: "0" }, table);
  const root = element("section", {}, title, about, scroll);
  let drawn = "";
  root.show = (units) => {
    root.hidden = !units?.names.length;
    if (root.hidden) return;
    setText(title, t(model, "units"));
    setText(about, t(model, "units_about"));
    const now = JSON.stringify([units, t(model, "too_few")]);
    if (now === drawn) return;
    drawn = now;
    table.replaceChildren(...unitCells(model, unitTable(units)));
  };
  return root;
}

function render({ model, el }) {
  const heading = element("h2");
  const answered = element("ul", { class: "mus-temperature-result-answered" });
  const total = totalPart(model);
  const key = element("ul", { class: "mus-temperature-result-key" });
  const merged = element("p", { class: "mus-soft" });
  const legend = element("div", { role: "group" }, key, merged);
  const areasTitle = element("h3", { class: "mus-heard" });
  const areas = element("div");
  const notes = element("ul", { class: "mus-soft mus-temperature-result-notes" });
  const gapsTitle = element("h3");
  const gapList = element("ul", { class: "mus-lines" });
  const gaps = element("section", {}, gapsTitle, gapList);
  const units = unitsPart(model);
  const commentsTitle = element("h3");
  const commentList = element("ul", { class: "mus-lines" });
  const hidden = element("p", { class: "mus-soft" });
  const comments = element("section", {}, commentsTitle, commentList, hidden);
  const root = element("div", { class: "mus mus-temperature-result" },
    element("div", { class: "mus-column" }, heading, answered, total, areasTitle, legend, areas, gaps, units, comments, notes));
  el.append(root);
  let drawn = "";

  function showLegend(bars) {
    const items = legendOf(bars);
    setAttribute(legend, "aria-label", t(model, "legend"));
    legend.hidden = !items.length;
    const isMerged = bars.some((bar) => barPieces(bar.parts).some((part) => part.looks.length > 1));
    setText(merged, isMerged ? t(model, "merged") : "");
    merged.hidden = !isMerged;
    const now = JSON.stringify(items);
    if (now === drawn) return;
    drawn = now;
    key.replaceChildren(...barLegend(items));
  }

  function show() {
    const data = model.get("data");
    root.hidden = !data.areas;
    const list = data.areas ?? [];
    setText(heading, data.heading ?? "");
    heading.hidden = !data.heading;
    listTexts(answered, data.answered ?? []);
    total.show(data.total ?? null);
    setText(areasTitle, t(model, "areas"));
    showLegend([data.total, ...list.flatMap((area) => [area.bar, ...area.rows.map((row) => row.bar)])].filter(Boolean));
    keyed(areas, list, (area) => area.id, () => areaNode(model), (node, area) => node.show(area));
    setText(gapsTitle, t(model, "gaps"));
    keyed(gapList, (data.gaps ?? []).map((gap, k) => ({ ...gap, k })), (gap) => gap.k,
      () => element("li", {}, element("strong", { class: "mus-words" }), element("p")), (node, gap) => {
        setText(node.firstChild, gap.title);
        setText(node.lastChild, gap.sentence);
      });
    gaps.hidden = !data.gaps?.length;
    units.show(data.units ?? null);
    setText(commentsTitle, t(model, "comments"));
    listTexts(commentList, data.comments ?? []);
    setText(hidden, data.hidden_comments ?? "");
    hidden.hidden = !data.hidden_comments;
    comments.hidden = commentList.hidden && hidden.hidden;
    listTexts(notes, [data.leaders_note, data.approximate, data.rule].filter(Boolean));
  }

  return follow(model, show);
}

export default { render };
