// One lesson on the screen: its bar, its folded code, the running of its cells, and what happens to its kernel.
import { createBar } from "./bar.js";
import { createEditors } from "./editors.js";
import { watchMarks } from "./marks.js";
import { inOrder } from "./pool.js";
import { lessonAt, neighbours, toldApart } from "./shipped.js";
import { watchUnskipped } from "./watched.js";

const PAUSE = 300;                          // ms, in which "restart and run all" has begun
const CRASHES_APART = 120_000;              // ms; two crashes within it, and it seems to be the lesson that crashes
const REST = 1_500;                         // ms of quiet before the reader's progress is asked for
const UNDER_WAY = 4;                        // cells; a page that starts too many widgets at once gives some of them up
const FIRST_PICTURE = 5_000;                // ms that the others wait for it
const SHOWS_FIGURE = "lesson.panel(";
const PROGRESS = "lesson.progress(brief=True)";

// JupyterLab's widgets first ask a kernel which of them it has. What ran before that would be sent and made twice; a
// question of our own is answered after theirs.
async function widgetsAsked(kernel) {
  await kernel.info;
  await new Promise((resolve) => setTimeout(resolve));
  await kernel.requestCommInfo({ target_name: "jupyter.widget" });
}

const pause = (milliseconds = PAUSE) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// The first figure is drawn before anything else competes with it.
async function drawn({ node }) {
  const latest = performance.now() + FIRST_PICTURE;
  while (!node.querySelector(".pledge-panel .main-svg") && performance.now() < latest) await pause(50);
}

