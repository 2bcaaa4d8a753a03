// The two tables of a panel: the numbers of the chart, and the sheet, whose cells may be boxes for numbers.
import { kindsIn } from "./columns.js";
import { numberBox } from "./controls.js";
import { element, setText } from "./elements.js";

// A table that takes rows of texts; a cell may also be { key, label, unit }: then it is a box, told apart by its key.
export function createTable(attributes, send) {
  const table = element("table", attributes);
  const boxes = new Map();
  let shown = [], cells = [], words = "";

  const lay = (rows) => {
    table.replaceChildren();
    boxes.clear();
    const cellOf = (cell, tag, scope) => {
      const node = element(tag, { scope });
      if (!cell?.key) return node;
      const box = numberBox(cell.label, null, (text) => send({ key: cell.key, typed: text }));
      boxes.set(cell.key, box);
      node.append(box.box, element("span", { class: "unit" }, cell.unit));
      return node;
    };
    const [head = [], ...others] = rows;
    const named = (cell, scope) => (cell ? cellOf(cell, "th", scope) : cellOf(cell, "td"));   // a corner without a name heads nothing
    table.createTHead().append(element("tr", {}, ...head.map((cell) => named(cell, "col"))));
    table.createTBody().append(...others.map((row) =>
      element("tr", {}, ...row.map((cell, column) => (column ? cellOf(cell, "td") : named(cell, "row"))))));
  };
  const isSameRow = (row, before) => row === before || (row.length === before.length && row.every((cell, c) => cell?.key === before[c]?.key));
  const isLaid = (rows) => rows.length === shown.length && rows.every((row, r) => isSameRow(row, shown[r]));
  // Only what is another text is written, also in a table that is closed: in a step those are a few cells of many.
  const show = (rows) => {
    if (!isLaid(rows)) {                    // more rows, or others that are edited
      lay(rows);
      cells = [...table.rows].map((row) => [...row.cells]);
      [shown, words] = [[], ""];
    }
    const kinds = kindsIn(rows), told = kinds.join();
    if (told !== words) for (const row of cells) row.forEach((cell, c) => { cell.className = kinds[c]; });
    rows.forEach((row, r) => {
      if (row !== shown[r]) row.forEach((cell, c) => { if (!cell?.key && cell !== shown[r]?.[c]) setText(cells[r][c], cell); });
    });
    [shown, words] = [rows, told];
  };
  return { table, boxes, show };
}
