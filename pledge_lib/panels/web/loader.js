// The module of one widget: it waits for the scripts that the page's runtime brings. SCRIPT names the one that draws it.
// What the kernel tells is followed from the start, shown or not, so that a view that opens later finds it.
const initialize = ({ model }) => {
  lab.started = performance.now();
  model.on("msg:custom", (step, buffers) => lab.SCRIPT.promise.then(({ follow }) => follow(model, step, buffers)));
};
const render = async (context) => (await lab.SCRIPT.promise).render(context);
export default { initialize, render };