export function createLesson({ panel, course, setting, open, CodeCell, Widget }) {
  const { content, context, sessionContext } = panel;
  const lesson = lessonAt(context.path, course);
  const spoken = lesson?.language ?? content.model.getMetadata("pledge_lab").language;
  const texts = course.texts[spoken] ?? Object.values(course.texts)[0];
  const marks = course.marks[spoken] ?? Object.values(course.marks)[0];
  const bar = createBar({
    texts, title: lesson?.titles[lesson.language], ways: lesson && neighbours(lesson, course), open,
    showCode: () => showCode(isFolded),
  });
  const editors = createEditors(content), watched = watchUnskipped(content);
  let isFolded = setting("hideCode"), isRunning = false, lost = null, crashes = [];

  const codeCells = () => content.widgets.filter(({ model }) => model.type === "code");
  const described = () => codeCells().map((cell) => ({ cell, id: cell.model.id, source: cell.model.sharedModel.getSource() }));
  const runsAlone = () => lesson !== null && setting("autorun");

  // What the reader can have changed: not outputs, counts and trust, which every run makes anew, nor what a guess unfolds.
  const written = () => JSON.stringify(content.widgets.map(({ model }) => {
    const { cell_type, source, metadata: { trusted, execution, "jp-MarkdownHeadingCollapsed": folded, ...metadata } } = model.sharedModel.toJSON();
    return [cell_type, source, metadata];
  }));
  let saved = written();
  const staySaved = () => { if (!isRunning && !panel.isDisposed && written() === saved) context.model.dirty = false; };

  const markShipped = () => {
    const shipped = new Set(toldApart(described(), lesson).shipped.map(({ cell }) => cell));
    for (const cell of content.widgets) cell.toggleClass("pledge-shipped", shipped.has(cell));
  };
  const marked = new WeakSet();
  const watchProse = () => {
    for (const cell of content.widgets.filter(({ model }) => model.type === "markdown" && !marked.has(model))) {
      marked.add(cell.model);
      watchMarks(cell.node, marks);
    }
  };
  function showCode(shown) {
    isFolded = !shown;
    markShipped();
    content.toggleClass("pledge-code-folded", isFolded);   // in the view only: the file knows nothing of it
    editors.settle();
    bar.showsCode(shown);
  }

  const offers = { off: "run", failed: "run", restarted: "run", stopped: "run", dead: "start", ready: "again", own: "runOwn" };
  let said = ["waiting"];
  const say = (key, values) => {
    if (key !== "disconnected") said = [key, values];
    const offer = offers[key] && { key: offers[key], act: () => (key === "dead" ? startAnew() : run(key === "own")) };
    if (!panel.isDisposed) bar.say(key, values, offer);
  };

  // Execute cells; focus, selection and place stay, and a file that nobody changed does not become "dirty".
  async function run(everything = false) {
    const { shipped, own } = toldApart(described(), lesson);
    const chosen = everything || !lesson ? described().filter(({ source }) => source.trim()) : shipped;
    const first = chosen.findIndex(({ source }) => source.includes(SHOWS_FIGURE)) + 1;
    let done = 0, hasFailed = false;
    const execute = ({ cell }) => async () => {
      const ended = CodeCell.execute(cell, sessionContext, { deletedCells: context.model.deletedCells });
      const isWell = await ended.then((reply) => !reply || reply.content.status === "ok", () => false);
      hasFailed ||= !isWell;
      if (!lost) say("running", { done: done += 1, all: chosen.length });
      return isWell && !lost;
    };
    const work = chosen.map(execute);
    say("running", { done, all: chosen.length });
    isRunning = true;
    await widgetsAsked(sessionContext.session.kernel);
    if (await inOrder(work.slice(0, first), UNDER_WAY)) {
      if (first) await drawn(chosen[first - 1].cell);
      await inOrder(work.slice(first), UNDER_WAY);
    }
    isRunning = false;
    if (lost || panel.isDisposed) return;
    staySaved();
    const waiting = everything ? 0 : own.length;
    say(hasFailed ? "failed" : waiting ? "own" : "ready", { own: waiting });
    askProgress();
  }

  // Bring the lesson back after a restart, unless somebody runs it already or it seems to be what crashed.
  async function revive(how) {
    await pause();
    if (isRunning) return;
    let others = false;
    while (codeCells().some(({ model }) => model.executionState === "running")) {
      others = true;
      await pause();
    }
    if (others) { say("ready"); return; }
    const now = Date.now();
    if (how === "autorestarting") crashes = [...crashes.filter((at) => now - at < CRASHES_APART), now];
    if (crashes.length > 1) { say("stopped"); return; }
    if (!runsAlone()) { say("restarted"); return; }
    await run();
  }

  // Python is gone for good, or the server that had it: only the reader brings another. A server that ends what nobody
  // uses would otherwise never come to rest.
  const startAnew = async () => {
    const { kernelPreference, prevKernelName, sessionManager } = sessionContext;
    try {
      await sessionManager.refreshRunning();   // a server that was started again knows nothing of this session
      say("waiting");
      await sessionContext.changeKernel({ name: kernelPreference.name ?? prevKernelName });
    } catch {
      end();
    }
  };
  const end = () => {
    lost = "dead";
    say("dead");
  };

  let quiet = null, asking = false, hasWorked = false;   // the question below is no work, or it would be asked for ever
  const hear = (status) => {
    clearTimeout(quiet);
    hasWorked ||= status === "busy" && !asking;
    if (status === "restarting" || status === "autorestarting") {
      lost = status;
      say("restarting");
    } else if (status === "dead") {
      end();
    } else if (status === "idle" && lost) {
      const how = lost;
      lost = null;
      revive(how);
    } else if (status === "idle" && hasWorked) {
      quiet = setTimeout(askProgress, REST);
    }
  };

  // Ask the library how far the reader is; only where the lesson's own code runs.
  async function askProgress() {
    const kernel = sessionContext.session?.kernel;
    if (!kernel || asking || isRunning || lost || !runsAlone() || bar.root.hidden) return;
    [asking, hasWorked] = [true, false];
    try {
      const future = kernel.requestExecute({ code: "", silent: true, store_history: false, user_expressions: { progress: PROGRESS } });
      const { content: reply } = await future.done;
      const said = reply.user_expressions?.progress?.data?.["text/plain"];
      bar.reached(said ? said.slice(1, -1) : "");  // Python writes a text with quotes
    } catch {
      bar.reached("");                      // the kernel went away meanwhile; what happened to it is said above
    } finally {
      asking = false;
    }
  }

  content.addClass("pledge-lesson");
  bar.root.hidden = !setting("bar");
  panel.contentHeader.addWidget(new Widget({ node: bar.root }));
  showCode(!isFolded);
  watchProse();
  // what is drawn late, as JupyterLab does below the screen, is no change of the reader's either
  context.model.stateChanged.connect((_, { name, newValue }) => { if (name === "dirty" && newValue) setTimeout(staySaved); });
  context.fileChanged.connect(() => { saved = written(); });   // also after a save
  content.model.cells.changed.connect(() => setTimeout(() => { markShipped(); watchProse(); editors.settle(); watched.settle(); }));
  sessionContext.statusChanged.connect((_, status) => hear(status));
  sessionContext.connectionStatusChanged.connect((_, status) => {
    if (lost) return;                       // a restart breaks the connection, too, and says so itself
    if (status !== "connected") say("disconnected"); else if (bar.root.dataset.state === "disconnected") say(...said);
  });
  sessionContext.kernelChanged.connect((_, { oldValue, newValue }) => { if (newValue && (oldValue || lost)) revive("changed"); });
  sessionContext.sessionChanged.connect((_, { newValue }) => { if (!newValue) end(); });

  // The cell that opens a figure, or the guess that covers it, at the top of the screen. JupyterLab puts the cells of a
  // long lesson into the page little by little; one that is not there yet is waited for.
  const showFigure = async (name) => {
    const place = content.widgets.findIndex(({ model }) => model.id === lesson?.figures[name]);
    while (place >= 0 && !panel.isDisposed && !content.widgets[place].node.isConnected) await pause();
    if (place >= 0 && !panel.isDisposed) await content.scrollToItem(place, "start");
  };

  return {
    showFigure,
    begin: async () => {
      say("waiting");
      await sessionContext.ready;
      if (!sessionContext.session?.kernel || !runsAlone()) say("off"); else await run();
    },
  };
}
