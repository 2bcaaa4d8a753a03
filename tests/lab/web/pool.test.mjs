// Work in order: no more than so many at once, none before its turn, and an end where something went wrong.
import assert from "node:assert/strict";
import { test } from "node:test";

import { inOrder } from "../../../pledge_lib/lab/labextension/static/pool.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("pieces start in their order, so many at once and no more", async () => {
  const started = [];
  let now = 0, most = 0;
  const piece = (name) => async () => {
    started.push(name);
    most = Math.max(most, now += 1);
    await turn();
    now -= 1;
  };
  assert.equal(await inOrder([..."abcdefg"].map(piece), 3), true);
  assert.deepEqual([started.join(""), most], ["abcdefg", 3]);
});

test("after a piece that says false nothing starts, and what runs is waited for", async () => {
  const ended = [];
  const piece = (name, answer) => async () => { await turn(); ended.push(name); return answer; };
  assert.equal(await inOrder([piece("a"), piece("b", false), piece("c"), piece("d")], 2), false);
  assert.deepEqual(ended.slice(0, 2), ["a", "b"]);
  assert.ok(!ended.includes("d"));
});

test("no work is done at once", async () => assert.equal(await inOrder([], 4), true));
