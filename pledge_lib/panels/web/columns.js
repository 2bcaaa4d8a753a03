// Which columns of a table hold words only: they begin at the left, as one reads; numbers stand at the right.
// A cell of prose makes a column of prose of any: it is read from the left, and is never so narrow that it takes ten lines.
const NUMBER = /^[−+]?(NT\$|US\$|HF )?[−+]?[\d∞]/, NOTHING = /^[—–]?$/, PROSE = 40;

// A text's length in letters; a Chinese sign is as wide as two.
const lengthOf = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 0);

// `rows` begin with the head; a cell is a text, or an object where a number can be typed.
export function kindsIn([head = [], ...rows]) {
  return head.map((_, column) => {
    const told = rows.map((row) => row[column]).filter((cell) => cell !== undefined && !NOTHING.test(cell?.key ?? cell));
    const isWords = (cell) => !cell?.key && !NUMBER.test(cell);
    if (told.some((cell) => isWords(cell) && lengthOf(cell) > PROSE)) return "prose";
    return told.length > 0 && told.every(isWords) ? "words" : "";
  });
}
