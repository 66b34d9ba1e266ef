// Where a key leads in the wheel: pure, so that it can be tried without a page.

const TYPED_MS = 900;
const ROUND = { ArrowRight: 1, ArrowLeft: -1 };
const INWARDS = { ArrowDown: 1, ArrowUp: -1 };

/** The place that a key leads to, or null: round with left and right, in and out with down and up. */
export function placeAfter(key, { tooth, level }, { teeth, levels }) {
  if (key in ROUND) return { tooth: (tooth + ROUND[key] + teeth) % teeth, level };
  if (key in INWARDS) return { tooth, level: Math.max(0, Math.min(levels - 1, level + INWARDS[key])) };
  if (key === "Home") return { tooth: 0, level };
  if (key === "End") return { tooth: teeth - 1, level };
  return null;
}

/**
 * The tooth whose name begins with what was typed, -1 when there is none. A single letter,
 * also when it is typed again and again, goes on to the next; more letters may stay.
 */
export function toothNamed(typed, titles, from) {
  const plain = (text) => text.toLocaleLowerCase();
  const wanted = plain(typed);
  const isOne = [...wanted].every((letter) => letter === wanted[0]);
  const sought = isOne ? wanted[0] : wanted;
  for (let k = 0; k < titles.length; k += 1) {
    const tooth = (from + k + (isOne ? 1 : 0)) % titles.length;
    if (plain(titles[tooth]).startsWith(sought)) return tooth;
  }
  return -1;
}

/** What is typed within a moment belongs together. */
export function typedLetters(now = () => performance.now()) {
  let letters = "";
  let last_ms = -Infinity;
  return (letter) => {
    letters = now() - last_ms > TYPED_MS ? letter : letters + letter;
    last_ms = now();
    return letters;
  };
}
