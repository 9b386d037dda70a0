import { expect, test } from 'vitest';
import { flows, sceneAsDot } from '../src/graph/dot';
import { decidedness, layerOf, lead } from '../src/graph/layers';
import { openTo } from '../src/graph/opening';
import { pixelsPerPoint, sceneAsSvg } from '../src/graph/picture';
import type { Look } from '../src/graph/paint';
import { decisionsThatDiffer, lightPath, pathOf, pathState, type Selection } from '../src/graph/path';
import { buildScene } from '../src/graph/scene';
import { buildTree, type Box } from '../src/graph/tree';
import { readArchitecture } from '../src/model/architecture';
import type { History } from '../src/model/history';
import { readSupernet, type SupernetColumns } from '../src/model/supernet';
// @ts-expect-error the fixtures are plain JavaScript
import { dartsNet } from '../test/fixtures/supernet.mjs';

const tree = buildTree(readSupernet(dartsNet(2, 2) as SupernetColumns));
const palette = { ink: '#000000', quiet: '#555555', line: '#aaaaaa', plane: '#ffffff', planes: ['#ffffff'], box: '#ffffff', border: '#cccccc', accent: '#0000ff' };

/** Takes the first candidate everywhere, but for these. */
function selection(other: Readonly<Record<string, readonly number[]>> = {}): Selection {
  return new Map(tree.net.choices.map(choice => [choice.key, other[choice.key] ?? (choice.kind === 'layer' ? [0] : [0, 1])]));
}

function box(path: string): Box {
  const found = tree.boxes.find(one => one.path === path);
  if (found === undefined) throw new Error(path);
  return found;
}

function look(lit: Look['path'], history: History | null = null, heatOf: Look['heatOf'] = null): Look {
  return { tree, history, frame: 0, taken: null, against: null, colours: new Map(), threshold: 0, derived: false, lit: new Set(), selected: -1, heatOf, path: lit, palette, direction: 'down' };
}

test('path_holds the taken candidates and what they need, and nothing of the others', () => {
  const path = pathOf(tree, selection({ reduce_n3_p0: [3], reduce_n3_switch: [0, 2] }));
  expect(path.boxes.has(box('cells.1.nodes.1.edges.0.sepconv3x3').id)).toBe(true);
  expect(path.boxes.has(box('cells.1.nodes.1.edges.0.maxpool').id)).toBe(false);
  expect(path.boxes.has(box('cells.1.nodes.1.edges.1').id)).toBe(false);
  expect(path.boxes.has(box('cells.1.nodes.1.edges.2').id)).toBe(true);
  expect(path.boxes.has(box('stem').id)).toBe(true);
});

test('path_of every candidate at once_is the whole network', () => {
  const all = pathOf(tree, new Map());
  expect(tree.boxes.filter(one => !all.boxes.has(one.id)).map(one => one.path)).toEqual([]);
  expect(tree.boxes.flatMap(one => one.edges).every(edge => all.edges.has(edge))).toBe(true);
  expect(all.links.size).toBe(tree.net.links.length);
});

test('path_through a candidate that computes nothing_lights its box and both its lines', () => {
  const place = box('cells.1.nodes.0.edges.0');
  const identity = tree.boxes.find(one => one.parent === place.id && one.label === 'skipconnect');
  const touching = place.edges.filter(edge => edge.from === identity?.id || edge.to === identity?.id);
  const [skip, pool] = [pathOf(tree, selection({ reduce_n2_p0: [2] })), pathOf(tree, selection())];
  expect(touching).toHaveLength(2);
  expect(touching.map(edge => [skip.edges.has(edge), pool.edges.has(edge)])).toEqual([[true, false], [true, false]]);
  expect([skip.boxes.has(identity?.id ?? -1), pool.boxes.has(identity?.id ?? -1)]).toEqual([true, false]);
});

test('two paths_tell what came, what went and what has changed inside', () => {
  const [a, b] = [selection(), selection({ reduce_n2_p0: [4] })];
  const lit = lightPath(tree, b, pathOf(tree, b), pathOf(tree, a));
  const at = (path: string): string => pathState(lit, box(path).id);
  expect(at('cells.1.nodes.0.edges.0.sepconv5x5')).toBe('added');
  expect(at('cells.1.nodes.0.edges.0.maxpool')).toBe('removed');
  expect(at('cells.1.nodes.0.edges.0.sepconv3x3')).toBe('off');
  expect(at('cells.1.nodes.0.edges.0')).toBe('changed');
  expect(at('cells.1.nodes.0.edges.1')).toBe('on');
  expect(decisionsThatDiffer(tree, a, b)).toEqual([
    { key: 'reduce_n2_p0', added: ['sepconv5x5'], removed: ['maxpool'] },
  ]);
});

