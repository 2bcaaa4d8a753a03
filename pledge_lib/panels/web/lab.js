// Stands before the module of every widget: what the widgets of one page share. Whoever comes first lays it down.
const later = () => {
  const found = {};
  found.promise = new Promise((resolve, reject) => Object.assign(found, { resolve, reject }));
  return found;
};
const lab = (globalThis.__pledgeLab ??= { form: later(), panel: later(), sentence: later(), card: later(), started: 0 });
