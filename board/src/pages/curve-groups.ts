import type { RunEvent, Series } from '../api/types';
import type { ChartLine, ChartMark } from '../charts/line-chart';
import { lineColour } from '../colours';
import { smooth } from '../model/series';

export interface CurveGroup {
  readonly name: string;
  readonly lines: readonly ChartLine[];
  /** What the lines lie over, where that is not the step. */
  readonly over?: string;
}

const first = ['loss', 'accuracy', 'validation accuracy', 'learning_rate'];

/** One chart for each quantity, with a line for each phase (and run). Losses and scores come first. */
export function groupsOf(series: readonly Series[], options: { readonly smoothing?: number; readonly run?: string; readonly colour?: number; readonly wall?: boolean } = {}): CurveGroup[] {
  const groups = new Map<string, ChartLine[]>();
  const over = new Map<string, string>();
  for (const one of series) {
    if (one.phase === 'rollback' || one.phase === 'collapse') continue;
    const generation = series.find(other => other.phase === one.phase && other.name === 'generation' && other.x.length === one.x.length);
    if (generation !== undefined) {
      // An evolution stands at one step; its numbers lie over its generations.
      if (generation === one) continue;
      const name = `${one.phase}: ${/best|mean|score/.test(one.name) ? 'score' : 'counts'}`;
      const lines = groups.get(name) ?? [];
      groups.set(name, lines);
      over.set(name, 'generation');
      lines.push({ name: options.run === undefined ? one.name : `${options.run} · ${one.name}`, colour: lineColour(options.colour ?? lines.length), x: generation.y.map(value => value ?? 0), y: one.y, ...(options.run !== undefined && one.name !== 'best' ? { dash: [6, 3] } : {}) });
      continue;
    }
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
  return [...groups].map(([name, lines]): CurveGroup => {
    const unit = over.get(name);
    return unit === undefined ? { name, lines } : { name, lines, over: unit };
  }).sort((a, b) => rank(a.name) - rank(b.name));
}

export function eventMarks(events: readonly RunEvent[]): ChartMark[] {
  // What the guard only measured is no event of the search.
  return events.filter(event => event.phase !== 'collapse').map(event => ({ x: event.step, text: event.phase, bad: true }));
}
