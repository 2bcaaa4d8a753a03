// What stands in for plotly until it has come.
import assert from "node:assert/strict";
import { test } from "node:test";

import { plotlyToCome } from "./plotting.js";

function stage() {
  const calls = [];
  const Plotly = Object.fromEntries(["newPlot", "react", "purge"].map((name) => [name, async (...given) => { calls.push([name, ...given]); }]));
  let come;
  const drawing = plotlyToCome(new Promise((resolve) => { come = () => resolve(Plotly); }));
  return { calls, drawing, come: async () => { come(); await drawing.drawn; } };
}

test("what was asked for before is drawn once, as it was in the end", async () => {
  const { calls, drawing, come } = stage();
  await drawing.newPlot("host", [{ x: [1], y: [1], name: "line" }], {});
  await drawing.react("host", [{ x: [1], y: [2], name: "line" }], {});
  await drawing.newPlot("gone", [], {});
  drawing.purge("gone");
  await come();
  assert.deepEqual(calls, [["newPlot", "host", [{ x: [1], y: [2], name: "line" }], {}]]);
});

test("afterwards plotly itself is asked", async () => {
  const { calls, drawing, come } = stage();
  await drawing.newPlot("host", [], {});
  await drawing.react("host", [{ y: [1] }], {});
  await come();
  await drawing.react("host", [], {});
  drawing.purge("host");
  assert.deepEqual(calls.map(([name]) => name), ["newPlot", "react", "purge"]);
  assert.deepEqual(calls[0][2], [{ y: [1] }]);
});
