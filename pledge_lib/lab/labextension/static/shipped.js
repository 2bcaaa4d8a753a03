// Which code of an open notebook may run by itself: what the course ships, where it ships it. No page is needed here.

// The lesson that lies at a path, or null: elsewhere a planted package beside the notebook could pose as the course.
export function lessonAt(path, { lessons, texts }) {
  const [, language, name] = /^notebooks\/([^/]+)\/([^/]+)\.ipynb$/.exec(path) ?? [];
  const place = lessons.findIndex((lesson) => lesson.name === name);
  return place >= 0 && Object.hasOwn(texts, language) ? { place, language, ...lessons[place] } : null;
}

// The text that the course ships for a cell; a text that differs by language stands under each.
const shippedText = (code, id, language) => {
  if (!Object.hasOwn(code, id)) return null;
  return typeof code[id] === "string" ? code[id] : code[id][language];
};

// The code cells of a notebook, told apart: those to the letter as shipped, and the reader's own or changed ones.
// In another order than shipped, none counts as shipped: order is part of what code does.
export function toldApart(cells, lesson) {
  const filled = cells.filter(({ source }) => source.trim());
  if (!lesson) return { shipped: [], own: filled };
  const isShipped = ({ id, source }) => shippedText(lesson.code, id, lesson.language) === source;
  const shipped = filled.filter(isShipped), order = Object.keys(lesson.code);
  const places = shipped.map(({ id }) => order.indexOf(id));
  if (places.some((place, at) => at > 0 && place <= places[at - 1])) return { shipped: [], own: filled };
  return { shipped, own: filled.filter((cell) => !isShipped(cell)) };
}

// Where the lessons before and after lie, and the same lesson in each other language.
export function neighbours(lesson, { lessons, languages }) {
  const path = (language, name) => `notebooks/${language}/${name}.ipynb`;
  const beside = (step) => {
    const found = lessons[lesson.place + step];
    return found ? { title: found.titles[lesson.language], path: path(lesson.language, found.name) } : null;
  };
  const others = Object.keys(languages).filter((language) => language !== lesson.language);
  return {
    before: beside(-1),
    after: beside(1),
    others: others.map((language) => ({ language, name: languages[language], path: path(language, lesson.name) })),
  };
}

// A text with its fields put in.
export const filled = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// What the reader has chosen in the settings, else what stands there for everybody; JupyterLab writes remarks into them.
export function settingsIn({ raw, schema }) {
  const forAll = Object.entries(schema.properties).map(([name, { default: value }]) => [name, value]);
  return { ...Object.fromEntries(forAll), ...JSON.parse(raw.replace(/^\s*\/\/.*$/gm, "") || "{}") };
}
