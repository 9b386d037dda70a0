import { edgeCell, vertexCell } from './flat-cells';
import { blocksInRow, layersInRow, rowText } from './rows';

/** What is known of a choice for a drawing: its name, its candidates, and which are taken. */
export interface Decided {
  readonly key: string;
  readonly kind: 'layer' | 'input';
  readonly labels: readonly string[];
  readonly selected: readonly number[];
}

export interface CellNode {
  readonly id: string;
  readonly label: string;
  readonly kind: 'input' | 'inner' | 'output' | 'operation';
}

export interface CellEdge {
  readonly from: string;
  readonly to: string;
  /** The operation on the edge; empty: only a connection. */
  readonly operation: string;
  /** Keys of the choices that decided it. */
  readonly keys: readonly string[];
}

export interface CellDrawing {
  readonly name: string;
  readonly nodes: readonly CellNode[];
  readonly edges: readonly CellEdge[];
  readonly direction: 'right' | 'down';
}

/** A block of a network that is drawn as a row. */
export interface RowBlock {
  readonly key: string;
  /** What it computes; empty: the input or the output. */
  readonly operation: string;
  readonly lines: readonly string[];
  /** What stands below it. */
  readonly small: string;
}

/** What a block takes besides the one before it: added to its result, or read instead. */
export interface RowArc {
  readonly from: number;
  readonly to: number;
  readonly key: string;
  readonly reads: boolean;
}

/** A network whose layers stand in a row. */
export interface RowDrawing {
  readonly name: string;
  readonly blocks: readonly RowBlock[];
  /** Which blocks take the result of the block before them. */
  readonly joined: readonly boolean[];
  readonly arcs: readonly RowArc[];
  readonly note: string;
}

export type Drawing = CellDrawing | RowDrawing;

export function isRow(drawing: Drawing): drawing is RowDrawing {
  return 'blocks' in drawing;
}

/** Drawings of an architecture: its cells as papers draw them where the names tell of cells, layers in a row where they tell of layers, otherwise the whole network as a chain with skips. */
export function drawings(decided: readonly Decided[]): readonly Drawing[] {
  const whole = edgeCell(decided) ?? vertexCell(decided) ?? layersInRow(decided);
  if (whole !== null) return [whole];
  const used = new Set<string>();
  const cells = [...dartsCells(decided, used), ...enasCells(decided, used)];
  const rest = decided.filter(choice => !used.has(choice.key));
  if (rest.length === 0) return cells;
  const name = cells.length > 0 ? 'other choices' : 'network';
  return [...cells, rest.length > 1 && rest.every(choice => choice.kind === 'layer') ? blocksInRow(rest, name) : chain(rest, name)];
}

const previous = ['c(k−2)', 'c(k−1)'] as const;

function input(index: number): CellNode {
  return { id: `in${index}`, label: previous[index] ?? `input ${index}`, kind: 'input' };
}

/** Nodes whose edges are layer choices and whose inputs are taken by a switch among these: `normal_n2_p0` ..., `normal_n2_switch`. */
function dartsCells(decided: readonly Decided[], used: Set<string>): CellDrawing[] {
  const byKey = new Map(decided.map(choice => [choice.key, choice]));
  const cells = new Map<string, { nodes: Map<number, Decided>; edges: Decided[] }>();
  for (const choice of decided) {
    const match = /^(.*)_n(\d+)_switch$/.exec(choice.key);
    if (match === null || choice.kind !== 'input') continue;
    const [, name = '', number = '0'] = match;
    const cell = cells.get(name) ?? { nodes: new Map(), edges: [] };
    cells.set(name, cell);
    cell.nodes.set(Number(number), choice);
  }
  // Edges that no switch takes, of which a file does not say more, belong to their cell all the same.
  for (const choice of decided) if (cells.has(/^(.*)_n\d+_p\d+$/.exec(choice.key)?.[1] ?? '')) used.add(choice.key);
  return [...cells].map(([name, cell]) => {
    const edges: CellEdge[] = [];
    const inner = [...cell.nodes.keys()].sort((a, b) => a - b);
    for (const number of inner) {
      const choice = cell.nodes.get(number);
      if (choice === undefined) continue;
      used.add(choice.key);
      choice.labels.forEach((edgeKey, index) => {
        const edge = byKey.get(edgeKey);
        used.add(edgeKey);
        const from = Number(/_p(\d+)$/.exec(edgeKey)?.[1] ?? index);
        if (!choice.selected.includes(index)) return;
        for (const candidate of edge?.selected ?? []) {
          edges.push({ from: from < 2 ? `in${from}` : `n${from}`, to: `n${number}`, operation: edge?.labels[candidate] ?? '?', keys: [edgeKey, choice.key] });
        }
      });
    }
    const nodes: CellNode[] = [input(0), input(1), ...inner.map((number): CellNode => ({ id: `n${number}`, label: String(number - 2), kind: 'inner' })), { id: 'out', label: 'c(k)', kind: 'output' }];
    return { name, nodes, edges: [...edges, ...inner.map(number => ({ from: `n${number}`, to: 'out', operation: '', keys: [] }))], direction: 'right' };
  });
}

