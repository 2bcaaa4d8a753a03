// What a page without Python answers to the hand: the prepared frame that is nearest to what was asked for.
// A reel holds the frames of a figure and its runs: { preset, key, at, first }, the values of one control from a starting
// point and the place of their first frame. reels.py writes it.
import { asNumber, nearest } from "./nearest.js";

export const START = { preset: null, key: null, place: 0 };
export const PUT_BACK = "put-back", NEAREST = "nearest", NEEDS_PYTHON = "python", UNREAD = "unread";

export const reelOf = ({ frames, about }) => ({ frames, runs: about.runs });

export function joined(reel, more) {
  const moved = more.runs.map((run) => ({ ...run, first: run.first + reel.frames.length }));
  return { frames: [...reel.frames, ...more.frames], runs: [...reel.runs, ...moved] };
}

const runOf = ({ runs }, preset, key) => runs.find((run) => run.preset === preset && run.key === key);

export function frameOf(reel, { preset, key, place }) {
  return reel.frames[runOf(reel, preset, key).first + place];
}

// Whether the reel has what an event asks for; else more of it must be fetched.
export function has(reel, state, event) {
  if ("preset" in event) return Boolean(runOf(reel, event.preset, null));
  return !("key" in event) || Boolean(runOf(reel, state.preset, event.key));
}

// A typed number as readers write it; what is none stays a text.
export function read(typed) {
  const text = String(typed).normalize("NFKC").replace(/[,\s%]/g, "").replace("\u2212", "-");
  return text === "" || Number.isNaN(Number(text)) ? String(typed).trim() : Number(text);
}

const signOf = (a, b) => Math.sign(asNumber(a) - asNumber(b));

// What a page shows after an event, and what it has to say of that. `isHeld`: a hand is drawing the slider along; a key
// goes on to the next prepared value, or a slider with finer steps would never leave its place.
export function answer(reel, state, event, isHeld) {
  if (event.reset) return { state: START };
  if ("preset" in event) return { state: { ...START, preset: event.preset } };
  if (!("key" in event)) return { state };
  const run = runOf(reel, state.preset, event.key) ?? runOf(reel, null, event.key);
  if (!run) return { state, said: NEEDS_PYTHON };
  const isTyped = "typed" in event && typeof run.at[0] === "number";    // a day is typed, whatever moved it
  const wanted = isTyped ? read(event.typed) : event.value ?? event.typed;
  let place = nearest(run.at, wanted);
  if (place < 0) return { state, said: UNREAD };
  const shown = frameOf(reel, state).values, now = run.at.indexOf(shown[event.key]);
  if (!isHeld && !isTyped && place === now && wanted !== run.at[now]) {
    place = Math.min(Math.max(now + signOf(wanted, run.at[now]), 0), run.at.length - 1);
  }
  const next = { preset: run.preset, key: event.key, place };
  const hadMoved = state.key !== null && state.key !== event.key
    && shown[state.key] !== frameOf(reel, { ...START, preset: state.preset }).values[state.key];
  if (hadMoved || run.preset !== state.preset) return { state: next, said: PUT_BACK };
  return { state: next, said: isTyped && run.at[place] !== wanted ? NEAREST : null };
}

// What of a case differs from the start, and back: how a case is told in an address.
export function valuesOf(start, { values }) {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(start.values[key])));
}

// The prepared frame of a case, and whether it is just that case.
export function caseOf(reel, values) {
  const isSame = (frame) => Object.entries({ ...frameOf(reel, START).values, ...values })
    .every(([key, value]) => JSON.stringify(frame.values[key]) === JSON.stringify(value));
  for (const { preset, key, at, first } of reel.runs) {
    const place = at.findIndex((_, i) => isSame(reel.frames[first + i]));
    if (place >= 0) return { state: { preset, key, place }, isExact: true };
  }
  for (const [key, value] of Object.entries(values)) {
    const run = runOf(reel, null, key), place = run ? nearest(run.at, value) : -1;
    if (place >= 0) return { state: { preset: null, key, place }, isExact: false };
  }
  return { state: START, isExact: !Object.keys(values).length };
}
