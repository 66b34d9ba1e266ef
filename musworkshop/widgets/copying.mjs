// Copying a text: as the browser offers it, or the older way, which works on plain http too.

/** Copy `text`; says whether it is copied. Where it is not, let people copy it by hand. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyMarked(text);
  }
}

/** A field outside the window is marked and copied; the focus goes back to where it was. */
function copyMarked(text) {
  const focused = document.activeElement;
  const field = element("textarea", { readonly: true, "aria-hidden": "true", tabindex: "-1", style: "position: fixed; inset-inline-start: -200vw; top: 0" });
  field.value = text;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    focused?.focus();
  }
}

/** Show a text in a field and mark it, to be copied by hand. */
export function markText(field, text) {
  field.hidden = false;
  field.value = text;
  field.focus();
  field.select();
}
