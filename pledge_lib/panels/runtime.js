// Sent once per kernel. Unpacks plotly.js and the shared scripts, and hands them to every panel of the page.
globalThis.__pledgeLab ??= Promise.withResolvers();

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

async function unpackAll(model) {
  const scripts = model.get("scripts");
  const bundle = unpack(model.get("plotly")).then((text) => load(asModule(text)));
  const [plotly, chart, controls, drawing, panel, form] = await Promise.all(
    [bundle, load(scripts.live_chart), load(scripts.controls), load(scripts.drawing), load(scripts.panel), load(scripts.form)]);
  const createControls = (spec, send) => controls.createControls(spec, send, drawing.createPad);
  const shared = { Plotly: plotly.default, createChart: chart.createChart, createControls, element: controls.element };
  const draw = (script) => (context) => script.render({ ...context, ...shared });
  return { panel: draw(panel), form: draw(form) };
}

// not awaited: anywidget gives up on an initialize of more than two seconds, and a slow computer needs longer
function initialize({ model }) {
  unpackAll(model).then(globalThis.__pledgeLab.resolve, globalThis.__pledgeLab.reject);
}

export default { initialize };
