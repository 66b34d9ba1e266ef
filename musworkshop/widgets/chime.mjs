// Two soft tones when the time is up; no file, and silence where the browser wants none.

const TONES = [{ hertz: 660, at_s: 0 }, { hertz: 528, at_s: 0.5 }];
const TONE_S = 1.4;
const CLOSE_MS = 3000;

/** Play the two tones; where sound is not allowed nothing happens, now or later. */
export function playChime(Context = globalThis.AudioContext) {
  try {
    const context = new Context();
    const start_s = context.currentTime + 0.05;
    for (const { hertz, at_s } of TONES) {
      const tone = context.createOscillator();
      const loud = context.createGain();
      tone.type = "sine";
      tone.frequency.value = hertz;
      loud.gain.setValueAtTime(0.0001, start_s + at_s);
      loud.gain.exponentialRampToValueAtTime(0.16, start_s + at_s + 0.04);
      loud.gain.exponentialRampToValueAtTime(0.0001, start_s + at_s + TONE_S);
      tone.connect(loud).connect(context.destination);
      tone.start(start_s + at_s);
      tone.stop(start_s + at_s + TONE_S);
    }
    // A page nobody has touched is kept silent; it must not sound at a later touch instead.
    setTimeout(() => context.close().catch(() => {}), CLOSE_MS);
  } catch {
    // no sound here
  }
}

/**
 * Plays once when a clock that ran reaches 0. `watch(clock or null, wanted)` is called with
 * every data; `stop()` at the end. Time passes from the moment the data came.
 */
export function chimer(play = playChime) {
  let seen = "";
  let runs = false;
  let timer = null;
  function ended() {
    runs = false;
    play();
  }
  return {
    watch(clockNow, wanted = true) {
      const now = JSON.stringify([clockNow ?? null, Boolean(wanted)]);
      if (now === seen) return;
      seen = now;
      clearTimeout(timer);
      const ran = runs;
      runs = Boolean(wanted && clockNow?.running && clockNow.left_s > 0);
      if (runs) timer = setTimeout(ended, clockNow.left_s * 1000);
      else if (ran && wanted && clockNow && clockNow.left_s <= 0) play();
    },
    stop: () => clearTimeout(timer),
  };
}
