// A question that Python asks in the page: the form of the notebook, without its record.
import { render } from "./form.js";
import { createModel } from "./model.js";

// `lost` is called when an answer needs what is not in the page; the question then stands as it stood before.
export async function askHere(python, place, language, lost) {
  const { question, lesson } = place.dataset, before = [...place.childNodes];
  await python.ready;
  const taken = await python.take("ask", question, language, lesson);
  let turn = Promise.resolve(), leave = () => {};
  const giveUp = (error) => {
    leave();
    place.replaceChildren(...before);
    lost(error);
  };
  const model = createModel((event) => {
    turn = turn.then(() => taken.react(event)).then((frame) => model.show(frame)).catch(giveUp);
  });
  model.show(taken.frame);
  place.replaceChildren();
  leave = render({ model, el: place });
}
