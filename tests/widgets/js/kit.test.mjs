import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const kit = await load();

test("a sentence is filled in by name and keeps what has no value", () => {
  assert.equal(kit.fillIn("{n} of {total} {x}", { n: 2, total: "$&" }), "2 of $& {x}");
});

test("a clock reads as minutes and seconds, rounded up to the second shown last", () => {
  assert.deepEqual([252, 59.2, 0, -3, 4000].map(kit.clockText), ["4:12", "1:00", "0:00", "0:00", "1:06:40"]);
});

test("a clock turns at a fifth and at a twentieth of its time", () => {
  const state = (left_s) => kit.clockState({ left_s, total_s: 100 });
  assert.deepEqual([21, 20, 6, 5, 0].map(state), ["", "is-short", "is-short", "is-ending", "is-ending"]);
});

test("a clock without a length never turns", () => {
  assert.equal(kit.clockState({ left_s: 0, total_s: 0 }), "");
});

test("a quarter of the ring ends at three o'clock", () => {
  assert.match(kit.arc(50, 40, 50, 0, 0.25), /^M50\.0,0\.0 A50,50 0 0 1 100\.0,50\.0 /);
});

test("ids are random version 4 UUIDs without crypto.randomUUID", () => {
  const ids = Array.from({ length: 50 }, kit.uuid4);
  assert.equal(new Set(ids).size, 50);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("characters are counted as Python counts them", () => {
  assert.equal(kit.lengthOf("a🎉é"), 3);
});

test("the counter is silent until the limit is near and says how many are too many", () => {
  assert.equal(kit.countdown("x".repeat(200), 300).key, "");
  assert.deepEqual(kit.countdown("x".repeat(290), 300), { key: "characters_left", n: 10 });
  assert.deepEqual(kit.countdown("x".repeat(312), 300), { key: "characters_over", n: 12 });
  assert.equal(kit.countdown("x".repeat(9999), 0).key, "");
});

test("links stay on http, https or this site", () => {
  for (const url of ["/documents/a.docx", "https://x.example/a", "http://x.example", "documents/a.pdf", "./a.pdf"]) assert.equal(kit.safeLink(url), url);
  for (const url of ["javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example/x", "vbscript:x", "java\nscript:alert(1)"]) assert.equal(kit.safeLink(url), null, url);
});

test("an outbox forgets what is older than a day and what was answered", () => {
  const box = kit.outbox("seat");
  box.put({ id: "old", at: Date.now() - 25 * 3600 * 1000 });
  box.put({ id: "new", at: Date.now() });
  assert.deepEqual(box.read().map((entry) => entry.id), ["new"]);
  box.drop("new");
  assert.deepEqual(box.read(), []);
});

test("a damaged outbox is an empty one", () => {
  kit.keep.set("mus:torn:outbox", "{not json");
  assert.deepEqual(kit.outbox("torn").read(), []);
});
