import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { TEXT_STEPS, barWidth, countedPart, dialWord, firstThatFits, listToShorten, minutesSaid } =
  await load("plural", "dial", "stage_fit", "chime", "stage_method", "temperature_bars", "stage_temperature", "wheel_words", "wheel_drawing", "wheel_bars", "stage_wheel", "projector_stage");

test("text is never smaller than 28 px on a stage of 1920", () => {
  assert.equal(Math.min(...TEXT_STEPS), 28);
  assert.deepEqual([...TEXT_STEPS].sort((a, b) => b - a), TEXT_STEPS);
});

test("the largest text that fits is taken", () => {
  assert.equal(firstThatFits([44, 36, 28], (size) => size <= 36), 1);
});

test("text that has stepped down does not step up again on the same page", () => {
  assert.equal(firstThatFits([44, 36, 28], () => true, 1), 1);
});

test("the smallest text is taken when nothing fits", () => {
  assert.equal(firstThatFits([44, 36, 28], () => false), 2);
});

test("the longest list gives up its last item, and keeps one", () => {
  assert.equal(listToShorten([3, 5, 2]), 1);
  assert.equal(listToShorten([4, 4]), 1);
  assert.equal(listToShorten([1, 1]), -1);
  assert.equal(listToShorten([1, 0], 0), 0);
  assert.equal(listToShorten([]), -1);
});

test("the counted part of the sentence is found in Danish and in English", () => {
  assert.deepEqual(countedPart("7 af 9 borde er klar", 7, 9), ["7 af 9", " borde er klar"]);
  assert.deepEqual(countedPart("7 of 9 tables are ready", 7, 9), ["7 of 9", " tables are ready"]);
  assert.deepEqual(countedPart("7 of 90 tables", 7, 9), ["", "7 of 90 tables"]);
  assert.deepEqual(countedPart("All are ready", 9, 9), ["", "All are ready"]);
});

test("a bar shows that even one dot is something", () => {
  assert.equal(barWidth(0, 10), 0);
  assert.equal(barWidth(1, 1000), 2);
  assert.equal(barWidth(5, 10), 50);
  assert.equal(barWidth(0, 0), 0);
});

test("the clock's word changes at 20 % and 5 % left, and when it stands still", () => {
  const word = (left_s, running = true) => dialWord({ left_s, total_s: 100, running });
  assert.deepEqual([word(21), word(20), word(6), word(5), word(0)], ["left", "short", "short", "ending", "over"]);
  assert.equal(word(50, false), "paused");
  assert.equal(word(0, false), "over");
});

test("screen readers hear whole minutes", () => {
  assert.deepEqual([252, 61, 20, 0, -3].map(minutesSaid), [4, 1, 1, 0, 0]);
});
