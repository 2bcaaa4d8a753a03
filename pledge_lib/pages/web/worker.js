// Python in a worker of the page: Pyodide as it lies beside, and the library in a zip.
const HERE = new URL("./pyodide/", import.meta.url).href;
const plain = self.fetch.bind(self);

// the large one is fetched packed, for servers that pack nothing by themselves
self.fetch = async (address, ...how) => {
  if (!String(address).endsWith(".wasm") || !self.DecompressionStream) return plain(address, ...how);
  const packed = await plain(`${address}.gz`, ...how);
  if (!packed.ok || packed.headers.get("Content-Encoding")) return plain(address, ...how);
  const bytes = await new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  return new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
};

async function begin() {
  const { loadPyodide } = await import(`${HERE}pyodide.mjs`);
  const [python, library] = await Promise.all([
    loadPyodide({ indexURL: HERE }),
    plain(new URL("./library.zip", import.meta.url)).then((answer) => answer.arrayBuffer()),
  ]);
  python.unpackArchive(library, "zip", { extractDir: "/library" });
  return python.runPython(`
import sys
sys.path.insert(0, "/library")
from pledge_lib.pages.bare import stand_in
stand_in()
from pledge_lib.pages.takeover import Takeover
Takeover()
`);
}

const said = (error) => String(error?.message ?? error).trim().split("\n").pop();
const library = begin();
library.then(() => self.postMessage({ ready: true }), (error) => self.postMessage({ ready: false, error: said(error) }));
const bytesOf = (found) => {
  const bytes = found.toJs();
  found.destroy?.();
  return bytes;
};

self.onmessage = async ({ data: { id, verb, given } }) => {
  try {
    const film = bytesOf((await library)[verb](...given));
    self.postMessage({ id, film }, [film.buffer]);
  } catch (error) {
    self.postMessage({ id, error: said(error) });
  }
};
