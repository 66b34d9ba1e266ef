import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const SHEET = ["plural", "ask_first", "newest_of_each", "temperature_answers", "temperature_parts", "temperature_desk", "temperature_sheet"];
const STAGE = ["plural", "dial", "stage_fit", "chime", "stage_method", "temperature_bars", "stage_temperature", "wheel_words", "wheel_drawing", "wheel_bars", "stage_wheel", "projector_stage"];
const part = (low, high, count, label = "x") => ({ low, high, count, share: count / 20, label });

test("a merged part is one piece with all its looks and one count", async () => {
  const { barPieces } = await load("plural", "temperature_bars", "temperature_result");
  assert.deepEqual(barPieces([part(0, 1, 5, "low"), part(2, 2, 0), part(3, 4, 15, "high")]), [
    { looks: [0, 1], width: 25, said: "5", label: "low" },
    { looks: [3, 4], width: 75, said: "15", label: "high" },
  ]);
  assert.deepEqual(barPieces([]), []);
});

test("the widths of a bar's pieces make up the whole bar", async () => {
  const { barPieces } = await load("plural", "temperature_bars", "temperature_result");
  const pieces = barPieces([part(0, 0, 4), part(1, 2, 6), part(3, 3, 3), part(4, 4, 7)]);
  assert.equal(Math.round(pieces.reduce((sum, piece) => sum + piece.width, 0)), 100);
});

test("the legend explains each look once, and a merged part only where a look is not explained alone", async () => {
  const { legendOf } = await load("plural", "temperature_bars", "temperature_result");
  const one = { parts: [part(0, 1, 5, "low"), part(2, 2, 3, "2"), part(3, 4, 12, "high")] };
  const other = { parts: [part(0, 0, 4, "0"), part(1, 1, 4, "1"), part(2, 4, 12, "more")] };
  const said = (bars) => legendOf(bars).map(({ looks, label }) => [label, looks.join()]);
  assert.deepEqual(said([one, other]), [["0", "0"], ["1", "1"], ["2", "2"], ["high", "3,4"]]);
  assert.deepEqual(said([one]), [["low", "0,1"], ["2", "2"], ["high", "3,4"]]);
  assert.deepEqual(said([null, { parts: [] }]), []);
});

test("a difference carries its sign as people write it", async () => {
  const { signed } = await load("plural", "temperature_bars", "temperature_result");
  assert.deepEqual([16, -8, 0].map(signed), ["+16", "−8", "0"]);
});

test("units become rows where they are too many for columns", async () => {
  const { unitTable } = await load("plural", "temperature_bars", "temperature_result");
  const units = { names: ["a", "b"], rows: [{ title: "x", cells: [1, null] }] };
  assert.deepEqual(unitTable(units, 2), { turned: false, ...units });
  assert.deepEqual(unitTable(units, 1), { turned: true, names: ["x"], rows: [{ title: "a", cells: [1] }, { title: "b", cells: [null] }] });
});

test("facts that may not be shown are left out", async () => {
  const { factsOf } = await load("plural", "temperature_bars", "temperature_result");
  const model = { get: () => ({ mean: "mean {mean}", low: "{n} % low" }) };
  assert.equal(factsOf(model, { mean: "2,6", low: 0, spread: "divided" }), "mean 2,6 · 0 % low · divided");
  assert.equal(factsOf(model, { mean: "", low: null, spread: "" }), "");
});

test("a key is 32 hexadecimal characters and never the same", async () => {
  const { randomSecret } = await load(...SHEET);
  const keys = Array.from({ length: 50 }, randomSecret);
  assert.equal(new Set(keys).size, 50);
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
});

test("where a browser keeps nothing, the key is kept in memory until it is removed", async () => {
  const { sheetKey } = await load(...SHEET);
  const key = sheetKey("seat");
  assert.equal(key.read(), "");
  const secret = key.readOrMake();
  assert.equal(key.readOrMake(), secret);
  key.remove();
  assert.equal(key.read(), "");
});

test("who leaves the room leaves no key on the device, and takes no other seat's", async () => {
  const { forget, sheetKey } = await load(...SHEET);
  const [mine, other] = [sheetKey("mine"), sheetKey("mine2")];
  const secret = other.readOrMake();
  mine.readOrMake();
  forget("mine");
  assert.deepEqual([mine.read(), other.read()], ["", secret]);
});

test("not relevant is an answer, and one taken back is none", async () => {
  const { countAnswered, firstUnanswered } = await load(...SHEET);
  const ids = ["a", "b", "c"];
  assert.equal(countAnswered(ids, { a: 0, b: null }), 2);
  assert.equal(firstUnanswered(ids, { a: 0, b: null }), 2);
  assert.equal(firstUnanswered(ids, { a: undefined, b: 4, c: 1 }), 0);
  assert.equal(firstUnanswered(ids, { a: 1, b: 2, c: 3 }), 0);
});

test("a sheet opens at its statements, at the review when all are answered, with thanks when sent", async () => {
  const { openingScreen } = await load(...SHEET);
  const sheet = (answers, sent = false) => openingScreen({ answers, sent }, ["a", "b"]);
  assert.deepEqual([sheet({ a: 1 }), sheet({ a: 1, b: null }), sheet({ a: 1 }, true)], ["list", "review", "sent"]);
});

