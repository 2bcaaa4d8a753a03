// Sent once per kernel. Unpacks plotly.js and the shared scripts, and hands them to every panel of the page.
// anywidget gives a widget up that has not started within two seconds. A page that opens starts dozens of them, so what
// keeps the browser busy waits for a moment of rest: forms first, then plotly.js, then one chart after the other.
const lab = (globalThis.__pledgeLab ??= { form: Promise.withResolvers(), panel: Promise.withResolvers(), started: 0 });
const REST = 150, LONGEST_WAIT = 4_000; // milliseconds

const load = (text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return import(address).finally(() => URL.revokeObjectURL(address));
};

const unpack = async (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};

// plotly.js is a CommonJS bundle: give it a module of its own, so that it neither finds nor leaves globals.
const asModule = (bundle) =>
  `const module = { exports: {} }, exports = module.exports, define = undefined;\n${bundle}\nexport default module.exports;`;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function rest() {
  const latest = performance.now() + LONGEST_WAIT;
  while (performance.now() - lab.started < REST && performance.now() < latest) await pause(REST / 3);
}

let turn = Promise.resolve();
const inTurn = (work) => (turn = turn.catch(() => {}).then(() => pause(0)).then(work));

async function unpackAll(model) {
  const scripts = model.get("scripts");
  const unpacked = unpack(model.get("plotly"));
  const [chart, controls, drawing, panel, form] = await Promise.all(
    [scripts.live_chart, scripts.controls, scripts.drawing, scripts.panel, scripts.form].map(load));
  lab.form.resolve((context) => form.render({ ...context, element: controls.element }));
  await rest();
  const plotly = await load(asModule(await unpacked));
  const createControls = (spec, send) => controls.createControls(spec, send, drawing.createPad);
  const shared = { Plotly: plotly.default, createChart: chart.createChart, createControls, element: controls.element };
  lab.panel.resolve((context) => inTurn(() => panel.render({ ...context, ...shared })));
}

// not awaited: a slow computer needs longer than the two seconds
function initialize({ model }) {
  unpackAll(model).catch((error) => [lab.form, lab.panel].forEach((promise) => promise.reject(error)));
}

export default { initialize };
