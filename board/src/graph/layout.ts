import { graphlib, layout as dagre } from '@dagrejs/dagre';

export type Direction = 'down' | 'right';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the members of one group stand, from the group's upper left corner. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  /** Upper left corners, in the order of the sizes. */
  readonly corners: readonly Point[];
  /** The lines, from border to border. */
  readonly lines: readonly (readonly Point[])[];
  /** Where the ports of the group lie on its border. */
  readonly inputs: readonly Point[];
  readonly outputs: readonly Point[];
}

/** A line between members by their number; -1 - n is a port: an input at the start, an output at the end. */
export interface Line {
  readonly from: number;
  readonly to: number;
}

export interface GroupShape {
  readonly sizes: readonly Size[];
  readonly lines: readonly Line[];
  readonly inputs: number;
  readonly outputs: number;
  /** Smallest width, for the header. */
  readonly width: number;
  readonly header: number;
  /** Members that stand side by side in their order, and what joins them behind; -1: nothing does. */
  readonly fan?: { readonly members: readonly number[]; readonly join: number };
}

/** Beyond this the exact layout of one flat group takes too long to wait for. */
const mostExact = 260;
const margin = 12;

const known = new Map<string, Placement>();

/** Lays out one group; groups of the same structure are laid out once. */
export function place(shape: GroupShape, direction: Direction): Placement {
  const key = `${direction}|${shape.fan === undefined ? '' : `${shape.fan.members.join(',')}>${shape.fan.join}`}|${shape.width}|${shape.header}|${shape.inputs}|${shape.outputs}|`
    + `${shape.sizes.map(s => `${s.width},${s.height}`).join(';')}|${shape.lines.map(l => `${l.from}>${l.to}`).join(';')}`;
  let result = known.get(key);
  if (result === undefined) {
    if (known.size > 3000) known.clear();
    result = shape.fan !== undefined ? sideBySide(shape, shape.fan, direction) : shape.sizes.length + shape.lines.length / 4 > mostExact ? inLayers(shape, direction) : exact(shape, direction);
    known.set(key, result);
  }
  return result;
}

export function forgetPlacements(): void {
  known.clear();
}

function name(end: number, side: 'i' | 'o'): string {
  return end >= 0 ? `n${end}` : `${side}${-1 - end}`;
}

function exact(shape: GroupShape, direction: Direction): Placement {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction === 'down' ? 'TB' : 'LR', nodesep: 14, ranksep: 32, edgesep: 8, marginx: margin, marginy: margin });
  graph.setDefaultEdgeLabel(() => ({}));
  shape.sizes.forEach((size, index) => graph.setNode(`n${index}`, { width: size.width, height: size.height }));
  // Ports are held at the first and the last rank by a heavy line to one invisible node.
  for (let i = 0; i < shape.inputs; i++) graph.setNode(`i${i}`, { width: 8, height: 1 });
  for (let i = 0; i < shape.outputs; i++) graph.setNode(`o${i}`, { width: 8, height: 1 });
  if (shape.inputs > 0) graph.setNode('top', { width: 1, height: 1 });
  if (shape.outputs > 0) graph.setNode('bottom', { width: 1, height: 1 });
  for (let i = 0; i < shape.inputs; i++) graph.setEdge('top', `i${i}`, { weight: 200, minlen: 1 });
  for (let i = 0; i < shape.outputs; i++) graph.setEdge(`o${i}`, 'bottom', { weight: 200, minlen: 1 });
  shape.lines.forEach((line, index) => graph.setEdge(name(line.from, 'i'), name(line.to, 'o'), { weight: 1, minlen: 1 }, `e${index}`));
  dagre(graph);
  const at = (id: string): { x: number; y: number } => graph.node(id) as { x: number; y: number };
  const corners = shape.sizes.map((size, index) => {
    const centre = at(`n${index}`);
    return { x: centre.x - size.width / 2, y: centre.y - size.height / 2 };
  });
  const lines = shape.lines.map((line, index) => {
    const edge = graph.edge(name(line.from, 'i'), name(line.to, 'o'), `e${index}`) as { points?: Point[] } | undefined;
    return (edge?.points ?? []).map(point => ({ x: point.x, y: point.y }));
  });
  const ports = (side: 'i' | 'o', number: number): Point[] => Array.from({ length: number }, (_, i) => ({ x: at(`${side}${i}`).x, y: at(`${side}${i}`).y }));
  return frame(shape, direction, corners, lines, ports('i', shape.inputs), ports('o', shape.outputs));
}

/** The candidates of a choice, in their order, between its inputs and what joins them. */
function sideBySide(shape: GroupShape, fan: { readonly members: readonly number[]; readonly join: number }, direction: Direction): Placement {
  const down = direction === 'down';
  const along = (size: Size): number => (down ? size.width : size.height);
  const deep = (size: Size): number => (down ? size.height : size.width);
  const none = { width: 0, height: 0 };
  const gap = 30;
  const corners: Point[] = shape.sizes.map(() => ({ x: 0, y: 0 }));
  const at = (cross: number, main: number): Point => (down ? { x: cross, y: main } : { x: main, y: cross });
  let cross = 0;
  let deepest = 0;
  for (const member of fan.members) {
    const size = shape.sizes[member] ?? none;
    corners[member] = at(cross, gap);
    cross += along(size) + 12;
    deepest = Math.max(deepest, deep(size));
  }
  const middle = (cross - 12) / 2;
  let end = gap + deepest + gap;
  const join = shape.sizes[fan.join];
  if (join !== undefined) {
    corners[fan.join] = at(middle - along(join) / 2, end);
    end += deep(join) + gap;
  }
  const spread = (number: number, main: number): Point[] => Array.from({ length: number }, (_, i) => at(middle + (i - (number - 1) / 2) * 26, main));
  const inputs = spread(shape.inputs, 0);
  const outputs = spread(shape.outputs, end);
  const centre = (member: number, side: 'start' | 'end'): Point | undefined => {
    const [size, corner] = [shape.sizes[member], corners[member]];
    if (size === undefined || corner === undefined) return undefined;
    const [x, y] = [corner.x + size.width / 2, corner.y + size.height / 2];
    return down ? { x, y: corner.y + (side === 'start' ? size.height : 0) } : { x: corner.x + (side === 'start' ? size.width : 0), y };
  };
  const lines = shape.lines.map(line => [
    centre(line.from, 'start') ?? inputs[-1 - line.from] ?? at(middle, 0), centre(line.to, 'end') ?? outputs[-1 - line.to] ?? at(middle, end),
  ]);
  return frame(shape, direction, corners, lines, inputs, outputs);
}

