// The form as a sheet: a table where there is room, one theme under the other on a phone.

const listed = (texts) => (texts || []).map((text, k) => ({ k, text }));

function bullets(list, texts) {
  keyed(list, listed(texts), (entry) => entry.k, () => element("li", { class: "mus-words" }), (node, entry) => setText(node, entry.text));
  list.hidden = !texts?.length;
}

function rowNode() {
  const cell = (...children) => element("td", { role: "cell" }, ...children);
  const theme = element("strong", { class: "mus-words" });
  const areas = element("ul", { class: "mus-form-preview-areas" });
  const questions = element("ol", { class: "mus-form-preview-questions" });
  const none = element("p", { class: "mus-soft" });
  const employee = cell(element("span", { class: "mus-form-preview-label", "aria-hidden": "true" }));
  const leader = cell(element("span", { class: "mus-form-preview-label", "aria-hidden": "true" }));
  const node = element("tr", { role: "row" }, element("th", { role: "rowheader", scope: "row" }, theme, areas), cell(questions, none), employee, leader);
  node.show = (row, columns, noneText) => {
    setText(theme, row.theme);
    bullets(areas, row.areas);
    bullets(questions, row.questions);
    setText(none, noneText);
    none.hidden = row.questions.length > 0;
    setText(employee.firstChild, columns.employee || "");
    setText(leader.firstChild, columns.leader || "");
  };
  return node;
}

function headNode() {
  const title = element("span", { class: "mus-words" });
  const prompts = element("ul");
  const node = element("th", { role: "columnheader", scope: "col" }, title, prompts);
  node.show = (text, asked) => {
    setText(title, text || "");
    bullets(prompts, asked);
  };
  return node;
}

function render({ model, el }) {
  const title = element("h2", { class: "mus-words" });
  const department = element("p", { class: "mus-form-preview-department mus-words" });
  const frameTitle = element("h3", { class: "mus-words" });
  const core = element("p", { class: "mus-words" });
  const part = (className) => {
    const heading = element("h4");
    const list = element("ul", { class: className });
    return { root: element("div", {}, heading, list), heading, list };
  };
  const goals = part("mus-form-preview-list");
  const challenges = part("mus-form-preview-list");
  const frame = element("section", { class: "mus-form-preview-frame" }, frameTitle, core, goals.root, challenges.root);
  const heads = [headNode(), headNode(), headNode(), headNode()];
  const body = element("tbody", { role: "rowgroup" });
  const table = element("table", { role: "table" }, element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, heads)), body);
  const empty = element("p", { class: "mus-empty" });
  const footer = element("p", { class: "mus-form-preview-footer mus-words" });
  const downloadsTitle = element("h2", { class: "mus-form-preview-take" });
  const links = element("ul", { class: "mus-actions" });
  const downloads = element("section", {}, downloadsTitle, links);
  const sheet = element("article", { class: "mus-form-preview-sheet" }, element("div", { class: "mus-form-preview-head" }, ring(40), element("div", {}, title, department)), frame, table, empty, footer);
  el.append(element("div", { class: "mus mus-form-preview" }, element("div", { class: "mus-column" }, downloads, sheet)));

  function show() {
    const data = model.get("data");
    const { frame: box = {}, columns = {} } = data;
    const rows = (data.rows || []).map((row, k) => ({ ...row, k }));
    setText(title, data.title || "");
    setText(department, data.department || "");
    department.hidden = !data.department;
    setText(frameTitle, box.heading || t(model, "core_task"));
    setText(core, box.core_task || "");
    setText(goals.heading, t(model, "goals"));
    bullets(goals.list, box.goals);
    goals.root.hidden = !box.goals?.length;
    setText(challenges.heading, t(model, "challenges"));
    bullets(challenges.list, box.challenges);
    challenges.root.hidden = !box.challenges?.length;
    frame.hidden = !(box.core_task || box.goals?.length || box.challenges?.length);
    heads[0].show(columns.theme, []);
    heads[1].show(columns.question, []);
    heads[2].show(columns.employee, columns.employee_prompts);
    heads[3].show(columns.leader, columns.leader_prompts);
    keyed(body, rows, (row) => row.k, rowNode, (node, row) => node.show(row, columns, t(model, "no_questions")));
    table.hidden = !rows.length;
    setText(empty, t(model, "empty"));
    empty.hidden = rows.length > 0;
    setText(footer, data.footer || "");
    footer.hidden = !data.footer;
    setText(downloadsTitle, t(model, "downloads"));
    const safe = (data.downloads || []).filter((file) => safeLink(file.url));
    keyed(links, safe, (file) => file.url, (file) => element("li", {}, element("a", { class: "mus-button quiet", href: safeLink(file.url), download: true })), (node, file) => setText(node.firstChild, file.label));
    downloads.hidden = !safe.length;
  }

  return follow(model, show);
}

export default { render };
