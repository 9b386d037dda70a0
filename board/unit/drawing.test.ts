import { expect, test } from 'vitest';
import { swatches, magnitude, lineColour } from '../src/colours';
import { cellAsSvg, placeCell } from '../src/cell/draw-cell';
import { drawingAsDot } from '../src/cell/drawing-dot';
import { placeRow } from '../src/cell/draw-row';
import { drawings, genotypeText, isRow, type CellDrawing, type Decided, type RowDrawing } from '../src/cell/genotype';
import { blockLines } from '../src/cell/rows';
import { escape } from '../src/graph/svg-pen';
import { csv } from '../src/parts/download';
import { ticks } from '../src/charts/axes';

const ops = ['maxpool', 'skipconnect', 'sepconv3x3'];
const layer = (key: string, taken: number): Decided => ({ key, kind: 'layer', labels: ops, selected: [taken] });
const input = (key: string, labels: string[], selected: number[]): Decided => ({ key, kind: 'input', labels, selected });
function cellOf(decided: readonly Decided[]): CellDrawing {
  const [first] = drawings(decided);
  if (first === undefined || isRow(first)) throw new Error('no cell');
  return first;
}

function rowOf(decided: readonly Decided[]): RowDrawing {
  const [first] = drawings(decided);
  if (first === undefined || !isRow(first)) throw new Error('no row');
  return first;
}

const palette = { ink: '#000000', quiet: '#555555', line: '#aaaaaa', plane: '#ffffff', planes: ['#ffffff', '#eeeeee', '#dddddd'], box: '#ffffff', border: '#cccccc', accent: '#0000ff' };

test('cell of DARTS_has the edges that its switches take', () => {
  const cell = cellOf([
    layer('normal_n2_p0', 2), layer('normal_n2_p1', 0), input('normal_n2_switch', ['normal_n2_p0', 'normal_n2_p1'], [0, 1]), layer('normal_n3_p0', 1), layer('normal_n3_p1', 1), layer('normal_n3_p2', 2),
    input('normal_n3_switch', ['normal_n3_p0', 'normal_n3_p1', 'normal_n3_p2'], [0, 2]),
  ]);
  expect(cell.edges.filter(edge => edge.operation !== '').map(edge => `${edge.from} ${edge.operation} ${edge.to}`))
    .toEqual(['in0 sepconv3x3 n2', 'in1 maxpool n2', 'in0 skipconnect n3', 'n2 sepconv3x3 n3']);
  expect(genotypeText(cell)).toBe("normal = [('sepconv3x3', 0), ('maxpool', 1), ('skipconnect', 0), ('sepconv3x3', 2)]");
});

test('cells of a file alone_leave no edge over', () => {
  const named = drawings([{ key: 'normal_n2_p0', kind: 'layer', labels: ['maxpool'], selected: [0] }, { key: 'normal_n2_p1', kind: 'layer', labels: [], selected: [] }, { key: 'normal_n2_switch', kind: 'input', labels: ['normal_n2_p0'], selected: [0] }]);
  expect(named.map(one => one.name)).toEqual(['normal']);
});

test('cell of ENAS_joins the nodes that nobody reads', () => {
  const branch = (node: number, half: string, source: number, op: number): Decided[] => [
    input(`normal_node_${node}_${half}_input`, ['', '', ...Array.from({ length: node }, (_, i) => `normal_node_${i}`)], [source]), layer(`normal_node_${node}_${half}_op`, op),
  ];
  const cell = cellOf([...branch(0, 'x', 0, 0), ...branch(0, 'y', 1, 1), ...branch(1, 'x', 2, 2), ...branch(1, 'y', 0, 0)]);
  expect(cell.edges.map(edge => `${edge.from}>${edge.to}`)).toEqual(['in0>normal_node_0', 'in1>normal_node_0', 'normal_node_0>normal_node_1', 'in0>normal_node_1', 'normal_node_1>out']);
});

