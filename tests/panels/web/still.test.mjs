// The icon of a tab stands still under a hand, and tells of the kernel again afterwards.
import assert from "node:assert/strict";
import { test } from "node:test";

import { keepIcon } from "../../../pledge_lib/panels/web/still.js";

const names = new Set(["busy", "favicon"]), icon = { rel: "", matches: () => names.has("favicon"), classList: { add: (name) => names.add(name), remove: (name) => names.delete(name) } };
const page = { querySelector: () => icon };
const rings = new Map(), clock = { setTimeout: (ring) => { rings.set(ring, ring); return ring; }, clearTimeout: (ring) => rings.delete(ring) };

test("a page without JupyterLab's icon is left alone", () => {
  keepIcon({ querySelector: () => null }, clock);
  keepIcon(undefined, clock);
  assert.equal(rings.size, 0);
});

test("an icon that says busy just now is left to JupyterLab", () => {
  icon.rel = "icon";
  keepIcon(page, clock);
  assert.deepEqual([names.has("favicon"), rings.size], [true, 0]);
});

test("it is hidden from JupyterLab until the hand has rested", () => {
  icon.rel = "";
  for (const _ of [1, 2, 3]) keepIcon(page, clock);
  assert.deepEqual([names.has("favicon"), rings.size], [false, 1]);
  for (const ring of rings.values()) ring();
  assert.ok(names.has("favicon"));
});
