// A page of the site: its figures come alive as the reader comes near them.
import { told, written } from "./address.js";
import { askHere } from "./asking.js";
import { plotly } from "./fetching.js";
import { render as renderForm } from "./form.js";
import { pressed, unasked, unfolded } from "./guess.js";
import { createHost } from "./host.js";
import { createKept } from "./kept.js";
import { showMarks } from "./marks.js";
import { createModel } from "./model.js";
import { render } from "./panel.js";
import { plotlyToCome } from "./plotting.js";
import { createPython } from "./takeover.js";
import { createDress, createGuesses } from "./wearing.js";

const NEAR = "600px";                       // of the screen, until a figure is made alive
const TOUCHES = ["pointerdown", "keydown"];
const site = JSON.parse(document.getElementById("site").textContent);
const addressOf = (language, name) => new URL(`${site.root}${language}/${name}`, document.baseURI).href;
const words = (language) => site.words[language];

let drawing = null;
const plotlyNow = () => (drawing ??= plotlyToCome(plotly(new URL(`${site.root}lab/plotly.js`, document.baseURI).href)));

let python = null;
const pythonNow = () => (python ??= createPython(new URL(`${site.root}lab/worker.js`, document.baseURI)));

// The panels ask the page for its theme as JupyterLab tells it.
const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => { document.body.dataset.jpThemeLight = String(!dark.matches); };
dark.addEventListener("change", theme);
theme();

// A case in the address: of each figure the values that are not those it starts with.
const address = { language: site.language, figures: {} };
async function remember(figure, language, values) {
  if (Object.keys(values).length) address.figures[figure] = values; else delete address.figures[figure];
  address.language = language;
  const isPlain = !Object.keys(address.figures).length && language === site.language;
  history.replaceState(null, "", isPlain ? location.pathname + location.search : `#${await written(address)}`);
}

function noticeUnder(place) {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  place.after(notice);
  return (text) => { if (notice.textContent !== text) notice.textContent = text; };
}

// The predictions of the page, each told beside the figure that it keeps covered.
const covers = [...document.querySelectorAll(".covered")].map((cover) => ({ cover, asked: unfolded(JSON.parse(cover.querySelector("script").textContent)) }));
const guesses = createGuesses(covers.map(({ asked }) => asked));
const kept = createKept(() => window.sessionStorage);

async function enliven(place, values) {
  const { figure, asked, start } = place.dataset, opensAt = start ? JSON.parse(start) : null, isHome = Boolean(place.id);
  const dressing = createDress({ hidden: () => guesses.hidden(figure, opensAt), guessed: () => guesses.guessed(asked) });
  const tell = noticeUnder(place), tellMode = noticeUnder(place);
  const say = (what, language) => tell(what ? words(language)[what] : "");
  const host = await createHost({ figure, language: site.language, addressOf, words, say,
    dressing, rested: (language, now) => { if (isHome) remember(figure, language, now); }, left: (language) => tellMode(words(language)["frames-only"]) });
  for (const [event, isHeld] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) {
    place.addEventListener(event, () => host.hold(isHeld), true);
  }
  window.addEventListener("pointerup", () => host.hold(false));
  if (site.python) letPythonCome(place, host, tellMode);
  place.replaceChildren();
  place.dataset.alive = "";
  await render({ model: host.model, el: place, Plotly: plotlyNow() });
  guesses.on(host.renew);
  if (opensAt !== null) await host.openAt(opensAt);
  if (values) {
    const { isExact, unknown } = await host.go(values);
    if (unknown.length) tell(words(site.language).unknown.replace("{keys}", unknown.join(", ")));
    else if (!isExact) tell(words(site.language).nearest);
  }
}

// Whoever touches a figure is worth the way of some megabytes, once a page: then Python answers in its place.
function letPythonCome(place, host, tell) {
  const takeOver = () => {
    for (const touch of TOUCHES) place.removeEventListener(touch, takeOver);
    host.handOver(pythonNow()).then(() => { place.dataset.python = ""; return "exact"; }, () => "frames-only")
      .then((what) => tell(words(host.language())[what]));
  };
  for (const touch of TOUCHES) place.addEventListener(touch, takeOver);
}

// Where Python lies beside, a question can be answered on the page: the button brings both.
function offerToAsk(place) {
  const note = place.querySelector(".aside"), button = document.createElement("button");
  button.type = "button";
  button.textContent = words(site.language)["answer-here"];
  button.addEventListener("click", () => {
    button.disabled = true;
    note.textContent = words(site.language).coming;
    const lost = (error) => {
      console.error(error);
      note.textContent = words(site.language)["only-there"];
    };
    askHere(pythonNow(), place, site.language, lost).catch(lost);
  });
  note.replaceChildren();
  note.before(button);
}

// A prediction takes a guess, or is skipped, before the figure opens at its case, and the reading below it.
function offerToGuess({ cover, asked }) {
  const figure = cover.querySelector("[data-figure]");
  if (figure) figure.dataset.asked = asked.id;
  let now = kept.of(asked.id).reduce((so, { action, answers }) => pressed(asked, so, action, answers ?? {}), unasked(asked));
  const model = createModel((event) => queueMicrotask(() => {
    const before = now, { action, answers = {} } = event;
    now = pressed(asked, now, action, answers);
    model.show({ ...now.frame, answers: { view: event.view, number: event.number } });
    if (before.step !== now.step) kept.add(asked.id, { action, answers });
    if (before.step === "asked" && now.step !== "asked") uncover();
  }));
  const uncover = () => {
    guesses.make(asked.id, now.guess);
    cover.hidden = false;
    for (const folded of [cover, ...document.querySelectorAll(`.after-guess[data-after="${asked.id}"]`)]) folded.open = true;
  };
  cover.hidden = true;
  cover.classList.add("asked");
  model.show(now.frame);
  renderForm({ model, el: cover.previousElementSibling });
  if (now.step !== "asked") uncover();
}

// What a figure or a question says is its own; the prose stands beside them.
const PROSE = "main > :is(p, ul, ol, blockquote, .scroll)";

async function start() {
  for (const prose of document.querySelectorAll(PROSE)) showMarks(prose, site.marks);
  const found = await told(location.hash), places = [...document.querySelectorAll("[data-figure]:not(section)")];
  if (found?.language && found.language !== site.language && site.words[found.language]) {
    location.replace(new URL(site.others[found.language], document.baseURI).href + location.hash);
    return;
  }
  const figures = found?.figures ?? {};
  Object.assign(address.figures, figures);
  const strange = Object.keys(figures).filter((figure) => !places.some(({ dataset }) => dataset.figure === figure));
  const says = found === null ? words(site.language).unreadable : strange.length ? words(site.language).unknown.replace("{keys}", strange.join(", ")) : "";
  if (says) document.getElementById("said").textContent = says;
  const near = new IntersectionObserver((entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => {
    near.unobserve(target);
    enliven(target, target.id ? figures[target.dataset.figure] : undefined).catch((error) => {
      console.error(error);
      noticeUnder(target)(words(site.language).lost);
    });
  }), { rootMargin: NEAR });
  places.forEach((place) => near.observe(place));
  covers.forEach(offerToGuess);
  if (site.python) document.querySelectorAll("[data-question]").forEach(offerToAsk);
}

start();
