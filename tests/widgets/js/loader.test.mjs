// The page's own loader: what travels to the kernel and back, and what views see of it.

import assert from "node:assert/strict";
import test from "node:test";

const LOADER = "../../../templates/voila/mus/loader";
const { decode, encode, message } = await import(`${LOADER}/message.mjs`);
const { Models, isSame } = await import(`${LOADER}/model.mjs`);

/** A line that keeps what is sent. */
function lineThatKeeps() {
  const sent = [];
  return { sent, session: "own", send: (type, content, options) => sent.push({ type, content, ...options }) };
}

/** Models that a kernel has told about, and the line they hang on. */
async function told(states) {
  const models = new Models();
  const line = lineThatKeeps();
  const all = models.fetch(line);
  models.take(from("comm_msg", { comm_id: line.sent[0].content.comm_id, data: { method: "update_states", states } }));
  await all;
  models.line = line;
  line.sent.length = 0;
  return { models, line };
}

const from = (msg_type, content, { buffers = [], session = "other" } = {}) => ({
  header: { msg_type }, parent_header: { session }, content, buffers,
});
const update = (comm_id, state, method = "update") => from("comm_msg", { comm_id, data: { method, state } });

test("a message comes out of its frame as it went in", () => {
  const sent = message("comm_msg", { comm_id: "a", data: { text: "æøå ✓" } }, { session: "s", metadata: { version: "1" }, buffers: [new Uint8Array([1, 2, 3]), new ArrayBuffer(0)] });

  const got = decode(encode(sent));

  assert.deepEqual({ ...got, buffers: [] }, { ...sent, buffers: [] });
  assert.deepEqual(got.buffers.map((view) => [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]), [[1, 2, 3], []]);
});

test("a frame has the bytes that the protocol asks for", () => {
  const frame = new DataView(encode({ channel: "shell", header: {}, parent_header: {}, metadata: {}, content: {} }));

  const numbers = Array.from({ length: 7 }, (_, k) => Number(frame.getBigUint64(8 * k, true)));

  assert.deepEqual(numbers, [6, 56, 61, 63, 65, 67, 69]);
  assert.equal(new TextDecoder().decode(new Uint8Array(frame.buffer, 56)), "shell{}{}{}{}");
});

test("a view hears of a change once, after all values have changed", async () => {
  const { models } = await told({ w: { state: { data: { n: 1 }, texts: { a: "A" } } } });
  const heard = [];
  models.find("w").on("change:data change:texts", (model, value) => heard.push([value, model.get("texts").a]));

  models.take(update("w", { data: { n: 1 } }));
  models.take(update("w", { data: { n: 2 }, texts: { a: "B" } }));

  assert.deepEqual(heard, [[{ n: 2 }, "B"], [{ a: "B" }, "B"]]);
});

test("a view that has stopped listening hears nothing, and one that fails does not deafen others", async (context) => {
  context.mock.method(console, "error", () => {});
  const { models } = await told({ w: { state: { n: 0 } } });
  const model = models.find("w");
  const heard = [];
  const gone = () => heard.push("gone");
  model.on("change:n", gone);
  model.on("change:n", () => {
    throw new Error("broken view");
  });
  model.on("change:n", () => heard.push("there"));
  model.off("change:n", gone);

  models.take(update("w", { n: 1 }));

  assert.deepEqual(heard, ["there"]);
});

test("what a kernel says after the connection was away is a change, and what it no longer knows is gone", async () => {
  const { models, line } = await told({ a: { state: { n: 1 } }, b: { state: {} } });
  const heard = [];
  models.find("a").on("change:n", (_model, n) => heard.push(n));
  models.find("b").on("destroy", () => heard.push("b is gone"));

  const all = models.fetch(line);
  models.take(from("comm_msg", { comm_id: line.sent[0].content.comm_id, data: { method: "update_states", states: { a: { state: { n: 2 } }, c: { state: {} } } } }));
  await all;

  assert.deepEqual(heard, ["b is gone", 2]);
  assert.equal(models.find("b"), null);
  assert.ok(models.find("IPY_MODEL_c"));
});

test("a custom message reaches Python and its answer the view", async () => {
  const { models, line } = await told({ w: { state: {} } });
  const heard = [];
  models.find("w").on("msg:custom", (content) => heard.push(content));

  models.find("w").send({ call: "ping" });
  models.take(from("comm_msg", { comm_id: "w", data: { method: "custom", content: { re: 1 } } }));

  assert.deepEqual(line.sent[0].content, { comm_id: "w", data: { method: "custom", content: { call: "ping" } } });
  assert.deepEqual(heard, [{ re: 1 }]);
});

test("a message without a line is refused, so that whoever sent it knows", async () => {
  const { models } = await told({ w: { state: {} } });
  models.line = null;

  assert.throws(() => models.find("w").send({}));
});

test("what was set without a line is not overwritten, and is told once there is one", async () => {
  const { models, line } = await told({ w: { state: { n: 1, m: 1 } } });
  const model = models.find("w");
  models.line = null;
  model.set("n", 5);
  assert.throws(() => model.save_changes());

  models.line = line;
  models.take(update("w", { n: 1, m: 2 }));
  models.saveAll();
  models.saveAll();

  assert.deepEqual([model.get("n"), model.get("m")], [5, 2]);
  assert.deepEqual(line.sent.map((each) => each.content.data.state), [{ n: 5 }]);
});

test("the echo of one's own words is left, that of another window is heard", async () => {
  const { models } = await told({ w: { state: { n: 1 } } });
  const echo = (n, session) => models.take({ ...update("w", { n }, "echo_update"), parent_header: { session } });

  echo(2, "own");
  const afterOwn = models.find("w").get("n");
  echo(3, "other");

  assert.deepEqual([afterOwn, models.find("w").get("n")], [1, 3]);
});

test("widgets that are made and closed later come and go", async () => {
  const { models } = await told({});
  const data = { state: { n: 1, bytes: null }, buffer_paths: [["bytes"]] };

  models.take(from("comm_open", { comm_id: "new", target_name: "jupyter.widget", data }, { buffers: [new DataView(new ArrayBuffer(2))] }));
  const made = models.find("new");
  models.take(from("comm_close", { comm_id: "new" }));

  assert.equal(made.get("bytes").byteLength, 2);
  assert.equal(models.find("new"), null);
});

test("values are the same by what they say, whatever the order of their keys", () => {
  assert.ok(isSame({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] }));
  for (const [one, other] of [[{ a: 1 }, { b: 1 }], [[1], { 0: 1 }], [null, {}], [1, "1"], [[1, 2], [2, 1]]]) assert.ok(!isSame(one, other));
});
