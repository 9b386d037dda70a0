import { expect, test } from 'vitest';
import { append, entropy, frameAt, gap, kept, meanOver, readHistory, remainder, strongest } from '../src/model/history';

const layer = { key: 'a', kind: 'layer', labels: ['x', 'y', 'z'], names: ['x', 'y', 'z'], when: [], pick: 1, skip: [], offset: 0 } as const;
const input = { key: 'b', kind: 'input', labels: ['p', 'q', 'r'], names: ['p', 'q', 'r'], when: [], pick: 2, skip: [], offset: 3 } as const;

function answer(steps: readonly number[], rows: readonly (readonly number[])[], dtype: 'f32' | 'u16' = 'f32', generation = 'g'): ArrayBuffer {
  const slots = rows[0]?.length ?? 0;
  const header = new TextEncoder().encode(`${JSON.stringify({ available: true, frames: steps.length, total: steps.length, slots, dtype, scale: 65535, kind: 'weights', generation, choices: [], steps, seconds: steps })}\n`);
  const width = dtype === 'f32' ? 4 : 2;
  const buffer = new ArrayBuffer(header.length + rows.length * slots * width);
  new Uint8Array(buffer).set(header);
  const view = new DataView(buffer, header.length);
  rows.flat().forEach((value, index) => (dtype === 'f32' ? view.setFloat32(4 * index, value, true) : view.setUint16(2 * index, Math.round(value * 65535), true)));
  return buffer;
}

const rows = [[0.2, 0.3, 0.5, 0.1, 0.9, 0.5], [0.7, 0.1, 0.1, 0.5, 0.4, 0.6]];

test('history_of both widths_has the numbers that were sent', () => {
  for (const dtype of ['f32', 'u16'] as const) {
    const { history } = readHistory(answer([10, 20], rows, dtype));
    expect(Array.from(history?.values ?? [])).toHaveLength(12);
    rows.flat().forEach((value, index) => expect(history?.values[index]).toBeCloseTo(value, 4));
  }
});

test('history_cut in a frame_has the whole frames', () => {
  const whole = answer([10, 20], rows);
  expect(readHistory(whole.slice(0, whole.byteLength - 3)).history?.steps).toEqual([10]);
});

test('history_that is not there_is nothing', () => {
  const bytes = new TextEncoder().encode('{"available":false,"reason":"not yet","frames":0,"total":0}\n');
  expect(readHistory(bytes.buffer as ArrayBuffer)).toEqual({ header: { available: false, reason: 'not yet', frames: 0, total: 0 }, history: null });
});

test('append_of overlapping frames_doubles none, of another generation_begins anew', () => {
  const first = readHistory(answer([10, 20], rows)).history;
  const later = readHistory(answer([20, 30], [...rows].reverse())).history;
  const other = readHistory(answer([5], [rows[0] ?? []], 'f32', 'h')).history;
  if (first === null || later === null || other === null) throw new Error('fixtures are whole');
  const joined = append(first, later);
  expect(joined.steps).toEqual([10, 20, 30]);
  expect(joined.values[12]).toBeCloseTo(0.2);
  expect(append(first, other).steps).toEqual([5]);
});

test('weights_of a frame_tell what is strongest, kept and left over', () => {
  const { history } = readHistory(answer([10, 20], rows));
  if (history === null) throw new Error('fixtures are whole');
  expect([strongest(history, 0, layer), strongest(history, 1, layer)]).toEqual([2, 0]);
  expect(remainder(history, 0, layer)).toBe(0);
  expect(remainder(history, 1, layer)).toBeCloseTo(0.1);
  expect(kept(history, 0, input)).toEqual([1, 2]);
  expect(kept(history, 1, { ...input, pick: null })).toEqual([0, 2]);
  expect(entropy(history, 0, layer)).toBeCloseTo((-0.2 * Math.log(0.2) - 0.3 * Math.log(0.3) - 0.5 * Math.log(0.5)) / Math.log(3), 5);
  expect([0, 10, 15, 20, 99].map(step => frameAt(history, step))).toEqual([0, 0, 0, 1, 1]);
});

test('gap_is what the kept candidates leave, and nothing where any number may be kept', () => {
  const { history } = readHistory(answer([1, 2], [[0.5, 0.3, 0.1, 0.6, 0.3, 0.1], [1, 0, 0, NaN, NaN, NaN]]));
  if (history === null) throw new Error('no history');
  expect(gap(history, 0, layer)).toBeCloseTo(0.5, 6);
  expect(gap(history, 0, input)).toBeCloseTo(0.1, 6);
  expect(gap(history, 1, layer)).toBeCloseTo(0, 6);
  expect(gap(history, 1, input)).toBeNaN();
  expect(gap(history, 0, { ...input, pick: null })).toBeNaN();
  expect(meanOver([layer, input], choice => gap(history, 0, choice))).toBeCloseTo(0.3, 6);
  expect(meanOver([layer, input], choice => gap(history, 1, choice))).toBeCloseTo(0, 6);
  expect(meanOver([], () => 1)).toBeNaN();
});
