// What the hand did and the kernel has not heard: at most one event is under way, of what waits only the newest of each
// control, so a drag never piles up.
export const EMPTY = { waiting: new Map(), sent: null, number: 0 };

const nameOf = (event) => event.key ?? (event.job ? "job" : "panel");

export function put(queue, event) {
  return { ...queue, waiting: new Map(queue.waiting).set(nameOf(event), event) };
}

// The event to send now, if any, with its number; and the queue once it is under way.
export function next(queue) {
  if (queue.sent || !queue.waiting.size) return { queue, event: null };
  const [[name, event], ...others] = queue.waiting;
  const number = queue.number + 1;
  return { queue: { waiting: new Map(others), sent: { name, number }, number }, event: { ...event, number } };
}

// The queue after an answer, and the name of what was answered; an answer that came too late answers nothing.
export function answered(queue, number) {
  if (!queue.sent || queue.sent.number !== number) return { queue, name: null };
  return { queue: { ...queue, sent: null }, name: queue.sent.name };
}

// No answer came: what is kept may be sent.
export const givenUp = (queue) => ({ ...queue, sent: null });

export const isPending = (queue, name) => queue.waiting.has(name) || queue.sent?.name === name;
