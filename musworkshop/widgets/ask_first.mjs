// A button for what cannot be taken back: it asks before it acts.

/**
 * The first press asks `question()`; "yes" runs, "no" and Escape close. `done()` is where
 * the focus goes afterwards, if nobody has moved it.
 * Returns {root, button, close(), relabel({open, yes, no})}.
 */
export function askFirst({ kind = "", run, question, done = () => {} }) {
  const words = element("p");
  const yes = callButton({ label: "", run: confirm });
  const no = element("button", { type: "button", class: "mus-button quiet", on: { click: refuse } });
  const button = element("button", { type: "button", class: `mus-button ${kind}`.trim(), on: { click: ask } });
  const box = element("div", { class: "mus-ask-first", role: "group", hidden: true, on: { keydown: pressed } },
    words, element("div", { class: "mus-actions" }, yes.root, no));
  const root = element("div", {}, button, box);

  function ask() {
    setText(words, question());
    setAttribute(box, "aria-label", words.textContent);
    button.hidden = true;
    box.hidden = false;
    no.focus();
  }
  function close() {
    box.hidden = true;
    button.hidden = false;
  }
  function refuse() {
    close();
    button.focus();
  }
  function pressed(event) {
    if (event.key === "Escape") refuse();
  }
  async function confirm() {
    await run();
    const was_here = isHere(box);
    close();
    if (was_here) done();
  }
  return {
    root,
    button,
    close,
    relabel(now) {
      setText(button, now.open);
      yes.relabel(now.yes);
      setText(no, now.no);
    },
  };
}
