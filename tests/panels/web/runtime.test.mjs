// How plotly.js and the scripts get to a page: from its server where that has the kernel's version, else from the
// kernel; and a widget on a page that knows no runtime asks for it, once a page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { offeredBy } from "../../../pledge_lib/panels/web/runtime.js";

const page = (told) => ({ getElementById: (id) => (id === "jupyter-config-data" && told !== null ? { textContent: told } : null) });
const source = (name) => readFileSync(new URL(`../../../pledge_lib/panels/web/${name}.js`, import.meta.url), "utf-8");

test("the server's plotly.js is taken where it is the kernel's own version, and only there", () => {
  const told = JSON.stringify({ baseUrl: "/user/x/", pledgeLabPlotly: "/user/x/pledge-lab/plotly-1a.js" });
  assert.equal(offeredBy(page(told), "plotly-1a.js"), "/user/x/pledge-lab/plotly-1a.js");
  assert.equal(offeredBy(page(told), "plotly-2b.js"), null);
  for (const other of [null, "{}", ""]) assert.equal(offeredBy(page(other), "plotly-1a.js"), null);
});

test("without a runtime one widget of the page asks for it; with one, none does", async (context) => {
  const alarms = [], sent = [];
  context.mock.method(globalThis, "setTimeout", (ring) => { alarms.push(ring); });
  const text = source("lab") + source("loader").replaceAll("SCRIPT", "panel");
  const { default: widget } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const model = (name) => ({ on: () => {}, send: (asked) => sent.push([name, asked]) });
  const open = (name) => widget.initialize({ model: model(name) });
  open("a");
  open("b");
  alarms.splice(0).forEach((ring) => ring());
  assert.deepEqual(sent, [["a", { runtime: true }]]);
  Object.assign(globalThis.__pledgeLab, { isAsked: false, isBrought: true });
  open("c");
  alarms.splice(0).forEach((ring) => ring());
  assert.equal(sent.length, 1);
});
