// Which columns of a table hold words only: they begin at the left, as one reads; numbers stand at the right.
const NUMBER = /^[−+]?(NT\$|US\$|HF )?[−+]?[\d∞]/, NOTHING = /^[—–]?$/;

// `rows` begin with the head; a cell is a text, or an object where a number can be typed.
export function wordsIn([head = [], ...rows]) {
  return head.map((_, column) => {
    const told = rows.map((row) => row[column]).filter((cell) => cell !== undefined && !NOTHING.test(cell?.key ?? cell));
    return told.length > 0 && told.every((cell) => !cell?.key && !NUMBER.test(cell));
  });
}
