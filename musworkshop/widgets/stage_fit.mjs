/** Let a scene fit its area: the text steps down, then explanations go, then items. */
/** Text sizes in stage units (px at 1920x1080); 28 is the smallest that is ever used. */
export const TEXT_STEPS = [44, 40, 36, 33, 30, 28];
/** Rows of cards that text above this size leaves room for, so that the next card moves nothing. */
const CARD_ROWS = 3;
const CALM_SIZE = 33;
/** Pairs of heading and question size for the head, in stage units. */
export const HEAD_STEPS = [[84, 40], [72, 36], [60, 34], [52, 32], [46, 30], [40, 28], [32, 28]];

/** Index of the first step from `first` on that fits; the last one when none does. */
export function firstThatFits(steps, fits, first = 0) {
  for (let k = first; k < steps.length; k += 1) if (fits(steps[k])) return k;
  return steps.length - 1;
}

/** Index of the list that gives up its last item next: the longest, the later one on ties; -1 when none can. */
export function listToShorten(counts, keep = 1) {
  let longest = -1;
  counts.forEach((count, k) => {
    if (count > keep && (longest < 0 || count >= counts[longest])) longest = k;
  });
  return longest;
}

const overflows = (node) =>
  node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;

/** Step the text down, then leave out explanations, then items, and say how many. Returns the step used. */
function fitWall(model, wall, { lists, first: early = [], spare = [], leavesRoom = () => true }, first) {
  const set = (size) => wall.style.setProperty("--text", `calc(${size} * var(--u))`);
  const all = [...spare.flat(), ...[...early, ...lists].flatMap((list) => list.items)];
  for (const node of all) node.hidden = false;
  for (const list of [...early, ...lists]) list.more.hidden = true;
  wall.classList.remove("is-counted");
  const stepDown = () => {
    const step = firstThatFits(TEXT_STEPS, (size) => {
      set(size);
      return !overflows(wall) && (size <= CALM_SIZE || leavesRoom(wall));
    }, first);
    set(TEXT_STEPS[step]);
    return step;
  };
  let step = stepDown();
  for (const nodes of spare) {
    if (!overflows(wall)) break;
    for (const node of nodes) node.hidden = true;
    step = stepDown();
  }
  while (overflows(wall) && shorten(model, early, 0));
  while (overflows(wall) && shorten(model, lists, 1));
  if (!overflows(wall)) return step;
  wall.classList.add("is-counted");
  while (overflows(wall) && shorten(model, lists, 0));
  return stepDown();
}

/** Take the last item off the longest list; say whether there was one. */
function shorten(model, lists, keep) {
  const shown = lists.map((list) => list.items.filter((item) => !item.hidden).length);
  const k = listToShorten(shown, keep);
  if (k < 0) return false;
  const { items, more, word = "in_all" } = lists[k];
  items[shown[k] - 1].hidden = true;
  more.hidden = false;
  more.textContent = plural(model, shown[k] > 1 ? "more" : word, items.length - shown[k] + 1);
  return true;
}

function fitHead(head) {
  firstThatFits(HEAD_STEPS, ([heading, ask]) => {
    head.style.setProperty("--heading", `calc(${heading} * var(--u))`);
    head.style.setProperty("--ask", `calc(${ask} * var(--u))`);
    return !overflows(head);
  });
}
