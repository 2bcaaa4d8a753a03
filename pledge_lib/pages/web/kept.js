// What a reader pressed on a page's predictions, so that a page loaded again, or in another language, is where it was
// left. It stays in the browser, and only until the tab is closed; where a browser keeps nothing, the page asks anew.
const OF = "pledge-lab.guess.";
const isPress = (each) => typeof each?.action === "string";

// `store()` gives the browser's storage, or throws where there is none.
export function createKept(store) {
  const of = (id) => {
    try {
      const found = JSON.parse(store().getItem(OF + id));
      return Array.isArray(found) && found.every(isPress) ? found : [];
    } catch {
      return [];
    }
  };
  const add = (id, press) => {
    try {
      store().setItem(OF + id, JSON.stringify([...of(id), press]));
    } catch {
      // then it is forgotten with the page
    }
  };
  return { of, add };
}
