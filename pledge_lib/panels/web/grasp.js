// A hand on what can be dragged. A finger that comes down has not said yet whether it drags: up or down it scrolls the
// page, and what it came down on stays as it is.
const SURE = 4;                             // px to the side

export function createFinger() {
  let from = null;
  return {
    down: ({ pointerType, clientX, clientY }) => { from = pointerType === "mouse" ? null : [clientX, clientY]; },
    move: ({ clientX, clientY }) => { if (from && Math.abs(clientX - from[0]) > Math.max(SURE, Math.abs(clientY - from[1]))) from = null; },
    isUnsure: () => from !== null,
    up: () => {                             // whether it never said so: a tap, or the page's
      const wasUnsure = from !== null;
      from = null;
      return wasUnsure;
    },
  };
}

// A hand on a slider: `hold` is told when it comes and when it lets go, `tell` that the slider was moved; `back` brings
// it to where it was, for the browser puts it under any finger. Also told so: a hand on the slider's value elsewhere.
export function createGrasp(range, hold, tell, back) {
  const finger = createFinger();
  let isHeld = false;
  const grasp = (now) => {
    if (now === isHeld) return;
    isHeld = now;
    hold(now);
  };
  range.addEventListener("pointerdown", (event) => {
    finger.down(event);
    grasp(true);
  });
  range.addEventListener("pointermove", (event) => {
    if (!finger.isUnsure()) return;
    finger.move(event);
    if (!finger.isUnsure()) tell();
  });
  range.addEventListener("input", () => { if (!finger.isUnsure()) tell(); });
  range.addEventListener("pointerup", () => { if (finger.up()) tell(); });
  range.addEventListener("pointercancel", () => {
    const isThePages = finger.up();
    grasp(false);
    if (isThePages) back();
  });
  for (const end of ["pointerup", "blur", "change"]) range.addEventListener(end, () => grasp(false));
  return { grasp, isHeld: () => isHeld };
}
