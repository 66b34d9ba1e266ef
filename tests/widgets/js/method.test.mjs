import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const SEAT = ["plural", "dial", "ask_first", "method_parts", "method_notes", "method_seat"];
const LEAD = ["plural", "dial", "ask_first", "chime", "method_parts", "method_chooser", "method_run", "method_circles", "method_harvest", "method_lead"];
const STAGE = ["plural", "dial", "stage_fit", "chime", "stage_method", "temperature_bars", "stage_temperature", "wheel_words", "wheel_drawing", "wheel_bars", "stage_wheel", "projector_stage"];

test("each chair is mine, taken or free, and mine is one of the taken", async () => {
  const { chairStates } = await load(...SEAT);
  assert.deepEqual(chairStates({ chairs: 3, taken: 2, mine: true }), ["mine", "taken", "free"]);
  assert.deepEqual(chairStates({ chairs: 2, taken: 0 }), ["free", "free"]);
  assert.deepEqual(chairStates({ chairs: 0, taken: 0, mine: true }), []);
});

test("a role says its chairs in words", async () => {
  const { chairWords } = await load(...SEAT);
  const words = (chairs, taken) => chairWords({ chairs, taken });
  assert.deepEqual([words(0, 0), words(1, 0), words(1, 1), words(5, 3), words(5, 5)],
    ["everybody_else", "chair_free", "chair_taken", "chairs_free", "chairs_full"]);
});

test("a role offers a chair, else the queue, and nothing to who is there or waits", async () => {
  const { rolePress } = await load(...SEAT);
  const role = { id: "inner", mine: false, can_take: true };
  assert.equal(rolePress(role, {}), "take");
  assert.equal(rolePress({ ...role, mine: true }, {}), "");
  assert.equal(rolePress({ ...role, can_take: false }, { can_queue: ["inner"], queue: null }), "queue");
  assert.equal(rolePress({ ...role, can_take: false }, { can_queue: ["inner"], queue: { place: 1 } }), "");
  assert.equal(rolePress({ ...role, can_take: false }, { can_queue: ["host"] }), "");
});

test("a note whose prompt has gone stands without it", async () => {
  const { promptOf } = await load(...SEAT);
  const prompts = [{ id: "a", text: "Det hørte jeg" }];
  assert.equal(promptOf({ prompt_id: "a" }, prompts), "Det hørte jeg");
  assert.equal(promptOf({ prompt_id: "b" }, prompts), "");
});

test("the number of chairs stays within the mode's bounds, and is 0 where there are none", async () => {
  const { methodChoice } = await load(...LEAD);
  const methods = [{ id: "f", modes: [{ id: "short", chairs: { least: 3, most: 6 } }, { id: "free", chairs: null }] }];
  const chosen = (wanted) => methodChoice(methods, { method_id: "f", mode_id: "", chairs: 0, ...wanted });
  assert.equal(chosen({}).mode.id, "short");
  assert.deepEqual([0, 1, 4, 9].map((chairs) => chosen({ chairs }).chairs), [6, 3, 4, 6]);
  assert.equal(chosen({ mode_id: "free", chairs: 4 }).chairs, 0);
  assert.deepEqual(methodChoice(methods, { method_id: "" }), { method: null, mode: null, bounds: null, chairs: 0 });
});

test("all options are sent together", async () => {
  const { optionsOf } = await load(...LEAD);
  const run = { own_clocks: false, sound: true, leader_outside: false, chairs: { count: 5 } };
  assert.deepEqual(optionsOf(run, { sound: false }), { own_clocks: false, sound: false, leader_outside: false, chairs: 5 });
  assert.equal(optionsOf({ ...run, chairs: null }).chairs, 0);
});

test("the facilitator reads whether there are notes the room has not seen", async () => {
  const { notesWords } = await load(...LEAD);
  assert.deepEqual([notesWords({ count: 0, hidden: 0 }), notesWords({ count: 2, hidden: 0 }), notesWords({ count: 2, hidden: 1 })],
    ["no_notes", "notes_shown", "notes_hidden"]);
});

test("the tones are played once when a clock that ran reaches 0", async (context) => {
  const { chimer } = await load(...LEAD);
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let played = 0;
  const tones = chimer(() => { played += 1; });
  const runs = { left_s: 10, total_s: 60, running: true };
  tones.watch(runs, true);
  context.mock.timers.tick(6000);
  tones.watch({ ...runs }, true); // the same data again begins nothing anew
  context.mock.timers.tick(4000);
  assert.equal(played, 1);
  tones.watch({ ...runs, left_s: 0 }, true);
  context.mock.timers.tick(60000);
  assert.equal(played, 1);
});

test("no tone for a clock that stands, is over from the start, is moved on, or wants none", async (context) => {
  const { chimer } = await load(...LEAD);
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let played = 0;
  const runs = { left_s: 10, total_s: 60, running: true };
  for (const [clock, wanted] of [[{ ...runs, running: false }, true], [{ ...runs, left_s: 0 }, true], [runs, false], [null, true]]) {
    chimer(() => { played += 1; }).watch(clock, wanted);
    context.mock.timers.tick(20000);
  }
  const tones = chimer(() => { played += 1; });
  tones.watch(runs, true);
  tones.watch(null, true); // the method has ended
  context.mock.timers.tick(20000);
  assert.equal(played, 0);
  tones.watch(runs, true);
  tones.watch({ ...runs, left_s: 0, running: false }, true); // the news of the end came first
  assert.equal(played, 1);
});

test("a browser without sound plays nothing and says nothing", async () => {
  const { playChime } = await load(...LEAD);
  playChime(undefined);
  playChime(class { constructor() { throw new Error("no sound"); } });
});

test("chairs stand apart round the ring however many they are", async () => {
  const { chairRadius, placesRound } = await load(...STAGE);
  for (const count of [2, 5, 12, 30, 48]) {
    const [[ax, ay], [bx, by]] = placesRound(count, 200, 150);
    assert.ok(Math.hypot(ax - bx, ay - by) > 2 * chairRadius(count, 150), String(count));
  }
  assert.deepEqual(placesRound(1, 200, 150), [[200, 50]]);
});

test("the next phase is announced in the last minute only, and only when there is one", async () => {
  const { isSoon } = await load(...STAGE);
  assert.deepEqual([isSoon(61, "x"), isSoon(60, "x"), isSoon(0, "x"), isSoon(5, "")], [false, true, true, false]);
});
