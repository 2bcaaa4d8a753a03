// A widget that took too long to start hears its kernel all the same, and a page without Jupyter's widgets is let alone.
import assert from "node:assert/strict";
import { test } from "node:test";

import { keepHearing } from "../../../pledge_lib/panels/web/hearing.js";

class WidgetModel {
  constructor() { this.heard = []; this.slots = []; this.comm = { on_msg: (slot) => { this.listener = slot; } }; this.comm.on_msg(this._handle_comm_msg.bind(this)); }
  _handle_comm_msg(message) { this.heard.push(message); }
  set(name, value) { this.slots.forEach((slot) => slot(this, value)); }
}
class LateModel extends WidgetModel {
  async _handle_comm_msg() { throw new Error("Failed to initialize model."); }
}
// What anywidget hands out: the model's methods, but not the model.
const handedOut = (own) => ({
  set: own.set.bind(own),
  on: (_, slot) => own.slots.push(slot),
  off: (_, slot) => { own.slots = own.slots.filter((each) => each !== slot); },
});

test("what the kernel says gets through once the widget is drawn, however late that was", async () => {
  const own = new LateModel();
  await assert.rejects(own.listener("an answer"));
  keepHearing(handedOut(own));
  own.listener("another");
  assert.deepEqual([own.heard, own.slots], [["another"], []]);
});

test("a page without Jupyter's widgets, whose model may tell anything of a change, stays as it is", () => {
  for (const told of [[], [{}], [{ changed: "drawn" }]]) {
    const slots = [];
    keepHearing({ on: (_, slot) => slots.push(slot), off: () => slots.pop(), set: () => slots.forEach((slot) => slot(...told)) });
    assert.equal(slots.length, 0);
  }
  keepHearing({ on: () => {}, off: () => {} });
});
