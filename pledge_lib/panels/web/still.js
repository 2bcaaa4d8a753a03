// The icon of the page's tab. JupyterLab changes it whenever the kernel begins and ends something: twice a step, and each
// time the browser fetches it again. While a hand moves a control it stays as it is.
const QUIET = 1_000;                        // ms after the last event until the icon tells of the kernel again

let busy = null, waking = null;

// To be called with every event of a hand; a page without such an icon, or whose kernel is at work just now, is left alone.
export function keepIcon(page = globalThis.document, clock = globalThis) {
  busy ??= page?.querySelector("link.busy.favicon") ?? null;
  if (!busy || busy.rel === "icon") return;
  if (busy.matches(".favicon")) busy.classList.remove("favicon");   // by this name JupyterLab looks for it
  clock.clearTimeout(waking);
  waking = clock.setTimeout(() => busy.classList.add("favicon"), QUIET);
}
