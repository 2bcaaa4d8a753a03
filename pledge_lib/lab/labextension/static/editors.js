// An editor that nobody sees costs every frame of the page: CodeMirror has two observers for each, and a lesson has two
// hundred. So the editor of a rendered or folded cell rests outside the page until it is to be seen.

const QUIET = 1_000;                        // ms without a change until the unseen are taken out
const FOLDED = "pledge-code-folded", SHIPPED = "pledge-shipped";

const placeOf = ({ node }) => node.querySelector(".jp-InputArea-editor");

export function createEditors(content) {
  const resting = new WeakMap(), known = new WeakSet(), used = new WeakSet();   // a used one stays: it holds the cursor
  let later = null;

  const isInHand = (cell) => content.mode === "edit" && cell === content.activeCell;
  const isFolded = (cell) => content.hasClass(FOLDED) && cell.hasClass(SHIPPED);
  const isSeen = (cell) => isInHand(cell) || !(cell.rendered || isFolded(cell));

  const wake = (cell) => {
    const place = placeOf(cell), editor = place && resting.get(place);
    if (editor) place.append(editor);
    if (editor) resting.delete(place);
  };
  const rest = (cell) => {
    const place = placeOf(cell), editor = place?.querySelector(":scope > .cm-editor");
    if (!editor) return;
    resting.set(place, editor);
    editor.remove();
  };
  const restUnseen = () => { if (!content.isDisposed) content.widgets.filter((cell) => !isSeen(cell) && !used.has(cell)).forEach(rest); };

  // What is seen now has its editor at once; what no longer is loses it when all is quiet.
  const settle = () => {
    for (const cell of content.widgets) {
      if (!known.has(cell)) meet(cell);
      if (isInHand(cell)) used.add(cell);
      if (isSeen(cell)) wake(cell);
    }
    clearTimeout(later);
    later = setTimeout(restUnseen, QUIET);
  };
  const meet = (cell) => {
    known.add(cell);
    cell.ready.then(settle);                // JupyterLab makes the cells of a long notebook little by little
    cell.renderedChanged?.connect(settle);
  };
  content.stateChanged.connect(settle);     // told before JupyterLab puts the cursor into the cell
  content.activeCellChanged.connect(settle);
  return { settle };
}
