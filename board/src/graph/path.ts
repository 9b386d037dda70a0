import { choicePlace, followLink, mostPorts, pieceKey, type Box, type Edge, type Tree } from './tree';

/** What one architecture uses of a supernet. */
export interface Path {
  readonly boxes: ReadonlySet<number>;
  readonly edges: ReadonlySet<Edge>;
  /** Numbers of the net's links that are in use. */
  readonly links: ReadonlySet<number>;
}

export type Selection = ReadonlyMap<string, readonly number[]>;

/** The path that is lit, and one that it is compared with. */
export interface LitPath {
  readonly selected: Selection;
  readonly path: Path;
  readonly before: Path | null;
  /** Boxes that both use, but not with the same things inside. */
  readonly changed: ReadonlySet<number>;
}

export type PathState = 'on' | 'off' | 'added' | 'removed' | 'changed';

/** Lights the path of an architecture, alone or beside that of another. */
export function lightPath(tree: Tree, selected: Selection, path: Path, before: Path | null): LitPath {
  const changed = new Set<number>();
  if (before !== null) {
    const mark = (id: number): void => {
      for (let box = tree.boxes[id]; box !== undefined && !changed.has(box.id); box = tree.boxes[box.parent]) changed.add(box.id);
    };
    for (const box of tree.boxes) {
      if (path.boxes.has(box.id) !== before.boxes.has(box.id)) mark(box.parent);
      if (box.edges.some(edge => path.edges.has(edge) !== before.edges.has(edge))) mark(box.id);
    }
  }
  return { selected, path, before, changed };
}

/** Where a box or line lies: with nothing to compare on or off the path, otherwise in both, neither, or one of them. */
export function pathState(lit: LitPath, part: number | Edge): PathState {
  const inside = (path: Path): boolean => (typeof part === 'number' ? path.boxes.has(part) : path.edges.has(part));
  const now = inside(lit.path);
  if (lit.before === null) return now ? 'on' : 'off';
  const then = inside(lit.before);
  return now ? (then ? (typeof part === 'number' && lit.changed.has(part) ? 'changed' : 'on') : 'added') : then ? 'removed' : 'off';
}

/** The boxes and lines whose results reach the output when these candidates are taken; a choice without a decision leaves all of its candidates. */
export function pathOf(tree: Tree, selected: Selection): Path {
  const { net, boxes } = tree;
  if (net.operations.length === 0) return { boxes: withoutFlow(tree, selected), edges: new Set(), links: new Set() };
  const into: number[][] = net.operations.map(() => []);
  net.links.forEach((link, index) => into[link.to]?.push(index));
  const last = net.operations.length - 1;
  const ends = net.operations[last]?.name === 'output' && (into[last]?.length ?? 0) > 0 ? [last] : net.operations.flatMap((_, index) => ((tree.readers[index]?.length ?? 0) === 0 ? [index] : []));
  const alive = new Uint8Array(net.operations.length);
  const waiting = [...ends];
  for (const end of ends) alive[end] = 1;
  const lit = new Set<number>();
  const edges = new Set<Edge>();
  const links = new Set<number>();
  const known = new Map<number, Map<string, Edge>>();
  const light = (id: number): void => {
    for (let box = boxes[id]; box !== undefined && !lit.has(box.id); box = boxes[box.parent]) lit.add(box.id);
  };
  const draw = (group: Box, from: number, to: number, _: number, choice: number, candidate: number): void => {
    let lines = known.get(group.id);
    if (lines === undefined) known.set(group.id, lines = new Map(group.edges.map(edge => [pieceKey(edge.from, edge.to, edge.choice, edge.candidate), edge])));
    const edge = lines.get(pieceKey(from, to, choice, candidate));
    if (edge !== undefined) edges.add(edge);
    light(from);
    light(to);
  };
  const port = (_: Box, ports: readonly number[], producer: number): number => {
    const at = ports.indexOf(producer);
    return -1 - (at < 0 ? mostPorts - 1 : at);
  };
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    light(tree.boxOf[at] ?? -1);
    for (const index of into[at] ?? []) {
      const link = net.links[index];
      if (link === undefined || !takes(tree, selected, at, link.candidate)) continue;
      links.add(index);
      followLink(tree, link, port, draw);
      if (alive[link.from] === 1) continue;
      alive[link.from] = 1;
      waiting.push(link.from);
    }
  }
  return { boxes: lit, edges, links };
}

function takes(tree: Tree, selected: Selection, join: number, candidate: number): boolean {
  const box = tree.boxes[tree.boxOf[join] ?? -1];
  const place = candidate < 0 || box === undefined ? undefined : choicePlace(tree, box);
  const facts = place === undefined ? undefined : tree.net.choices[place.choice];
  return facts === undefined || (selected.get(facts.key)?.includes(candidate) ?? true);
}

/** Where the operators are not known: everything that is in no candidate that is left out. */
function withoutFlow(tree: Tree, selected: Selection): ReadonlySet<number> {
  const lit = new Set<number>();
  for (const box of tree.boxes) {
    const facts = tree.net.choices[box.candidateOf];
    if ((box.parent < 0 || lit.has(box.parent)) && (facts === undefined || (selected.get(facts.key)?.includes(box.candidate) ?? true))) lit.add(box.id);
  }
  return lit;
}

export interface Decision {
  readonly key: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The choices in which two architectures differ, in the order of the network. */
export function decisionsThatDiffer(tree: Tree, before: Selection, now: Selection): readonly Decision[] {
  return tree.net.choices.flatMap(choice => {
    const [a, b] = [before.get(choice.key) ?? [], now.get(choice.key) ?? []];
    const names = (list: readonly number[], other: readonly number[]): string[] => list.filter(index => !other.includes(index)).map(index => choice.labels[index] ?? `#${index}`);
    const decision = { key: choice.key, added: names(b, a), removed: names(a, b) };
    return decision.added.length + decision.removed.length > 0 ? [decision] : [];
  });
}
