import { expect, test } from 'vitest';
import type { Series } from '../src/api/types';
import { eventMarks, groupsOf } from '../src/pages/curve-groups';

const series = (phase: string, name: string, x: number[], y: number[]): Series => ({ phase, name, total: x.length, x, y, min: y, max: y, seconds: x });

test('numbers of an evolution_lie over its generations, not at one step', () => {
  const groups = groupsOf([series('train', 'loss', [10, 20], [2, 1]), series('evolution', 'generation', [20, 20, 20], [1, 2, 3]), series('evolution', 'best', [20, 20, 20], [0.5, 0.6, 0.7]), series('evolution', 'mean', [20, 20, 20], [0.4, 0.5, 0.6]), series('evolution', 'duplicates', [20, 20, 20], [0, 1, 1])]);
  expect(groups.map(group => [group.name, group.over, group.lines.map(line => line.name)])).toEqual([
    ['loss', undefined, ['train']], ['evolution: score', 'generation', ['best', 'mean']], ['evolution: counts', 'generation', ['duplicates']],
  ]);
  expect(groups[1]?.lines[0]?.x).toEqual([1, 2, 3]);
});

test('measurements of the guard_are no marks, what it undid is one', () => {
  expect(eventMarks([{ step: 4, phase: 'collapse', values: {}, seconds: null }, { step: 8, phase: 'rollback', values: {}, seconds: null }])).toEqual([{ x: 8, text: 'rollback', bad: true }]);
});
