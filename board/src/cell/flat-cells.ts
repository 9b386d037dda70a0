import type { CellDrawing, CellEdge, CellNode, Decided } from './genotype';

/** A cell with an operation between every two nodes, with keys such as `0_1`: that of NAS-Bench-201. Edges without an operation are left out. */
export function edgeCell(decided: readonly Decided[]): CellDrawing | null {
  const ends = decided.map(choice => (choice.kind === 'layer' ? /^(\d)_(\d)$/.exec(choice.key) : null));
  if (decided.length === 0 || ends.some(match => match === null)) return null;
  const pairs = ends.map(match => [Number(match?.[1]), Number(match?.[2])] as const);
  const last = Math.max(...pairs.map(([, to]) => to));
  const nodes = Array.from({ length: last + 1 }, (_, index): CellNode => ({
    id: `n${index}`, label: index === 0 ? 'input' : index === last ? 'output' : String(index), kind: index === 0 ? 'input' : index === last ? 'output' : 'inner',
  }));
  const edges = decided.flatMap((choice, index): CellEdge[] => {
    const [from, to] = pairs[index] ?? [0, 0];
    return choice.selected.map(taken => choice.labels[taken] ?? '?').filter(label => !/^(none|zeroi?z?e?)$/i.test(label))
      .map(operation => ({ from: `n${from}`, to: `n${to}`, operation, keys: [choice.key] }));
  });
  return { name: 'cell', nodes, edges, direction: 'right' };
}

/** A cell whose operations are the vertices, with keys such as `op1` and `input1`: that of NAS-Bench-101. What leads nowhere is left out. */
export function vertexCell(decided: readonly Decided[]): CellDrawing | null {
  const known = new Map<string, Decided>();
  for (const choice of decided) {
    const match = /^(op|input)(\d+)$/.exec(choice.key);
    if (match === null || (match[1] === 'input') !== (choice.kind === 'input')) return null;
    known.set(choice.key, choice);
  }
  const last = Math.max(0, ...decided.filter(choice => choice.kind === 'input').map(choice => Number(choice.key.slice(5))));
  if (last < 2) return null;
  const inputs = (vertex: number): readonly number[] => known.get(`input${vertex}`)?.selected ?? [];
  const [from, to] = [new Set([0]), new Set([last])];
  for (let vertex = 1; vertex <= last; vertex++) if (inputs(vertex).some(source => from.has(source))) from.add(vertex);
  for (let vertex = last; vertex > 0; vertex--) if (to.has(vertex)) for (const source of inputs(vertex)) to.add(source);
  const used = Array.from({ length: last + 1 }, (_, vertex) => vertex).filter(vertex => vertex === 0 || vertex === last || (from.has(vertex) && to.has(vertex)));
  const nodes = used.map((vertex): CellNode => {
    const operation = known.get(`op${vertex}`);
    if (vertex === 0 || vertex === last || operation === undefined) return { id: `v${vertex}`, label: vertex === 0 ? 'input' : 'output', kind: vertex === 0 ? 'input' : 'output' };
    return { id: operation.key, label: operation.selected.map(index => operation.labels[index] ?? '?').join(' + '), kind: 'operation' };
  });
  const id = new Map(used.map((vertex, index) => [vertex, nodes[index]?.id ?? '']));
  const edges = used.filter(vertex => vertex > 0).flatMap(vertex => inputs(vertex).filter(source => id.has(source) && from.has(source))
    .map((source): CellEdge => ({ from: id.get(source) ?? '', to: id.get(vertex) ?? '', operation: '', keys: [`input${vertex}`] })));
  return { name: 'cell', nodes, edges, direction: 'right' };
}
