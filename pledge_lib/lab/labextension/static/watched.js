// JupyterLab watches each cell, to lift the bounds of those on the screen (`contain`), and asks all of them after each
// layout of the page: two hundred in a lesson. The browser tells itself which cells it skips, and no skipped one is on
// the screen; so only the others are watched.

const TURNS = "contentvisibilityautostatechange";
const QUIET = 1_000;                        // ms without a change until the skipped ones are left alone

export function watchUnskipped(content) {
  const observer = () => content._contentVisibilityObserver;   // JupyterLab's; null in its other ways with long pages
  let later = null;

  content.node.addEventListener(TURNS, ({ target, skipped }) => {
    if (target.classList.contains("jp-Cell")) observer()?.[skipped ? "unobserve" : "observe"](target);
  });
  const isSkipped = ({ firstElementChild: part }) => part?.checkVisibility() && !part.checkVisibility({ contentVisibilityAuto: true });
  const leaveSkipped = () => content.widgets.filter(({ node }) => isSkipped(node)).forEach(({ node }) => observer()?.unobserve(node));

  // JupyterLab begins with all cells, and does so again whenever cells come or go.
  const settle = () => {
    clearTimeout(later);
    later = setTimeout(leaveSkipped, QUIET);
  };
  settle();
  return { settle };
}
