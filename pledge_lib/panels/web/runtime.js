// Sent once per kernel. Unpacks plotly.js and the shared scripts, and hands them to every widget of the page.
// anywidget gives a widget up that has not started within two seconds. A page that opens starts dozens of them, so what
// keeps the browser busy waits for a moment of rest: forms first, then plotly.js, then one chart after the other.
const REST = 150, LONGEST_WAIT = 4_000; // milliseconds

const addressOf = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));

// Gives every script an address of its own, and puts it where the others import it.
function placed(scripts) {
  const addresses = {};
  const place = (name) => addresses[name]
    ??= addressOf(scripts[name].replace(/from "\.\/(\w+)\.js"/g, (_, other) => `from "${place(other)}"`));
  Object.keys(scripts).forEach(place);
  return addresses;
}

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
  const unpacked = unpack(model.get("plotly"));
  const addresses = placed(model.get("scripts"));
  const [{ follow }, form, panel] = await Promise.all(["frames", "form", "panel"].map((name) => import(addresses[name])));
  Object.values(addresses).forEach((address) => URL.revokeObjectURL(address));
  lab.form.resolve({ follow, render: form.render });
  await rest();
  const bundle = addressOf(asModule(await unpacked));
  const { default: Plotly } = await import(bundle).finally(() => URL.revokeObjectURL(bundle));
  lab.panel.resolve({ follow, render: (context) => inTurn(() => panel.render({ ...context, Plotly })) });
}

// not awaited: a slow computer needs longer than the two seconds. A second kernel of the page finds all of it there.
function initialize({ model }) {
  if (lab.isBrought) return;
  lab.isBrought = true;
  unpackAll(model).catch((error) => [lab.form, lab.panel].forEach((found) => found.reject(error)));
}

export default { initialize };
