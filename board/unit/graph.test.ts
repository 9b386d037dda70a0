import { beforeAll, expect, test } from 'vitest';
import { ancestors, defaultDepth, openTo, pathsOf, search } from '../src/graph/opening';
import { place } from '../src/graph/layout';
import { buildScene, type Item, type Scene } from '../src/graph/scene';
import { buildTree, type Tree } from '../src/graph/tree';
import { readSupernet, type SupernetColumns } from '../src/model/supernet';
// @ts-expect-error the fixtures are plain JavaScript
import { dartsNet } from '../test/fixtures/supernet.mjs';

let tree: Tree;

beforeAll(() => {
  tree = buildTree(readSupernet(dartsNet(3, 2) as SupernetColumns));
});

test('tree_of a DARTS net_has its cells, and lists are no boxes', () => {
  const root = tree.boxes[tree.root];
  expect(root?.children.map(id => tree.boxes[id]?.label)).toEqual(expect.arrayContaining(['stem', 'cells.0', 'cells.1', 'cells.2']));
  expect(tree.boxes.some(box => box.detail === 'ModuleList')).toBe(false);
});

test('shared key_has all its places', () => {
  const choice = tree.net.choices.findIndex(one => one.key === 'normal_n2_p0');
  expect(tree.places[choice]?.map(id => tree.boxes[id]?.path)).toEqual(['cells.0.nodes.0.edges.0']);
  const reduce = tree.net.choices.findIndex(one => one.key === 'reduce_n2_p1');
  expect(tree.places[reduce]).toHaveLength(2);
});

test('candidate without operations_stands between the input and the join', () => {
  const place = tree.boxes.find(box => box.path === 'cells.0.nodes.0.edges.0');
  const identity = place?.children.map(id => tree.boxes[id]).find(box => box?.label === 'skipconnect');
  expect(identity?.operations).toBe(0);
  const touching = place?.edges.filter(edge => edge.from === identity?.id || edge.to === identity?.id);
  expect(touching?.map(edge => edge.candidate)).toEqual([2, 2]);
  expect(touching?.some(edge => edge.from < 0)).toBe(true);
});

test('lines into an input choice_carry its candidates', () => {
  const node = tree.boxes.find(box => box.path === 'cells.0.nodes.0');
  const switchBox = node?.children.map(id => tree.boxes[id]).find(box => box?.choice !== undefined && box.choice >= 0 && tree.net.choices[box.choice]?.kind === 'input');
  expect(node?.edges.filter(edge => edge.to === switchBox?.id).map(edge => edge.candidate)).toEqual([0, 1]);
});

test('every operation has one box, and no line leaves its group', () => {
  expect([...tree.boxOf].every(id => id >= 0)).toBe(true);
  for (const box of tree.boxes) {
    for (const edge of box.edges) {
      expect(edge.from < 0 ? -1 - edge.from < box.inPorts.length : box.children.includes(edge.from)).toBe(true);
      expect(edge.to < 0 ? -1 - edge.to < box.outPorts.length : box.children.includes(edge.to)).toBe(true);
    }
  }
});

function checkGeometry(scene: Scene): void {
  const visit = (item: Item): void => {
    for (const child of item.children) {
      expect(child.x).toBeGreaterThanOrEqual(item.x);
      expect(child.y).toBeGreaterThanOrEqual(item.y);
      expect(child.x + child.width).toBeLessThanOrEqual(item.x + item.width + 0.5);
      expect(child.y + child.height).toBeLessThanOrEqual(item.y + item.height + 0.5);
      visit(child);
    }
    item.children.forEach((a, index) => {
      for (const b of item.children.slice(index + 1)) {
        const apart = a.x + a.width <= b.x + 0.2 || b.x + b.width <= a.x + 0.2 || a.y + a.height <= b.y + 0.2 || b.y + b.height <= a.y + 0.2;
        expect(apart, `${a.box.path} and ${b.box.path}`).toBe(true);
      }
    });
    for (const line of item.lines) {
      expect(line.points.length).toBeGreaterThanOrEqual(2);
      for (const point of line.points) expect(Number.isFinite(point.x) && Number.isFinite(point.y)).toBe(true);
      const to = item.children.find(child => child.box.id === line.edge.to);
      const end = line.points[line.points.length - 1];
      if (to !== undefined && end !== undefined) expect(end.x >= to.x - 1 && end.x <= to.x + to.width + 1 && end.y >= to.y - 1 && end.y <= to.y + to.height + 1).toBe(true);
    }
  };
  visit(scene.root);
}

test('scene_open to any depth_has boxes inside their parents, none over another, and lines that end at boxes', () => {
  for (let depth = 1; depth <= pathsOf(tree); depth++) for (const direction of ['down', 'right'] as const) checkGeometry(buildScene(tree, openTo(tree, depth), direction));
});

test('large flat group_is laid out without overlap', () => {
  const sizes = Array.from({ length: 900 }, () => ({ width: 60, height: 24 }));
  const lines = Array.from({ length: 1500 }, (_, i) => ({ from: i % 899, to: Math.min(899, (i % 899) + 1 + (i % 7)) }));
  const placed = place({ sizes, lines, inputs: 1, outputs: 1, width: 100, header: 22 }, 'down');
  const seen = new Set(placed.corners.map(corner => `${corner.x},${corner.y}`));
  expect(seen.size).toBe(900);
  expect(placed.corners.every(corner => corner.x >= 0 && corner.y >= 22 && corner.x + 60 <= placed.width && corner.y + 24 <= placed.height)).toBe(true);
});

test('search_finds by name, type and key; ancestors lead to it', () => {
  const found = search(tree, 'sepconv3x3');
  expect(found.length).toBe(3 * (2 + 3));
  expect(ancestors(tree, found[0] ?? 0).map(id => tree.boxes[id]?.depth)).toEqual([0, 1, 2, 3]);
  expect(search(tree, 'reduce_n2_p0').length).toBe(2);
  expect(search(tree, '  ')).toEqual([]);
});

test('net of 8,000 operations_is a tree and a first scene quickly', () => {
  const large = buildTree(readSupernet(dartsNet(20) as SupernetColumns));
  expect(large.net.operations.length).toBeGreaterThan(8000);
  const scene = buildScene(large, openTo(large, defaultDepth(large)), 'down');
  expect(scene.items.length).toBeLessThan(120);
  checkGeometry(scene);
});

test('damaged numbers_make a tree without them', () => {
  const columns = dartsNet(1, 1) as { modules: { parent: number[] }; edges: { from: number[]; to: number[] }; operators: { module: number[] } } & SupernetColumns;
  columns.modules.parent[3] = 9999;
  columns.edges.from[0] = 1e6;
  columns.edges.to[1] = -5;
  columns.operators.module[2] = -1;
  const damaged = buildTree(readSupernet(columns));
  expect(buildScene(damaged, openTo(damaged, 9), 'down').items.length).toBeGreaterThan(5);
});
