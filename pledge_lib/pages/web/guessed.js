// A figure with a reader's guess and the result in it, as guessed.py draws them: two marks with their names, or words.
import { counted } from "./guess.js";

const GUESS = "your-guess", RESULT = "the-result", OTHER = { x: "y", y: "x" };
const DASHES = { [GUESS]: "dot", [RESULT]: "dash" }, TONES = { [GUESS]: "soft", [RESULT]: "ink" };
const HIGH = { [GUESS]: 0.96, [RESULT]: 0.86 };
const AWAY = [NaN, NaN];

// The empty marks, as they stand in the description of a chart after those of the figure.
export const TRACES = [GUESS, RESULT].map((name) => ({
  type: "scatter", mode: "lines", line: { dash: DASHES[name], shape: "linear" }, cliponaxis: true,
  meta: { role: "line", tone: TONES[name], width: 2 }, xaxis: "x", yaxis: "y",
}));

// Where an answer stands on its axis: between those that are known, or on along a straight line.
function placeOf(curve, answer) {
  const isStraight = curve.length === 2, last = curve.length - 1;
  if (!isStraight && (answer < curve[0][0] || answer > curve[last][0])) return NaN;
  const next = isStraight ? 1 : Math.max(1, curve.findIndex(([known]) => known >= answer));
  const [[from, start], [to, end]] = [curve[next - 1], curve[next]];
  return start + (end - start) * (answer - from) / (to - from);
}

function seenIn({ axis, curve }, { value }, right, ends) {
  if (!axis) return null;
  const places = [placeOf(curve, value), placeOf(curve, right)], [low, high] = [...ends[axis]].sort((a, b) => a - b);
  return places.every((place) => low <= place && place <= high) ? { [GUESS]: places[0], [RESULT]: places[1] } : null;
}

function labelsOf({ axis, at_start: atStart }, seen, ends, texts) {
  const [start, end] = ends[OTHER[axis]];
  return Object.fromEntries(Object.entries(seen).map(([name, place]) => {
    const own = { text: texts[name], tone: TONES[name], rank: 1 };
    if (axis === "x") return [name, { ...own, x: place, y: start + (end - start) * HIGH[name], dx: 6 }];
    const isUpper = place > Math.min(...Object.values(seen)) || (name === GUESS && seen[GUESS] === seen[RESULT]);
    const side = atStart ? { x: start, dx: 6 } : { x: end, at: "r", dx: -6 };
    return [name, { ...own, ...side, y: place, dy: isUpper ? -11 : 12 }];
  }));
}

const floats = (numbers) => new DataView(Float32Array.from(numbers).buffer);

// The frame with guess and result in it. `layout` is that of its chart, `count` how many marks the figure itself has.
export function withGuess(frame, { drawn, number }, guess, { language, layout, count }) {
  const said = drawn.said[language], mine = counted(guess.text, said);
  const ends = Object.fromEntries(["x", "y"].map((axis) => [axis, frame.ranges[`${axis}axis`] ?? layout[`${axis}axis`]?.range]));
  const seen = seenIn(drawn, guess, number?.right, ends);
  const along = drawn.axis && ends[OTHER[drawn.axis]];
  const points = (name) => {
    const own = seen ? [seen[name], seen[name]] : AWAY, other = seen ? along : AWAY;
    return drawn.axis === "x" ? { x: floats(own), y: floats(other) } : { x: floats(other), y: floats(own) };
  };
  const lines = { ...frame.lines, [count]: points(GUESS), [count + 1]: points(RESULT) };
  if (seen) {
    const texts = { [GUESS]: said.guess.replace("{guess}", mine), [RESULT]: said.result };
    return { ...frame, lines, stage: { ...frame.stage, labels: { ...labelsOf(drawn, seen, ends, texts), ...frame.stage.labels } } };
  }
  const first = said.both.replace("{guess}", mine);
  return { ...frame, lines, sentence: first + frame.sentence, room: { ...frame.room, sentence: frame.room.sentence.map((text) => first + text) } };
}
