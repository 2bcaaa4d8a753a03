// A table of a panel as a file for a spreadsheet: what is on the screen, as numbers where they are numbers.
const MARK = "\uFEFF";                     // or a spreadsheet takes Chinese for something else
const NUMBER = /^[+−-]?[\d,]*\.?\d+%?$/;
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;      // a spreadsheet would calculate a cell that starts so

function cellText(cell, values) {
  if (cell?.key) return `${values[cell.key]} ${cell.unit}`.trim();
  const text = String(cell ?? "");
  if (NUMBER.test(text)) return text.replace("−", "-");
  return FORMULA.test(text) ? `'${text}` : text;
}

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// `rows` as a frame has them, all of one width; a cell that is a box for a number is found in the frame's `values`.
export function csv(rows, values) {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const line = (row) => Array.from({ length: width }, (_, column) => quoted(cellText(row[column], values))).join(",");
  return `${MARK}${rows.map(line).join("\r\n")}\r\n`;
}