/** Each member one layer below the last that it reads, in the order of the network: rough, but without waiting. */
function inLayers(shape: GroupShape, direction: Direction): Placement {
  const layer = new Int32Array(shape.sizes.length);
  const order = [...shape.lines].filter(l => l.from >= 0 && l.to >= 0).sort((a, b) => a.from - b.from);
  for (let round = 0, moved = true; moved && round < 4; round++) {
    moved = false;
    for (const { from, to } of order) {
      const wanted = Math.min((layer[from] ?? 0) + 1, shape.sizes.length);
      if (from < to && wanted > (layer[to] ?? 0)) {
        layer[to] = wanted;
        moved = true;
      }
    }
  }
  const down = direction === 'down';
  const rows = new Map<number, number[]>();
  shape.sizes.forEach((_, index) => {
    const row = layer[index] ?? 0;
    const list = rows.get(row);
    if (list === undefined) rows.set(row, [index]);
    else list.push(index);
  });
  const corners: Point[] = shape.sizes.map(() => ({ x: 0, y: 0 }));
  let main = margin;
  for (const row of [...rows.keys()].sort((a, b) => a - b)) {
    // A layer of very many members is broken into lines, so that the picture keeps a shape that can be read.
    let cross = margin;
    let deepest = 0;
    for (const index of rows.get(row) ?? []) {
      const size = shape.sizes[index] ?? { width: 0, height: 0 };
      if (cross > 4000) {
        main += deepest + 8;
        cross = margin;
        deepest = 0;
      }
      corners[index] = down ? { x: cross, y: main } : { x: main, y: cross };
      cross += (down ? size.width : size.height) + 14;
      deepest = Math.max(deepest, down ? size.height : size.width);
    }
    main += deepest + 30;
  }
  const middle = (end: number, start: boolean, at: Point): Point => {
    const size = shape.sizes[end];
    const corner = corners[end];
    if (size === undefined || corner === undefined) return at;
    return down
      ? { x: corner.x + size.width / 2, y: corner.y + (start ? size.height : 0) }
      : { x: corner.x + (start ? size.width : 0), y: corner.y + size.height / 2 };
  };
  const spread = (number: number, side: number): Point[] => Array.from({ length: number }, (_, i) => (down ? { x: 30 + 24 * i, y: side } : { x: side, y: 30 + 24 * i }));
  const inputs = spread(shape.inputs, 0);
  const outputs = spread(shape.outputs, main);
  const lines = shape.lines.map(line => [
    middle(line.from, true, inputs[-1 - line.from] ?? { x: margin, y: 0 }),
    middle(line.to, false, outputs[-1 - line.to] ?? { x: margin, y: main }),
  ]);
  return frame(shape, direction, corners, lines, inputs, outputs);
}

/** Moves everything below the header, tightly into one frame, and the ports onto its border. */
function frame(
  shape: GroupShape, direction: Direction, corners: readonly Point[], lines: readonly (readonly Point[])[], inputs: readonly Point[], outputs: readonly Point[],
): Placement {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number): void => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  shape.sizes.forEach((size, index) => {
    const corner = corners[index];
    if (corner === undefined) return;
    include(corner.x, corner.y);
    include(corner.x + size.width, corner.y + size.height);
  });
  for (const line of lines) for (const point of line.slice(1, -1)) include(point.x, point.y);
  if (left > right) [left, top, right, bottom] = [0, 0, 0, 0];
  const width = Math.max(shape.width, right - left + 2 * margin);
  const height = bottom - top + 2 * margin + shape.header;
  const dx = margin - left + (width - (right - left + 2 * margin)) / 2;
  const dy = margin - top + shape.header;
  const move = (point: Point): Point => ({ x: Math.round((point.x + dx) * 10) / 10, y: Math.round((point.y + dy) * 10) / 10 });
  const down = direction === 'down';
  const border = (point: Point, start: boolean): Point => {
    const moved = move(point);
    return down
      ? { x: Math.min(width - 6, Math.max(6, moved.x)), y: start ? shape.header : height }
      : { x: start ? 0 : width, y: Math.min(height - 6, Math.max(shape.header + 6, moved.y)) };
  };
  const ins = inputs.map(point => border(point, true));
  const outs = outputs.map(point => border(point, false));
  const moved = lines.map((line, index) => {
    const points = line.map(move);
    const ends = shape.lines[index];
    if (ends !== undefined && ends.from < 0) points[0] = ins[-1 - ends.from] ?? points[0] ?? { x: 0, y: 0 };
    if (ends !== undefined && ends.to < 0) points[points.length - 1] = outs[-1 - ends.to] ?? points[points.length - 1] ?? { x: 0, y: 0 };
    return points;
  });
  return { width: Math.round(width), height: Math.round(height), corners: corners.map(move), lines: moved, inputs: ins, outputs: outs };
}
