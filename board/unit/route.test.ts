import { expect, test } from 'vitest';
import { parsePlace, writePlace } from '../src/route';
import { readBrushes, writeBrushes } from '../src/model/brushes';
import { readCamera, writeCamera } from '../src/graph/camera';

test('place_written and read_is the same', () => {
  const query = new Map([['q', 'result>0.9 & conv=5x5'], ['box', '7']]);
  const place = parsePlace(writePlace(['source', 'run/ä b'], query));
  expect(place.path).toEqual(['source', 'run/ä b']);
  expect([...place.query]).toEqual([...query]);
});

test('place_damaged_is still a place', () => {
  expect(parsePlace('#/source/%E0%A4%A').path).toEqual(['source', '%E0%A4%A']);
  expect(parsePlace('').path).toEqual([]);
});

test('brushes_written and read_are the same, damaged ones are left out', () => {
  const brushes = new Map([['a~b!c', { low: -0.5, high: 1.25 }], ['result', { low: 0.9, high: 1 }]]);
  expect(readBrushes(writeBrushes(brushes) ?? '')).toEqual(brushes);
  expect(readBrushes('x~1!y~a~b!z~1~2')).toEqual(new Map([['z', { low: 1, high: 2 }]]));
});

test('camera_out of range_is refused or held', () => {
  expect(readCamera(writeCamera({ x: 10, y: -20, scale: 0.5 }))).toEqual({ x: 10, y: -20, scale: 0.5 });
  expect(readCamera('1,2,900')?.scale).toBe(4);
  expect(readCamera('1,x,3')).toBeNull();
});
