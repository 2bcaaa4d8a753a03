// The module of one widget: it waits for the scripts that the page's runtime brings. SCRIPT names the one that draws it.
// What the kernel tells is followed from the start, shown or not, so that a view that opens later finds it.
// Where a page does not know the runtime, as in marimo, the widget asks for it by itself.
const script = async () => (await lab.brought).SCRIPT;
const initialize = ({ model }) => {
  lab.started = performance.now();
  model.on("msg:custom", (step, buffers) => {
    if ("number" in step) script().then(({ follow }) => follow(model, step, buffers));
    if (step.runtime) import(URL.createObjectURL(new Blob([step.runtime.module], { type: "text/javascript" })))
      .then((brought) => brought.carry(model, step.runtime, buffers));
  });
  setTimeout(() => lab.isBrought || lab.isAsked || model.send({ runtime: lab.isAsked = true }), 2_000);
};
const render = async (context) => {
  const { render } = await script();
  lab.dress?.(context.el.getRootNode());
  return render(context);
};
export default { initialize, render };
