import type { RunEvent, Series } from '../api/types';
import type { ChartLine, ChartMark } from '../charts/line-chart';
import { lineColour } from '../colours';
import { smooth } from '../model/series';

export interface CurveGroup {
  readonly name: string;
  readonly lines: readonly ChartLine[];
}

const first = ['loss', 'accuracy', 'validation accuracy', 'learning_rate'];

/** One chart for each quantity, with a line for each phase (and run). Losses and scores come first. */
export function groupsOf(series: readonly Series[], options: { readonly smoothing?: number; readonly run?: string; readonly colour?: number; readonly wall?: boolean } = {}): CurveGroup[] {
  const groups = new Map<string, ChartLine[]>();
  for (const one of series) {
    if (one.phase === 'rollback' || one.phase === 'collapse') continue;
    const lines = groups.get(one.name) ?? [];
    groups.set(one.name, lines);
    const dense = one.total > one.x.length || (options.smoothing ?? 0) > 0;
    const seconds = options.wall === true && one.seconds.length === one.x.length;
    const index = options.colour ?? lines.length;
    lines.push({
      name: options.run === undefined ? one.phase : `${options.run} · ${one.phase}`, colour: lineColour(index), x: seconds ? one.seconds.map(value => value ?? 0) : one.x,
      y: smooth(one.y, options.smoothing ?? 0),
      ...(dense ? { min: one.min, max: one.max } : {}), ...(options.run !== undefined && one.phase !== 'train' ? { dash: one.phase === 'validation' ? [6, 3] : [2, 3] } : {}),
    });
  }
  const rank = (name: string): number => {
    const known = first.indexOf(name);
    return known >= 0 ? known : /loss/.test(name) ? 0.5 : /acc|score|reward/.test(name) ? 1.5 : 10;
  };
  return [...groups].map(([name, lines]) => ({ name, lines })).sort((a, b) => rank(a.name) - rank(b.name));
}

export function eventMarks(events: readonly RunEvent[]): ChartMark[] {
  return events.map(event => ({ x: event.step, text: event.phase, bad: true }));
}
