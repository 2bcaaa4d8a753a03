// Files of the site. They stand there packed as well, for servers that pack nothing by themselves.
import { unpacked } from "./unpacking.js";

const isPacked = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function bytesAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

export async function file(address) {
  if (!globalThis.DecompressionStream) return bytesAt(address);
  const bytes = await bytesAt(`${address}.gz`);
  return isPacked(bytes) ? unpacked(bytes) : bytes;          // or the server has unpacked it on its way
}

// plotly.js is a CommonJS bundle: in a module of its own it neither finds nor leaves globals.
export async function plotly(address) {
  const bundle = new TextDecoder().decode(await file(address));
  const module = `const module = { exports: {} }, exports = module.exports, define = undefined;\n${bundle}\nexport default module.exports;`;
  const place = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  return (await import(place).finally(() => URL.revokeObjectURL(place))).default;
}
