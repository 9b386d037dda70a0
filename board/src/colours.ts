/**
 * Colours of operations: Okabe and Ito's eight, which people with any colour vision tell apart. More than eight names repeat the hues with a hatch; a name or a number always stands
 * beside a colour.
 */
const okabeIto = ['#e69f00', '#56b4e9', '#009e73', '#c9b800', '#0072b2', '#d55e00', '#cc79a7'] as const;
const grey = '#8a8f98';

export interface Swatch {
  readonly colour: string;
  /** Drawn with a hatch over it: the second round of the hues. */
  readonly hatched: boolean;
}

// The operations that most searches have keep one colour in all runs.
const fixed: readonly (readonly [RegExp, string])[] = [
  [/^(\d+ )?(none|zero|zeroize)$/i, grey],
  [/^(\d+ )?(skip|skip_?connect|identity|bypass)/i, '#009e73'],
  [/^(\d+ )?(max_?pool)/i, '#e69f00'],
  [/^(\d+ )?(avg_?pool|average)/i, '#56b4e9'],
];

/** One swatch for each name, the same for the same list of names. */
export function swatches(names: readonly string[]): ReadonlyMap<string, Swatch> {
  const result = new Map<string, Swatch>();
  const used = new Set<string>();
  for (const name of names) {
    const colour = fixed.find(([pattern]) => pattern.test(name))?.[1];
    if (colour === undefined || result.has(name)) continue;
    result.set(name, { colour, hatched: used.has(colour) && colour !== grey });
    used.add(colour);
  }
  const free = okabeIto.filter(colour => !used.has(colour));
  const order = [...free, ...okabeIto];
  let at = 0;
  for (const name of names) {
    if (result.has(name)) continue;
    const colour = order[at % order.length] ?? grey;
    result.set(name, { colour, hatched: at >= free.length });
    at++;
  }
  return result;
}

/** Lines of runs that lie over each other. */
export function lineColour(index: number): string {
  return ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a6d00', '#8a8f98'][index % 8] ?? grey;
}

// Cividis at nine places; made for all colour vision, darker is less.
const cividis = [[0, 34, 78], [18, 53, 112], [59, 73, 108], [87, 93, 109], [112, 113, 115], [138, 134, 120], [165, 157, 117], [195, 181, 105], [254, 232, 56]] as const;

/** The colour of a magnitude between 0 and 1. */
export function magnitude(value: number): string {
  const at = Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0)) * (cividis.length - 1);
  const low = Math.floor(at);
  const [from, to] = [cividis[low] ?? cividis[0], cividis[Math.min(low + 1, cividis.length - 1)] ?? cividis[0]];
  const part = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * (at - low));
  return `rgb(${part(0)},${part(1)},${part(2)})`;
}

/** Blue below zero, orange above, for differences between -1 and 1. */
export function difference(value: number): string {
  const strength = Math.min(1, Math.abs(value));
  const [r, g, b] = value < 0 ? [0, 114, 178] : [213, 94, 0];
  const fade = (part: number): number => Math.round(225 + (part - 225) * strength);
  return `rgb(${fade(r)},${fade(g)},${fade(b)})`;
}

/** The same colour with an opacity. */
export function faded(colour: string, opacity: number): string {
  if (!colour.startsWith('#') || colour.length !== 7) return colour;
  return `${colour}${Math.round(Math.min(1, Math.max(0, opacity)) * 255).toString(16).padStart(2, '0')}`;
}
