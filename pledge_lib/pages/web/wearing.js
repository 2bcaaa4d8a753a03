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

  // written once, and not for each step of a slider
  let last = {};
  const written = (spec, places, isGuessed) => {
    const key = `${places.join()} ${isGuessed}`;
    if (last.spec !== spec || last.key !== key) {
      const { presets, groups, figure } = of(spec), kept = (list) => places.map((place) => list[place]);
      const data = isGuessed ? [...figure.data, ...TRACES] : figure.data;
      last = { spec, key, text: JSON.stringify({ ...of(spec), presets: kept(presets), groups: kept(groups), figure: { ...figure, data } }) };
    }
    return last.text;
  };
  const dress = (frame) => {
    const { figure, language } = of(frame.spec), { data, layout } = figure, made = guessed();
    if (!hidden().length && !made) return frame;
    const places = shown(frame.spec), chosen = places.indexOf(frame.chosen);
    const worn = made ? withGuess(frame, made.asked, made.guess, { language, layout, count: data.length }) : frame;
    return { ...worn, spec: written(frame.spec, places, Boolean(made)), chosen: chosen < 0 ? null : chosen };
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
