// A kernel that is slow, cut off, restarted or dead: the reader is told, and what the hand did gets there once it can.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createMail } from "../../../pledge_lib/panels/web/mail.js";

const signal = () => {
  const slots = new Set();
  return { connect: (slot) => slots.add(slot), disconnect: (slot) => slots.delete(slot), emit: (value) => slots.forEach((slot) => slot(null, value)), slots };
};

// A mail with a kernel and a clock of its own: time passes when it is told to.
function desk({ known = true } = {}) {
  const kernel = { statusChanged: signal(), connectionStatusChanged: signal(), disposed: signal() };
  const sent = [], said = [], alarms = new Map();
  const model = { send: (event) => { if (desk.broken) throw new Error("no way"); sent.push(event); }, widget_manager: known ? { kernel } : undefined };
  const clock = { setTimeout: (ring) => { const id = {}; alarms.set(id, ring); return id; }, clearTimeout: (id) => alarms.delete(id) };
  desk.broken = false;
  const mail = createMail(model, () => said.push(mail.trouble()), clock);
  const values = () => sent.map(({ value }) => value);
  return {
    kernel, mail, sent, said, alarms, values,
    wait: () => { const rings = [...alarms.values()]; alarms.clear(); rings.forEach((ring) => ring()); },
    answer: (event) => mail.hear({ view: event.view, number: event.number }),
  };
}
const slide = (value) => ({ key: "fall", value });

test("a late answer is said to be late, then what was kept goes on its way", () => {
  const { mail, sent, said, values, wait, answer, alarms } = desk();
  for (const value of [1, 2, 3, 4]) mail.send(slide(value));
  assert.deepEqual(values(), [1, 2]);
  wait();
  assert.deepEqual([said, values()], [["waiting"], [1, 2]]);
  answer(sent[0]);
  assert.deepEqual([said, values()], [["waiting", null], [1, 2, 4]]);
  answer(sent[1]);
  assert.deepEqual([mail.isNewest("fall"), alarms.size], [false, 1]);
  answer(sent[2]);
  assert.deepEqual([mail.isNewest("fall"), alarms.size], [true, 0]);
});

test("as long as a step is under way it is waited for, whatever was answered before it", () => {
  const { mail, sent, said, wait, answer } = desk();
  for (const value of [1, 2]) mail.send(slide(value));
  answer(sent[0]);
  wait();
  assert.deepEqual(said, ["waiting"]);
});

test("where nothing can be sent, nothing is lost and nothing throws", () => {
  const { mail, said, values } = desk();
  desk.broken = true;
  mail.send(slide(1));
  mail.send(slide(2));
  assert.deepEqual([said, values()], [["waiting"], []]);
  desk.broken = false;
  mail.send({ key: "days", value: 9 });
  assert.deepEqual(values(), [2]);
  assert.ok(!mail.isNewest("days"));
});

test("after a broken connection the newest is sent, whether or not it got there before", () => {
  const { kernel, mail, said, values } = desk();
  mail.send(slide(1));
  kernel.connectionStatusChanged.emit("connecting");
  mail.send(slide(2));
  kernel.connectionStatusChanged.emit("connected");
  assert.deepEqual([said, values()], [["disconnected", null], [1, 2, 2]]);
});

test("a restarted kernel does not know the widget, and its return does not hide that", () => {
  for (const status of ["restarting", "autorestarting"]) {
    const { kernel, said } = desk();
    kernel.statusChanged.emit(status);
    for (const connection of ["connecting", "connected"]) kernel.connectionStatusChanged.emit(connection);
    assert.deepEqual(said, ["restarted"], status);
  }
  const { kernel, said } = desk();
  kernel.statusChanged.emit("dead");
  kernel.disposed.emit();
  assert.deepEqual(said, ["dead"], "JupyterLab puts a dead kernel away at once; its reader was told of a restart");
});

test("a kernel that was shut down has stopped, and does not start anew by itself", () => {
  const { kernel, said } = desk();
  kernel.disposed.emit();
  assert.deepEqual(said, ["dead"]);
});

test("a closed view listens no longer, and a page that knows no kernel still says what is late", () => {
  const { kernel, mail, alarms } = desk();
  mail.send(slide(1));
  mail.close();
  assert.deepEqual([kernel.statusChanged.slots.size, alarms.size], [0, 0]);
  const unknown = desk({ known: false });
  unknown.mail.send(slide(1));
  unknown.wait();
  assert.deepEqual(unknown.said, ["waiting"]);
});
