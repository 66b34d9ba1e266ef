// Names that must find room round a wheel: where a Danish word may be divided, and into which lines.

const VOWELS = "aeiouy\u00e6\u00f8\u00e5\u00e9\u00e8\u00ea\u00f6\u00fc\u00e4AEIOUY\u00c6\u00d8\u00c5\u00c9";
/** Groups of consonants that a Danish word can begin with. */
const BEGINNINGS = new Set("bl br bj dr fj fl fr gl gn gr hj kl kn kr kv pl pr sk skr sl sm sn sp spr st str sv tr tv".split(" "));
/** Parts that many names of competences are put together from: before and after them is the best place. */
const COMPOUND = /arbejds|borger|bruger|kollega|kompetence|kunde|leder|ledelse|medarbejder|opgave|projekt|kvalitets|sikkerheds|sundheds|tv\u00e6rfaglig|samarbejde|udvikling|planl\u00e6gning|l\u00f8sning|forst\u00e5else|bevidsthed|h\u00e5ndtering|styring|teknologi|formidling|inddragelse|vejledning|orientering|koordinering|b\u00e6redygtighed|parathed|dannelse/gi;
/** What ends the first half of a compound, and what begins a word that is none. */
const ENDINGS = /(?:ings|tions|heds|skabs|tets|elses)(?=[^s])|^(?:sam|ud|ind|op|over|under|efter|for|frem|med(?=[ai]))(?=[^aeiouy\u00e6\u00f8\u00e5]?[aeiouy\u00e6\u00f8\u00e5])/gi;
const SHORTEST = 3;
const COST = { space: 0, mark: 1, joint: 12, syllable: 30 };

/** Where the syllables of a word begin; by rule, so that rare words may be divided oddly. */
function syllables(word) {
  const found = [];
  const isVowel = (k) => VOWELS.includes(word[k]);
  let vowel = -1;
  for (let k = 0; k < word.length; k += 1) {
    if (!isVowel(k)) continue;
    const between = k - vowel - 1;
    if (vowel >= 0 && between > 0) {
      let after = 1;
      for (let take = 2; take < between; take += 1) {
        if (BEGINNINGS.has(word.slice(k - take, k).toLowerCase())) after = take;
      }
      found.push(k - after);
    }
    vowel = k;
  }
  return found;
}

/** Places where a word may be divided: index -> what it costs; joints are cheaper than syllables. */
export function dividedAt(word) {
  const places = new Map();
  const put = (place, cost) => {
    if (place < SHORTEST - (cost === COST.joint ? 1 : 0) || place > word.length - SHORTEST) return;
    places.set(place, Math.min(cost, places.get(place) ?? cost));
  };
  const joints = [];
  for (const { index, 0: part } of word.matchAll(COMPOUND)) joints.push(index, index + part.length);
  for (const { index, 0: part } of word.matchAll(ENDINGS)) joints.push(index + part.length);
  for (const place of joints) put(place, COST.joint);
  for (const place of syllables(word)) {
    // A syllable that begins one letter beside a joint is the same place, wrongly cut.
    if (!joints.some((joint) => Math.abs(joint - place) === 1)) put(place, COST.syllable);
  }
  return places;
}

/** A name as atoms: text, what a line break after it costs, and the sign it then ends with. */
function atoms(title) {
  const made = [];
  for (const word of title.trim().split(/\s+/)) {
    for (const part of word.match(/\u00ad?[^-/\u2013\u00ad]+[-/\u2013]?|[-/\u2013]/g) ?? []) {
      const text = part.replace("\u00ad", "");
      if (part.startsWith("\u00ad") && made.length) Object.assign(made.at(-1), { cost: COST.mark, sign: "-", after: "" });
      let from = 0;
      for (const [place, cost] of [...dividedAt(text)].sort((a, b) => a[0] - b[0])) {
        made.push({ text: text.slice(from, place), cost, sign: "-", after: "" });
        from = place;
      }
      made.push({ text: text.slice(from), cost: COST.mark, sign: "", after: "" });
    }
    Object.assign(made.at(-1), { cost: COST.space, sign: "", after: " " });
  }
  return made;
}

/** The cheapest lines of these atoms and what they cost, or null. */
function cheapest(parts, { width, room, most }) {
  const best = new Map();
  function from(start, left) {
    if (start === parts.length) return { cost: 0, lines: [] };
    if (!left) return null;
    const key = start * 8 + left;
    if (best.has(key)) return best.get(key);
    let found = null;
    let line = "";
    for (let end = start; end < parts.length; end += 1) {
      line += parts[end].text;
      const said = end + 1 < parts.length ? line + parts[end].sign : line;
      line += parts[end].after;
      const wide = width(said);
      if (wide > room) continue;
      const rest = from(end + 1, left - 1);
      if (!rest) continue;
      const cost = rest.cost + 10 + (end + 1 < parts.length ? parts[end].cost : 0) + 4 * (1 - wide / room) ** 2;
      if (!found || cost < found.cost) found = { cost, lines: [said, ...rest.lines] };
    }
    best.set(key, found);
    return found;
  }
  return from(0, most);
}

/**
 * A name in lines, {lines, cost}, null where it does not fit; divided words and more lines cost.
 * `width(text)` measures, `room` is what a line may take in the same unit, `most` lines; one
 * that may be cut then ends with "…".
 */
export function nameLines(title, { width, room, most, may_cut = false }) {
  const parts = atoms(title);
  const whole = cheapest(parts, { width, room, most });
  if (whole || !may_cut) return whole;
  for (let kept = parts.length - 1; kept > 0; kept -= 1) {
    const last = { ...parts[kept - 1], text: `${parts[kept - 1].text}\u2026` };
    const cut = cheapest([...parts.slice(0, kept - 1), last], { width, room, most });
    if (cut) return cut;
  }
  return null;
}

/** How the names are written, in 100 px to be measured. */
const PEN_FONT = '600 100px "Inter Variable", "Inter", system-ui, sans-serif';
const widths = new Map();
let pen = null;

/** How wide a text of weight 600 is in the page's font, in the unit of `size`; estimated without a page. */
export function textWidth(text, size) {
  if (!widths.has(text)) {
    if (pen === null) pen = globalThis.document?.createElement("canvas").getContext("2d") ?? false;
    if (!pen) return 0.58 * size * text.length;
    pen.font = PEN_FONT;
    widths.set(text, pen.measureText(text).width / 100);
  }
  return widths.get(text) * size;
}

/** Measure anew: the page's font has come. */
export function forgetWidths() {
  widths.clear();
}
