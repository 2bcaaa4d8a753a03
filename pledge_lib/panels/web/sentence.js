// A sentence of a lesson whose numbers can be dragged; the story of a figure without the figure.
import { element, onPageLanguage, setText, tagOf } from "./elements.js";
import { createMail } from "./mail.js";
import { createStory } from "./story.js";

const still = () => {};                     // there are no axes to hold

export function render({ model, el }) {
  const frameNow = () => model.get("whole").frame;
  let spec = null, story = null;
  const root = element("section", {}), status = element("p", { class: "status", role: "alert" });
  const mail = createMail(model, () => sayStatus());
  const sayStatus = () => setText(status, spec?.words[mail.trouble()] ?? frameNow().refusal?.sentence ?? "");
  const build = (frame) => {                // at first, and in another language
    story?.remove();
    spec = { ...JSON.parse(frame.spec), told: frame.spec };
    story = createStory(spec, mail.send, still);
    for (const [name, value] of Object.entries({ class: "pledge-panel live moving", lang: tagOf(spec.language), "data-sentence": spec.id })) root.setAttribute(name, value);
    root.replaceChildren(story.root, story.spoken, status);
  };
  const take = () => {
    const frame = frameNow();
    mail.hear(frame.answers);
    if (frame.spec !== spec?.told) build(frame);
    story.show(frame, mail.isNewest);
    sayStatus();
  };
  const release = onPageLanguage((code) => { if (code !== spec.language) mail.send({ language: code }); });
  el.append(root);
  model.on("change:whole", take);
  take();
  return () => {
    model.off("change:whole", take);
    release();
    mail.close();
    story.remove();
    root.remove();
  };
}
