import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const PANEL = ["ask_first", "copying", "pair_key", "pair_who", "pair_way", "pair_parts", "pair_panel"];
const TALK = ["ask_first", "pair_key", "pair_who", "pair_focus", "pair_talk"];
const PAPERS = ["pair_key", "pair_who", "pair_papers"];
const LEAD = ["ask_first", "copying", "pair_way", "pair_rows", "pair_lead"];
const STAGE = ["plural", "dial", "stage_fit", "chime", "stage_method", "temperature_bars", "stage_temperature", "wheel_words", "wheel_drawing", "wheel_bars", "stage_wheel", "projector_stage"];
const [ONE, TWO] = ["1".repeat(64), "a".repeat(64)];

test("which part of the panel is shown", async () => {
  const { pairPage } = await load(...PANEL);
  const page = (state, hasKey, wasOpen = false) => pairPage({ state }, { hasKey, wasOpen });
  assert.deepEqual([page("asking", false), page("asking", true), page("asking", true, true)], ["none", "opening", "open"]);
  assert.deepEqual([page("open", true), page("gone", true), page("gone", true, true)], ["open", "gone", "gone"]);
});

test("a browser that has kept nothing, or something else, has no wheel", async () => {
  const { readPairs, pairSecret } = await load(...PAPERS);
  assert.deepEqual(readPairs(), { now: "", kept: [] });
  assert.equal(pairSecret(), "");
});

test("a wheel is kept once with its side, and its name and day stay", async () => {
  const { keepPair, namePair, readPairs, pairName } = await load(...PAPERS);
  keepPair(ONE, "leader");
  const [{ at }] = readPairs().kept;
  namePair(ONE, "Maja, efterår");
  keepPair(ONE, "leader");
  keepPair(ONE, "employee");
  assert.deepEqual(readPairs().kept, [{ secret: ONE, name: "Maja, efterår", side: "employee", at }]);
  assert.equal(pairName(ONE), "Maja, efterår");
  assert.match(at, /^\d{4}-\d\d-\d\dT/);
});

test("a name is cut to what the browser keeps of it, an emoji not in halves", async () => {
  const { PAIR_NAME_LIMIT, keepPair, namePair, pairName } = await load(...PAPERS);
  keepPair(ONE, "leader");
  namePair(ONE, "🙂".repeat(PAIR_NAME_LIMIT + 5));
  assert.equal(pairName(ONE), "🙂".repeat(PAIR_NAME_LIMIT));
});

test("what is forgotten is forgotten, the other wheels are not, and the page has no key any more", async () => {
  const { keepPair, forgetPair, readPairs, otherPairs, isPairKept, pairSecret } = await load(...PAPERS);
  keepPair(ONE, "leader");
  keepPair(TWO, "employee");
  forgetPair(ONE, "seat");
  assert.deepEqual(otherPairs(ONE).map(({ secret }) => secret), [TWO]);
  assert.deepEqual([isPairKept(ONE), isPairKept(TWO), readPairs().now, pairSecret()], [false, true, "", ""]);
});

test("half texts of two wheels have names apart that say nothing of the key", async () => {
  const { pairDraft } = await load(...PAPERS);
  assert.notEqual(pairDraft(ONE), pairDraft(TWO));
  assert.equal(pairDraft(ONE), pairDraft(ONE));
  assert.match(pairDraft(ONE), /^pair:[0-9a-f]{8}:$/);
});

test("rows stand in three groups, and a group without rows is none", async () => {
  const { talkGroups, talkHeading } = await load(...TALK);
  const row = (id, same) => ({ id, same });
  const rows = [row(1, false), row(2, true), row(3, null), row(4, false)];
  assert.deepEqual(talkGroups(rows).map(({ key, rows: found }) => [key, found.map(({ id }) => id)]), [["differ_list", [1, 4]], ["same_list", [2]], ["one_list", [3]]]);
  assert.deepEqual(talkGroups([row(2, true)]).map(({ key }) => key), ["same_list"]);
  assert.deepEqual([talkHeading(rows), talkHeading([row(2, true)]), talkHeading([])], ["differ", "see", "talk"]);
});

test("who has agreed to be counted is said of both", async () => {
  const { agreedKey } = await load(...TALK);
  const said = (mine, theirs, closed = false) => agreedKey({ mine, theirs, closed });
  assert.deepEqual([said(true, true), said(true, false), said(false, true), said(false, false), said(true, true, true)], ["count_both", "count_mine", "count_theirs", "count_none", "count_closed"]);
});

test("a competence is a focus area once, and one that is gone can be kept", async () => {
  const { focusChoices } = await load(...TALK);
  const choices = ["a", "b", "c"].map((id) => ({ id, title: id.toUpperCase() }));
  const focus = [{ competence_id: "a" }, { competence_id: "" }];
  const ids = (own) => focusChoices(choices, focus, own).map(({ id }) => id);
  assert.deepEqual(ids(null), ["b", "c"]);
  assert.deepEqual(ids({ competence_id: "a", title: "A" }), ["a", "b", "c"]);
  assert.deepEqual(focusChoices(choices, focus, { competence_id: "", title: "Gone" })[0], { id: "", title: "Gone" });
});

test("a file's name is the server's, without any folder", async () => {
  const { fileName } = await load(...PAPERS);
  assert.equal(fileName("attachment; filename=\"hjul.pdf\"", "x"), "hjul.pdf");
  assert.equal(fileName("attachment; filename=hjul.pdf; size=3", "x"), "hjul.pdf");
  assert.equal(fileName("attachment; filename=\"a.pdf\"; filename*=UTF-8''%C3%A5rets%20hjul.pdf", "x"), "årets hjul.pdf");
  assert.equal(fileName("attachment; filename=\"a.pdf\"; filename*=UTF-8''%E0%A4%A", "x"), "a.pdf");
  assert.equal(fileName("attachment; filename=\"../../etc/passwd\"", "x"), "passwd");
  assert.deepEqual([fileName(null, "x.pdf"), fileName("inline", "x.pdf")], ["x.pdf", "x.pdf"]);
});

test("a cookie is found by its whole name", async () => {
  const { cookieValue } = await load(...PAPERS);
  assert.equal(cookieValue("a=1; _xsrf=2|ab|cd; b=3", "_xsrf"), "2|ab|cd");
  assert.equal(cookieValue("_xsrf=\"2|ab\"", "_xsrf"), "2|ab");
  assert.deepEqual([cookieValue("not_xsrf=1", "_xsrf"), cookieValue("", "_xsrf"), cookieValue("_xsrf=%", "_xsrf")], ["", "", "%"]);
});

test("all links are lines that say whose each is, of the pairs whose links are shown", async () => {
  const { linkLines } = await load(...LEAD);
  const model = { get: () => ({ line_employee: "Par {n}, medarbejder: {link}", line_leader: "Par {n}, leder: {link}" }) };
  const pairs = [{ number: 1, links: null }, { number: 2, links: { employee: "http://e", leader: "http://l" } }];
  assert.deepEqual(linkLines(model, pairs), ["Par 2, medarbejder: http://e", "Par 2, leder: http://l"]);
});

test("a number of pairs is whole and at least one", async () => {
  const { pairNumber } = await load(...LEAD);
  assert.deepEqual(["12", " 1 ", "200", "201", "0", "", "-1", "1.5", "1e2"].map((text) => pairNumber(text, 200)), [12, 1, 200, null, null, null, null, null, null]);
});

test("the picture takes a second column past eight rows", async () => {
  const { pictureColumns } = await load(...STAGE);
  assert.deepEqual([1, 8, 9, 20].map(pictureColumns), [1, 1, 2, 2]);
});
