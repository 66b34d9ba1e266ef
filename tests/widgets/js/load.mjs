// Load a widget's module as a browser would: the shared parts and the widget as one text.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const WIDGETS = new URL("../../../musworkshop/widgets/", import.meta.url);
export const KIT = ["kit", "ring", "wire", "field"];

/** The module made of the kit and `names`, in that order; without names the kit alone. */
export async function load(...names) {
  const text = [...KIT, ...names].map((name) => readFileSync(new URL(`${name}.mjs`, WIDGETS), "utf8")).join("\n");
  const file = join(mkdtempSync(join(tmpdir(), "mus-module-")), "module.mjs");
  writeFileSync(file, text);
  return import(pathToFileURL(file).href);
}
