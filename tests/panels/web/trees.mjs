// Trees with bytes in them, as examples are written, and so that they can be compared.
const asView = (text) => {
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  return new DataView(bytes.buffer);
};
const asText = (view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString("base64");
export const revived = (_key, value) => (typeof value?.bytes === "string" ? asView(value.bytes) : value);
export const plain = (tree) => {
  if (tree instanceof DataView) return { bytes: asText(tree) };
  if (Array.isArray(tree)) return tree.map(plain);
  if (tree === null || typeof tree !== "object") return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key, plain(inner)]));
};
