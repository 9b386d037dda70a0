import type { TrialsAnswer } from '../api/types';

/** All trials of an experiment, a column for each quantity; rows are in the order of the numbers. */
export interface Trials {
  readonly cursor: string;
  readonly n: number;
  readonly number: readonly number[];
  readonly state: readonly string[];
  /** Numbers by name: the result, the other columns and the metrics. */
  readonly numeric: ReadonlyMap<string, readonly (number | null)[]>;
  readonly metrics: readonly string[];
  readonly choices: readonly TrialChoice[];
  readonly rowOf: ReadonlyMap<number, number>;
  readonly answer: TrialsAnswer;
}

export interface TrialChoice {
  readonly key: string;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly values: readonly number[];
}

export function readTrials(answer: TrialsAnswer): Trials {
  const number = (answer.columns['number'] ?? []).map(value => value ?? -1);
  const state = (answer.columns['state'] ?? []).map(value => answer.states[value ?? -1] ?? 'unknown');
  const numeric = new Map<string, readonly (number | null)[]>();
  for (const [name, values] of Object.entries(answer.columns)) if (name !== 'state') numeric.set(name, values);
  const metrics = Object.keys(answer.metrics).filter(name => !numeric.has(name));
  for (const name of metrics) numeric.set(name, answer.metrics[name] ?? []);
  return { cursor: answer.cursor, n: number.length, number, state, numeric, metrics, choices: answer.choices, rowOf: new Map(number.map((value, row) => [value, row])), answer };
}

/** New and changed trials into those that are known. */
export function mergeTrials(last: Trials, later: TrialsAnswer): Trials {
  if (later.reset) return readTrials(later);
  if (later.n === 0) return { ...last, cursor: later.cursor };
  const numbers = (later.columns['number'] ?? []).map(value => value ?? -1);
  const order = [...new Set([...last.number, ...numbers])].sort((a, b) => a - b);
  const newRow = new Map(numbers.map((value, row) => [value, row]));
  const column = <T>(before: readonly T[] | undefined, after: readonly T[] | undefined, none: T): T[] => order.map(number => {
    const row = newRow.get(number);
    if (row !== undefined) return after?.[row] ?? none;
    return before?.[last.rowOf.get(number) ?? -1] ?? none;
  });
  const all = (before: Readonly<Record<string, readonly (number | null)[]>>, after: Readonly<Record<string, readonly (number | null)[]>>): Record<string, (number | null)[]> =>
    Object.fromEntries([...new Set([...Object.keys(before), ...Object.keys(after)])].map(name => [name, column(before[name], after[name], null)]));
  const known = new Map(last.answer.choices.map(choice => [choice.key, choice]));
  return readTrials({
    ...later, n: order.length, columns: all(last.answer.columns, later.columns), metrics: all(last.answer.metrics, later.metrics),
    choices: later.choices.map(choice => ({ ...choice, values: column(known.get(choice.key)?.values, choice.values, -1) })),
  });
}

/** The text of a decision of one trial. */
export function decisionOf(choice: TrialChoice, row: number): string {
  const value = choice.values[row] ?? -1;
  return value < 0 ? '' : choice.labels[value] ?? '';
}

/** The best result so far, trial by trial; null before the first. */
export function bestSoFar(results: readonly (number | null)[], maximize: boolean): (number | null)[] {
  let best: number | null = null;
  return results.map(value => {
    if (value !== null && (best === null || (maximize ? value > best : value < best))) best = value;
    return best;
  });
}

/** The results in the order in which their trials ended, with the minutes since the first trial was proposed. */
export function historyByTime(trials: Trials): { readonly x: readonly number[]; readonly results: readonly number[] } {
  const [ended, created, results] = ['endedAt', 'createdAt', 'result'].map(name => trials.numeric.get(name) ?? []);
  const zero = (created ?? []).reduce((first: number, at) => Math.min(first, at ?? Infinity), Infinity);
  const rows = trials.number.map((_, row) => row).filter(row => typeof ended?.[row] === 'number' && typeof results?.[row] === 'number').sort((a, b) => (ended?.[a] ?? 0) - (ended?.[b] ?? 0) || a - b);
  // Two trials may end in the same millisecond; an axis needs each a little later than the one before.
  let last = -Infinity;
  const x = rows.map(row => (last = Math.max(((ended?.[row] ?? 0) - zero) / 60_000, last + 1e-7)));
  return { x, results: rows.map(row => results?.[row] ?? 0) };
}
