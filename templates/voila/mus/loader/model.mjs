// Widgets' models: what a kernel's ipywidgets say about themselves, kept up to date.

import { randomId } from "./message.mjs";

const CONTROL = "jupyter.widget.control";
const WIDGET = "jupyter.widget";
const REFERENCE = "IPY_MODEL_";

/** One widget as views see it, with the names that anywidget's specification gives. */
export class Model {
  #models;
  #listeners = []; // {event, callback, context}
  #dirty = new Set();

  constructor(id, state, models) {
    this.model_id = id;
    this.state = state;
    this.#models = models;
  }

  get(key) {
    return this.state[key];
  }

  /** Change values here; `save_changes` tells the kernel. */
  set(key, value) {
    const wanted = typeof key === "object" ? key : { [key]: value };
    for (const name of Object.keys(wanted)) this.#dirty.add(name);
    this.#change(wanted);
  }

  save_changes() {
    if (!this.#dirty.size) return;
    const state = Object.fromEntries([...this.#dirty].map((key) => [key, this.state[key]]));
    this.#models.tell(this.model_id, { method: "update", state, buffer_paths: [] });
    this.#dirty.clear();
  }

  /** Send a message to the widget in Python; throws when there is no line to it. */
  send(content, _callbacks, buffers = []) {
    this.#models.tell(this.model_id, { method: "custom", content }, buffers);
  }

  on(events, callback, context) {
    for (const event of events.split(/\s+/)) this.#listeners.push({ event, callback, context });
  }

  off(events, callback, context) {
    const named = events ? events.split(/\s+/) : null;
    this.#listeners = this.#listeners.filter(
      (each) => (named && !named.includes(each.event)) || (callback && each.callback !== callback) || (context && each.context !== context),
    );
  }

  get widget_manager() {
    return this.#models;
  }

  /** Take over what the kernel says, except what it has not yet been told from here. */
  learn(state) {
    this.#change(Object.fromEntries(Object.entries(state).filter(([key]) => !this.#dirty.has(key))));
  }

  tell(event, ...values) {
    for (const each of [...this.#listeners]) {
      if (each.event !== event) continue;
      try {
        each.callback.call(each.context, ...values);
      } catch (problem) {
        console.error(problem); // one view's fault is no reason for others to stand still
      }
    }
  }

  #change(state) {
    const changed = Object.keys(state).filter((key) => !isSame(this.state[key], state[key]));
    for (const key of changed) this.state[key] = state[key];
    for (const key of changed) this.tell(`change:${key}`, this, this.state[key]);
    if (changed.length) this.tell("change", this);
  }
}

/** All models of a page. */
export class Models {
  #known = new Map();
  #asked = new Map(); // id of a control comm -> what to do with the states
  /** The line in use, or null. */
  line = null;

  /** The model with an id, or the one that a reference in another model's state names. */
  find(name) {
    return this.#known.get(String(name ?? "").replace(REFERENCE, "")) ?? null;
  }

  async get_model(id) {
    return this.find(id);
  }

  /** Send data to a widget in Python. */
  tell(id, data, buffers = []) {
    if (!this.line) throw new Error("not connected");
    this.line.send("comm_msg", { comm_id: id, data }, { buffers });
  }

  /** Ask the kernel for all its widgets and take over what they say. */
  async fetch(line) {
    const comm_id = randomId();
    const states = new Promise((resolve) => this.#asked.set(comm_id, resolve));
    line.send("comm_open", { comm_id, target_name: CONTROL, data: {} }, { metadata: { version: "1.0.0" } });
    line.send("comm_msg", { comm_id, data: { method: "request_states" } });
    this.#learnAll(await states);
  }

  /** Say again what was set here while there was no line. */
  saveAll() {
    for (const model of this.#known.values()) model.save_changes();
  }

  /** Take in a message of the kernel; anything that is not about widgets is left. */
  take({ header, parent_header, content, buffers }) {
    const { comm_id: id, data = {} } = content;
    const model = this.#known.get(id);
    if (header.msg_type === "comm_open" && content.target_name === WIDGET) {
      this.#learn(id, data.state, data.buffer_paths, buffers);
    } else if (header.msg_type === "comm_close") {
      this.#forget(id);
    } else if (header.msg_type !== "comm_msg") {
      return;
    } else if (data.method === "update_states") {
      for (const [k, path] of (data.buffer_paths ?? []).entries()) put(data.states, path, buffers[k]);
      this.#asked.get(id)?.(data.states);
      this.#asked.delete(id);
    } else if (data.method === "custom") {
      model?.tell("msg:custom", data.content, buffers);
    } else if (data.method === "update") {
      if (model) this.#learn(id, data.state, data.buffer_paths, buffers);
    } else if (data.method === "echo_update" && parent_header.session !== this.line?.session) {
      if (model) this.#learn(id, data.state, data.buffer_paths, buffers); // said by another window
    }
  }

  #learnAll(states) {
    for (const [id, { state }] of Object.entries(states)) if (!this.#known.has(id)) this.#known.set(id, new Model(id, state, this));
    for (const id of [...this.#known.keys()]) if (!(id in states)) this.#forget(id);
    for (const [id, { state }] of Object.entries(states)) this.#known.get(id)?.learn(state);
  }

  #learn(id, state, paths = [], buffers = []) {
    for (const [k, path] of paths.entries()) put(state, path, buffers[k]);
    if (this.#known.has(id)) this.#known.get(id).learn(state);
    else this.#known.set(id, new Model(id, state, this));
  }

  #forget(id) {
    this.#known.get(id)?.tell("destroy");
    this.#known.delete(id);
  }
}

/** Put a buffer where a path of keys leads. */
function put(state, path, buffer) {
  let place = state;
  for (const key of path.slice(0, -1)) place = place[key] ??= {};
  place[path.at(-1)] = buffer;
}

/** Whether two values of a state say the same; binary ones never do. */
export function isSame(one, other) {
  if (Object.is(one, other)) return !ArrayBuffer.isView(one);
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other) || ArrayBuffer.isView(one) || ArrayBuffer.isView(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && isSame(one[key], other[key]));
}
