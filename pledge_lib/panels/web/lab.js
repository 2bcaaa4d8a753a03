// Stands before the module of every widget: what the widgets of one page share. Whoever comes first lays it down.
const lab = (globalThis.__pledgeLab ??= { started: 0 });
lab.brought ??= new Promise((...ends) => { [lab.bring, lab.fail] = ends; });
