// The room: how many, the code, the projector, the documents.

function copyButton(model, labelKey, urlKey) {
  const button = element("button", { type: "button", class: "mus-button text", on: { click: press } });
  const input = element("input", { class: "mus-input", type: "text", readonly: true, hidden: true });
  const line = element("p", { class: "mus-room-panel-said mus-small", role: "status" });
  const root = element("div", { class: "mus-room-panel-copy" }, button, input, line);
  async function press() {
    setText(line, "");
    const done = await copyText(model.get("data")[urlKey]);
    if (done) input.hidden = true;
    else markText(input, model.get("data")[urlKey]);
    setText(line, t(model, done ? "copied" : "copy_by_hand"));
  }
  root.show = () => {
    setText(button, t(model, labelKey));
    setAttribute(input, "aria-label", t(model, "link_text"));
    root.hidden = !model.get("data")[urlKey];
  };
  return root;
}

function render({ model, el }) {
  const heading = element("h2");
  const phones = element("strong");
  const word = element("span", { class: "mus-soft" });
  const code = element("p", { class: "mus-room-panel-code" });
  const copies = [copyButton(model, "copy_join", "join_url"), copyButton(model, "copy_projector", "projector_url")];
  const open = element("a", { class: "mus-button quiet", target: "_blank", rel: "noopener" });
  const papers = element("h2");
  const none = element("p", { class: "mus-soft mus-small" });
  const list = element("ul", { class: "mus-room-panel-papers" });
  const archive = element("a", { download: true });
  const archiveHelp = element("p", { class: "mus-soft mus-small" });
  const archiveBox = element("div", { class: "mus-room-panel-archive" }, archive, archiveHelp);
  const root = element("section", { class: "mus mus-room-panel" },
    heading,
    element("p", { class: "mus-room-panel-phones" }, phones, word),
    code, copies[0], element("p", {}, open), copies[1],
    papers, none, list, archiveBox);
  el.append(root);

  function create() {
    const name = element("span", { class: "mus-room-panel-paper" });
    const formats = element("span", { class: "mus-room-panel-formats" });
    const item = element("li", {}, name, formats);
    item.show = (paper) => {
      setText(name, paper.label);
      const links = paper.formats.filter((format) => safeLink(format.url));
      keyed(formats, links, (format) => format.label, () => element("a", { download: true }), (link, format) => {
        setText(link, format.label);
        setAttribute(link, "href", format.url);
        setAttribute(link, "aria-label", t(model, "download", { label: paper.label, format: format.label }));
      });
    };
    return item;
  }

  function show() {
    const data = model.get("data");
    setText(heading, t(model, "heading"));
    setText(phones, String(data.phones ?? 0));
    setText(word, plural(model, "phones", data.phones ?? 0));
    code.replaceChildren(element("span", { class: "mus-heard", text: `${t(model, "code")}: ` }), data.code ?? "");
    for (const button of copies) button.show();
    open.hidden = !safeLink(data.projector_url);
    if (!open.hidden) setAttribute(open, "href", data.projector_url);
    open.replaceChildren(t(model, "open_projector"), element("span", { class: "mus-heard", text: ` (${t(model, "new_window")})` }));
    setText(papers, t(model, "documents"));
    const documents = data.documents ?? [];
    setText(none, t(model, "no_documents"));
    none.hidden = documents.length > 0;
    list.hidden = !documents.length;
    keyed(list, documents, (paper) => paper.label, create, (node, paper) => node.show(paper));
    archiveBox.hidden = !safeLink(data.archive_url);
    if (!archiveBox.hidden) setAttribute(archive, "href", data.archive_url);
    setText(archive, t(model, "archive"));
    setText(archiveHelp, t(model, "archive_help"));
  }

  return follow(model, show);
}

export default { render };
