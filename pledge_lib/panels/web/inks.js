// The colours of tones on this page: a figure says what a mark means, the page's theme says how that looks.
const TINTED = new Set(["called", "sold"]);
const PLAIN = { ink: "--ink", soft: "--soft", curve: "--curve", quiet: "--quiet", line: "--line", ground: "--ground" };

export function createInks(root) {
  let known = new Map();
  const probe = document.createElement("i");
  probe.hidden = true;
  root.append(probe);
  const colour = (css) => {
    if (!known.has(css)) {
      probe.style.color = "";
      probe.style.color = css;
      known.set(css, getComputedStyle(probe).color);
    }
    return known.get(css);
  };
  const mark = (tone) => colour(`var(${PLAIN[tone] ?? (tone === "none" ? "--soft" : `--${tone}-mark`)})`);
  const tint = (tone) => (tone === "ink" || tone in PLAIN || tone === "none" ? colour(`color-mix(in srgb, var(${PLAIN[tone] ?? "--soft"}) 16%, var(--ground))`) : colour(`var(--${tone}-tint)`));
  const hatch = (tone) => colour(`color-mix(in srgb, var(--${tone}-mark) 60%, var(--${tone}-tint))`);
  return { mark, tint, hatch, isHatched: (tone) => TINTED.has(tone), forget: () => { known = new Map(); } };
}

const each = (tone, of) => (Array.isArray(tone) ? tone.map(of) : of(tone));

// A trace in the colours of the page; `state` is the tone of the chip.
export function inked(trace, state, unit, inks) {
  const { role, tone: said, size = 10, width = 2.5, hollow } = trace.meta ?? {};
  if (!role) return trace;
  const tone = each(said, (one) => (one === "state" ? state : one)), mark = each(tone, inks.mark), ground = inks.mark("ground");
  if (role === "line") return { ...trace, line: { ...trace.line, color: mark, width: width * unit } };
  if (role === "dot") {
    const edge = hollow ? mark : ground;
    return { ...trace, marker: { ...trace.marker, size: size * unit, color: hollow ? ground : mark, line: { width: (hollow ? 2 : 2.5) * unit, color: edge } } };
  }
  if (role === "event") return { ...trace, marker: { ...trace.marker, size: size * unit, color: mark, line: { width: 2 * unit, color: mark } } };
  const tint = each(tone, inks.tint);
  if (role === "zone") {
    const pattern = inks.isHatched(tone) ? { fillpattern: { shape: "/", size: 9 * unit, solidity: 0.07, fillmode: "overlay", fgcolor: inks.hatch(tone), bgcolor: tint } } : {};
    return { ...trace, line: { width: 0 }, fillcolor: tint, ...pattern };
  }
  const tones = Array.isArray(tone) ? tone : [tone];   // bars
  const shape = tones.map((one) => (inks.isHatched(one) ? "/" : "")), fill = hollow ? ground : mark;
  return { ...trace, marker: { ...trace.marker, color: fill, line: { width: hollow ? 2 * unit : 0, color: mark }, pattern: { shape: Array.isArray(tone) ? shape : shape[0], fgcolor: ground, fillmode: "overlay", solidity: 0.2, size: 8 * unit } } };
}
