import type { Field } from '../parts/download';
import { weight, type History } from '../model/history';
import type { Net } from '../store/run';

/** The weights of all candidates at one moment, a row each. */
export function boxTable(net: Net, history: History | null, frame: number): readonly (readonly Field[])[] {
  const rows: Field[][] = [['choice', 'kind', 'candidate', 'weight', 'step', 'places']];
  net.tree.net.choices.forEach((choice, index) => {
    choice.labels.forEach((label, candidate) => {
      rows.push([choice.key, choice.kind, label, history === null ? null : weight(history, frame, choice.offset + candidate), history?.steps[frame] ?? null, net.tree.places[index]?.length ?? 0]);
    });
  });
  return rows;
}
