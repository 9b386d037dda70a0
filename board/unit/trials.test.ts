import { expect, test } from 'vitest';
import type { TrialsAnswer } from '../src/api/types';
import { parseFilter } from '../src/model/filter';
import { paretoFront } from '../src/model/pareto';
import { bestSoFar, decisionOf, mergeTrials, readTrials } from '../src/model/trials';
import { sorted } from '../src/pages/trials';

const states = ['waiting', 'running', 'succeeded', 'failed'];

function answer(numbers: number[], state: number[], result: (number | null)[], parameters: (number | null)[], conv: number[]): TrialsAnswer {
  return {
    cursor: 'c', reset: true, n: numbers.length, total: numbers.length, columns: { number: numbers, state, result }, metrics: { parameters }, states, problems: [],
    choices: [{ key: 'conv', kind: 'layer', labels: ['3x3', '5x5'], values: conv }],
  };
}

const trials = readTrials(answer([0, 1, 2, 3], [2, 3, 2, 1], [0.91, null, 0.95, null], [100, null, 5000, null], [0, 1, 1, 0]));

function rows(text: string): number[] {
  const { test: holds, error } = parseFilter(text, trials);
  expect(error).toBeNull();
  return trials.number.filter((_, row) => holds(row));
}

test('filter_with comparisons and words_takes the rows where all hold', () => {
  expect(rows('')).toEqual([0, 1, 2, 3]);
  expect(rows('result>0.92')).toEqual([2]);
  expect(rows('result >= 0.9 & parameters<1k')).toEqual([0]);
  expect(rows('state:fail')).toEqual([1]);
  expect(rows('conv=5x5 state=succeeded')).toEqual([2]);
  expect(rows('5x5')).toEqual([1, 2]);
  expect(rows('#3')).toEqual([3]);
});

test('filter_that cannot be understood_is told', () => {
  expect(parseFilter('accuracy>0.9', trials).error).toMatch(/no column 'accuracy'.*result/);
  expect(parseFilter('result>much', trials).error).toMatch(/'much' is not a number/);
  expect(parseFilter('conv>3x3', trials).error).toMatch(/not with >/);
});

test('merge_of changed and new trials_replaces and adds', () => {
  const later = mergeTrials(trials, { ...answer([3, 4], [2, 0], [0.93, null], [70, null], [1, -1]), reset: false });
  expect(later.number).toEqual([0, 1, 2, 3, 4]);
  expect(later.numeric.get('result')).toEqual([0.91, null, 0.95, 0.93, null]);
  expect(later.state).toEqual(['succeeded', 'failed', 'succeeded', 'succeeded', 'waiting']);
  expect(later.choices.map(choice => choice.values)).toEqual([[0, 1, 1, 1, -1]]);
  expect(decisionOf(later.choices[0] ?? { key: '', kind: '', labels: [], values: [] }, 4)).toBe('');
});

test('sort_puts rows without a value last, both ways', () => {
  expect(sorted(trials, [0, 1, 2, 3], 'result', true)).toEqual([2, 0, 1, 3]);
  expect(sorted(trials, [0, 1, 2, 3], 'result', false)).toEqual([0, 2, 1, 3]);
  expect(sorted(trials, [0, 1, 2, 3], 'choice conv', false)).toEqual([0, 3, 1, 2]);
});

test('front_of random points_is what brute force finds', () => {
  let seed = 7;
  const next = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const xs = Array.from({ length: 300 }, () => Math.round(next() * 60));
  const ys = Array.from({ length: 300 }, () => Math.round(next() * 60));
  for (const [maximizeX, maximizeY] of [[false, true], [true, true], [false, false]] as const) {
    const beats = (a: number, b: number, larger: boolean): boolean => (larger ? a >= b : a <= b);
    const expected = xs.map((_, row) => row).filter(row => !xs.some((x, other) => other !== row && beats(x, xs[row] ?? 0, maximizeX) && beats(ys[other] ?? 0, ys[row] ?? 0, maximizeY)
      && (x !== xs[row] || ys[other] !== ys[row] || other < row)));
    expect([...paretoFront(xs, ys, maximizeX, maximizeY)].sort((a, b) => a - b)).toEqual(expected);
  }
});

test('best so far_goes the way that is wanted', () => {
  expect(bestSoFar([null, 3, 1, null, 5], true)).toEqual([null, 3, 3, 3, 5]);
  expect(bestSoFar([null, 3, 1, null, 5], false)).toEqual([null, 3, 1, 1, 1]);
});
