import { expect, test } from 'vitest';
import type { TrialsAnswer } from '../src/api/types';
import { ancestryOf, changesBetween, familyOf } from '../src/model/lineage';
import { scheduleOf } from '../src/model/schedule';
import { slicesOf } from '../src/model/slices';
import { historyByTime, readTrials, type Trials } from '../src/model/trials';
import { comparedIn } from '../src/pages/trial-compare';

function trialsOf(columns: Record<string, (number | null)[]>, conv: number[] = []): Trials {
  const n = columns['number']?.length ?? 0;
  const answer: TrialsAnswer = {
    cursor: 'c', reset: true, n, total: n, columns, metrics: {}, states: ['succeeded'], problems: [], choices: [{ key: 'conv', kind: 'layer', labels: ['3x3', '5x5', '7x7'], values: conv }],
  };
  return readTrials(answer);
}

test('family_of mutations and crossings_has generations and ancestries', () => {
  const trials = trialsOf({ number: [10, 11, 12, 13, 14], state: [0, 0, 0, 0, 0], parent: [null, 10, null, 11, 99], otherParent: [null, null, null, 12, null] });
  const family = familyOf(trials);
  expect(family.parents).toEqual([[], [0], [], [1, 2], []]);
  expect(family.generation).toEqual([0, 1, 0, 2, 0]);
  expect([...ancestryOf(family, 3)].sort()).toEqual([0, 1, 2, 3]);
  expect([...ancestryOf(family, 2)]).toEqual([2]);
  expect(family.recorded).toBe(true);
});

test('family_with a parent that is no earlier trial_leaves it out', () => {
  const family = familyOf(trialsOf({ number: [0, 1], state: [0, 0], parent: [1, 1] }));
  expect(family.parents).toEqual([[], []]);
  expect(family.recorded).toBe(false);
});

test('changes_between two trials_name what was inactive', () => {
  const trials = trialsOf({ number: [0, 1, 2], state: [0, 0, 0] }, [0, 2, -1]);
  expect(changesBetween(trials, 0, 1)).toEqual([{ key: 'conv', from: '3x3', to: '7x7' }]);
  expect(changesBetween(trials, 1, 2)).toEqual([{ key: 'conv', from: '7x7', to: 'inactive' }]);
  expect(changesBetween(trials, 1, 1)).toEqual([]);
});

test('slices_of a choice_have the numbers of each decision', () => {
  const trials = trialsOf({ number: [0, 1, 2, 3, 4, 5], state: [0, 0, 0, 0, 0, 0] }, [1, 0, 1, 1, -1, 2]);
  const [choice] = trials.choices;
  if (choice === undefined) throw new Error('no choice');
  const slices = slicesOf(choice, [4, 7, 1, 2, 9, null], [0, 1, 2, 3, 4, 5]);
  expect(slicesOf(choice, [4, 7, 1, 2, 9, null], [0, 2])[0]?.median).toBe(2.5);
  expect(slices.map(slice => [slice.label, slice.rows.length, slice.median, slice.low, slice.high])).toEqual([['3x3', 1, 7, 7, 7], ['5x5', 3, 2, 1, 4], ['inactive', 1, 9, 9, 9]]);
  expect(slices[1]?.mean).toBeCloseTo(7 / 3);
});

test('schedule_puts each trial into the first slot that is free', () => {
  const trials = trialsOf({
    number: [0, 1, 2, 3, 4], state: [0, 0, 0, 0, 0], createdAt: [1000, 1000, 1000, 5000, 9000], startedAt: [1000, 2000, 6000, 6000, null], endedAt: [6000, 7000, 8000, null, null],
  });
  const schedule = scheduleOf(trials, 10_000);
  expect(schedule.spans.map(span => [span.row, span.slot, span.from, span.to, span.waited])).toEqual([[0, 0, 0, 5, 0], [1, 1, 1, 6, 1], [2, 0, 5, 7, 5], [3, 2, 5, 9, 1]]);
  expect(schedule.slots).toBe(3);
  expect(schedule.length).toBe(9);
  expect(schedule.busy).toBeCloseTo((5 + 5 + 2 + 4) / 27);
});

test('schedule_before anything ran_is empty', () => {
  expect(scheduleOf(trialsOf({ number: [0], state: [0], createdAt: [1], startedAt: [null], endedAt: [null] }), 5)).toMatchObject({ spans: [], slots: 0, length: 0, busy: 0 });
});

test('history by time_follows the ends and never stands still', () => {
  const history = historyByTime(trialsOf({ number: [0, 1, 2, 3], state: [0, 0, 0, 0], result: [0.5, 0.7, null, 0.6], createdAt: [0, 0, 0, 0], endedAt: [120_000, 60_000, 70_000, 120_000] }));
  expect(history.results).toEqual([0.7, 0.5, 0.6]);
  expect(history.x[0]).toBe(1);
  expect(history.x[2]).toBeGreaterThan(history.x[1] ?? Infinity);
});

test('compared trials_in a damaged address_are those that there are', () => {
  const trials = trialsOf({ number: [0, 1, 2], state: [0, 0, 0] });
  expect(comparedIn('2,0,2,7,x', trials)).toEqual([2, 0]);
  expect(comparedIn(undefined, trials)).toEqual([]);
  const many = trialsOf({ number: Array.from({ length: 20 }, (_, n) => n), state: Array.from({ length: 20 }, () => 0) });
  expect(comparedIn(many.number.join(','), many)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
