import type { Series, SeriesAnswer } from '../api/types';

/** What came later behind what was there; unknown series come at the end. */
export function mergeSeries(last: SeriesAnswer, later: SeriesAnswer): SeriesAnswer {
  const merged = new Map(last.series.map(series => [`${series.phase} ${series.name}`, series]));
  for (const more of later.series) {
    const key = `${more.phase} ${more.name}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? more : join(known, more));
  }
  return { ...later, series: [...merged.values()], events: [...last.events, ...later.events] };
}

function join(a: Series, b: Series): Series {
  return {
    ...b, total: Math.max(a.total + b.x.length, b.total), x: [...a.x, ...b.x], y: [...a.y, ...b.y], min: [...a.min, ...b.min], max: [...a.max, ...b.max], seconds: [...a.seconds, ...b.seconds],
  };
}

/** An exponential mean, as TensorBoard draws it; gaps stay gaps. */
export function smooth(values: readonly (number | null)[], factor: number): (number | null)[] {
  if (factor <= 0) return [...values];
  let mean = 0;
  let steps = 0;
  return values.map(value => {
    if (value === null) return null;
    steps++;
    mean = factor * mean + (1 - factor) * value;
    return mean / (1 - factor ** steps);
  });
}
