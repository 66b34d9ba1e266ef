// The keys to the wheels this browser has opened, and the names somebody gave them here.

const PAIR_PLACE = "mus-pair";
const PAIR_SECRET = /^[0-9a-f]{64}$/;
const PAIR_PAGE = Symbol.for("musworkshop.pair"); // the widgets of a page are modules of their own
/** Where the server lists the wheels of a browser, and opens a ticket. */
export const PAIR_ADDRESS = "/pair/open";
export const PAIR_NAME_LIMIT = 60;
/** Where a ticket waits that is to be opened here; the page at the address takes it up. */
const PAIR_DOOR = "mus-pair-door";

/** Which wheel is open in this browser, and all it has a key to. */
export function readPairs() {
  let stored = null;
  try {
    stored = JSON.parse(keep.get(PAIR_PLACE) || "null");
  } catch {
    // somebody else's text
  }
  const kept = Array.isArray(stored?.kept) ? stored.kept : [];
  return {
    now: PAIR_SECRET.test(stored?.now) ? stored.now : "",
    kept: kept.filter((one) => PAIR_SECRET.test(one?.secret)).map(({ secret, name, side, at }) => ({ secret, name: String(name ?? ""), side: String(side ?? ""), at: String(at ?? "") })),
  };
}

const writePairs = (pairs) => keep.set(PAIR_PLACE, JSON.stringify(pairs));

/** The key this page was opened with; another window may open another wheel meanwhile. */
export function pairSecret() {
  if (globalThis[PAIR_PAGE] !== null) globalThis[PAIR_PAGE] ||= readPairs().now;
  return globalThis[PAIR_PAGE] ?? "";
}

/** Whether the key is still in this browser. */
export function isPairKept(secret) {
  const { now, kept } = readPairs();
  return now === secret || kept.some((one) => one.secret === secret);
}

/** Keep the key of the open wheel with the side it belongs to; the name and the day stay. */
export function keepPair(secret, side) {
  const pairs = readPairs();
  const one = pairs.kept.find((other) => other.secret === secret);
  if (one?.side === side) return;
  if (one) one.side = side;
  else pairs.kept.push({ secret, name: "", side, at: new Date().toISOString() });
  writePairs(pairs);
}

/** The name this browser has for a wheel. */
export function pairName(secret) {
  return readPairs().kept.find((one) => one.secret === secret)?.name ?? "";
}

/** Give the wheel a name, here only. */
export function namePair(secret, name) {
  const pairs = readPairs();
  for (const one of pairs.kept) if (one.secret === secret) one.name = [...name].slice(0, PAIR_NAME_LIMIT).join("");
  writePairs(pairs);
}

/** The other wheels this browser has a key to, the newest first. */
export function otherPairs(secret) {
  return readPairs().kept.filter((one) => one.secret !== secret).sort((a, b) => b.at.localeCompare(a.at));
}

/** Let a ticket wait here until it is opened, whatever happens to the tab. */
export const leavePairTicket = (ticket) => keep.set(PAIR_DOOR, JSON.stringify({ ticket, secret: "" }));

/** Leave nothing of a wheel in this browser: not its key, not its name, not a half sentence. */
export function forgetPair(secret, scope) {
  const { now, kept } = readPairs();
  writePairs({ now: now === secret ? "" : now, kept: kept.filter((one) => one.secret !== secret) });
  globalThis[PAIR_PAGE] = null; // this page has none any more, whatever is opened elsewhere
  const drafts = `mus:${scope}:draft:${pairDraft(secret)}`;
  try {
    for (const key of Object.keys(globalThis.localStorage)) if (key.startsWith(drafts)) keep.remove(key);
  } catch {
    // nothing was left there
  }
}

/** Beginning of the names of this wheel's half texts, so that none stands in another wheel. */
export function pairDraft(secret) {
  let mark = 0x811c9dc5; // FNV-1a: tells wheels apart, says nothing of the key
  for (const character of secret) mark = Math.imul(mark ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return `pair:${mark.toString(16).padStart(8, "0")}:`;
}
