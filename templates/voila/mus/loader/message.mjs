// Jupyter's kernel messages as a websocket carries them: v1.kernel.websocket.jupyter.org.
//
// A frame is a list of byte strings with a table of their places in front: how many
// numbers follow, where each string begins, where the last one ends (64 bits each, the
// low end first). The strings are channel, header, parent header, metadata, content and
// then any buffers.

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";

const NUMBER_BYTES = 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A random UUID; crypto.randomUUID does not exist on plain http. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A message from this page to its kernel. */
export function message(type, content = {}, { session, channel = "shell", metadata = {}, buffers = [] }) {
  const header = { msg_id: randomId(), msg_type: type, session, username: "", version: "5.3", date: new Date().toISOString() };
  return { channel, header, parent_header: {}, metadata, content, buffers };
}

/** The frame of a message, as an ArrayBuffer. */
export function encode({ channel, header, parent_header, metadata, content, buffers = [] }) {
  const texts = [header, parent_header, metadata, content].map((part) => encoder.encode(JSON.stringify(part)));
  const parts = [encoder.encode(channel), ...texts, ...buffers.map(bytesOf)];
  let place = NUMBER_BYTES * (parts.length + 2);
  const frame = new Uint8Array(parts.reduce((sum, part) => sum + part.length, place));
  const table = new DataView(frame.buffer);
  // The upper halves stay 0: no message is as large as 4 GB.
  table.setUint32(0, parts.length + 1, true);
  parts.forEach((part, k) => {
    table.setUint32(NUMBER_BYTES * (k + 1), place, true);
    frame.set(part, place);
    place += part.length;
  });
  table.setUint32(NUMBER_BYTES * (parts.length + 1), place, true);
  return frame.buffer;
}

/** The message of a frame; its buffers are DataViews into the frame. */
export function decode(frame) {
  const table = new DataView(frame);
  const count = table.getUint32(0, true);
  const place = (k) => table.getUint32(NUMBER_BYTES * (k + 1), true);
  const part = (k) => new Uint8Array(frame, place(k), place(k + 1) - place(k));
  const json = (k) => JSON.parse(decoder.decode(part(k)));
  const buffers = [];
  for (let k = 5; k < count - 1; k += 1) buffers.push(new DataView(frame, place(k), place(k + 1) - place(k)));
  return {
    channel: decoder.decode(part(0)),
    header: json(1),
    parent_header: json(2),
    metadata: json(3),
    content: json(4),
    buffers,
  };
}

function bytesOf(buffer) {
  if (ArrayBuffer.isView(buffer)) return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  return new Uint8Array(buffer);
}
