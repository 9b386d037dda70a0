import { expect, test } from 'vitest';
import { amount, count, duration, number, percent, shape, epochOf } from '../src/format';

test('number_keeps four digits and writes gaps as such', () => {
  expect([0, 1, 97.6123, 0.012345, 1234567, -3.5, 1.23e-7, 2e12, NaN, Infinity, null].map(value => number(value)))
    .toEqual(['0', '1', '97.61', '0.01235', '1,234,567', '−3.5', '1.23e-7', '2.00e12', 'NaN', '∞', '–']);
});

test('amount_uses prefixes of a thousand', () => {
  expect([0, 950, 1500, 2_314_000, 99_950_000, 999_600, null].map(value => amount(value))).toEqual(['0', '950', '1.50 k', '2.31 M', '100 M', '1.00 M', '–']);
});

test('durations, shares and shapes_are for people', () => {
  expect([0.05, 12.34, 75, 3700, 90_000].map(duration)).toEqual(['50 ms', '12.3 s', '1 min 15 s', '1 h 1 min', '1 d 1 h']);
  expect([percent(0.1234), percent(NaN), shape([1, 16, 32]), shape([]), count(12345)]).toEqual(['12.3 %', '–', '1 × 16 × 32', 'scalar', '12,345']);
});

test('epoch_of lines that count from 0_is the one that people count, and never more than there are', () => {
  expect([epochOf(0, 3), epochOf(2, 3), epochOf(3, 3), epochOf(4, null), epochOf(null, 3)]).toEqual(['1 of 3', '3 of 3', '3 of 3', '5', '–']);
});
