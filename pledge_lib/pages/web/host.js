// One figure of a page without a kernel: a model that answers panel.js from a reel.
import { file } from "./fetching.js";
import { played } from "./film.js";
import { createModel } from "./model.js";
import { START, answer, caseOf, frameOf, has, joined, reelOf, valuesOf } from "./player.js";

const REST = 700;                           // ms after the last event until the address tells the case

// The reels of a figure, each fetched once.
function createShelf(figure, addressOf) {
  const reels = {}, first = {}, more = {};
  const load = async (language) => {
    const start = await (first[language] ??= file(addressOf(language, `${figure}.film`)).then((bytes) => reelOf(played(bytes, {}))));
    reels[language] ??= start;
  };
  const loadMore = (language) => (more[language] ??= file(addressOf(language, `${figure}.more.film`)).then((bytes) => {
    const start = reels[language];
    reels[language] = joined(start, reelOf(played(bytes, start.frames[0])));
  }));
  return { reels, load, loadMore };
}

// `say(what)` tells the reader under the figure what was left out, `rested(values)` hears of each case that came to rest,
// `left()` when Python has to give up. What a lesson changes of the figure `dressing` puts on its frames.
export async function createHost({ figure, language, addressOf, words, say, rested, left, dressing }) {
  const shelf = createShelf(figure, addressOf);
  let spoken = language, state = START, home = START, isHeld = false, resting = null, python = null;
  let plain = null;                         // the frame without what the lesson puts on it
  let beside = null;                        // the language of the second sentence, while a projector shows the figure
  const reel = () => shelf.reels[spoken];
  const told = (frame) => (beside ? { ...frame, second: { language: beside, text: frameOf(shelf.reels[beside], state).sentence } } : frame);
  // another language knows as many cases as the one that is spoken
  const follow = async (language) => {
    await shelf.load(language);
    if (shelf.reels[spoken].frames.length > shelf.reels[language].frames.length) await shelf.loadMore(language);
  };
  const show = (frame) => {
    plain = frame;
    model.show(dressing.dress(frame));
  };
  const rest = () => {
    clearTimeout(resting);
    resting = setTimeout(() => rested(spoken, valuesOf(frameOf(reel(), START), plain)), REST);
  };

  // a frame of Python's own bears only its language: the page has the description
  const dressed = async (frame) => {
    await shelf.load(spoken = frame.spec);
    return { ...frame, spec: reel().frames[0].spec };
  };

  const take = async (given) => {
    const event = dressing.undressed(given, plain);
    if (python) {
      try {
        return await dressed(await python.react(event));
      } catch (error) {                     // what this event needs is not there: the prepared frames go on
        console.error(error);
        python = null;
        state = caseOf(reel(), valuesOf(frameOf(reel(), START), plain)).state;
        left(spoken);
      }
    }
    if ("language" in event) {
      await follow(event.language);
      spoken = event.language;
      return frameOf(reel(), state);
    }
    if ("projector" in event) {
      const { languages } = JSON.parse(reel().frames[0].spec), place = languages.findIndex(({ code }) => code === spoken);
      beside = event.projector ? languages[(place + 1) % languages.length].code : null;
      if (beside) await follow(beside);
      return told(frameOf(reel(), state));
    }
    if (!has(reel(), state, event)) await shelf.loadMore(spoken);
    if (beside) await follow(beside);
    const { state: next, said } = event.reset ? { state: home } : answer(reel(), state, event, isHeld);
    state = next;
    const frame = told(frameOf(reel(), state));
    const isRefused = said === "python" || said === "unread";
    say(isRefused ? null : said ?? null, spoken);
    return isRefused ? { ...frame, refusal: { key: event.key, sentence: words(spoken)[said] } } : frame;
  };
  const reply = (event, frame) => {
    show({ ...frame, answers: { view: event.view, number: event.number } });
    rest();
  };
  // one event after the other, and never before the page has noted that it sent it
  let turn = Promise.resolve();
  const model = createModel((event) => {
    if (!("ahead" in event)) turn = turn.then(() => take(event)).then((frame) => reply(event, frame));
  });

  await shelf.load(language);
  show(reel().frames[0]);
  const handOver = async (worker) => {
    const begun = await worker.take("begin", figure, spoken, JSON.stringify(valuesOf(frameOf(reel(), START), plain)));
    say(null, spoken);
    show(await dressed(begun.frame));
    python = begun;
  };
  return {
    model,
    language: () => spoken,
    hold: (held) => { isHeld = held; },
    // Python answers from now on, beginning where the figure stands; rejected where it cannot
    handOver: async (worker) => {
      await worker.ready;                   // meanwhile the prepared frames answer
      const handed = turn.then(() => handOver(worker));
      turn = handed.catch(() => {});
      return handed;
    },
    // after a guess was made, here or elsewhere on the page
    renew: () => show(plain),
    // opens the figure at an example, or at the case of a question: there "reset" leads back to
    openAt: async (preset) => {
      await shelf.loadMore(spoken);
      home = state = { ...START, preset };
      show(frameOf(reel(), state));
    },
    // shows the prepared frame of a case; tells whether it is just that case, and the keys that the figure does not have
    go: async (values) => {
      const known = Object.fromEntries(Object.entries(values).filter(([key]) => key in reel().frames[0].values));
      let found = caseOf(reel(), known);
      if (!found.isExact) {
        await shelf.loadMore(spoken);
        found = caseOf(reel(), known);
      }
      state = found.state;
      show(frameOf(reel(), state));
      return { isExact: found.isExact, unknown: Object.keys(values).filter((key) => !(key in known)) };
    },
  };
}
