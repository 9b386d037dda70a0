import type { Range } from '../charts/scatter';

/** Brushed ranges as text for the address: `result~0.9~1!conv~-0.5~0.5`. */
export function writeBrushes(brushes: ReadonlyMap<string, Range>): string | null {
  if (brushes.size === 0) return null;
  return [...brushes].map(([name, range]) => `${encodeURIComponent(name).replaceAll('~', '%7E').replaceAll('!', '%21')}~${brief(range.low)}~${brief(range.high)}`).join('!');
}

export function readBrushes(text: string | undefined): ReadonlyMap<string, Range> {
  const result = new Map<string, Range>();
  for (const part of (text ?? '').split('!')) {
    const [name = '', low = '', high = ''] = part.split('~');
    const [from, to] = [Number(low), Number(high)];
    if (name === '' || low === '' || high === '' || !Number.isFinite(from) || !Number.isFinite(to)) continue;
    try {
      result.set(decodeURIComponent(name), { low: from, high: to });
    } catch {
      // A damaged address loses this brush.
    }
  }
  return result;
}

function brief(value: number): string {
  return String(Number(value.toPrecision(6)));
}
