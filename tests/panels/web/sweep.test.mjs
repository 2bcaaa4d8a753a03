// Frames that came ahead: played while the answer is under way, the exact one last, and none where answers are quick.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { test } from "node:test";

import { createAhead, follow } from "../../../pledge_lib/panels/web/sweep.js";

const frame = (fall, days) => ({ spec: "en", values: { fall, days }, sentence: `a fall of ${fall}` });

// A film without numbers, as film.py writes it: of each frame the whole change.
const filmOf = (frames) => {
  const told = Buffer.from(JSON.stringify({ changes: frames.map(({ values, sentence }) => ({ values: [values], sentence: [sentence] })), sizes: frames.map(() => []), about: null }));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(told.length);
  const packed = gzipSync(Buffer.concat([head, told]));
  return new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
};
const piece = (number, key, frames) => [{ number, ahead: { key, at: frames.map(({ values }) => values[key]) } }, [filmOf(frames)]];

function desk({ trip = 200 } = {}) {
  let whole = { number: 0, frame: frame(0, 30) };
  const sent = [], played = [], pending = new Set();
  const model = { get: () => whole, set: (_, now) => { whole = now; }, send: (event) => sent.push(event) };
  const mail = { send: (event) => pending.add(event.key), isNewest: (key) => !pending.has(key), trip: () => trip };
  const ahead = createAhead(model, mail, (shown, key) => played.push([key, shown.sentence]));
  return { model, ahead, sent, played, pending };
}
const FALLS = [-20, -10, 0].map((fall) => frame(fall, 30));

test("where answers are slow, the first move asks for frames, once", () => {
  const { ahead, sent } = desk();
  for (const value of [-1, -2]) ahead.send({ key: "fall", value });
  assert.deepEqual(sent, [{ ahead: "fall" }]);
});

test("where answers are quick, nothing is asked", () => {
  const { ahead, sent } = desk({ trip: 40 });
  ahead.send({ key: "fall", value: -1 });
  ahead.near("fall");
  assert.deepEqual(sent, []);
});

test("the nearest frame is played with its own value until the answer to the last move is there", async () => {
  const { model, ahead, played, pending } = desk();
  await follow(model, ...piece(0, "fall", FALLS));
  ahead.send({ key: "fall", value: -12 });
  ahead.send({ key: "fall", value: -19 });
  assert.deepEqual(played, [["fall", "a fall of -10"], ["fall", "a fall of -20"]]);
  assert.ok(ahead.isPlaying());
  pending.clear();
  assert.ok(!ahead.isPlaying());
});

test("frames stay good while their own control moves, and not when another did, or the language", async () => {
  for (const [change, isGood] of [[{ values: { fall: [-5] } }, true], [{ values: { days: [31] } }, false], [{ spec: ["zh"] }, false]]) {
    const { model, ahead, played } = desk();
    await follow(model, ...piece(0, "fall", FALLS));
    follow(model, { number: 1, change }, []);
    ahead.send({ key: "fall", value: -9 });
    assert.equal(played.length, isGood ? 1 : 0);
  }
});

test("pieces join, and those that begin at a frame which the page does not have are left out", async () => {
  const { model, ahead, played } = desk();
  await follow(model, ...piece(0, "fall", FALLS.slice(2)));
  await follow(model, ...piece(0, "fall", FALLS.slice(0, 2)));
  await follow(model, ...piece(7, "fall", [frame(-12, 30)]));
  ahead.send({ key: "fall", value: -12 });
  assert.deepEqual(played, [["fall", "a fall of -10"]]);
});

test("a button, an example or a reset plays nothing", async () => {
  const { model, ahead, played, sent } = desk();
  await follow(model, ...piece(0, "fall", FALLS));
  for (const event of [{ preset: 0 }, { reset: true }, { job: "stop" }, { language: "en" }]) ahead.send(event);
  assert.deepEqual([played, sent], [[], []]);
});
