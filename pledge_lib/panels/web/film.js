// A film: many frames in one piece, each told by what differs from the one before it. film.py says how it is laid out.
import { absorb } from "./frames.js";

const WORD = 4;                             // bytes of a number

// The bits of all numbers, which come as four planes of bytes.
function wordsOf(planes) {
  const count = planes.length / WORD, words = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    words[i] = planes[i] | planes[count + i] << 8 | planes[2 * count + i] << 16 | planes[3 * count + i] << 24;
  }
  return words;
}

// The frames of a film that begins at a frame which the page has, and what it is of.
export function played(bytes, start) {
  const end = WORD + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { changes, sizes, about } = JSON.parse(new TextDecoder().decode(bytes.subarray(WORD, end)));
  const words = wordsOf(bytes.subarray(end)), earlier = [];
  let frame = start, place = 0;
  const frames = changes.map((change, step) => {
    const buffers = sizes[step].map((size, number) => {
      const own = words.subarray(place, place += size), old = earlier[number];
      if (old?.length === size) for (let i = 0; i < size; i += 1) own[i] += old[i];   // wraps as 32 bits do
      earlier[number] = own;
      return new DataView(own.buffer, own.byteOffset, own.byteLength);
    });
    return frame = absorb(frame, change, buffers);
  });
  return { frames, about };
}
