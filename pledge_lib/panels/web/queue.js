// What the hand did and the kernel has not heard. One event is under way; of a control that is dragged there are two, so
// that the next one travels while the kernel is at work and the page draws. Of what waits only the newest of each control
// is kept, so a drag never piles up. What was given up waits again, so that nothing the hand did is lost.
export const EMPTY = { waiting: new Map(), sent: [], late: [], number: 0 };

const AT_ONCE = 2;                          // steps of one hand under way

const nameOf = (event) => event.key ?? event.action ?? (event.job ? "job" : "projector" in event ? "projector" : "panel");
const isStep = (event) => event.key !== undefined && event.value !== undefined;

export function put(queue, event) {
  return { ...queue, waiting: new Map(queue.waiting).set(nameOf(event), event) };
}

// Whether an event may go behind those under way: a step of a control behind a step of the same one.
const mayGo = (sent, event) => !sent.length || (sent.length < AT_ONCE && [...sent.map((one) => one.event), event].every((one) => isStep(one) && one.key === event.key));

// The event to send now, if any, with its number; and the queue once it is under way.
export function next(queue) {
  const [first, ...others] = queue.waiting;
  if (!first || !mayGo(queue.sent, first[1])) return { queue, event: null };
  const [name, event] = first, number = queue.number + 1;
  return { queue: { ...queue, waiting: new Map(others), sent: [...queue.sent, { name, number, event }], number }, event: { ...event, number } };
}

// The queue after an answer, and the name of what was answered. The kernel answers in turn, so what was sent before has
// been heard, too. An answer that came too late answers nothing; but what it was about need not be sent again.
export function answered(queue, number) {
  const isHeard = (one) => one.number <= number, left = (those) => those.filter((one) => !isHeard(one));
  const found = queue.sent.find((one) => one.number === number), waiting = new Map(queue.waiting);
  for (const { name, event } of queue.late.filter(isHeard)) if (waiting.get(name) === event) waiting.delete(name);
  return { queue: { ...queue, waiting, sent: left(queue.sent), late: left(queue.late) }, name: found?.name ?? null };
}

// No answer came: what was under way waits again, before all others; where its control has moved on, that instead.
export function givenUp(queue) {
  if (!queue.sent.length) return queue;
  const again = queue.sent.map(({ name, event }) => [name, event]);
  return { ...queue, waiting: new Map([...again, ...queue.waiting]), sent: [], late: queue.sent };
}

export const isPending = (queue, name) => queue.waiting.has(name) || queue.sent.some((one) => one.name === name);
