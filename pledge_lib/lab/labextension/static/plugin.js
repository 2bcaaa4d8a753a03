// Meets every notebook that JupyterLab opens and makes a lesson of those that the course ships.
import { createLesson } from "./lesson.js";
import { settingsIn } from "./shipped.js";

const MET = "pledge-lab:met";

const SHEETS = ["lesson.css", "marks.css"];
const styled = () => Promise.all(SHEETS.map((name) => new Promise((resolve) => {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(name, import.meta.url).href });
  sheet.onload = sheet.onerror = resolve;
  document.head.append(sheet);
})));

// A tab that was restored in the background waits for its reader.
const seen = (panel, tracker) => new Promise((resolve) => {
  const look = () => {
    if (panel !== tracker.currentWidget) return;
    tracker.currentChanged.disconnect(look);
    resolve();
  };
  tracker.currentChanged.connect(look);
  look();
});

// A link may end in the name of a figure, such as #F1.3; any other end is JupyterLab's own affair.
function figureAsked({ content }) {
  const goTo = content.setFragment.bind(content);
  let asked = null, show = null;
  content.setFragment = (fragment) => {
    const [, figure] = fragment.match(/^#(F\d\.\d+)$/) ?? [];
    if (!figure) return goTo(fragment);
    if (show) show(figure); else asked = figure;
  };
  // a figure that was asked for before its lesson had run is shown now
  return { follow: (way) => { show = way; if (asked) show(asked); } };
}

// plotly.js is fetched and run while the kernel starts; the figures then find it there.
function warmUp() {
  const told = document.getElementById("jupyter-config-data")?.textContent;
  const address = told ? JSON.parse(told).pledgeLabPlotly : null;
  if (address) import(new URL(address, location.href).href).catch(() => {});   // then the kernel sends it
}

export async function start({ app, tracker, registry, memory, CodeCell, Widget }) {
  const styles = styled();
  const course = fetch(new URL("course.json", import.meta.url), { cache: "no-cache" }).then((answer) => answer.json());
  // fetched, not loaded: no one else has to hear of them
  const chosen = Promise.resolve(registry?.connector.fetch("pledge-lab:lesson")).then(settingsIn).catch(() => ({}));

  // The first time a lesson is opened it gets the whole window; later the reader's own layout stands.
  const giveRoom = async () => {
    await app.restored;
    if (!app.shell.collapseLeft || !memory || await memory.fetch(MET)) return;
    await memory.save(MET, true);
    app.shell.collapseLeft();
  };

  const meet = async (panel) => {
    const wanted = figureAsked(panel);
    await panel.context.ready;
    if (!panel.content.model?.getMetadata("pledge_lab")) return;
    const [known, settings] = await Promise.all([course, chosen, styles]);
    const setting = (name) => settings[name] ?? true;
    const open = (path) => app.commands.execute("docmanager:open", { path });
    const lesson = createLesson({ panel, course: known, setting, open, CodeCell, Widget });
    if (setting("closeBrowser")) giveRoom();
    await seen(panel, tracker);
    warmUp();
    await lesson.begin();
    wanted.follow(lesson.showFigure);
  };
  const welcome = (panel) => meet(panel).catch((error) => console.error("pledge-lab:", error));
  tracker.forEach(welcome);
  tracker.widgetAdded.connect((_, panel) => welcome(panel));
}
