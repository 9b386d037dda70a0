/** Round numbers over a range, about `wanted` of them. */
export function ticks(low: number, high: number, wanted: number): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough) ?? 10 * power;
  const result: number[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) result.push(Math.abs(value) < step * 1e-9 ? 0 : value);
  return result;
}

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
}

/** A range around the values with a little room; a single value gets some around it. */
export function scaleOf(values: readonly (number | null | undefined)[], log = false): Scale {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value) || (log && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { low: log ? 0.1 : 0, high: 1, log };
  if (log) return { low: low / 1.1, high: high * 1.1, log };
  const room = high === low ? Math.max(0.5, Math.abs(high) * 0.05) : (high - low) * 0.04;
  return { low: low - room, high: high + room, log };
}

/** Where a value lies, 0 at the low end and 1 at the high one. */
export function along(scale: Scale, value: number): number {
  if (scale.log) return Math.log(value / scale.low) / Math.log(scale.high / scale.low);
  return (value - scale.low) / (scale.high - scale.low);
}

export function backFrom(scale: Scale, share: number): number {
  return scale.log ? scale.low * (scale.high / scale.low) ** share : scale.low + share * (scale.high - scale.low);
}

export function scaleTicks(scale: Scale, wanted: number): number[] {
  if (!scale.log) return ticks(scale.low, scale.high, wanted);
  const result: number[] = [];
  for (let power = Math.floor(Math.log10(scale.low)); power <= Math.ceil(Math.log10(scale.high)); power++) {
    for (const factor of scale.high / scale.low > 300 ? [1] : [1, 2, 5]) {
      const value = factor * 10 ** power;
      if (value >= scale.low && value <= scale.high) result.push(value);
    }
  }
  return result;
}
