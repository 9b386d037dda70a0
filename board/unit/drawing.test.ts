import { expect, test } from 'vitest';
import { swatches, magnitude, lineColour } from '../src/colours';
import { cellAsSvg, placeCell } from '../src/cell/draw-cell';
import { drawings, genotypeText, type Decided } from '../src/cell/genotype';
import { escape } from '../src/graph/svg-pen';
import { csv } from '../src/parts/download';
import { ticks } from '../src/charts/axes';

const ops = ['maxpool', 'skipconnect', 'sepconv3x3'];
const layer = (key: string, taken: number): Decided => ({ key, kind: 'layer', labels: ops, selected: [taken] });
const input = (key: string, labels: string[], selected: number[]): Decided => ({ key, kind: 'input', labels, selected });
const palette = { ink: '#000000', quiet: '#555555', line: '#aaaaaa', plane: '#ffffff', planes: ['#ffffff', '#eeeeee', '#dddddd'], box: '#ffffff', border: '#cccccc', accent: '#0000ff' };

test('cell of DARTS_has the edges that its switches take', () => {
  const [cell] = drawings([
    layer('normal_n2_p0', 2), layer('normal_n2_p1', 0), input('normal_n2_switch', ['normal_n2_p0', 'normal_n2_p1'], [0, 1]), layer('normal_n3_p0', 1), layer('normal_n3_p1', 1), layer('normal_n3_p2', 2),
    input('normal_n3_switch', ['normal_n3_p0', 'normal_n3_p1', 'normal_n3_p2'], [0, 2]),
  ]);
  expect(cell?.edges.filter(edge => edge.operation !== '').map(edge => `${edge.from} ${edge.operation} ${edge.to}`))
    .toEqual(['in0 sepconv3x3 n2', 'in1 maxpool n2', 'in0 skipconnect n3', 'n2 sepconv3x3 n3']);
  expect(cell === undefined ? '' : genotypeText(cell)).toBe("normal = [('sepconv3x3', 0), ('maxpool', 1), ('skipconnect', 0), ('sepconv3x3', 2)]");
});

test('cell of ENAS_joins the nodes that nobody reads', () => {
  const branch = (node: number, half: string, source: number, op: number): Decided[] => [
    input(`normal_node_${node}_${half}_input`, ['', '', ...Array.from({ length: node }, (_, i) => `normal_node_${i}`)], [source]), layer(`normal_node_${node}_${half}_op`, op),
  ];
  const [cell] = drawings([...branch(0, 'x', 0, 0), ...branch(0, 'y', 1, 1), ...branch(1, 'x', 2, 2), ...branch(1, 'y', 0, 0)]);
  expect(cell?.edges.map(edge => `${edge.from}>${edge.to}`)).toEqual(['in0>normal_node_0', 'in1>normal_node_0', 'normal_node_0>normal_node_1', 'in0>normal_node_1', 'normal_node_1>out']);
});

test('other spaces_are a chain with skips', () => {
  const [net] = drawings([layer('layers.layer_0.op', 0), layer('layers.layer_1.op', 1), layer('layers.layer_2.op', 2), input('layers.layer_2.skip', ['layer_0', 'layer_1'], [0])]);
  expect(net?.edges.map(edge => `${edge.from}>${edge.to}`)).toEqual(['in>layers.layer_0.op', 'layers.layer_0.op>layers.layer_1.op', 'layers.layer_1.op>layers.layer_2.op', 'layers.layer_0.op>layers.layer_2.op', 'layers.layer_2.op>out']);
});

test('drawing_with hostile names_is a whole SVG file', () => {
  const drawing = { name: '<a&"b', direction: 'right', nodes: [{ id: 'in', label: '</text><script>', kind: 'input' }, { id: 'out', label: '\u0000', kind: 'output' }], edges: [{ from: 'in', to: 'out', operation: '"><x', keys: ['k'] }] } as const;
  const source = cellAsSvg(drawing, new Map(), palette, new Set(['k']), drawing.name);
  expect(source).not.toMatch(/<script|<x|\u0000/);
  expect(source.match(/<svg|<\/svg>/g)).toHaveLength(2);
  expect(placeCell(drawing).edges[0]?.points.length).toBeGreaterThan(1);
  expect(escape('a<b>&\'"')).toBe('a&#60;b&#62;&#38;&#39;&#34;');
});

test('operations_have one colour in every list, and the ninth a hatch', () => {
  const few = swatches(['skipconnect', 'maxpool', 'sepconv3x3']);
  const many = swatches(['none', 'maxpool', 'avgpool', 'skipconnect', 'a', 'b', 'c', 'd', 'e', 'f']);
  expect(few.get('skipconnect')).toEqual(many.get('skipconnect'));
  const plain = [...many.values()].filter(swatch => !swatch.hatched).map(swatch => swatch.colour);
  expect(new Set(plain).size).toBe(plain.length);
  expect([...many.values()].filter(swatch => swatch.hatched).length).toBe(2);
  expect(new Set(Array.from({ length: 8 }, (_, i) => lineColour(i))).size).toBe(8);
});

test('magnitudes_get lighter all the way', () => {
  const light = Array.from({ length: 21 }, (_, i) => {
    const [r = 0, g = 0, b = 0] = magnitude(i / 20).match(/\d+/g)?.map(Number) ?? [];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  light.forEach((value, i) => i === 0 || expect(value).toBeGreaterThan(light[i - 1] ?? 0));
});

test('csv_quotes what needs it and keeps formulas texts', () => {
  expect(csv([['a,b', 'say "x"', '=1+1', 0.5, null]])).toBe('"a,b","say ""x""",\'=1+1,0.5,\r\n');
});

test('ticks_are round and inside', () => {
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
  expect(ticks(3, 3, 5)).toEqual([3]);
});
