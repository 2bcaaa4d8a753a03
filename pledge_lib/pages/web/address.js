// A case in the address of a page, after the #: no server is told of it. address.py writes and reads the same.
//   1.<letters>   JSON, deflated, in the URL-safe alphabet of base64
//   0.<letters>   the same without deflating, from a browser that cannot
const PACKED = "1.", PLAIN = "0.";

const lettersOf = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const bytesOf = (letters) => Uint8Array.from(atob(letters.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

export async function written(told) {
  const bytes = new TextEncoder().encode(JSON.stringify(told));
  if (!globalThis.CompressionStream) return PLAIN + lettersOf(bytes);
  return PACKED + lettersOf(await through(bytes, new CompressionStream("deflate-raw")));
}

// What an address says, or null where it cannot be read; without anything after the # it says nothing.
export async function told(hash) {
  const text = hash.replace(/^#/, "");
  if (!/^[01]\./.test(text)) return {};     // a place on the page, such as a heading
  try {
    const bytes = bytesOf(text.slice(PACKED.length));
    const found = JSON.parse(new TextDecoder().decode(text.startsWith(PLAIN) ? bytes : await through(bytes, new DecompressionStream("deflate-raw"))));
    return found && typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}
