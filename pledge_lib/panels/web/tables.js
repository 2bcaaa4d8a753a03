// The two tables of a panel: the numbers of the chart, and the sheet, whose cells may be boxes for numbers.
import { wordsIn } from "./columns.js";
import { numberBox } from "./controls.js";
import { element, setText } from "./elements.js";

// A table that takes rows of texts; a cell may also be { key, label, unit }: then it is a box, told apart by its key.
export function createTable(attributes, send) {
  const table = element("table", attributes);
  const boxes = new Map();
  let shape = "";

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
  const show = (rows) => {
    const wanted = JSON.stringify(rows.map((row) => row.map((cell) => cell?.key ?? "")));
    if (wanted !== shape) lay(rows);        // more rows, or others that are edited
    shape = wanted;
    const words = wordsIn(rows);
    rows.forEach((row, r) => row.forEach((cell, c) => {
      table.rows[r].cells[c].classList.toggle("words", words[c]);
      if (!cell?.key) setText(table.rows[r].cells[c], cell);
    }));
  };
  return { table, boxes, show };
}
