// Models that stand where anywidget's would; Python answers through `askPython`.

globalThis.gallery = { lost: false, models: [], urls: [], stops: [] };
class Model {
  constructor(index, state) {
    Object.assign(this, { index, state, listeners: new Map(), sent: [] });
  }
  get(key) { return this.state[key]; }
  set(key, value) { this.state[key] = value; }
  save_changes() {}
  on(event, fn) { this.listeners.set(event, [...(this.listeners.get(event) || []), fn]); }
  off(event, fn) {
    this.listeners.set(event, (this.listeners.get(event) || []).filter((other) => other !== fn));
  }
  count() { return [...this.listeners.values()].reduce((sum, list) => sum + list.length, 0); }
  fire(event, ...args) { for (const fn of [...(this.listeners.get(event) || [])]) fn(...args); }
  async send(content) {
    this.sent.push(content);
    if (gallery.lost) return;
    this.take(await globalThis.askPython(this.index, content));
  }
  take(messages) {
    for (const message of messages) {
      if (message.method === "custom") this.fire("msg:custom", message.content, []);
      else for (const [key, value] of Object.entries(message.state)) {
        this.state[key] = value;
        this.fire(`change:${key}`);
      }
    }
  }
}
gallery.put = async (states) => {
  for (const { esm, css, views, ...state } of states) {
    const style = document.createElement("style");
    style.textContent = css;
    document.head.append(style);
    const model = new Model(gallery.models.length, state);
    gallery.models.push(model);
    const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
    const widget = await import(url);
    if ("render" in widget) throw new Error("a widget exports `render` by name");
    for (let k = 0; k < views; k += 1) {
      const el = document.createElement("div");
      document.getElementById("place").append(el);
      gallery.stops.push(widget.default.render({ model, el }));
    }
  }
};
