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

// A frame while the hand is on a control: its axes only grow, so that the picture stands still under it, and where one
// stands, so do the numbers at it. Those that are `still` do not even grow.
export function standing(before, frame, still = []) {
  const ranges = grown(before.ranges, frame.ranges);
  for (const axis of still) if (before.ranges?.[axis]) ranges[axis] = before.ranges[axis];
  const stands = (axis) => ranges[axis] && ranges[axis] === before.ranges?.[axis] && !isEqual(ranges[axis], frame.ranges[axis]);
  const ticks = Object.entries(frame.ticks ?? {}).map(([axis, marks]) => {
    const was = before.ticks?.[axis];
    return [axis, was && stands(axis) && (still.includes(axis) || agree(was, marks)) ? was : marks];
  });
  return { ...frame, ranges, ticks: Object.fromEntries(ticks) };
}

const isEqual = (ends, others) => ends.every((end, i) => end === others[i]);

// Whether what stands at an axis may go on standing there: a place that both name has the same name, and there is one.
function agree([places, names], [others, otherNames]) {
  const shared = [...others].flatMap((place, i) => (places.includes(place) ? [[names[places.indexOf(place)], otherNames[i]]] : []));
  return shared.length > 0 && shared.every(([name, other]) => name === other);
}

function grown(before = {}, after = {}) {
  const wider = ([low, high], [from, to]) => (low < high ? [Math.min(low, from), Math.max(high, to)] : [Math.max(low, from), Math.min(high, to)]);
  return Object.fromEntries(Object.entries(after).map(([axis, ends]) => {
    if (!before[axis]) return [axis, ends];
    const found = wider(before[axis], ends);
    return [axis, isEqual(found, before[axis]) ? before[axis] : found];
  }));
}
