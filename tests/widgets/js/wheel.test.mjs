import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const DRAWING = ["wheel_words", "wheel_drawing"];
const WHEEL = ["plural", "ask_first", ...DRAWING, "wheel_keys", "newest_of_each", "wheel_answers", "wheel_teeth", "wheel_own", "wheel_board", "wheel_panel", "wheel_list", "competence_wheel"];
const EIGHT = ["Faglighed", "Helhed", "Kommunikation", "Udvikling", "Resultater", "Relationer", "Samarbejde", "Proces"];
const teeth = (titles) => titles.map((title) => ({ title }));

test("a Danish word is divided at the joints of its parts, else between syllables", async () => {
  const { dividedAt } = await load(...DRAWING);
  const shown = (word) => {
    let from = 0;
    return [...dividedAt(word).keys()].sort((a, b) => a - b).map((place) => {
      const part = word.slice(from, place);
      from = place;
      return part;
    }).concat(word.slice(from)).join("-");
  };
  assert.deepEqual(["Kommunikation", "Samarbejde", "Borgerinddragelse", "Udvikling", "Konfliktløsning", "Teknologiforståelse", "Faglighed", "Sprog"].map(shown),
    ["Kom-mu-ni-ka-tion", "Sam-ar-bejde", "Bor-ger-ind-dra-gelse", "Ud-vik-ling", "Kon-flikt-løs-ning", "Tek-no-lo-gi-for-ståelse", "Fag-lig-hed", "Sprog"]);
});

test("a name takes as few lines as it can, and a joint before a syllable", async () => {
  const { nameLines } = await load(...DRAWING);
  const lines = (title, room, more = {}) => nameLines(title, { width: (text) => text.length, room, most: 3, ...more })?.lines ?? null;
  assert.deepEqual(lines("Samarbejde", 10), ["Samarbejde"]);
  assert.deepEqual(lines("Samarbejde på tværs", 12), ["Samarbejde", "på tværs"]);
  assert.deepEqual(lines("Kvalitetsbevidsthed", 11), ["Kvalitets-", "bevidsthed"]);
  assert.deepEqual(lines("Tale/skrift", 7), ["Tale/", "skrift"]);
  assert.deepEqual(lines("Kraft\u00adværk", 7), ["Kraft-", "værk"]);
  assert.equal(lines("Specialsundhedsplejerskeuddannelse", 8), null);
  assert.deepEqual(lines("En meget lang egen kompetence med mange ord", 11, { may_cut: true }).at(-1).at(-1), "…");
});

test("an English name is divided too", async () => {
  const { nameLines } = await load(...DRAWING);
  assert.deepEqual(nameLines("Communication", { width: (text) => text.length, room: 9, most: 2 }).lines, ["Commu-", "nication"]);
});

test("names stand round the rim where they have room, else the teeth are numbered", async () => {
  const { wheelPlan, textWidth } = await load(...DRAWING);
  const plan = (names, size, largest, smallest) => wheelPlan({ names: teeth(names), levels: 3, size, largest, smallest, measure: textWidth });
  const wide = plan(EIGHT, 720, 19, 14);
  assert.equal(wide.named, true);
  assert.equal(wide.text, 19);
  assert.deepEqual(wide.lines, EIGHT.map((title) => [title]));
  const phone = plan([...EIGHT, "+ egen", "+ egen"], 320, 16, 16);
  assert.equal(phone.named, false);
  assert.deepEqual(phone.lines[9], ["10"]);
});

test("a name stays within the square and within its tooth", async () => {
  const { wheelPlan, textWidth } = await load(...DRAWING);
  const long = [...EIGHT, "Konflikthåndtering", "Overblik og prioritering", "Forandringsparathed", "Vejledning af nye", "Mødeledelse", "Digital forståelse"];
  for (const names of [EIGHT.slice(0, 3), EIGHT, long, [...long, ...EIGHT.slice(2)]]) {
    for (const size of [640, 720, 900]) {
      const plan = wheelPlan({ names: teeth(names), levels: 3, size, largest: 20, smallest: 12, measure: textWidth });
      assert.equal(plan.named, true, `${names.length} at ${size}`);
      for (const lines of plan.lines) {
        const half = Math.max(...lines.map((words) => textWidth(words, plan.text))) / 2;
        const inner = plan.radius + plan.gap;
        assert.ok(Math.hypot(inner + lines.length * plan.line, half) <= size / 2, `${lines} is cut`);
        if (names.length > 2) assert.ok(half <= inner * Math.tan(Math.PI / names.length), `${lines} reaches into the next tooth`);
      }
    }
  }
});

test("fields fill the tooth from the rim inwards without touching", async () => {
  const { wheelPlan, fieldBounds, textWidth } = await load(...DRAWING);
  for (const levels of [2, 3, 4, 5]) {
    const plan = wheelPlan({ names: teeth(EIGHT), levels, size: 720, largest: 19, smallest: 14, measure: textWidth });
    const all = Array.from({ length: levels }, (_, level) => fieldBounds(plan, 3, level));
    assert.equal(all[0].outer, plan.radius);
    assert.ok(Math.abs(all.at(-1).inner - plan.inner) < 1e-9);
    for (let k = 1; k < levels; k += 1) assert.ok(all[k].outer < all[k - 1].inner);
    assert.ok(fieldBounds(plan, 2, 0).to < all[0].from);
  }
});

test("each level has a pattern of its own, the outermost solid and the innermost dots", async () => {
  const { looksOf } = await load(...DRAWING);
  for (const levels of [2, 3, 4, 5]) {
    const looks = looksOf(levels);
    assert.equal(new Set(looks).size, levels);
    assert.deepEqual([looks[0], looks.at(-1)], ["solid", "dots"]);
  }
});

