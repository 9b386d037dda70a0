import type { Box, Edge, Tree } from './tree';
import { mostPorts } from './tree';
import { place, type Direction, type Placement, type Point, type Size } from './layout';

/** A box at its place in the picture. */
export interface Item {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly open: boolean;
  readonly children: readonly Item[];
  readonly lines: readonly SceneLine[];
}

export interface SceneLine {
  readonly edge: Edge;
  readonly points: readonly Point[];
  /** The closed choice at one of its ends, whose strongest candidate colours the line; or -1. */
  readonly closedChoice: number;
}

export interface Scene {
  readonly root: Item;
  readonly width: number;
  readonly height: number;
  /** All boxes in the order of the network. */
  readonly items: readonly Item[];
  readonly lines: number;
  readonly direction: Direction;
}

export const headerHeight = 22;
/** Size of a cell of the heat map in a closed group. */
export const heat = { width: 9, height: 6, mostRows: 16, mostColumns: 12 } as const;

const perLetter = 6.5;

export function buildScene(tree: Tree, open: ReadonlySet<number>, direction: Direction): Scene {
  const placements = new Map<number, Placement>();
  const root = tree.boxes[tree.root];
  if (root === undefined) throw new Error('a tree has a root');

  const measure = (box: Box): Size => {
    if (box.kind !== 'group' || !open.has(box.id)) return closedSize(tree, box);
    const sizes = box.children.map(id => measure(tree.boxes[id] ?? box));
    const at = new Map(box.children.map((id, index) => [id, index]));
    const placement = place({
      sizes,
      lines: box.edges.map(edge => ({ from: edge.from < 0 ? edge.from : at.get(edge.from) ?? 0, to: edge.to < 0 ? edge.to : at.get(edge.to) ?? 0 })),
      inputs: box.inPorts.length, outputs: box.outPorts.length,
      width: Math.max(80, headline(box).length * perLetter + 40), header: headerHeight, ...fanOf(tree, box),
    }, direction);
    placements.set(box.id, placement);
    return placement;
  };
  measure(root);

  const items: Item[] = [];
  let lines = 0;
  const put = (box: Box, x: number, y: number): Item => {
    const placement = placements.get(box.id);
    const at = items.length;
    items.push(undefined as unknown as Item);
    let item: Item;
    if (placement === undefined) {
      item = { box, x, y, ...closedSize(tree, box), open: false, children: [], lines: [] };
    } else {
      const children = box.children.map((id, index) => {
        const corner = placement.corners[index] ?? { x: 0, y: 0 };
        return put(tree.boxes[id] ?? box, x + corner.x, y + corner.y);
      });
      const byId = new Map(children.map(child => [child.box.id, child]));
      const drawn = box.edges.map((edge, index): SceneLine => {
        const points = (placement.lines[index] ?? []).map(point => ({ x: point.x + x, y: point.y + y }));
        attach(points, 0, byId.get(edge.from), edge, placements, direction, true);
        attach(points, points.length - 1, byId.get(edge.to), edge, placements, direction, false);
        return { edge, points, closedChoice: closedChoice(tree, byId.get(edge.from), byId.get(edge.to)) };
      });
      lines += drawn.length;
      item = { box, x, y, width: placement.width, height: placement.height, open: true, children, lines: drawn };
    }
    items[at] = item;
    return item;
  };
  const top = put(root, 0, 0);
  return { root: top, width: top.width, height: top.height, items, lines, direction };
}

/** The candidates of a layer choice stand in their order, when there is nothing but what joins them beside. */
function fanOf(tree: Tree, box: Box): { readonly fan?: { readonly members: readonly number[]; readonly join: number } } {
  const children = box.children.map(id => tree.boxes[id]);
  const candidates = children.flatMap((child, index) => (child !== undefined && child.candidate >= 0 && child.candidateOf === box.choice ? [index] : []));
  if (box.choice < 0 || candidates.length === 0 || candidates.length < children.length - 1) return {};
  const members = [...candidates].sort((a, b) => (children[a]?.candidate ?? 0) - (children[b]?.candidate ?? 0));
  return { fan: { members, join: children.findIndex((_, index) => !candidates.includes(index)) } };
}

/** Moves the end of a line to the port of the open box that it meets, or to the right side of a closed one. */
function attach(
  points: Point[], index: number, item: Item | undefined, edge: Edge, placements: ReadonlyMap<number, Placement>, direction: Direction, start: boolean,
): void {
  if (item === undefined) return;
  const placement = placements.get(item.box.id);
  if (placement === undefined) {
    // Lines leave and reach a closed box where the flow does, never at its sides.
    const point = points[index];
    if (point === undefined) return;
    const held = (value: number, low: number, size: number): number => Math.min(low + size - 6, Math.max(low + 6, value));
    points[index] = direction === 'down'
      ? { x: held(point.x, item.x, item.width), y: item.y + (start ? item.height : 0) }
      : { x: item.x + (start ? item.width : 0), y: held(point.y, item.y, item.height) };
    return;
  }
  const known = start ? item.box.outPorts : item.box.inPorts;
  const found = known.indexOf(edge.producer);
  const port = (start ? placement.outputs : placement.inputs)[found < 0 ? Math.min(known.length, mostPorts) - 1 : found];
  if (port === undefined) return;
  points[index] = direction === 'down' ? { x: item.x + port.x, y: item.y + (start ? item.height : 0) } : { x: item.x + (start ? item.width : 0), y: item.y + port.y };
}

function closedChoice(tree: Tree, from: Item | undefined, to: Item | undefined): number {
  for (const item of [from, to]) {
    if (item !== undefined && !item.open && item.box.choice >= 0 && tree.net.choices[item.box.choice]?.kind === 'layer') return item.box.choice;
  }
  return -1;
}

/** What stands in the header of an open box. */
export function headline(box: Box): string {
  return box.detail === '' || box.detail === box.label ? box.label : `${box.label} · ${box.detail}`;
}

/** How many rows and columns the heat map of a closed group has. */
export function heatSize(tree: Tree, box: Box): { rows: number; columns: number } {
  const rows = Math.min(box.choices.length, heat.mostRows);
  const columns = Math.min(heat.mostColumns, Math.max(1, ...box.choices.map(choice => tree.net.choices[choice]?.labels.length ?? 1)));
  return { rows, columns };
}

export function closedSize(tree: Tree, box: Box): Size {
  const text = (value: string, room: number): number => Math.min(210, Math.max(58, value.length * perLetter + room));
  if (box.choice >= 0) {
    const choice = tree.net.choices[box.choice];
    const longest = Math.max(0, ...(choice?.labels ?? []).map(label => label.length));
    return { width: text('x'.repeat(Math.min(24, Math.max(longest + 8, box.label.length))), 18), height: 46 };
  }
  if (box.choices.length > 0) {
    const { rows, columns } = heatSize(tree, box);
    return { width: Math.max(text(headline(box), 30), columns * heat.width + 20), height: 30 + rows * heat.height };
  }
  if (box.kind === 'group') return { width: text(headline(box), 36), height: box.candidate >= 0 ? 34 : 26 };
  return { width: text(box.candidate >= 0 ? `${box.label} 100.0 %` : box.label, 16), height: box.candidate >= 0 ? 30 : 24 };
}
