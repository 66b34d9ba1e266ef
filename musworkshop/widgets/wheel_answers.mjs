// Ratings on their way: drawn at once, sent one after another, taken back step by step.
// Nothing of them stands in the browser's storage: the device may be handed over.

const UNDO_STEPS = 100;

/**
 * What has been chosen here and Python does not know yet.
 *
 * `changed(id, error)` is called when a rating is given, saved or refused; after an error
 * what Python holds counts again. A level of "" takes the rating back.
 */
export function ratingQueue(call, changed) {
  let stored = {};
  let steps = []; // {id, before}, the newest last
  const box = newestOfEach({
    send: (id, level) => call("rate", { competence_id: id, level_id: level }, { durable: false }),
    changed(id, error) {
      if (error) steps = steps.filter((step) => step.id !== id);
      changed(id, error);
    },
  });
  const { mine, waiting, pump, give } = box;

  const levelOf = (id) => mine.get(id)?.value ?? stored[id] ?? "";

  return {
    levelOf,
    waiting,
    pump,
    /** Choose a level; the one that is chosen already is taken back. */
    choose(id, level) {
      const before = levelOf(id);
      const wanted = level === before ? "" : level;
      if (wanted === before) return;
      steps = [...steps.slice(1 - UNDO_STEPS), { id, before }];
      give(id, wanted);
    },
    /** Give the newest choice its earlier level; returns its competence's id, null without one. */
    undo() {
      const step = steps.pop();
      if (!step) return null;
      give(step.id, step.before);
      return step.id;
    },
    canUndo: () => steps.length > 0,
    /** What Python holds; what has been saved from here is part of it, what is gone waits no more. */
    settle(ratings, ids) {
      stored = ratings;
      for (const [id, one] of mine) if (!one.waits || !ids.includes(id)) mine.delete(id);
      steps = steps.filter((step) => ids.includes(step.id));
    },
    stop: box.stop,
  };
}