/** Nodes that add two branches, each with an input and an operation: `normal_node_0_x_input`, `normal_node_0_x_op`, and `_y`. */
function enasCells(decided: readonly Decided[], used: Set<string>): CellDrawing[] {
  const byKey = new Map(decided.map(choice => [choice.key, choice]));
  const cells = new Map<string, string[]>();
  for (const choice of decided) {
    const match = /^((.*)_node_\d+)_x_input$/.exec(choice.key);
    if (match === null) continue;
    const [, node = '', name = ''] = match;
    cells.set(name, [...(cells.get(name) ?? []), node]);
  }
  return [...cells].map(([name, nodes]) => {
    const edges: CellEdge[] = [];
    const read = new Set<string>();
    for (const node of nodes) {
      for (const branch of ['x', 'y']) {
        const from = byKey.get(`${node}_${branch}_input`);
        const operation = byKey.get(`${node}_${branch}_op`);
        if (from !== undefined) used.add(from.key);
        if (operation !== undefined) used.add(operation.key);
        for (const taken of from?.selected ?? []) {
          const label = from?.labels[taken] ?? '';
          const source = label === '' || /^input \d+$/.test(label) ? `in${taken}` : label;
          read.add(source);
          edges.push({ from: source, to: node, operation: (operation?.selected ?? []).map(o => operation?.labels[o] ?? '?').join(' + '), keys: [operation?.key ?? '', from?.key ?? ''] });
        }
      }
    }
    // Every node that no other reads is joined at the end.
    const open = nodes.filter(node => !read.has(node));
    return {
      name, direction: 'right',
      nodes: [input(0), input(1), ...nodes.map((node): CellNode => ({ id: node, label: /\d+$/.exec(node)?.[0] ?? node, kind: 'inner' })), { id: 'out', label: 'c(k)', kind: 'output' }],
      edges: [...edges, ...open.map(node => ({ from: node, to: 'out', operation: '', keys: [] }))],
    };
  });
}

/** Any other space: the chosen layers one after the other, and what the input choices add from earlier ones. */
function chain(decided: readonly Decided[], name: string): CellDrawing {
  const nodes: CellNode[] = [{ id: 'in', label: 'input', kind: 'input' }];
  const edges: CellEdge[] = [];
  const byName = new Map<string, string>();
  let last = 'in';
  for (const choice of decided) {
    if (choice.kind === 'layer') {
      const label = choice.selected.map(index => choice.labels[index] ?? '?').join(' + ');
      nodes.push({ id: choice.key, label: `${short(choice.key)}: ${label === '' ? '(inactive)' : label}`, kind: 'operation' });
      edges.push({ from: last, to: choice.key, operation: '', keys: [choice.key] });
      byName.set(choice.key, choice.key);
      // A source is often named by the layer around its choices: layer_3 for layer_3.op.
      for (let at = choice.key.search(/[._/][^._/]*$/); at > 0; at = choice.key.slice(0, at).search(/[._/][^._/]*$/)) {
        const above = choice.key.slice(0, at);
        if (!byName.has(above)) byName.set(above, choice.key);
      }
      last = choice.key;
    } else {
      for (const index of choice.selected) {
        const label = choice.labels[index] ?? '';
        const from = byName.get(label) ?? byName.get(`layers.${label}`);
        if (from !== undefined && from !== last) edges.push({ from, to: last, operation: '', keys: [choice.key] });
        else if (from === undefined) {
          const id = `source ${label === '' ? `${choice.key} ${index}` : label}`;
          if (!nodes.some(node => node.id === id)) nodes.push({ id, label: label === '' ? `#${index}` : label, kind: 'input' });
          edges.push({ from: id, to: last, operation: '', keys: [choice.key] });
        }
      }
    }
  }
  nodes.push({ id: 'out', label: 'output', kind: 'output' });
  edges.push({ from: last, to: 'out', operation: '', keys: [] });
  return { name, nodes, edges, direction: 'down' };
}

function short(key: string): string {
  return key.length <= 26 ? key : `…${key.slice(-25)}`;
}

/** The text that papers print: for each inner node its operations and where they come from. */
export function genotypeText(drawing: Drawing): string {
  if (isRow(drawing)) return rowText(drawing);
  const order = new Map(drawing.nodes.map((node, index) => [node.id, index]));
  const parts = drawing.edges.filter(edge => edge.operation !== '').map(edge => `('${edge.operation}', ${order.get(edge.from) ?? 0})`);
  return `${drawing.name} = [${parts.join(', ')}]`;
}
