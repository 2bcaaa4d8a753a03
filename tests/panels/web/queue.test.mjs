// The queue between the hand and the kernel: one event under way, two of a drag, the newest of each control, nothing lost.
import assert from "node:assert/strict";
import { test } from "node:test";

import { EMPTY, answered, givenUp, isPending, next, put } from "../../../pledge_lib/panels/web/queue.js";

const slide = (key, value) => ({ key, value });

test("an event goes at once, another one waits for the answer", () => {
  const first = next(put(EMPTY, slide("fall", 1)));
  assert.deepEqual(first.event, { key: "fall", value: 1, number: 1 });
  for (const other of [slide("line", 2), { key: "fall", typed: "2" }, { preset: 1 }, { language: "en" }]) {
    const second = put(first.queue, other);
    assert.equal(next(second).event, null);
    const { queue, name } = answered(second, 1);
    assert.equal(name, "fall");
    assert.deepEqual(next(queue).event, { ...other, number: 2 });
  }
});

test("of a drag two steps are under way, and behind nothing else is a second one", () => {
  const first = next(put(EMPTY, slide("fall", 1))).queue, second = next(put(first, slide("fall", 2)));
  assert.deepEqual(second.event, { key: "fall", value: 2, number: 2 });
  const third = put(second.queue, slide("fall", 3));
  assert.equal(next(third).event, null);
  const { queue, name } = answered(third, 1);
  assert.deepEqual([name, isPending(queue, "fall")], ["fall", true]);
  assert.deepEqual(next(queue).event, { key: "fall", value: 3, number: 3 });
  for (const before of [{ action: "check" }, { key: "fall", typed: "1" }, { reset: true }]) {
    const sent = next(put(EMPTY, before)).queue;
    for (const event of [before, slide("fall", 2)]) assert.equal(next(put(sent, event)).event, null);
  }
});

test("an answer says that what was sent before it has been heard, too", () => {
  const first = next(put(EMPTY, slide("fall", 1))).queue, both = next(put(first, slide("fall", 2))).queue;
  assert.equal(isPending(answered(both, 2).queue, "fall"), false);
  const late = givenUp(both);
  assert.deepEqual([...late.waiting.values()], [slide("fall", 2)]);
  assert.deepEqual([...answered(late, 1).queue.waiting.values()], [slide("fall", 2)]);
  assert.equal(answered(answered(late, 1).queue, 2).queue.waiting.size, 0);
});

test("of one control only the newest waits, and it keeps its place", () => {
  let queue = next(put(EMPTY, slide("line", 0))).queue;
  for (const event of [slide("fall", 1), slide("days", 1), slide("fall", 2), slide("fall", 3)]) queue = put(queue, event);
  const sent = [];
  for (let number = 1; number <= 3; number += 1) {
    const found = next(answered(queue, number).queue);
    queue = found.queue;
    if (found.event) sent.push([found.event.key, found.event.value]);
  }
  assert.deepEqual(sent, [["fall", 3], ["days", 1]]);
});

test("an answer to something else, or one that came too late, answers nothing", () => {
  const { queue } = next(put(EMPTY, slide("fall", 1)));
  for (const number of [0, null, undefined]) assert.deepEqual(answered(queue, number), { queue, name: null });
  assert.deepEqual(answered(EMPTY, undefined), { queue: EMPTY, name: null });
  const late = next(put(givenUp(queue), slide("fall", 2)));
  assert.equal(answered(late.queue, 1).name, null);
  assert.equal(answered(late.queue, 2).name, "fall");
});

test("what was given up waits again, before all others, and is not sent twice once it has been heard", () => {
  const { queue } = next(put(EMPTY, slide("fall", 1)));
  const late = givenUp(put(queue, slide("days", 1)));
  assert.deepEqual([...late.waiting.values()], [slide("fall", 1), slide("days", 1)]);
  assert.ok(isPending(late, "fall"), "the hand's value stands");
  assert.deepEqual([...answered(late, 1).queue.waiting.values()], [slide("days", 1)]);
  const moved = put(late, slide("fall", 2));
  assert.deepEqual([...answered(moved, 1).queue.waiting.values()], [slide("fall", 2), slide("days", 1)]);
  assert.deepEqual([...givenUp(put(queue, slide("fall", 3))).waiting.values()], [slide("fall", 3)]);
});

test("each button of a form has a voice of its own", () => {
  let queue = EMPTY;
  for (const action of ["check", "hint", "check"]) queue = put(queue, { action, answers: {} });
  assert.deepEqual([...queue.waiting.keys()], ["check", "hint"]);
});

test("presets, reset and language are one voice, stopping a simulation is another", () => {
  let queue = next(put(EMPTY, slide("fall", 1))).queue;
  for (const event of [{ preset: 1 }, { job: "stop" }, { reset: true }]) queue = put(queue, event);
  const events = [...queue.waiting.values()];
  assert.deepEqual(events, [{ reset: true }, { job: "stop" }]);
});

test("a control is pending while its event waits or is under way", () => {
  const waiting = put(next(put(EMPTY, slide("fall", 1))).queue, slide("days", 1));
  assert.deepEqual(["fall", "days", "line"].map((key) => isPending(waiting, key)), [true, true, false]);
  assert.equal(isPending(answered(waiting, 1).queue, "fall"), false);
});

// Whole numbers below `below`, the same in each run.
function* numbers(seed) {
  for (let state = seed; ; state = (state * 48271) % 2147483647) yield state;
}

test("whatever happens, only steps of one control are under way together, and the newest of each is sent last", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const chance = numbers(seed * 7919), draw = (below) => chance.next().value % below;
    const newest = {}, heard = {};
    let queue = EMPTY;
    const send = () => {
      const { event, queue: rest } = next(queue);
      queue = rest;
      if (!event) return;
      assert.ok(queue.sent.length <= 2 && new Set(queue.sent.map(({ name }) => name)).size === 1, "too much under way");
      assert.ok(!(event.value < heard[event.key]), "an older value was sent after a newer");
      heard[event.key] = event.value;
    };
    const answer = () => { queue = answered(queue, queue.sent[0].number).queue; };
    for (let turn = 0; turn < 60; turn += 1) {
      const act = draw(4);
      if (act < 2) {
        const key = "abc"[draw(3)];
        newest[key] = turn;
        queue = put(queue, slide(key, turn));
      } else if (act === 2 && queue.sent.length) {
        answer();
      } else if (act === 3) {
        queue = givenUp(queue);
      }
      send();
    }
    send();
    while (queue.sent.length) {
      answer();
      send();
    }
    assert.deepEqual(heard, newest, `seed ${seed}: something is lost`);
  }
});
