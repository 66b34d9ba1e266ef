import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

test("the cards of a theme are parted into own and shared, in their order", async () => {
  const { sortCards } = await load("card_rows", "card_writer");
  const card = (id, theme_id, stage) => ({ id, theme_id, stage });
  const cards = [card(1, "a", "table"), card(2, "a", "own"), card(3, "b", "own"), card(4, "a", "room")];
  const { own, shared } = sortCards(cards, "a");
  assert.deepEqual([own, shared].map((list) => list.map(({ id }) => id)), [[2], [1, 4]]);
});

test("arrows walk round the tabs, Home and End go to the ends, other keys nowhere", async () => {
  const { tabAfterKey } = await load("card_rows", "card_writer");
  assert.deepEqual(["ArrowRight", "ArrowLeft", "Home", "End", "Tab"].map((key) => tabAfterKey(key, 0, 4)), [1, 3, 0, 3, null]);
  assert.equal(tabAfterKey("ArrowRight", 3, 4), 0);
});

test("dots are glyphs as long as they can be counted at a glance", async () => {
  const { dotGlyphs, dotWords } = await load("vote_list");
  assert.deepEqual([0, 2, 11].map(dotGlyphs), ["", "●●", ""]);
  assert.deepEqual([0, 1, 2].map(dotWords), ["no_dots", "one_dot", "dots"]);
});

test("of a conflict each other text is shown once, none without a conflict", async () => {
  const { otherTexts, bothTexts } = await load("field_nodes", "field_list");
  assert.deepEqual(otherTexts("mine", "theirs", ["mine"]), ["theirs"]);
  assert.deepEqual(otherTexts("theirs", "theirs", ["mine", "mine"]), ["mine"]);
  assert.deepEqual(otherTexts("mine", "theirs", []), []);
  assert.equal(bothTexts(["a", "", "b"], true), "a\nb");
  assert.equal(bothTexts(["a", "b"], false), "a / b");
});

test("suggestions stand under their headings, each set of the concept under its own", async () => {
  const { byHeading } = await load("form_rows", "form_chooser");
  const list = [{ kind: "room" }, { kind: "concept", set: "S1" }, { kind: "room" }, { kind: "concept", set: "S2" }];
  assert.deepEqual(byHeading(list).map((group) => [group.key, group.candidates.length]), [["room", 2], ["concept:S1", 1], ["concept:S2", 1]]);
});

test("a suggestion chosen for all is chosen for a group too", async () => {
  const { chosenWhere } = await load("form_rows", "form_chooser");
  assert.equal(chosenWhere({ chosen_in: ["all"] }, "g1", "all"), "all");
  assert.equal(chosenWhere({ chosen_in: ["g1"] }, "g1", "all"), "here");
  assert.equal(chosenWhere({ chosen_in: ["g2"] }, "g1", "all"), "");
});

test("the scribe hands the pen on; another device takes it for itself only", async () => {
  const { penMove } = await load("seat_header");
  const device = (is_me, is_scribe) => ({ is_me, is_scribe });
  assert.deepEqual([device(true, true), device(false, false)].map((one) => penMove(one, true)), ["", "hand_over"]);
  assert.deepEqual([device(false, true), device(true, false), device(false, false)].map((one) => penMove(one, false)), ["", "take_pen", ""]);
});
