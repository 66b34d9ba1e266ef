import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

test("the clock's button says what a press does", async () => {
  const { clockButton } = await load("plural", "dial", "step_control");
  assert.equal(clockButton(null), null);
  assert.equal(clockButton({ running: true, left_s: 5, total_s: 9 }), "pause");
  assert.equal(clockButton({ running: false, left_s: 5, total_s: 9 }), "resume");
  assert.equal(clockButton({ running: false, left_s: 9, total_s: 9 }), "start");
});

test("the share of the day stays between 0 and 100 percent", async () => {
  const { percentDone } = await load("run_sheet");
  assert.deepEqual([undefined, -1, 0.554, 3].map(percentDone), [0, 0, 55, 100]);
});

test("tables and single persons are counted together as ready", async () => {
  const { readiness } = await load("plural", "table_overview");
  const rows = [{ status: "ready" }, { status: "busy" }, { status: "away" }];
  assert.deepEqual(readiness({ rows, alone: { count: 2, ready: 1 } }), { n: 2, of: 5 });
  assert.deepEqual(readiness({ rows: [] }), { n: 0, of: 0 });
});

test("dots each stay between one and the limit", async () => {
  const { nextDots, barPercent } = await load("plural", "ask_first", "vote_panel");
  assert.equal(nextDots(1, -1), 1);
  assert.equal(nextDots(3, 1), 4);
  assert.equal(nextDots(20, 1), 20);
  assert.equal(barPercent(null, 12), 0);
  assert.equal(barPercent(6, 12), 50);
});
