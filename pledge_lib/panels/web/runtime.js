// Sent once per kernel. Brings plotly.js, the shared scripts and the style sheet, and hands them to every widget of the
// page.
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

// The style sheet goes into the page; where a widget had to ask for it, also to where the widgets stand, each in a
// shadow of its own.
function dress(css) {
  const sheet = () => Object.assign(document.createElement("style"), { className: "pledge-lab", textContent: css });
  const isDressed = (place) => place.querySelector("style.pledge-lab") !== null;
  if (!isDressed(document.head)) document.head.append(sheet());
  if (lab.isAsked) lab.dress = (root) => { if (root !== document && !isDressed(root)) root.prepend(sheet()); };
}

async function bringAll(model) {
  const run = fetchPlotly(model);
  const { scripts, css } = JSON.parse(await unpacked(model.get("packed")));
  dress(css);
  const addresses = placed(scripts);
  const [{ follow }, { keepHearing }, form, panel, sentence, card] = await Promise.all(["sweep", "hearing", "form", "panel", "sentence", "card"].map((name) => import(addresses[name])));
  Object.values(addresses).forEach((address) => URL.revokeObjectURL(address));
  const script = (render) => ({ follow, render: (context) => { keepHearing(context.model); return render(context); } });
  const drawing = async () => {
    await rest();
    const { default: Plotly } = await run();
    return script((context) => inTurn(() => panel.render({ ...context, Plotly })));
  };
  lab.bring({
    form: script((context) => form.render({ ...context, spoken: spoken() })),
    sentence: script(sentence.render),
    card: script(card.render),
    panel: drawing(),
  });
}

// The words around a form, from whichever kernel of the page has told them.
const spoken = () => Object.assign({}, ...lab.told.map((model) => model.get("spoken")));

// not awaited: a slow computer needs longer than the two seconds. A second kernel of the page finds all of it there.
function initialize({ model }) {
  lab.told = [...(lab.told ?? []), model];
  if (lab.isBrought) return;
  lab.isBrought = true;
  bringAll(model).catch(lab.fail);
}

// On a page that does not know the runtime a widget carries all of it.
export function carry(model, told, [packed]) {
  const [on, off, send] = ["on", "off", "send"].map((name) => model[name].bind(model));
  initialize({ model: { get: (name) => ({ ...told, packed })[name], on, off, send } });
}

export default { initialize };
