// What becomes of the Python behind a widget, where the page's widget manager knows its kernel. Elsewhere nothing is
// told, and a widget notices only that no answer comes.

// Tells "disconnected" and, once the connection is back, null; "restarted" and "dead" last: a kernel that has started
// anew does not know the widget. Returns how to stop listening.
export function watchKernel(model, tell) {
  const kernel = model.widget_manager?.kernel;
  if (!kernel?.statusChanged) return () => {};
  let isLost = false;
  const lose = (how) => { isLost = true; tell(how); };
  const hear = {
    statusChanged: (_, status) => {
      if (status === "restarting" || status === "autorestarting") lose("restarted");
      if (status === "dead") lose("dead");
    },
    connectionStatusChanged: (_, status) => { if (!isLost) tell(status === "connected" ? null : "disconnected"); },
    disposed: () => { if (!isLost) lose("dead"); },   // shut down, or another one was chosen
  };
  for (const [signal, slot] of Object.entries(hear)) kernel[signal]?.connect(slot);
  return () => { for (const [signal, slot] of Object.entries(hear)) kernel[signal]?.disconnect(slot); };
}
