// Frames that the kernel sends before they are asked for. Where an answer takes long, the page plays the nearest one,
// with that frame's own value, and shows the exact answer once the hand rests.
import { played } from "./film.js";
import { follow as followSteps } from "./frames.js";
import { nearest } from "./nearest.js";
import { unpacked } from "./unpacking.js";

const SLOW = 60;                            // ms of an answer, from which on the page asks for frames ahead
const SWEEPS = 6;                           // kept of a panel, the newest

const shelves = new WeakMap();              // by the numbered frame of a model: what came ahead

const shelfOf = (whole) => {
  if (!shelves.has(whole)) shelves.set(whole, []);
  return shelves.get(whole);
};

const othersOf = ({ values }, key) => JSON.stringify(Object.entries(values).filter(([name]) => name !== key));

// A sweep is of a control, in a language, with all others as they stand.
const findIn = (shelf, key, frame) => {
  const others = othersOf(frame, key);
  return shelf.find((sweep) => sweep.key === key && sweep.spec === frame.spec && sweep.others === others);
};

async function keep(whole, { number, ahead: { key, at } }, [piece]) {
  if (whole.isMissingSteps || whole.number !== number) return;
  const shelf = shelfOf(whole);
  const bytes = await unpacked(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
  const { frames } = played(bytes, whole.frame);
  let sweep = findIn(shelf, key, whole.frame);
  if (!sweep) {
    sweep = { key, spec: whole.frame.spec, others: othersOf(whole.frame, key), at: [], frames: [] };
    shelf.unshift(sweep);
    shelf.length = Math.min(shelf.length, SWEEPS);
  }
  sweep.at.push(...at);
  sweep.frames.push(...frames);
}

// Keeps the frame of a widget up to date, and what came ahead beside it.
export function follow(model, step, buffers) {
  const before = model.get("whole");
  if (step.ahead) return keep(before, step, buffers);
  const shelf = shelfOf(before);
  return followSteps(model, step, buffers, (now) => shelves.set(now, shelf));
}

// The hand of one view: what it does goes to the kernel as ever; `play(frame, key)` shows a frame meanwhile.
export function createAhead(model, mail, play) {
  let playing = null, asked = null;
  const ask = (key, frame) => {
    const what = `${key} ${othersOf(frame, key)}`;
    if (asked === what || mail.trip() < SLOW) return;
    asked = what;
    model.send({ ahead: key });
  };
  return {
    // a hand or the focus comes near a control
    near: (key) => {
      const whole = model.get("whole");
      if (!findIn(shelfOf(whole), key, whole.frame)) ask(key, whole.frame);
    },
    send: (event) => {
      mail.send(event);
      const wanted = event.value ?? event.typed, whole = model.get("whole");
      if (event.key === undefined || wanted === undefined) return;
      const sweep = findIn(shelfOf(whole), event.key, whole.frame), place = sweep ? nearest(sweep.at, wanted) : -1;
      if (place < 0) {
        ask(event.key, whole.frame);
      } else if (!mail.isNewest(event.key)) {
        playing = event.key;
        play({ ...sweep.frames[place], answers: null, refusal: null }, event.key);
      }
    },
    // Whether what is played is ahead of what the kernel has answered.
    isPlaying: () => {
      if (playing !== null && mail.isNewest(playing)) playing = null;
      return playing !== null;
    },
  };
}
