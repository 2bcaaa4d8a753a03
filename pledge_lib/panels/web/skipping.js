// A notebook skips what is off its screen (content-visibility). A ResizeObserver is not told of a size that such a place
// has only meanwhile, so who has measured there looks again when it comes on.
const TURNS = "contentvisibilityautostatechange";

// Only where the page also tells when that ends. It is asked when something is drawn anew, not at a step: to answer, the
// page looks its style up.
export const isSkipped = (node) => "ContentVisibilityAutoStateChangeEvent" in globalThis
  && node.checkVisibility() && !node.checkVisibility({ contentVisibilityAuto: true });

// `hear` is told whether the node is skipped now, whenever that turns, until what is returned is called.
export function onSkipping(node, hear) {
  const listen = ({ target, skipped }) => { if (target.contains(node)) hear(skipped); };
  document.addEventListener(TURNS, listen);
  return () => document.removeEventListener(TURNS, listen);
}
