// A table that is filled in by hand: rows are added and removed, and rows of a spreadsheet are pasted into its cells.
import { element } from "./elements.js";

const MOST_ROWS = 200;                      // more than that is a file

const blank = (columns) => Array.from({ length: columns }, () => "");

// The rows with one more behind a place; with one less; with a pasted block whose first cell comes to a place.
export const withRow = (rows, place, columns) => [...rows.slice(0, place), blank(columns), ...rows.slice(place)].slice(0, MOST_ROWS);

export const withoutRow = (rows, place, columns) => (rows.length > 1 ? rows.filter((_, at) => at !== place) : [blank(columns)]);

export function withPasted(rows, place, column, text, columns) {
  const block = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const found = rows.map((row) => [...row]);
  block.slice(0, MOST_ROWS - place).forEach((cells, down) => {
    found[place + down] ??= blank(columns);
    cells.slice(0, columns - column).forEach((cell, right) => { found[place + down][column + right] = cell.trim(); });
  });
  return found;
}

const STEPS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

// `columns` are pairs of a key and its name, `choices` the words of a column that has some; `change` hears of each change.
export function createGrid({ id, name, label, columns, choices, rows, words, change }) {
  const width = columns.length, lists = element("div", {}), body = element("tbody", {});
  const heads = columns.map(([, head]) => element("th", { scope: "col" }, head));
  for (const [key, options] of Object.entries(choices)) {
    lists.append(element("datalist", { id: `${id}-${key}` }, ...options.map((option) => element("option", { value: option }))));
  }
  const own = (place, column) => `${name}:${place}:${column}`;
  const go = (place, column) => body.querySelector(`[data-name="${own(place, column)}"]`)?.focus();
  const take = (next) => { rows = next; change(rows); };
  // the row of the names is the first, as in a spreadsheet, so that a row bears the number by which it is spoken of
  const line = (cells, place) => {
    const number = place + 2;
    const boxes = cells.map((cell, column) => {
      const [key, head] = columns[column];
      const box = element("input", { type: "text", autocomplete: "off", "aria-label": `${head} ${number}`, "data-name": own(place, column), list: choices[key] ? `${id}-${key}` : null });
      box.value = cell;
      box.addEventListener("input", () => take(rows.map((row, at) => (at === place ? row.map((old, c) => (c === column ? box.value : old)) : row))));
      box.addEventListener("keydown", (event) => {
        const step = STEPS[event.key];
        if (!step || event.isComposing || event.altKey || (choices[key] && event.key !== "Enter")) return;
        event.preventDefault();
        event.stopPropagation();            // Enter goes down, and answers nothing
        if (event.key === "Enter" && place + 1 === rows.length) add();
        go(place + step, column);
      });
      box.addEventListener("paste", (event) => {
        const text = event.clipboardData.getData("text/plain");
        if (!/[\t\n]/.test(text)) return;
        event.preventDefault();
        take(withPasted(rows, place, column, text, width));
        lay();
        go(place, column);
      });
      return element("td", {}, box);
    });
    const remove = element("button", { type: "button", class: "remove", "aria-label": words["remove-row"].replace("{row}", number), "data-name": own(place, "remove") }, "×");
    remove.addEventListener("click", () => {
      take(withoutRow(rows, place, width));
      lay();
      go(Math.min(place, rows.length - 1), "remove");
    });
    return element("tr", {}, element("th", { scope: "row" }, String(number)), element("td", {}, remove), ...boxes);
  };
  const more = element("button", { type: "button", class: "add-row", "data-name": own("", "add") }, words["add-row"]);
  const lay = () => {
    body.replaceChildren(...rows.map(line));
    more.disabled = rows.length >= MOST_ROWS;
  };
  const add = () => {
    take(withRow(rows, rows.length, width));
    lay();
  };
  more.addEventListener("click", () => {
    add();
    go(rows.length - 1, 0);
  });
  lay();
  const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "1"), element("td", {}), ...heads));
  const table = element("table", { "aria-label": label }, head, body);
  return element("div", { class: "grid" }, element("div", { class: "cells", tabindex: "0", role: "region", "aria-label": label }, table), lists, more);
}
