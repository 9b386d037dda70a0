import { decisionOf, type TrialChoice } from './trials';

/** The results of the trials that decided alike. */
export interface Slice {
  readonly label: string;
  readonly rows: readonly number[];
  readonly mean: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The numbers of some rows by the decisions of a choice, in the order of its labels; decisions without a number are left out. */
export function slicesOf(choice: TrialChoice, values: readonly (number | null)[], rows: readonly number[]): readonly Slice[] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const value = values[row];
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    const label = choice.values[row] ?? -1;
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [row]);
    else group.push(row);
  }
  return [...groups].sort(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b)).map(([, members]) => {
    const numbers = members.map(row => values[row] ?? 0).sort((a, b) => a - b);
    const middle = (numbers.length - 1) / 2;
    return {
      label: decisionOf(choice, members[0] ?? -1) || 'inactive', rows: members, mean: numbers.reduce((sum, value) => sum + value, 0) / numbers.length,
      median: ((numbers[Math.floor(middle)] ?? 0) + (numbers[Math.ceil(middle)] ?? 0)) / 2, low: numbers[0] ?? 0, high: numbers[numbers.length - 1] ?? 0,
    };
  });
}