test('other spaces_are a chain with skips', () => {
  const net = cellOf([layer('layers.layer_0.op', 0), layer('layers.layer_1.op', 1), layer('layers.layer_2.op', 2), input('layers.layer_2.skip', ['layer_0', 'layer_1'], [0])]);
  expect(net.edges.map(edge => `${edge.from}>${edge.to}`)).toEqual(['in>layers.layer_0.op', 'layers.layer_0.op>layers.layer_1.op', 'layers.layer_1.op>layers.layer_2.op', 'layers.layer_0.op>layers.layer_2.op', 'layers.layer_2.op>out']);
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

test('layers of ENAS_stand in a row, with an arc for each earlier layer that is added', () => {
  const net = rowOf([layer('layers.0.op', 0), layer('layers.1.op', 1), input('layers.1.skip', ['layer_0'], []), layer('layers.2.op', 2), input('layers.2.skip', ['layer_0', 'layer_1'], [0, 1])]);
  expect(net.blocks.map(block => block.operation)).toEqual(['', 'maxpool', 'skipconnect', 'sepconv3x3', '']);
  expect(net.joined).toEqual([false, true, true, true, true]);
  expect(net.arcs).toEqual([{ from: 1, to: 3, key: 'layers.2.skip', reads: false }, { from: 2, to: 3, key: 'layers.2.skip', reads: false }]);
  expect(genotypeText(net)).toBe("network = ['maxpool', 'skipconnect', 'sepconv3x3']\nskips = [[], [], [0, 1]]");
});

test('layers of TextNAS_read where they say, and only there', () => {
  const net = rowOf([
    layer('layers.0.op', 0), layer('layers.1.op', 1), input('layers.1.input', ['layer_0'], [0]), layer('layers.2.op', 2), input('layers.2.input', ['layer_0', 'layer_1'], [0]), input('layers.2.skip', ['layer_0', 'layer_1'], [1]),
  ]);
  expect(net.joined).toEqual([false, true, true, false, true]);
  expect(net.arcs).toEqual([{ from: 1, to: 3, key: 'layers.2.input', reads: true }, { from: 2, to: 3, key: 'layers.2.skip', reads: false }]);
  expect(net.note).toContain('the output mixes all layers');
});

test('row_long without arcs_is broken, and no block lies over another', () => {
  const mobile: Decided[] = Array.from({ length: 40 }, (_, index) => ({ key: `s${index}`, kind: 'layer', labels: ['k3_e6', 'skip'], selected: [index % 2] }));
  const net = rowOf(mobile);
  const placed = placeRow(net);
  expect(placed.width).toBeLessThan(1250);
  expect(new Set(placed.blocks.map(block => block.y + block.height / 2)).size).toBeGreaterThan(1);
  placed.blocks.forEach((a, index) => {
    expect(a.x + a.width).toBeLessThanOrEqual(placed.width);
    expect(a.y + a.height).toBeLessThanOrEqual(placed.height);
    for (const b of placed.blocks.slice(index + 1)) expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
  });
  const source = cellAsSvg(net, swatches(['k3_e6', 'skip']), palette, new Set(['s0']), 'net');
  expect(source.match(/MB6/g)).toHaveLength(20);
  expect(source).toContain('stroke-dasharray="4 2"');
});

test('cell of NAS-Bench-201_has an edge for each operation but none', () => {
  const labels = ['none', 'conv_3x3'];
  const edge = (key: string, taken: number): Decided => ({ key, kind: 'layer', labels, selected: [taken] });
  const cell = cellOf([edge('0_1', 1), edge('0_2', 0), edge('1_2', 1), edge('0_3', 1), edge('1_3', 0), edge('2_3', 1)]);
  expect(cell.nodes.map(node => node.label)).toEqual(['input', '1', '2', 'output']);
  expect(cell.edges.map(one => `${one.from} ${one.operation} ${one.to}`)).toEqual(['n0 conv_3x3 n1', 'n1 conv_3x3 n2', 'n0 conv_3x3 n3', 'n2 conv_3x3 n3']);
});

test('cell of NAS-Bench-101_leaves out what leads nowhere', () => {
  const cell = cellOf([input('input1', [''], [0]), layer('op1', 0), input('input2', ['', ''], [0]), layer('op2', 2), input('input3', ['', '', ''], [2])]);
  expect(cell.nodes.map(node => node.label)).toEqual(['input', 'sepconv3x3', 'output']);
  expect(cell.edges.map(one => `${one.from}>${one.to}`)).toEqual(['v0>op2', 'op2>v3']);
});

test.each([
  ['k5_e6', ['MB6', '5×5']], ['k3_e1_g2', ['MB1', '3×3', 'g2']], ['sepconv3x3', ['sep conv', '3×3']], ['shufflenet_5x5', ['shufflenet', '5×5']], ['1 sep conv 3x3', ['sep conv', '3×3']], ['skip', ['skip']], ['0', ['0']],
])('name of a block_%s_is written in short lines', (label, lines) => {
  expect(blockLines(label)).toEqual(lines);
});

test('DOT of a row and of a cell_has its nodes and lines', () => {
  const row = drawingAsDot(rowOf([layer('layers.0.op', 0), layer('layers.1.op', 1), input('layers.1.skip', ['layer_0'], [0])]), swatches(ops));
  expect(row.match(/^ {2}n\d+ -> n\d+/gm)).toEqual(['  n0 -> n1', '  n1 -> n2', '  n2 -> n3', '  n1 -> n2']);
  expect(row).toContain('n1 [label="max pool\\nlayer 0", color="#e69f00"');
  const cell = drawingAsDot(cellOf([layer('0_1', 2)]), swatches(ops));
  expect(cell).toContain('n0 -> n1 [label="sepconv3x3"');
});
