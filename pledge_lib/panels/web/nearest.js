// The place of the nearest value among some: numbers and days have neighbours, options have none.
export const asNumber = (value) => (typeof value === "number" ? value : Date.parse(value));

// Returns -1 where nothing is near.
export function nearest(at, wanted) {
  const exact = at.indexOf(wanted);
  if (exact >= 0 || typeof wanted !== typeof at[0] || Number.isNaN(asNumber(wanted)) || Number.isNaN(asNumber(at[0]))) return exact;
  const far = at.map((value) => Math.abs(asNumber(value) - asNumber(wanted)));
  return far.indexOf(Math.min(...far));
}
