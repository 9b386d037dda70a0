import type { Change } from '../api/types';
import { decisionOf, type Trials } from './trials';

/** Which trials were made from which, as rows. */
export interface Family {
  /** The parents of each row: one of a mutation, two of a crossing; none of what was drawn anew. */
  readonly parents: readonly (readonly number[])[];
  /** 0 without parents, otherwise one more than the later of the parents. */
  readonly generation: readonly number[];
  /** Whether any parent is recorded. */
  readonly recorded: boolean;
}

export function familyOf(trials: Trials): Family {
  const columns = ['parent', 'otherParent'].map(name => trials.numeric.get(name));
  const generation: number[] = [];
  const parents = trials.number.map((own, row) => {
    // A parent is an earlier trial; anything else is a damaged record.
    const found = columns.flatMap(column => {
      const number = column?.[row];
      const at = number === null || number === undefined || number >= own ? undefined : trials.rowOf.get(number);
      return at === undefined ? [] : [at];
    });
    const distinct = [...new Set(found)];
    generation.push(distinct.length === 0 ? 0 : 1 + Math.max(...distinct.map(parent => generation[parent] ?? 0)));
    return distinct;
  });
  return { parents, generation, recorded: parents.some(list => list.length > 0) };
}

/** A row and everything that it was made from. */
export function ancestryOf(family: Family, row: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [row];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...(family.parents[at] ?? []));
  }
  return found;
}

/** The decisions in which two trials differ. */
export function changesBetween(trials: Trials, before: number, after: number): readonly Change[] {
  return trials.choices.filter(choice => choice.values[before] !== choice.values[after])
    .map(choice => ({ key: choice.key, from: decisionOf(choice, before) || 'inactive', to: decisionOf(choice, after) || 'inactive' }));
}
