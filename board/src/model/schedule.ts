import type { Trials } from './trials';

export interface Span {
  readonly row: number;
  /** Which of the places that run a trial at a time. */
  readonly slot: number;
  /** Seconds since the first trial was proposed. */
  readonly from: number;
  readonly to: number;
  /** Seconds from the proposal to the last start. */
  readonly waited: number;
}

export interface Schedule {
  readonly spans: readonly Span[];
  readonly slots: number;
  /** Seconds from the first start to the last end. */
  readonly length: number;
  /** The share of that time, over all slots, in which trials ran. */
  readonly busy: number;
  /** When second 0 was, in milliseconds since 1970. */
  readonly zero: number;
}

/** When each trial ran, last attempts only: a trial takes the first slot that is free when it starts. Trials that still run end `now`. */
export function scheduleOf(trials: Trials, now: number): Schedule {
  const [started, ended, created] = ['startedAt', 'endedAt', 'createdAt'].map(name => trials.numeric.get(name) ?? []);
  const rows = trials.number.map((_, row) => row).filter(row => typeof started?.[row] === 'number').sort((a, b) => (started?.[a] ?? 0) - (started?.[b] ?? 0) || a - b);
  const zero = rows.reduce((first, row) => Math.min(first, created?.[row] ?? Infinity, started?.[row] ?? Infinity), Infinity);
  const free: number[] = [];
  const spans = rows.map((row): Span => {
    const from = started?.[row] ?? 0;
    const to = Math.max(from, ended?.[row] ?? Math.max(now, from));
    let slot = free.findIndex(until => until <= from);
    if (slot < 0) slot = free.length;
    free[slot] = to;
    return { row, slot, from: (from - zero) / 1000, to: (to - zero) / 1000, waited: Math.max(0, from - (created?.[row] ?? from)) / 1000 };
  });
  const first = spans.reduce((least, span) => Math.min(least, span.from), Infinity);
  const last = spans.reduce((most, span) => Math.max(most, span.to), 0);
  const length = spans.length === 0 ? 0 : last - first;
  const work = spans.reduce((sum, span) => sum + span.to - span.from, 0);
  return { spans, slots: free.length, length, busy: length > 0 ? work / (length * free.length) : 0, zero: Number.isFinite(zero) ? zero : 0 };
}
