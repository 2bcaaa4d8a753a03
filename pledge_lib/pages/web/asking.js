// A question that Python asks in the page: the form of the notebook, without its record.
import { render } from "./form.js";
import { createModel } from "./model.js";

export async function askHere(python, place, language) {
  const { question, lesson } = place.dataset;
  await python.ready;
  const taken = await python.take("ask", question, language, lesson);
  let turn = Promise.resolve();
  const model = createModel((event) => {
    turn = turn.then(() => taken.react(event)).then((frame) => model.show(frame)).catch(console.error);
  });
  model.show(taken.frame);
  place.replaceChildren();
  render({ model, el: place });
}
