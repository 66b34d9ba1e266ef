// One websocket to one kernel, from opening to its end.

import { PROTOCOL, decode, encode, message, randomId } from "./message.mjs";

/**
 * Open a line to a kernel. `heard(message)` gets all that comes, `ended()` is called once
 * when the line closes, for whatever reason but `close`.
 *
 * A line has a session of its own: a kernel tells its whole state to a new one, and
 * the server may still believe that the old one is open.
 */
export function openLine(kernelId, { heard, ended }) {
  const session = randomId();
  const address = new URL(`/api/kernels/${kernelId}/channels?session_id=${session}`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address.href, PROTOCOL);
  const asked = new Map(); // id of a request -> {resolve, reject, reply, idle}
  let closed = false;
  socket.binaryType = "arraybuffer";

  const opened = new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("close", () => reject(new Error("the line did not open")));
  });
  opened.catch(() => {});
  socket.addEventListener("close", end);
  socket.addEventListener("message", (event) => {
    const told = decode(event.data);
    heard(told);
    settle(told);
  });

  function end() {
    if (closed) return;
    closed = true;
    for (const { reject } of asked.values()) reject(new Error("the line has ended"));
    asked.clear();
    ended();
  }

  /** A request is done when it is answered and all that it led to has been told. */
  function settle({ channel, header, parent_header, content }) {
    const waiting = asked.get(parent_header.msg_id);
    if (!waiting) return;
    if (channel === "shell") waiting.reply = content;
    if (header.msg_type === "status" && content.execution_state === "idle") waiting.idle = true;
    if (!waiting.reply || !waiting.idle) return;
    asked.delete(parent_header.msg_id);
    waiting.resolve(waiting.reply);
  }

  function send(type, content, options = {}) {
    if (closed || socket.readyState !== WebSocket.OPEN) throw new Error("the line is not open");
    const sent = message(type, content, { ...options, session });
    socket.send(encode(sent));
    return sent.header.msg_id;
  }

  return {
    session,
    opened,
    get isOpen() {
      return !closed;
    },
    send,
    /** Ask the kernel something; the reply comes after all that was told before it. */
    ask: (type) => new Promise((resolve, reject) => asked.set(send(type), { resolve, reject })),
    close() {
      closed = true;
      for (const { reject } of asked.values()) reject(new Error("the line was closed"));
      asked.clear();
      socket.close();
    },
  };
}

/** The promise, or a rejection when it has not come in time or `signal` says stop. */
export function within(promise, timeout_ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error("it did not come in time"));
    const timer = setTimeout(stop, timeout_ms);
    signal?.addEventListener("abort", stop);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    });
  });
}
