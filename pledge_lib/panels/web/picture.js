// What plotly draws, and what a frame changes of it. Nothing here draws.
const floats = (view) => new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));

// The parts of one kind that are not what they were.
const moved = (before = {}, after = {}) => Object.entries(after).filter(([name, part]) => part !== before[name]);

// The picture after a frame; whether any of its marks moved or looks otherwise, and whether more than marks must be drawn.
export function absorbed(picture, before, frame) {
  const data = [...picture.data], layout = { ...picture.layout };
  let isMoved = false, isWhole = false;
  for (const [index, line] of moved(before.lines, frame.lines)) {
    for (const [name, view] of moved(before.lines?.[index], line)) {
      data[index] = { ...data[index], [name]: floats(view) };
      isMoved = true;
    }
  }
  for (const [axis, range] of moved(before.ranges, frame.ranges)) {
    layout[axis] = { ...layout[axis], range };
    isWhole = true;
  }
  for (const [index, { tone, ...marker }] of moved(before.looks, frame.looks)) {
    const { meta } = data[index];
    data[index] = { ...data[index], meta: tone ? { ...meta, tone } : meta, marker: { ...data[index].marker, ...marker } };
    isMoved = true;
  }
  for (const [axis, [tickvals, ticktext]] of moved(before.ticks, frame.ticks)) {
    layout[axis] = { ...layout[axis], tickvals, ticktext };
    isWhole = true;
  }
  return { picture: { data, layout }, isMoved, isWhole };
}

// The ends of axes while the hand is on a control: they only grow, so that the picture stands still under it.
export function grown(before = {}, after = {}) {
  const wider = ([low, high], [from, to]) => (low < high ? [Math.min(low, from), Math.max(high, to)] : [Math.max(low, from), Math.min(high, to)]);
  return Object.fromEntries(Object.entries(after).map(([axis, ends]) => {
    if (!before[axis]) return [axis, ends];
    const found = wider(before[axis], ends);
    return [axis, found.every((end, i) => end === before[axis][i]) ? before[axis] : found];
  }));
}