test('network without operators_has a path all the same', () => {
  const columns = dartsNet(1, 1) as SupernetColumns;
  const none = { name: [], module: [], shape: [], parameters: [], flops: [], label: [] };
  const bare = buildTree(readSupernet({ ...columns, operators: none, edges: { from: [], to: [], candidate: [] }, outputs: [] }));
  const path = pathOf(bare, new Map(bare.net.choices.map(choice => [choice.key, [1]])));
  const used = bare.boxes.filter(one => path.boxes.has(one.id) && one.candidate >= 0);
  expect(used.length).toBeGreaterThan(0);
  expect(used.every(one => one.candidate === 1)).toBe(true);
});

test('pictures with a path_are drawn, of the whole and of a part', () => {
  const scene = buildScene(tree, openTo(tree, 9), 'down');
  const lit = lightPath(tree, selection(), pathOf(tree, selection()), pathOf(tree, selection({ reduce_n2_p0: [4] })));
  const whole = sceneAsSvg(scene, look(lit), 'whole');
  expect(whole).toContain('#d55e00');
  const part = sceneAsSvg(scene, look(lit), 'part', { camera: { x: -100, y: -50, scale: 0.5 }, width: 300, height: 200 });
  expect(part).toContain('width="300" height="200" viewBox="200 100 600 400"');
  expect(part.length).toBeLessThan(whole.length / 2);
});

test('pixels of a picture_are never more than programs open', () => {
  for (const [width, height] of [[100, 100], [1e6, 10], [30_000, 30_000], [0, 0]] as const) {
    const ratio = pixelsPerPoint(width, height);
    expect(ratio).toBeGreaterThan(0);
    expect(ratio).toBeLessThanOrEqual(2);
    expect(Math.max(width, height) * ratio).toBeLessThanOrEqual(12_001);
    expect(width * height * ratio * ratio).toBeLessThanOrEqual(60.1e6);
  }
});

