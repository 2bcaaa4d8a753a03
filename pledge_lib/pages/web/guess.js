// A prediction asked without Python: its form step by step, and the reader's guess as a number. guesses.py tells both.
const MANY = { 千: 1e3, 萬: 1e4, 万: 1e4, 億: 1e8, 亿: 1e8 };
const A_NUMBER = /^([^\d.+-]*)([+-]?)(\d[\d,]*\.?\d*|\.\d+)([千萬万億亿]?)(.*)$/;
const A_DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const LONGEST = 40;                         // signs of an answer that nobody can read
const UNSURE = 50;                          // per cent, as the form's slider begins

const plain = (typed) => String(typed ?? "").normalize("NFKC").replace(/[−–—‒]/g, "-").replace(/\s/g, "");

// A typed number in the library's unit, or null. One that is right in another way of writing it is taken as that: a per
// cent as a fraction, a loss without its sign.
export function numberIn(typed, { scale, taken, right, fraction, accepted }) {
  const found = plain(typed).toUpperCase().match(A_NUMBER);
  if (!found) return null;
  const [, before, sign, digits, many, after] = found, unit = [before, after].filter(Boolean);
  if (unit.length > 1 || (unit.length && !(unit[0] in taken))) return null;
  const size = Number(digits.replaceAll(",", "")) * (MANY[many] ?? 1);
  const signed = sign === "-" ? -size : size, value = signed * (unit.length ? taken[unit[0]] : 1 / scale);
  const isIn = (number) => ([low, high]) => low <= number && number <= high;
  if (!unit.length && isIn(signed)(fraction) && !isIn(value)(fraction)) return signed;
  return accepted.some(isIn(value)) ? right : value;
}

export function dayIn(typed) {
  const [, year, month, day] = plain(typed).match(A_DAY) ?? [];
  const iso = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return new Date(iso).toJSON()?.startsWith(iso) ? iso : null;
}

// A number as the library's unit writes it.
export function written(value, { scale, sign, places, trimmed, plus }) {
  const shown = value * scale, most = places ?? 2, isWhole = Math.abs(shown - Math.round(shown)) < 0.5 * 10 ** -most;
  const least = trimmed || (places === null && isWhole) ? 0 : most;
  const text = shown.toLocaleString("en-US", { minimumFractionDigits: least, maximumFractionDigits: most });
  return (plus && value > 0 ? "+" : "") + text.replace("-", "−") + sign;
}

// What a language calls so many of a unit, by the plural rule that it says itself.
export function counted(text, { count, plural }) {
  const place = plural.split(" | ").findIndex((pattern) => new RegExp(`^(?:${pattern.trim()})$`).test(text));
  return count.replace(/\{count(?::([^}]*))?\}/, (_, forms) => (forms ? forms.split("|")[place].replace("#", text) : text));
}

// A guess as the reader made it: what the form says of it, and what a figure writes and draws.
function guessOf({ kind, number, steps }, answer) {
  if (kind === "choice") {
    const input = JSON.parse(steps.asked.spec).inputs.find(({ name }) => name === "answer");
    const label = input.options.find(([key]) => key === answer)?.[1];
    return label === undefined ? null : { label };
  }
  const typed = String(answer).trim(), value = kind === "date" ? dayIn(typed) : numberIn(typed, number);
  if (value === null) return null;
  if (kind === "date") return { label: typed, text: value };
  return { label: number.sign ? typed.replace(/[%％\s]+$/, "") + number.sign : typed, text: written(value, number), value };
}

const unread = (frame, typed) => ({ ...frame, said: frame.said.map((each) => ({ ...each, text: each.text.replace("{typed}", () => typed.slice(0, LONGEST)) })) });

// The form after a button: the step it is at, its frame, and the guess once one was made.
export function pressed(told, now, action, answers) {
  const { steps } = told;
  if (now.step === "asked" && action === "skip") return { step: "seen", frame: steps.skipped };
  if (now.step === "asked" && action === "commit") {
    const given = answers.answer;
    if (given === undefined || given === null || !plain(given)) return { ...now, frame: steps.blank };
    const guess = guessOf(told, given);
    if (!guess) return { ...now, frame: steps.unread ? unread(steps.unread, String(given)) : steps.blank };
    const seen = steps.picked[given] ?? steps.skipped;
    const mine = { ...seen.said[0], text: steps.mine.replace("{answer}", guess.label).replace("{confidence}", answers.confidence ?? UNSURE) };
    return { step: "seen", frame: { ...seen, said: [mine, ...seen.said.slice(1)] }, guess };
  }
  const reasoned = now.step === "seen" && action === "pick-reason" && steps.reasons[answers.reason];
  if (!reasoned) return now;
  const { frame, guess } = now, [verdict, ours] = reasoned.said.slice(-2);
  const standing = { ...frame.standing, next: reasoned.standing.next };
  return { step: "explained", guess, frame: { ...frame, spec: reasoned.spec, standing, said: [...frame.said, verdict, ours] } };
}

// A prediction as it came with the page, with the description of each step's form put in its place.
export function unfolded(told) {
  const specs = told.specs.own.map((own) => JSON.stringify({ ...told.specs.common, ...own }));
  const whole = (step) => {
    if (step === null || typeof step !== "object") return step;
    if ("spec" in step) return { ...step, spec: specs[step.spec] };
    return Object.fromEntries(Object.entries(step).map(([name, each]) => [name, whole(each)]));
  };
  return { ...told, steps: whole(told.steps) };
}

export const unasked = ({ steps }) => ({ step: "asked", frame: steps.asked });
