// anywidget lets through what the kernel says once a widget has started, and it has two seconds for that; after them the
// widget hears nothing more. On a slow page they pass easily, and a figure would stand there whole and never answer.
// What is drawn has started: from then on its messages go straight to where anywidget would have led them.
export function keepHearing(model) {
  const own = ownModel(model);
  if (!own?.comm?.on_msg) return;           // a page without Jupyter's widgets
  const { _handle_comm_msg: hear } = Object.getPrototypeOf(Object.getPrototypeOf(own));
  if (!hear) return;                        // another anywidget
  own.comm.on_msg((message) => hear.call(own, message));
}

// The widget manager's model behind the one that anywidget hands out: it comes along with a change of any of its values.
function ownModel(model) {
  let own = null;
  const take = (changed) => { own = changed; };
  model.on("change:drawn", take);
  model.set?.("drawn", {});
  model.off("change:drawn", take);
  return own;
}