test('DOT of any depth_has a cluster for each open box, a node for each closed one, and no other ends', () => {
  for (let depth = 1; depth < 6; depth++) {
    const scene = buildScene(tree, openTo(tree, depth), 'down');
    const dot = sceneAsDot(scene, look(null), 'a "net"\\');
    const nodes = new Set([...dot.matchAll(/^ *n(\d+) \[/gm)].map(match => match[1]));
    expect([...dot.matchAll(/subgraph cluster_/g)]).toHaveLength(scene.items.filter(item => item.open).length - 1);
    expect(nodes.size).toBe(scene.items.filter(item => !item.open).length);
    const ends = [...dot.matchAll(/^ *n(\d+) -> n(\d+)/gm)];
    expect(ends.length).toBeGreaterThan(2);
    expect(ends.every(match => nodes.has(match[1]) && nodes.has(match[2]) && match[1] !== match[2])).toBe(true);
    expect(dot.split('{').length).toBe(dot.split('}').length);
    expect(dot).toContain('digraph "a \\"net\\"\\\\" {');
  }
});

test('DOT_of a candidate that computes nothing_goes through it', () => {
  const scene = buildScene(tree, openTo(tree, 9), 'down');
  const identity = box('cells.0.nodes.0.edges.0.skipconnect').id;
  const touching = flows(scene, { tree }).filter(flow => flow.from === identity || flow.to === identity);
  expect(touching.map(flow => flow.candidate)).toEqual([2, 2]);
});

const history = (rows: readonly (readonly number[])[]): History => {
  const slots = tree.net.choices.reduce((sum, choice) => sum + choice.labels.length, 0);
  const values = new Float32Array(rows.length * slots).fill(NaN);
  rows.forEach((row, frame) => values.set(row, frame * slots));
  return { steps: rows.map((_, index) => index), seconds: [], slots, values, kind: 'weights', generation: '', total: rows.length, choices: [] };
};

test('decidedness and lead_of equal, certain and missing weights', () => {
  const [first] = tree.net.choices;
  if (first === undefined) throw new Error('no choice');
  const h = history([[1, 1, 1, 1, 1, 1, 1].map(one => one / 7), [0, 0, 1, 0, 0, 0, 0], [0.5, 0.3, 0.2, 0, 0, 0, 0]]);
  expect(decidedness(h, 0, first)).toBeCloseTo(0, 5);
  expect(decidedness(h, 1, first)).toBeCloseTo(1, 5);
  expect(lead(h, 0, first)).toBeCloseTo(0, 5);
  expect(lead(h, 1, first)).toBeCloseTo(1, 5);
  expect(lead(h, 2, first)).toBeCloseTo(0.2, 5);
  const last = tree.net.choices[tree.net.choices.length - 1];
  expect(last === undefined ? null : [decidedness(h, 0, last), lead(h, 0, last)]).toEqual([null, null]);
});

test('layer of decidedness_gives groups the mean of what they hold, and the rest nothing', () => {
  const h = history([[0, 0, 1, 0, 0, 0, 0, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7]]);
  const layer = layerOf(tree, 'decided', h, 0, null);
  const keys = tree.net.choices.slice(0, 2).map(choice => choice.key);
  expect(keys).toEqual(['reduce_n2_p0', 'reduce_n2_p1']);
  expect(layer?.valueOf(box('cells.0.nodes.0.edges.0'))).toBeCloseTo(1, 5);
  expect(layer?.valueOf(box('cells.0.nodes.0'))).toBeCloseTo(0.5, 5);
  expect(layer?.valueOf(box('stem'))).toBe(null);
  expect(layerOf(tree, 'decided', null, 0, null)).toBe(null);
});

test('layer of costs_shows candidates by their number and choices by the mean', () => {
  const costs = { name: 'latency_ms', constant: 0, choices: { reduce_n2_p0: [0, 0, 7, 0, 0, 0, 0] } };
  const layer = layerOf(tree, 'cost', null, 0, costs);
  expect(layer?.valueOf(box('cells.0.nodes.0.edges.0.skipconnect'))).toBe(7);
  expect(layer?.heatOf?.(box('cells.0.nodes.0.edges.0.skipconnect'))).toBeCloseTo(1, 6);
  expect(layer?.valueOf(box('cells.0.nodes.0.edges.0'))).toBeCloseTo(1, 6);
  expect(layer?.heatOf?.(box('stem'))).toBe(null);
});

const layer = { key: 'conv', kind: 'layer', names: ['3x3', '5x5', 'skip'], pick: 1, when: [] } as const;
const some = { key: 'from', kind: 'input', names: ['a', 'b', ''], pick: 2, when: [] } as const;
const inner = { key: 'inner', kind: 'layer', names: ['x', 'y'], pick: 1, when: [[{ key: 'conv', candidate: 1 }]] } as const;
const read = (text: string): unknown => {
  const reading = readArchitecture(text, [layer, some, inner]);
  return 'problem' in reading ? reading.problem : Object.fromEntries(reading.selected);
};

test('architecture_in any encoding_is read', () => {
  const wanted = { conv: [0], from: [0, 1] };
  for (const text of ['{"conv":"3x3","from":["a","b"]}', '{"conv":0,"from":[1,0],"$meta":{}}', '{"conv":["3x3"],"from":[true,true,false]}', '{"conv":[true,false,false],"from":[0.5,0.5,0.0]}',
    '{"conv":{"_value":"3x3","_idx":0},"from":{"_value":["a","b"],"_idx":[0,1]}}']) expect(read(text), text).toEqual(wanted);
  expect(read('{"conv":"5x5","from":[0,2],"inner":"y"}')).toEqual({ conv: [1], from: [0, 2], inner: [1] });
});

test.each([
  ['[', /not JSON/], ['[1]', /no architecture/], ['{"con":"3x3"}', /no choice 'con'/], ['{"conv":"3x3"}', /no decision for 'from'/], ['{"conv":"7x7","from":[0,1]}', /'conv'.*'7x7' is none/],
  ['{"conv":3,"from":[0,1]}', /out of range/], ['{"conv":0,"from":[0]}', /takes exactly 2 of 3/], ['{"conv":0,"from":[0,0]}', /listed twice/], ['{"conv":0,"from":[true,false]}', /one for each/],
  ['{"conv":null,"from":[0,1]}', /allowed are a name/], ['{"conv":"5x5","from":[0,1]}', /no decision for 'inner'/], ['{"conv":0,"from":[0.5,"a",0.1]}', /mixes/],
])('architecture that does not fit_%s_is told in one line', (text, words) => {
  const problem = read(text);
  expect(problem).toMatch(words);
  expect(problem).not.toContain('\n');
});
