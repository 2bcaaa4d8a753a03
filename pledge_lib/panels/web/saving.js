// A file that the page makes by itself, so that it can be kept where no Python answers.
import { element } from "./elements.js";

export function save(content, name) {
  const link = element("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
