// A case in the address: what the page writes it reads again, and so it is with what Python wrote.
import assert from "node:assert/strict";
import { test } from "node:test";

import { told, written } from "./address.js";

const CASE = { language: "zh_TW", figures: { "F1.1": { change: -22, eligible: false }, "F1.3": { start: "2025-04-02" } } };

test("a case that was written is read again, with and without packing", async () => {
  assert.deepEqual(await told(`#${await written(CASE)}`), CASE);
  const stream = globalThis.CompressionStream;
  globalThis.CompressionStream = undefined;
  const plain = await written(CASE);
  globalThis.CompressionStream = stream;
  assert.match(plain, /^0\.[\w-]+$/);
  assert.deepEqual(await told(`#${plain}`), CASE);
});

test("what Python wrote is read, and shown for Python to read", async () => {
  assert.deepEqual(await told(`#${process.env.WRITTEN}`), CASE);
  console.log(`written: ${await written(CASE)}`);
});

test("a place on the page is no case, and what is damaged is told apart", async () => {
  assert.deepEqual(await told("#F1.1"), {});
  assert.deepEqual(await told(""), {});
  assert.equal(await told("#1.AAAA"), null);
  assert.equal(await told("#0.e30x"), null);
});