test("marks of one field stand beside each other and inside it", async () => {
  const { wheelPlan, markPlaces, fieldSize, textWidth } = await load(...DRAWING);
  for (const [count, levels, size] of [[8, 3, 720], [20, 5, 320], [20, 5, 760], [3, 2, 320]]) {
    const plan = wheelPlan({ names: teeth(Array(count).fill("Ja")), levels, size, largest: 19, smallest: 14, measure: textWidth });
    for (let level = 0; level < levels; level += 1) {
      const { depth, width } = fieldSize(plan, level);
      const [one, two] = markPlaces(plan, level, ["same", "last"]);
      assert.ok(one.along * width + one.r <= two.along * width - two.r);
      assert.ok(one.along * width >= one.r && two.r * 2 <= depth && (1 - two.along) * width >= two.r);
    }
  }
});

test("arrows go round and in, Home and End to the first and the last tooth", async () => {
  const { placeAfter } = await load(...WHEEL);
  const size = { teeth: 10, levels: 3 };
  assert.deepEqual(placeAfter("ArrowRight", { tooth: 9, level: 1 }, size), { tooth: 0, level: 1 });
  assert.deepEqual(placeAfter("ArrowLeft", { tooth: 0, level: 1 }, size), { tooth: 9, level: 1 });
  assert.deepEqual(placeAfter("ArrowDown", { tooth: 4, level: 1 }, size), { tooth: 4, level: 2 });
  assert.deepEqual(placeAfter("ArrowDown", { tooth: 4, level: 2 }, size), { tooth: 4, level: 2 });
  assert.deepEqual(placeAfter("ArrowUp", { tooth: 4, level: 0 }, size), { tooth: 4, level: 0 });
  assert.deepEqual(placeAfter("Home", { tooth: 4, level: 2 }, size), { tooth: 0, level: 2 });
  assert.deepEqual(placeAfter("End", { tooth: 4, level: 2 }, size), { tooth: 9, level: 2 });
  assert.equal(placeAfter("x", { tooth: 4, level: 2 }, size), null);
});

test("typed letters find a name, one letter again the next", async () => {
  const { toothNamed, typedLetters } = await load(...WHEEL);
  assert.equal(toothNamed("r", EIGHT, 0), 4);
  assert.equal(toothNamed("rr", EIGHT, 4), 5);
  assert.equal(toothNamed("rel", EIGHT, 5), 5);
  assert.equal(toothNamed("REL", EIGHT, 0), 5);
  assert.equal(toothNamed("x", EIGHT, 0), -1);
  let now_ms = 0;
  const typed = typedLetters(() => now_ms);
  assert.equal(typed("r"), "r");
  now_ms = 500;
  assert.equal(typed("e"), "re");
  now_ms = 2000;
  assert.equal(typed("f"), "f");
});

test("choices are sent one after another, and undone step by step", async () => {
  const { ratingQueue } = await load(...WHEEL);
  const sent = [];
  const answers = [];
  const call = (name, args) => new Promise((resolve) => {
    sent.push([name, args.competence_id, args.level_id]);
    answers.push(resolve);
  });
  const settle = async () => {
    answers.shift()();
    await new Promise((resolve) => setTimeout(resolve));
  };
  const queue = ratingQueue(call, () => {});
  queue.settle({ a: "fine" }, ["a", "b"]);
  queue.choose("a", "strong");
  queue.choose("a", "focus");
  queue.choose("b", "fine");
  assert.deepEqual(sent, [["rate", "a", "strong"]]);
  assert.equal(queue.levelOf("a"), "focus");
  while (answers.length) await settle();
  assert.deepEqual(sent.slice(1), [["rate", "a", "focus"], ["rate", "b", "fine"]]);
  assert.equal(queue.undo(), "b");
  assert.equal(queue.levelOf("b"), "");
  assert.equal(queue.undo(), "a");
  assert.equal(queue.undo(), "a");
  assert.equal(queue.levelOf("a"), "fine");
  assert.equal(queue.undo(), null);
  while (answers.length) await settle();
  assert.deepEqual(sent.at(-1), ["rate", "a", "fine"]);
  assert.equal(queue.waiting(), 0);
});

test("choosing the chosen level takes it back", async () => {
  const { ratingQueue } = await load(...WHEEL);
  const queue = ratingQueue(() => new Promise(() => {}), () => {});
  queue.settle({ a: "fine" }, ["a"]);
  queue.choose("a", "fine");
  assert.equal(queue.levelOf("a"), "");
  queue.choose("a", "");
  assert.equal(queue.undo(), "a");
  assert.equal(queue.canUndo(), false);
});

test("a wheel on a phone is as wide as the phone, its smallest field as a thumb or left to the buttons", async () => {
  const { boardSize, isForThumbs, wheelPlan, textWidth } = await load(...WHEEL);
  assert.equal(boardSize(320, 700).size, 320);
  assert.equal(boardSize(1200, 800).size, 752);
  const plan = (count, levels) => wheelPlan({ names: teeth(Array(count).fill("Ja")), levels, ...boardSize(320, 700), measure: textWidth });
  assert.equal(isForThumbs(plan(8, 3)), true);
  assert.equal(isForThumbs(plan(20, 5)), false);
});

test("what wheels say together is said in words as well", async () => {
  const { rowWords } = await load("plural", ...DRAWING, "wheel_bars");
  const model = { get: () => ({ part: "{count} {text}", and: " · " }) };
  const parts = [{ text: "strong", count: 5 }, { text: "fine", count: 0 }, { text: "focus", count: 3 }];
  assert.equal(rowWords(model, { parts }), "5 strong · 3 focus");
  assert.equal(rowWords(model, { parts: [], words: "Too few." }), "Too few.");
});
