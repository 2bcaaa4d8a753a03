// Sent once per kernel. Brings plotly.js and the shared scripts, and hands them to every widget of the page.
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

const unpacked = async (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};

// The address at which the page's own server hands out the kernel's version of plotly.js, if it does.
export function offeredBy(page, name) {
  const told = page.getElementById("jupyter-config-data")?.textContent;
  const address = told ? JSON.parse(told).pledgeLabPlotly : undefined;
  return address?.endsWith(`/${name}`) ? address : null;
}

async function sentBy(model) {
  const bytes = await new Promise((resolve) => {
    const take = (step, buffers) => {
      if (!step.plotly) return;
      model.off("msg:custom", take);
      resolve(buffers[0]);
    };
    model.on("msg:custom", take);
    model.send({ plotly: true });
  });
  return addressOf(await unpacked(bytes));
}

// plotly.js on its way: once a browser from the server, else once a kernel from the kernel. Returns how to have it run.
function fetchPlotly(model) {
  const fromKernel = async (sent) => {
    const address = await sent;
    return import(address).finally(() => URL.revokeObjectURL(address));
  };
  const offered = offeredBy(document, model.get("plotly"));
  if (!offered) {
    const sent = sentBy(model);
    return () => fromKernel(sent);
  }
  const { href } = new URL(offered, location.href);
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  return () => import(href).catch(() => fromKernel(sentBy(model)));
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function rest() {
  const latest = performance.now() + LONGEST_WAIT;
  while (performance.now() - lab.started < REST && performance.now() < latest) await pause(REST / 3);
}

let turn = Promise.resolve();
const inTurn = (work) => (turn = turn.catch(() => {}).then(() => pause(0)).then(work));

async function bringAll(model) {
  const run = fetchPlotly(model);
  const addresses = placed(JSON.parse(await unpacked(model.get("packed"))));
  const [{ follow }, form, panel, sentence, card] = await Promise.all(["sweep", "form", "panel", "sentence", "card"].map((name) => import(addresses[name])));
  Object.values(addresses).forEach((address) => URL.revokeObjectURL(address));
  lab.form.resolve({ follow, render: form.render });
  lab.sentence.resolve({ follow, render: sentence.render });
  lab.card.resolve({ follow, render: card.render });
  await rest();
  const { default: Plotly } = await run();
  lab.panel.resolve({ follow, render: (context) => inTurn(() => panel.render({ ...context, Plotly })) });
}

// not awaited: a slow computer needs longer than the two seconds. A second kernel of the page finds all of it there.
function initialize({ model }) {
  if (lab.isBrought) return;
  lab.isBrought = true;
  bringAll(model).catch((error) => [lab.form, lab.panel, lab.sentence, lab.card].forEach((found) => found.reject(error)));
}

// On a page that does not know the runtime a widget carries all of it; the style sheet goes where the widgets stand.
export function carry(model, { css, plotly }, [packed]) {
  lab.dress = (root) => {
    const place = root === document ? document.head : root;
    if (place.querySelector("style.pledge-lab")) return;
    place.prepend(Object.assign(document.createElement("style"), { className: "pledge-lab", textContent: css }));
  };
  const [on, off, send] = ["on", "off", "send"].map((name) => model[name].bind(model));
  initialize({ model: { get: (name) => ({ plotly, packed })[name], on, off, send } });
}

export default { initialize };
