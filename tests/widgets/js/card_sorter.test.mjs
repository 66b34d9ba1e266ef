import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { wallOf, pageAfter } = await load("plural", "cluster_wording", "card_sorter");
const card = (id, cluster_id = null, hidden = false) => ({ id, cluster_id, hidden });

test("groups stand before the cards that stand alone, each in order of arrival", () => {
  const cards = [card("a"), card("b", "k2"), card("c", "k1"), card("d"), card("e", "k2")];
  const { wall } = wallOf(cards, [{ id: "k1" }, { id: "k2" }]);
  assert.deepEqual(wall.map((place) => place.card?.id ?? place.cards.map((one) => one.id)), [["b", "e"], ["c"], "a", "d"]);
});

test("a card that is taken down is not on the wall, in a group or out of it", () => {
  const { wall, down } = wallOf([card("a", "k1", true), card("b", "k1"), card("c", null, true)], [{ id: "k1" }]);
  assert.deepEqual(wall.map((place) => place.cards.map((one) => one.id)), [["b"]]);
  assert.deepEqual(down.map((one) => one.id), ["a", "c"]);
});

test("a card of an unknown group stands alone", () => {
  assert.equal(wallOf([card("a", "gone")], []).wall[0].card.id, "a");
});

test("turning the page stops at both ends", () => {
  assert.equal(pageAfter(0, -1, 3), 0);
  assert.equal(pageAfter(0, 1, 3), 1);
  assert.equal(pageAfter(2, 1, 3), 2);
  assert.equal(pageAfter(5, 0, 0), 0);
});
