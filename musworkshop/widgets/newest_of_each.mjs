// Choices on their way, in memory only: a device may be handed over.

const CHOICE_AGAIN_MS = 8000;

/**
 * One call at a time; of each thing the newest choice counts, and is sent again until
 * Python has it. `send(id, value)` calls; `changed(id, error or null)` is called when
 * something is on its way, saved or refused; `rested(error or null)` when nothing waits
 * any more, or something was refused or cannot be sent now.
 */
export function newestOfEach({ send, changed, rested = () => {} }) {
  const mine = new Map(); // id -> {value, waits}
  let busy = false;
  let timer = null;

  const waiting = () => [...mine.values()].filter((one) => one.waits).length;

  async function sendOne(id, one) {
    try {
      await send(id, one.value);
      if (mine.get(id) !== one) return true;
      one.waits = false;
      changed(id, null);
    } catch (error) {
      if (mine.get(id) !== one) return true;
      rested(error);
      if (isLost()) return false; // tried again later
      mine.delete(id);
      changed(id, error);
    }
    return true;
  }

  async function pump() {
    clearTimeout(timer);
    if (busy) return;
    busy = true;
    let goes_on = true;
    while (goes_on) {
      const next = [...mine].find(([, one]) => one.waits);
      if (!next) break;
      goes_on = await sendOne(...next);
    }
    busy = false;
    if (waiting()) timer = setTimeout(pump, CHOICE_AGAIN_MS);
    else rested(null);
  }

  return {
    mine,
    waiting,
    pump,
    give(id, value) {
      mine.delete(id);
      mine.set(id, { value, waits: true });
      changed(id, null);
      pump();
    },
    stop: () => clearTimeout(timer),
  };
}
