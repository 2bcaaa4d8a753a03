// What a lesson's page changes of a figure: examples that are still to be guessed are none, a guess made is drawn in.
import { TRACES, withGuess } from "./guessed.js";

// `hidden()` gives the places of the examples to leave out, `guessed()` the prediction and the guess to draw, if any.
export function createDress({ hidden = () => [], guessed = () => null }) {
  const told = new Map(), of = (spec) => {
    if (!told.has(spec)) told.set(spec, JSON.parse(spec));
    return told.get(spec);
  };
  const isShown = (place) => !hidden().includes(place);
  // the places of the examples that the reader sees, in their order
  const shown = (spec) => of(spec).presets.map((_, place) => place).filter(isShown);

  const dress = (frame) => {
    const spec = of(frame.spec), { figure, language } = spec, { data, layout } = figure, made = guessed();
    if (!hidden().length && !made) return frame;
    const places = shown(frame.spec), chosen = places.indexOf(frame.chosen);
    const kept = (list) => places.map((place) => list[place]);
    const own = { ...spec, presets: kept(spec.presets), groups: kept(spec.groups), figure: { layout, data: made ? [...data, ...TRACES] : data } };
    const worn = made ? withGuess(frame, made.asked, made.guess, { language, layout, count: data.length }) : frame;
    return { ...worn, spec: JSON.stringify(own), chosen: chosen < 0 ? null : chosen };
  };
  // an event about an example, by its place among all
  const undressed = (event, frame) => ("preset" in event ? { ...event, preset: shown(frame.spec)[event.preset] } : event);
  return { dress, undressed };
}

// The predictions of a page: which are still to be made, what was guessed, and who wants to know.
export function createGuesses(asked) {
  const made = new Map(), heard = new Set();
  return {
    hidden: (figure, own) => asked.filter((each) => each.figure === figure && each.example !== null && each.example !== own && !made.has(each.id)).map(({ example }) => example),
    guessed: (id) => (made.get(id) ? { asked: asked.find((each) => each.id === id), guess: made.get(id) } : null),
    make: (id, guess) => {
      made.set(id, guess?.text ? guess : null);
      for (const call of heard) call();
    },
    on: (call) => heard.add(call),
  };
}
