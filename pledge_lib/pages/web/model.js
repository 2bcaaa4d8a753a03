// The model of a widget, as far as panel.js and form.js ask for it, without a kernel.
export function createModel(hear) {
  const heard = {};
  let whole = null;
  return {
    get: (name) => (name === "whole" ? whole : undefined),
    on: (name, call) => (heard[name] ??= new Set()).add(call),
    off: (name, call) => heard[name]?.delete(call),
    send: (event) => { hear(event); },
    show: (frame) => {
      whole = { number: (whole?.number ?? 0) + 1, frame };
      for (const call of [...heard["change:whole"] ?? []]) call();
    },
  };
}
