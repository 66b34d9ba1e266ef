// Staying connected: to one kernel, through lost networks, sleeping phones and restarts.

import { openLine, within } from "./line.mjs";

const ASK_EVERY_MS = 15000;
const ANSWER_MS = 4000;
const FIRST_TRY_MS = 60000; // a full hall may take its time
const TRY_MS = 2500;
const MOST_TRY_MS = 10000;
const PAUSES_MS = [0, 250, 500, 1000];
const HIDDEN_PAUSE_MS = 15000;
const OK = 200;
const GONE = new Set([403, 404]); // the server is there, and the kernel is not
const ENDED = new Set(["dead", "restarting", "autorestarting", "terminating"]);

/**
 * Keep a page connected to its kernel, for as long as there is one.
 *
 * `attached(line)` is awaited after each connecting; `lost()` and `found()` are called when
 * the line goes and is back; `gone()` when there is no such kernel any more: it returns
 * true when nothing more is to be tried. `heard(message)` gets everything the kernel says.
 */
export class Connection {
  #kernelId;
  #tell;
  #line = null;
  #busy = false;
  #ended = false;
  #isLost = false;
  #tries = 0;
  #hurry = new AbortController();

  constructor(kernelId, tell) {
    this.#kernelId = kernelId;
    this.#tell = tell;
  }

  /** The open line, or null. */
  get line() {
    return this.#line;
  }

  start() {
    window.addEventListener("offline", () => this.#lose());
    window.addEventListener("online", () => this.#wake());
    window.addEventListener("mus:connection", (event) => event.detail?.lost && this.#check());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") return;
      this.#wake();
      this.#check();
    });
    setInterval(() => this.#watchOver(), ASK_EVERY_MS);
    this.#attach();
  }

  /** The page goes: nothing is lost, and nothing is tried any more. */
  end() {
    this.#ended = true;
    this.#line?.close();
    this.#line = null;
  }

  /** The kernel is of no use any more. */
  leave() {
    if (this.#tell.gone()) this.end();
    else this.#lose();
  }

  #lose() {
    this.#line?.close();
    this.#line = null;
    if (this.#ended) return;
    if (!this.#isLost) {
      this.#isLost = true;
      this.#tell.lost();
    }
    this.#attach();
  }

  /** Something has happened that makes a try worth while: the next one comes at once. */
  #wake() {
    this.#hurry.abort();
    this.#hurry = new AbortController();
  }

  async #attach() {
    if (this.#busy) return;
    this.#busy = true;
    while (!this.#line && !this.#ended) {
      const hurry = this.#hurry;
      // After websockets that failed a browser holds the next ones back for seconds,
      // so none is opened before the server has answered.
      let status = this.#isLost ? await this.#status() : OK;
      const line = status === OK && !this.#ended ? await this.#connect() : null;
      this.#tries += 1;
      if (this.#ended) break;
      if (line?.isOpen) {
        this.#line = line;
        this.#tries = 0;
        if (this.#isLost) this.#tell.found();
        this.#isLost = false;
        continue;
      }
      if (status === OK) status = await this.#status();
      if (GONE.has(status) && this.#tell.gone()) {
        this.end();
      } else {
        this.#lose();
        if (hurry === this.#hurry) await this.#pause();
      }
    }
    this.#busy = false;
  }

  /** Try once; return an open line on which the page has been told everything, or null. */
  async #connect() {
    const isFirst = this.#tries === 0 && !this.#isLost;
    const time_ms = isFirst ? FIRST_TRY_MS : Math.min(TRY_MS + 500 * this.#tries, MOST_TRY_MS);
    const hurry = this.#hurry.signal;
    let line = null;
    const broken = new Promise((_, reject) => {
      const ended = () => reject(new Error("the line broke"));
      line = openLine(this.#kernelId, { heard: (message) => this.#hear(message), ended });
    });
    broken.catch(() => line === this.#line && this.#lose());
    try {
      await within(line.opened, time_ms, hurry);
      await within(Promise.race([this.#tell.attached(line), broken]), time_ms + ANSWER_MS, hurry);
      return line;
    } catch {
      line.close();
      return null;
    }
  }

  #hear(message) {
    this.#tell.heard(message);
    const { header, content } = message;
    if (header.msg_type !== "status" || !ENDED.has(content.execution_state)) return;
    // A kernel that begins anew knows nothing of this page.
    if (content.execution_state !== "dead") this.leave();
    else this.#lose();
  }

  /** What the server answers when it is asked for the kernel; 0 for nothing. */
  async #status() {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ANSWER_MS);
    const hurry = this.#hurry.signal;
    const leave = () => stop.abort();
    hurry.addEventListener("abort", leave);
    try {
      const answer = await fetch(`/api/kernels/${this.#kernelId}`, { cache: "no-store", credentials: "same-origin", signal: stop.signal });
      return answer.status;
    } catch {
      return 0;
    } finally {
      clearTimeout(timer);
      hurry.removeEventListener("abort", leave);
    }
  }

  #pause() {
    const longest_ms = document.visibilityState === "hidden" ? HIDDEN_PAUSE_MS : PAUSES_MS[Math.min(this.#tries, PAUSES_MS.length - 1)];
    const hurry = this.#hurry.signal;
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        hurry.removeEventListener("abort", go);
        resolve();
      };
      // A hall of phones does not come back in one moment.
      const timer = setTimeout(go, longest_ms * (0.75 + Math.random() / 2));
      hurry.addEventListener("abort", go);
    });
  }

  /** A line can look open long after the phone has left the network. */
  async #check() {
    const line = this.#line;
    if (!line || this.#ended) return;
    try {
      await within(line.ask("kernel_info_request"), ANSWER_MS);
    } catch {
      if (line === this.#line) this.#lose();
    }
  }

  async #watchOver() {
    const line = this.#line;
    if (!line || this.#ended || document.visibilityState === "hidden") return;
    const isWell = line.isOpen && (await this.#status()) === OK;
    if (!isWell && line === this.#line) this.#lose();
  }
}
