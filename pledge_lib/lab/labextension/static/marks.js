// The trust marks of the prose, such as [RULE]: a small sign whose words are there for those who ask. The text of a
// lesson keeps the mark itself, so that it can be read in every viewer.
const LEFT_ALONE = "code, pre, a, .pledge-mark";

// A text cut into what stands between the marks and the marks, which take the blank before them along.
export function pieces(text, names) {
  const parts = text.split(new RegExp(`[ \\u00a0]?\\[(${names.join("|")})\\]`));
  return parts.map((part, at) => (at % 2 ? { mark: part } : { text: part })).filter(({ mark, text }) => mark || text);
}

const made = (tag, properties, ...inside) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...inside);
  return node;
};

// Who points at it sees the words, who reaches or touches it has them open beside it, and a screen reader reads them.
const small = ({ sign, words }) => made("span", { className: "pledge-mark", title: words, tabIndex: 0 },
  made("span", { className: "sign", ariaHidden: "true", textContent: sign }),
  made("span", { className: "words", textContent: words }));

export function showMarks(root, marks) {
  const names = Object.keys(marks), walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, cut = pieces(node.data, names);
    if (cut.some(({ mark }) => mark) && !node.parentElement.closest(LEFT_ALONE)) found.push([node, cut]);
  }
  for (const [node, cut] of found) node.replaceWith(...cut.map(({ mark, text }) => (mark ? small(marks[mark]) : text)));
}

// Cells are drawn late, and anew after each edit: then their marks are made small again.
export function watchMarks(cell, marks) {
  const look = () => { for (const prose of cell.querySelectorAll(".jp-RenderedMarkdown")) showMarks(prose, marks); };
  new MutationObserver(look).observe(cell, { childList: true, subtree: true });
  look();
}
