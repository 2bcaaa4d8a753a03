// What the hand did and the kernel has not heard: at most one event is under way, of what waits only the newest of each
// control, so a drag never piles up. What was given up waits again, so that nothing the hand did is lost.
export const EMPTY = { waiting: new Map(), sent: null, late: null, number: 0 };

const nameOf = (event) => event.key ?? event.action ?? (event.job ? "job" : "projector" in event ? "projector" : "panel");

export function put(queue, event) {
  return { ...queue, waiting: new Map(queue.waiting).set(nameOf(event), event) };
}

// The event to send now, if any, with its number; and the queue once it is under way.
export function next(queue) {
  if (queue.sent || !queue.waiting.size) return { queue, event: null };
  const [[name, event], ...others] = queue.waiting;
  const number = queue.number + 1;
  return { queue: { ...queue, waiting: new Map(others), sent: { name, number, event }, number }, event: { ...event, number } };
}

// The queue after an answer, and the name of what was answered. An answer that came too late answers nothing; but what
// it was about has been heard, and need not be sent again.
export function answered(queue, number) {
  if (queue.sent && queue.sent.number === number) return { queue: { ...queue, sent: null }, name: queue.sent.name };
  if (!queue.late || queue.late.number !== number) return { queue, name: null };
  const waiting = new Map(queue.waiting);
  if (waiting.get(queue.late.name) === queue.late.event) waiting.delete(queue.late.name);
  return { queue: { ...queue, waiting, late: null }, name: null };
}

// No answer came: what was under way waits again, before all others, unless its control has moved on.
export function givenUp(queue) {
  if (!queue.sent) return queue;
  const { name, event } = queue.sent;
  const waiting = queue.waiting.has(name) ? queue.waiting : new Map([[name, event], ...queue.waiting]);
  return { ...queue, waiting, sent: null, late: queue.sent };
}

export const isPending = (queue, name) => queue.waiting.has(name) || queue.sent?.name === name;