test("statements stand under their areas, those of no area last", async () => {
  const { byArea } = await load(...SHEET);
  const one = (id, area_id) => ({ id, area_id });
  const found = byArea([{ id: "x" }, { id: "y" }, { id: "z" }], [one(1, "y"), one(2, "x"), one(3, "gone"), one(4, "y")]);
  assert.deepEqual(found.map((area) => [area.id, area.statements.map(({ id }) => id)]), [["x", [2]], ["y", [1, 4]], ["", [3]]]);
});

test("which part of the page a device sees", async () => {
  const { sheetPage } = await load(...SHEET);
  const data = { state: "open", answered: false, shared: false };
  const here = { handed: "", hasKey: false, isOpened: false, hasDesk: false, isStarting: false };
  const page = (more, mine = {}) => sheetPage({ ...data, ...more }, { ...here, ...mine });
  const opened = { hasKey: true, isOpened: true };
  assert.equal(page({}), "start");
  assert.equal(page({ state: "waiting" }, { hasKey: true }), "start");
  assert.equal(page({}, { hasKey: true }), "opening");
  assert.equal(page({}, opened), "start");
  assert.equal(page({}, { ...opened, hasDesk: true }), "desk");
  assert.equal(page({}, { ...opened, hasDesk: true, isStarting: true }), "start");
  assert.equal(page({ answered: true }), "gone");
  assert.equal(page({ answered: true, shared: true }), "start");
  assert.equal(page({ shared: true }, { handed: "sent" }), "handed");
  assert.equal(page({ state: "closed" }, { ...opened, hasDesk: true, handed: "sent" }), "closed");
});

/** A queue whose calls are settled by hand. */
async function queueBy(hand) {
  const { answerQueue } = await load(...SHEET);
  globalThis.document ??= { documentElement: { dataset: {} } };
  const told = [];
  const sent = [];
  const call = (name, { statement_id, points, given }) => {
    sent.push([statement_id, points, given]);
    return hand(sent.length);
  };
  return { queue: answerQueue(call, { read: () => "k" }, (id, error) => told.push([id, error?.message ?? null])), sent, told };
}

test("answers go one at a time, and of two to one statement only the last is sent", async () => {
  let release;
  const { queue, sent } = await queueBy((n) => (n === 1 ? new Promise((done) => { release = done; }) : Promise.resolve()));
  queue.give("a", 1);
  queue.give("b", 2);
  queue.give("b", 4);
  queue.give("c", undefined);
  assert.deepEqual(queue.over({ a: 0, d: 3 }), { a: 1, b: 4, c: undefined, d: 3 });
  assert.equal(queue.waiting(), 3);
  release();
  await queue.flush();
  assert.deepEqual(sent, [["a", 1, true], ["b", 4, true], ["c", null, false]]);
});

test("a refused answer is taken away and its reason told, and those who wait are told too", async () => {
  const { queue, told } = await queueBy(() => Promise.reject(new Error("Closed.")));
  queue.give("a", 1);
  await assert.rejects(queue.flush(), /Closed/);
  assert.deepEqual(queue.over({}), {});
  assert.deepEqual(told.at(-1), ["a", "Closed."]);
});

test("what is saved gives way to what Python holds, what waits does not", async () => {
  const { queue } = await queueBy((n) => (n === 1 ? Promise.resolve() : new Promise(() => {})));
  queue.give("a", 1);
  await queue.flush();
  queue.give("b", 2);
  queue.settle();
  assert.deepEqual(queue.over({ a: 3, b: 0 }), { a: 3, b: 2 });
});

test("nothing is left of a queue that is cleared", async () => {
  const { queue } = await queueBy(() => new Promise(() => {}));
  queue.give("a", 1);
  const flushed = queue.flush();
  queue.clear();
  await flushed;
  assert.deepEqual([queue.waiting(), queue.over({})], [0, {}]);
});

test("a typed number is whole, not negative and not too large", async () => {
  const { wholeNumber, sentPercent } = await load("plural", "ask_first", "temperature_lead");
  assert.deepEqual(["12", " 0 ", "", "-1", "1.5", "5000", "5001", "1e3"].map((text) => wholeNumber(text)), [12, 0, null, null, null, 5000, null, null]);
  assert.deepEqual([[3, 6], [9, 6], [3, 0]].map(([sent, invited]) => sentPercent(sent, invited)), [50, 100, 0]);
});

test("an action is said with who and when, and with what is missing", async () => {
  const { ownerWords } = await load("ask_first", "action_editor", "action_list");
  const model = { get: () => ({ by: "by {date}", no_owner: "nobody", no_due: "no date", and: ", " }) };
  assert.equal(ownerWords(model, { owner: "TR", due_text: "1. marts" }), "TR, by 1. marts");
  assert.equal(ownerWords(model, { owner: "", due_text: "" }), "nobody, no date");
});

test("the ring counts to those invited only when it is known how many they are", async () => {
  const { answeredOf } = await load(...STAGE);
  const of = (employees, leaders, sent = 2) => answeredOf({ employees: 31, leaders: sent }, { employees, leaders });
  assert.deepEqual(of(52, 6), { n: 33, of: 58 });
  assert.deepEqual(of(52, 0), { n: 33, of: 0 });
  assert.deepEqual(of(52, 0, 0), { n: 31, of: 52 });
  assert.deepEqual(of(0, 6), { n: 33, of: 0 });
});

test("a scene's own sentence stands in the place of the step's question", async () => {
  const { temperatureAsk } = await load(...STAGE);
  assert.deepEqual([temperatureAsk({ sub: "x" }, "y"), temperatureAsk({ sub: "" }, "y"), temperatureAsk({}, "y")], ["x", "", "y"]);
});
