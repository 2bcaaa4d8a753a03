// The way of one view's events to the kernel, and what its reader has to know when no answer comes back.
import { watchKernel } from "./kernel.js";
import { EMPTY, answered, givenUp, isPending, next, put } from "./queue.js";
import { keepIcon } from "./still.js";

const PATIENCE = 2_500;                     // ms without an answer until the reader is told
const TRIPS = 5;                            // answers whose times tell how slow the way is

// `say` is called when another trouble begins (waiting, disconnected, restarted, dead) or all is well again (null).
export function createMail(model, say, clock = globalThis) {
  const view = Math.random().toString(36).slice(2);   // not crypto.randomUUID: a page on plain http has none
  let queue = EMPTY, alarm = null, trouble = null, alone = null, trips = [];
  const tell = (found) => {
    if (found === trouble) return;
    trouble = found;
    say();
  };
  const giveUp = () => {
    clock.clearTimeout(alarm);
    queue = givenUp(queue);
  };
  const late = () => {
    giveUp();
    tell(trouble ?? "waiting");
  };
  const watch = () => {
    clock.clearTimeout(alarm);
    if (queue.sent.length) alarm = clock.setTimeout(late, PATIENCE);
  };
  const post = () => {
    const { event, ...after } = next(queue);
    if (!event) return;
    queue = after.queue;
    watch();
    keepIcon();
    if (queue.sent.length === 1) alone = { number: event.number, at: performance.now() };
    try {
      model.send({ ...event, view });
    } catch {
      late();                               // there is no way to the kernel at all; the event waits until there is one
    }
  };
  const stop = watchKernel(model, (state) => {
    tell(state);
    if (state !== null) return;
    giveUp();                               // whether it got there before the connection broke, nobody knows
    post();
  });
  return {
    send: (event) => { queue = put(queue, event); post(); },
    // Returns the name of what was answered; the next step is computed while this one is drawn.
    hear: (answers) => {
      const number = answers?.view === view ? answers.number : null, { name, ...after } = answered(queue, number);
      queue = after.queue;
      if (name !== null) watch();
      if (name !== null && number === alone?.number) trips = [...trips, performance.now() - alone.at].slice(-TRIPS);
      if (trouble === "waiting") tell(null);
      post();
      return name;
    },
    trouble: () => trouble,
    // ms of an answer of late, the middle of some; 0 before the first. What went behind another waited for that one, too.
    trip: () => [...trips].sort((a, b) => a - b)[trips.length >> 1] ?? 0,
    isNewest: (key) => !isPending(queue, key),
    isMine: (answers) => answers?.view === view,
    close: () => { clock.clearTimeout(alarm); stop(); },
  };
}
