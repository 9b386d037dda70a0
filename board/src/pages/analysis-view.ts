import type { Range } from '../charts/scatter';
import { number } from '../format';
import type { Trials } from '../model/trials';

/** What all pictures of the analysis share: the trials, and one selection. */
export interface AnalysisView {
  readonly trials: Trials;
  readonly id: string;
  readonly name: string;
  readonly maximize: boolean;
  /** Changes when trials have moved. */
  readonly version: string;
  /** Whether a row is in the selection. */
  readonly on: (row: number) => boolean;
  readonly rows: readonly number[];
  readonly selectedRow: number | null;
  readonly select: (trial: number) => void;
  readonly brush: (changes: Readonly<Record<string, Range | null>>) => void;
  readonly brushes: ReadonlyMap<string, Range>;
}

/** The columns that can stand on an axis: the result, what trials report, and what is known of each. */
export function numbersOf(trials: Trials): readonly string[] {
  return ['result', ...trials.metrics, ...['seconds', 'fidelity', 'last', 'number'].filter(name => trials.numeric.get(name)?.some(value => value !== null) === true)];
}

/** What the pointer says of a trial. */
export function trialTip(trials: Trials, row: number, but: readonly string[] = []): readonly string[] {
  return [`trial ${trials.number[row]} (${trials.state[row]})`, ...['result', ...trials.metrics].filter(name => !but.includes(name)).slice(0, 6).map(name => `${name} ${number(trials.numeric.get(name)?.[row])}`)];
}
