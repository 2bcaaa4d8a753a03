// How far a simulation is, and the button that stops it or starts it again.
import { element, setText } from "./elements.js";

export function createJob(words, send) {
  const bar = element("progress", { max: 100, "aria-label": words.progress });
  const said = element("span", { role: "status" });
  const button = element("button", { type: "button" });
  const row = element("div", { class: "job" }, bar, button, said);
  let running = false, shown = null;
  button.addEventListener("click", () => send({ job: running ? "stop" : "again" }));
  const show = (told) => {
    if (told === shown) return;
    const { state, percent, reason } = shown = told;
    running = state === "running";
    row.hidden = state === "nothing";
    row.dataset.state = state;
    bar.value = percent;
    button.setAttribute("aria-disabled", state === "done");   // it stays, so that the keyboard does not lose its place
    button.title = state === "done" ? words.done : "";
    setText(said, (words[state] ?? "").replace("{reason}", reason));
    setText(button, running ? words.stop : words.again);
  };
  return { row, show };
}
