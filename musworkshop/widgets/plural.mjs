// The sentence in the form that fits a number.

/** The sentence of `<key>_one` or `<key>_other`, with {n} filled in. */
export function plural(model, key, n, values = {}) {
  return t(model, `${key}_${n === 1 ? "one" : "other"}`, { n, ...values });
}
