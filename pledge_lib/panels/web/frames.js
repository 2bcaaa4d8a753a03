// What a page shows is a frame; a step is what differs from the frame before. frames.py says what a change looks like.
const A_NUMBER = /([0-9][0-9.,]*)/;

// The tree with a change put in. What did not change is the same object as before, so `===` tells what moved.
export function absorb(tree, change, buffers) {
  if (Array.isArray(change)) return change[0];
  if (typeof change === "number") return buffers[change];
  const isText = typeof tree === "string";
  const parts = isText ? tree.split(A_NUMBER) : Array.isArray(tree) ? [...tree] : { ...tree };
  for (const [place, inner] of Object.entries(change)) {
    if (inner === null) delete parts[place];
    else parts[place] = absorb(parts[place], inner, buffers);
  }
  if (isText) return parts.join("");
  return Array.isArray(parts) ? parts.filter(() => true) : parts;   // without the holes of what is gone
}

// A numbered frame after a step. One that came twice changes nothing; after a gap it waits for the whole frame.
export function after(whole, step, buffers) {
  if (whole.isMissingSteps || step.number <= whole.number) return whole;
  if (step.number > whole.number + 1) return { ...whole, isMissingSteps: true };
  return { number: step.number, frame: absorb(whole.frame, step.change, buffers) };
}

// Keeps the frame of a widget up to date; all its views hear of it as of any change of the widget's state. `prepare` is
// given the next frame before they are.
export function follow(model, step, buffers, prepare = () => {}) {
  const before = model.get("whole"), now = after(before, step, buffers);
  if (now === before) return;
  prepare(now);
  model.set("whole", now);
  if (now.isMissingSteps) model.send({ whole: true });
}
