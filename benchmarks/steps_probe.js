// In the page of benchmarks/steps.py, before any other script: when something within the watched elements has changed,
// and when that was painted; and the time stamps of what the hand did.
(() => {
  const probe = globalThis.stepsProbe = { selector: null, painted: [], acts: [] };

  // A task right after the paint of the frame under way.
  const tasks = [], channel = new MessageChannel();
  channel.port1.onmessage = () => tasks.shift()();
  const afterPaint = (task) => { tasks.push(task); channel.port2.postMessage(null); };

  let isInFrame = false, isPending = false;
  const nextFrame = globalThis.requestAnimationFrame.bind(globalThis);
  const enter = () => {
    if (isInFrame) return;
    isInFrame = true;
    afterPaint(() => { isInFrame = false; });
  };
  globalThis.requestAnimationFrame = (act) => nextFrame((time) => { enter(); act(time); });

  const note = () => {
    isPending = false;
    probe.painted.push(performance.now());
  };
  const changed = () => {
    if (isPending) return;
    isPending = true;
    if (isInFrame) afterPaint(note); else nextFrame(() => { enter(); afterPaint(note); });
  };
  const isWatched = ({ target }) => (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(probe.selector);
  new MutationObserver((records) => { if (probe.selector && records.some(isWatched)) changed(); })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const kind of ["keydown", "pointermove"]) {
    addEventListener(kind, (event) => { if (kind === "keydown" || event.buttons) probe.acts.push(event.timeStamp); }, true);
  }

  probe.begin = (selector) => Object.assign(probe, { selector, painted: [], acts: [] });

  // What was seen, once the picture has been still for so many ms; or after `patience` ms.
  probe.settled = (stillness, patience) => new Promise((resolve) => {
    const start = performance.now();
    const look = () => {
      const now = performance.now(), latest = Math.max(probe.painted.at(-1) ?? 0, probe.acts.at(-1) ?? 0);
      const isStill = probe.painted.length && !isPending && now - latest >= stillness;
      if (!isStill && now - start < patience) { setTimeout(look, 15); return; }
      probe.selector = null;
      resolve({ painted: probe.painted, acts: probe.acts });
    };
    look();
  });
})();
