// Python takes over in the page: asked of a worker, which is started when the first figure is touched.
import { played } from "./film.js";

export function createPython(address) {
  const worker = new Worker(address, { type: "module" }), waiting = new Map();
  let count = 0, turn = Promise.resolve(), begun = null;
  const ready = new Promise((resolve, reject) => { begun = { resolve, reject }; });
  worker.onmessage = ({ data: { ready: isReady, id, film, error } }) => {
    const { resolve, reject } = id === undefined ? begun : waiting.get(id);
    waiting.delete(id);
    if (film || isReady) resolve(film); else reject(new Error(error));
  };
  worker.onerror = ({ message }) => begun.reject(new Error(message));
  const ask = (verb, ...given) => new Promise((resolve, reject) => {
    waiting.set(count += 1, { resolve, reject });
    worker.postMessage({ id: count, verb, given });
  });
  // one after the other: each film begins at the frame before
  const inTurn = (work) => (turn = turn.catch(() => {}).then(work));
  return {
    ready,
    // A figure at its values ("begin") or a question of a lesson ("ask"): `react(event)` gives the frame that follows.
    // The `spec` of a figure is the code of its language.
    take: async (verb, id, language, more) => {
      const [first] = played(await inTurn(() => ask(verb, id, language, more)), {}).frames;
      let frame = first;
      return {
        frame,
        react: async (event) => {
          const film = await inTurn(() => ask("react", id, JSON.stringify(event)));
          [frame] = played(film, frame).frames;
          return frame;
        },
      };
    },
  };
}
