// What the page makes of guesses, for test_guesses.py: cases come in as JSON, and what is read and drawn goes out.
import { readFileSync } from "node:fs";

import { pressed, unasked, unfolded } from "./guess.js";
import { TRACES } from "./guessed.js";
import { createDress } from "./wearing.js";

const numbers = ({ x, y }) => [x, y].map((view) => [...new Float32Array(view.buffer)].map((number) => (Number.isNaN(number) ? null : number)));

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ asked: told, frame, typed }) => {
  const asked = unfolded(told);
  const { step, frame: form, guess } = pressed(asked, unasked(asked), "commit", { answer: typed, confidence: 70 });
  const said = form.said.map(({ text }) => text), { steps } = asked;
  const forms = [steps.asked, steps.skipped, ...Object.values(steps.reasons)].map(({ spec }) => JSON.parse(spec));
  if (!guess?.text || !frame) return { step, said, value: guess?.value, forms };
  const dressing = createDress({ guessed: () => ({ asked, guess }) });
  const { spec, sentence, stage, lines } = dressing.dress(frame), { figure } = JSON.parse(spec);
  const [mine, result] = [figure.data.length - 2, figure.data.length - 1].map((place) => numbers(lines[place]));
  return { step, said, value: guess.value, sentence, labels: stage.labels, order: Object.keys(stage.labels), mine, result };
});
console.log(JSON.stringify({ answers, traces: TRACES }));
