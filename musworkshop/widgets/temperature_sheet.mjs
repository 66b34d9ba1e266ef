// A person's sheet: begin, answer, comment, look it over, send; a shared device forgets it.

const SHEET_AGAIN_MS = 8000;

/** Which part of the page is shown. */
export function sheetPage({ state, answered, shared }, { handed, hasKey, isOpened, hasDesk, isStarting }) {
  if (state === "closed") return "closed";
  if (handed) return "handed";
  if (hasDesk && !isStarting) return "desk";
  if (state === "open" && hasKey && !isOpened) return "opening";
  return answered && !shared && !hasDesk ? "gone" : "start";
}

function render({ model, el }) {
  const call = caller(model);
  const soon = { durable: false }; // a call that waits is kept in memory only
  const key = sheetKey(model.get("scope") || "");
  const start = startPart(model, begin);
  const notice = noticePart(nextPerson);
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const column = element("div", { class: "mus-column" }, start, notice, problem);
  const root = element("div", { class: "mus mus-temperature-sheet" }, column);
  el.append(root);
  let desk = null;
  let opened = ""; // the key whose sheet Python has been asked for
  let opening = false;
  let handed = ""; // "sent" or "left": a shared device waits for the next one
  let forgetting = null; // Python has not yet heard that the sheet is forgotten
  let isStarting = false; // back at the beginning though there is a sheet
  let isWanted = false; // somebody has pressed a button that leads to the statements
  let again = null; // timer of the next try

  /** Do something a little later, once. */
  function later(what) {
    clearTimeout(again);
    again = setTimeout(() => {
      again = null;
      what();
    }, SHEET_AGAIN_MS);
  }

  /** Ask Python for the sheet; it comes in `data`. */
  async function open() {
    const secret = key.read();
    if (!secret || opening) return;
    opening = true;
    try {
      await call("open_sheet", { secret }, soon);
      setText(problem, "");
      if (key.read() === secret) opened = secret;
    } catch (error) {
      if (!isLost()) setText(problem, error.message);
      later(open);
    }
    opening = false;
    show();
  }

  async function begin(form, unit_id) {
    await forgetting;
    clearTimeout(again);
    again = null;
    const secret = key.readOrMake();
    if (opened !== secret) {
      await call("open_sheet", { secret }, soon);
      opened = secret;
    }
    const now = desk?.sheet();
    if (now?.form !== form || now?.unit_id !== unit_id) await call("choose", { secret, form, unit_id }, soon);
    isStarting = false;
    isWanted = true;
    show();
  }

  async function send() {
    await call("send", { secret: key.read() }, soon);
    if (!desk) return; // handed over already
    if (model.get("data").shared) handOver("sent");
    else desk.sent();
  }

  /** Leave nothing of the sheet on this device: not in storage, not in the page, not in its data. */
  function dropSheet() {
    desk?.clear();
    if (key.read() === opened || !desk) key.remove(); // else another window has begun anew
    desk?.stop();
    desk = null;
    opened = "";
    isStarting = isWanted = false;
    start.choose(null, null);
    forgetData();
  }
  function forgetData() {
    // In place: a value set anew would be told to Python.
    Object.assign(model.get("data"), { sheet: null, points: null });
  }
  function handOver(how) {
    handed = how;
    dropSheet();
    tellForgotten();
    show();
    notice.focusHere();
  }
  function tellForgotten() {
    forgetting = call("forget", {}, soon).then(
      () => { forgetting = null; },
      () => { if (handed) later(tellForgotten); });
  }
  function nextPerson() {
    handed = "";
    show();
    start.focusHere();
  }

  function makeDesk(sheet) {
    desk = sheetDesk(model, call, key, {
      sheet, send,
      leave: async () => handOver("left"),
      toStart() {
        isStarting = true;
        const { form, unit_id } = desk.sheet();
        show();
        start.choose(form, unit_id);
        start.focusHere();
      },
    });
    column.append(desk.root);
  }

  /** Why nobody can begin now, "" when one can. */
  function whyNot({ state, shared, people_left, full }) {
    if (state === "waiting") return `${t(model, "waiting")} ${t(model, "waiting_about")}`;
    if (desk) return "";
    return shared && people_left < 1 ? t(model, "none_left") : full;
  }

  function showNotice(page, { result, people_left }) {
    const next = people_left > 0 ? t(model, "next_person") : "";
    notice.show({
      closed: { title: t(model, "closed"), text: `${t(model, "closed_about")} ${result ? t(model, "result_below") : ""}`.trim() },
      opening: { title: t(model, "opening") },
      gone: { title: t(model, "gone"), text: t(model, "gone_about") },
      handed: handed === "left"
        ? { title: t(model, "left"), text: t(model, "left_about"), button: next }
        : { title: t(model, "handed"), text: people_left > 0 ? t(model, "handed_about") : t(model, "none_left"), button: next },
    }[page]);
  }

  function show() {
    const data = model.get("data");
    root.hidden = !data.state;
    if (!data.state) return;
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    if (data.state === "closed" && (desk || key.read())) dropSheet(); // the answers are deleted
    if (desk && key.read() !== opened) { // forgotten in another view or window
      dropSheet();
      tellForgotten();
    }
    const secret = key.read();
    if (secret && secret === opened) {
      if (data.sheet?.sent && data.shared) return void handOver("sent");
      if (data.sheet && !desk) makeDesk(data.sheet);
    } else if (!secret) {
      forgetData();
    } else if (data.state === "open" && !again) {
      open();
    }
    const page = sheetPage(data, { handed, hasKey: Boolean(secret), isOpened: opened === secret, hasDesk: Boolean(desk), isStarting });
    root.dataset.page = page;
    desk?.show();
    if (desk) desk.root.hidden = page !== "desk";
    start.hidden = page !== "start";
    if (page === "start") start.show(data, { sentence: whyNot(data), began: Boolean(desk) });
    notice.hidden = page === "desk" || page === "start";
    if (!notice.hidden) showNotice(page, data);
    if (desk && isWanted && page === "desk") {
      isWanted = false;
      desk.begin();
    } else if (held && !held.checkVisibility()) {
      // What was used may be gone; the focus is not.
      (page === "desk" ? desk : page === "start" ? start : notice).focusHere();
    }
  }

  /** In another window of this device the key was taken away. */
  function stored({ key: place, newValue }) {
    if (place !== key.place || !opened || newValue === opened) return;
    if (newValue === null) key.remove();
    show();
  }

  const unwatch = watchConnection((lost) => {
    desk?.connection(lost);
    if (lost) return;
    if (forgetting && handed) tellForgotten();
    open();
  });
  window.addEventListener("storage", stored);
  const unfollow = follow(model, show);
  return () => {
    unfollow();
    unwatch();
    window.removeEventListener("storage", stored);
    clearTimeout(again);
    desk?.stop();
    desk = null;
    call.stop();
  };
}

export default { render };
