// The pair's own papers, fetched with the browser's key; last year's file stays in the page's memory.

const PAPER_ADDRESS = "/documents/pair/";
const LAST_YEAR_MOST = 200000; // bytes
const BLOB_KEPT_MS = 60000;

/** The name a server gives a file, without any folder; `otherwise` where it gives none. */
export function fileName(disposition, otherwise) {
  const [, coded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "") ?? [];
  const [, plain] = /filename="([^"]+)"|filename=([^;\s]+)/i.exec(disposition ?? "")?.filter(Boolean) ?? [];
  let name = plain ?? "";
  try {
    name = coded ? decodeURIComponent(coded) : name;
  } catch {
    // the plain one then
  }
  return name.split(/[\\/]/).pop().trim() || otherwise;
}

/** The value of a cookie, "" for none. */
export function cookieValue(cookies, name) {
  const found = cookies.split(";").map((one) => one.trim()).find((one) => one.startsWith(`${name}=`));
  if (!found) return "";
  const value = found.slice(name.length + 1).replace(/^"(.*)"$/, "$1");
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Fetch a paper; resolves with {name, blob}, rejects with a sentence. */
async function fetchPaper(model, name, last_year) {
  const body = new URLSearchParams({ secret: pairSecret(), language: document.documentElement.lang || "da", last_year, _xsrf: cookieValue(document.cookie, "_xsrf") });
  let answer;
  try {
    answer = await fetch(`${PAPER_ADDRESS}${encodeURIComponent(name)}`, { method: "POST", body, credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new Error(t(model, "gave_up"));
  }
  const isText = (answer.headers.get("Content-Type") ?? "").startsWith("text/plain");
  if (!answer.ok || answer.redirected) throw new Error((isText && (await answer.text()).trim()) || t(model, "failed"));
  return { name: fileName(answer.headers.get("Content-Disposition"), name), blob: await answer.blob() };
}

function saveFile({ name, blob }) {
  const href = URL.createObjectURL(blob);
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), BLOB_KEPT_MS);
}

/** One paper: what it is, and the button that fetches it. */
function paperRow(model, paper, lastYear, tell) {
  let now = paper;
  const about = element("p");
  const fetching = callButton({ label: "", kind: "quiet", run: async () => {
    tell("");
    const file = await fetchPaper(model, now.name, lastYear());
    saveFile(file);
    tell(t(model, "fetched", { name: file.name }));
  } });
  const node = element("li", {}, about, fetching.root);
  node.show = (next) => {
    now = next;
    setText(about, next.about);
    fetching.relabel(t(model, "fetch", { title: next.title }));
  };
  return node;
}

/** Last year's file: opened, said what it is, put away again. `text()` is what is open. */
function lastYearPart(model, call) {
  const title = element("h3", { tabindex: "-1" });
  const sentence = element("p", { class: "mus-soft" });
  const input = element("input", { type: "file", accept: ".json,application/json", hidden: true, on: { change: take } });
  const open = callButton({ label: "", kind: "quiet", run: async () => input.click() });
  const close = callButton({ label: "", kind: "quiet", run: async () => {
    await call("close_last_year", {}, { durable: false });
    held = "";
    if (isHere(root)) title.focus();
  } });
  const shown = element("p", { class: "mus-chip" });
  const line = status(null);
  const root = element("section", {}, title, shown, sentence, input, open.root, close.root, line.root);
  let held = "";

  async function take() {
    const [file] = input.files;
    input.value = ""; // so that the same file can be chosen again
    if (!file) return;
    open.fail("");
    line.say(t(model, "reading"));
    try {
      held = await read(file);
      title.focus();
    } catch (error) {
      open.fail(error.message);
    }
    line.say("");
  }
  async function read(file) {
    if (file.size > LAST_YEAR_MOST) throw new Error(t(model, "too_big", { n: LAST_YEAR_MOST / 1000 }));
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      throw new Error(t(model, "unreadable"));
    }
    const refused = await call("open_last_year", { text }, { durable: false });
    if (refused) throw new Error(refused);
    return text;
  }
  root.text = () => (root.dataset.open ? held : "");
  root.show = ({ last_year }) => {
    root.dataset.open = last_year.shown ? "1" : "";
    setText(title, t(model, "last_year"));
    setText(shown, last_year.shown);
    shown.hidden = !last_year.shown;
    setText(sentence, last_year.sentence);
    sentence.hidden = !last_year.sentence;
    open.relabel(t(model, "open_file"));
    open.root.hidden = Boolean(last_year.shown);
    close.relabel(t(model, "close_file"));
    close.root.hidden = !last_year.shown;
  };
  root.stop = line.stop;
  return root;
}

function render({ model, el }) {
  const call = caller(model);
  const title = element("h2", { tabindex: "-1" });
  const who = pairWho();
  const list = element("ul", { class: "mus-lines" });
  const own = element("h3");
  const ownList = element("ul", { class: "mus-lines" });
  const line = status(null);
  const lastYear = lastYearPart(model, call);
  const root = element("section", { class: "mus mus-pair-papers", hidden: true },
    element("div", { class: "mus-column" }, who, title, list, element("section", {}, own, ownList), line.root, lastYear));
  el.append(root);
  const create = (paper) => paperRow(model, paper, lastYear.text, (sentence) => line.say(sentence, sentence ? "saved" : ""));

  const unfollow = follow(model, () => {
    const data = model.get("data");
    root.hidden = !data.papers;
    if (!data.papers) return;
    setText(title, t(model, "heading"));
    who.show(data.who);
    keyed(list, data.papers, (paper) => paper.name, create, (node, paper) => node.show(paper));
    list.hidden = !data.papers.length;
    setText(own, t(model, "own"));
    keyed(ownList, data.own_file?.name ? [data.own_file] : [], (paper) => paper.name, create, (node, paper) => node.show(paper));
    ownList.parentNode.hidden = !data.own_file?.name;
    lastYear.show(data);
  });
  return () => {
    unfollow();
    line.stop();
    lastYear.stop();
    call.stop();
  };
}

export default { render };
