import type { Link, ModuleFacts, Supernet } from '../model/supernet';

export type BoxKind = 'group' | 'operation';

/** A box of the picture: a module that can be opened, or one operation. */
export interface Box {
  readonly id: number;
  readonly kind: BoxKind;
  readonly parent: number;
  readonly depth: number;
  readonly label: string;
  readonly detail: string;
  readonly path: string;
  readonly children: number[];
  /** Number of the choice that stands here, or -1. */
  readonly choice: number;
  /** This box is candidate number `candidate` of the choice `candidateOf`, or -1. */
  readonly candidateOf: number;
  readonly candidate: number;
  /** The module or the operation it stands for. */
  readonly module: number;
  readonly operation: number;
  /** Operations inside, itself included. */
  operations: number;
  /** Choices at or below this box. */
  choices: number[];
  /** Operations of other places whose results go in, and of this place whose results go out; in order of first use. */
  readonly inPorts: number[];
  readonly outPorts: number[];
  /** Lines between what is inside. */
  readonly edges: Edge[];
}

/** A line inside a group. Ends are boxes; -1 - n is the n-th port of the group: an input at the start, an output at the end. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  /** Operations that send along it; the first decides the ports of open boxes at its ends. */
  readonly producer: number;
  /** The choice whose candidate this line carries, or -1. */
  readonly choice: number;
  readonly candidate: number;
}

export interface Tree {
  readonly boxes: readonly Box[];
  readonly root: number;
  readonly net: Supernet;
  /** The box of each operation. */
  readonly boxOf: Int32Array;
  /** The boxes where each choice stands. */
  readonly places: readonly (readonly number[])[];
  /** For each operation those it reads and those that read it. */
  readonly inputs: readonly (readonly number[])[];
  readonly readers: readonly (readonly number[])[];
}

/** More ports than these are drawn as one. */
export const mostPorts = 8;

const containers = /^(ModuleList|ModuleDict|CandidateList)\b/;

export function buildTree(net: Supernet): Tree {
  const { modules, operations } = net;
  const own: number[][] = modules.map(() => []);
  operations.forEach((operation, index) => own[operation.module]?.push(index));
  const below: number[][] = modules.map(() => []);
  modules.forEach((module, index) => {
    if (module.parent >= 0) below[module.parent]?.push(index);
  });
  const size = new Int32Array(modules.length);
  for (let m = modules.length - 1; m >= 0; m--) {
    size[m] = (size[m] ?? 0) + (own[m]?.length ?? 0);
    const parent = modules[m]?.parent ?? -1;
    if (parent >= 0) size[parent] = (size[parent] ?? 0) + (size[m] ?? 0);
  }

  // Where the operators are not known, what leads to choices is shown all the same.
  const leads = modules.map(facts => operations.length === 0 && (facts.choice >= 0 || facts.candidate >= 0));
  for (let m = modules.length - 1; m > 0; m--) if (leads[m] === true) leads[modules[m]?.parent ?? 0] = true;

  const earliest: (number | undefined)[] = modules.map((_, index) => own[index]?.[0]);
  for (let m = modules.length - 1; m > 0; m--) {
    const parent = modules[m]?.parent ?? -1;
    const [here, above] = [earliest[m], earliest[parent]];
    if (here !== undefined && parent >= 0 && (above === undefined || here < above)) earliest[parent] = here;
  }

  const boxes: Box[] = [];
  const boxOf = new Int32Array(operations.length).fill(-1);
  const add = (kind: BoxKind, parent: Box | undefined, label: string, detail: string, module: number, operation: number, facts?: ModuleFacts): Box => {
    const candidateOf = facts !== undefined && facts.candidate >= 0 ? choiceAbove(modules, module) : -1;
    const labels = candidateOf >= 0 ? net.choices[candidateOf]?.labels : undefined;
    const box: Box = {
      id: boxes.length, kind, parent: parent?.id ?? -1, depth: parent === undefined ? 0 : parent.depth + 1,
      label: labels?.[facts?.candidate ?? -1] ?? label, detail, path: facts?.path ?? '', children: [], choice: facts?.choice ?? -1, candidateOf,
      candidate: candidateOf >= 0 ? facts?.candidate ?? -1 : -1, module, operation, operations: 0, choices: [], inPorts: [], outPorts: [], edges: [],
    };
    boxes.push(box);
    parent?.children.push(box.id);
    return box;
  };

  const visit = (m: number, parent: Box | undefined, prefix = ''): void => {
    const facts = modules[m];
    if (facts === undefined) return;
    const mine = own[m] ?? [];
    const kept = (below[m] ?? []).filter(child => (size[child] ?? 0) > 0 || leads[child] === true || isShownEmpty(modules[child]));
    const decides = facts.choice >= 0 || facts.candidate >= 0;
    if (parent !== undefined && !decides && mine.length === 0 && containers.test(facts.type)) {
      for (const child of kept) visit(child, parent, `${prefix}${facts.name}.`);
      return;
    }
    const label = facts.name === '' ? facts.type : `${prefix}${facts.name}`;
    // A module that is one operation needs no box around it, and a candidate without any, such as the identity, is still shown.
    const only = parent !== undefined && kept.length === 0 && mine.length <= 1;
    if (only) {
      const leaf = add('operation', parent, facts.type, label, m, mine[0] ?? -1, facts);
      if (mine[0] !== undefined) boxOf[mine[0]] = leaf.id;
      return;
    }
    const box = add('group', parent, parent === undefined ? facts.type : label, facts.type, m, -1, facts);
    // In the order of the network; what computes nothing comes after its neighbour in the definition.
    let before = -1;
    const inside = kept.map(child => ({ first: (before = earliest[child] ?? before), module: child }));
    const parts = [...mine.map(o => ({ first: o, module: -1 })), ...inside].sort((a, b) => a.first - b.first || a.module - b.module);
    for (const part of parts) {
      if (part.module >= 0) visit(part.module, box);
      else {
        const operation = add('operation', box, operations[part.first]?.name ?? '', '', m, part.first);
        boxOf[part.first] = operation.id;
      }
    }
  };
  visit(0, undefined);
  const places: number[][] = net.choices.map(() => []);
  for (const box of boxes) if (box.choice >= 0) places[box.choice]?.push(box.id);
  const inputs: number[][] = operations.map(() => []);
  const readers: number[][] = operations.map(() => []);
  for (const link of net.links) {
    inputs[link.to]?.push(link.from);
    readers[link.from]?.push(link.to);
  }
  const tree: Tree = { boxes, root: 0, net, boxOf, places, inputs, readers };
  countInside(boxes);
  joinLines(tree);
  return tree;
}

function isShownEmpty(facts: ModuleFacts | undefined): boolean {
  return facts !== undefined && (facts.choice >= 0 || facts.candidate >= 0);
}

function choiceAbove(modules: readonly ModuleFacts[], module: number): number {
  for (let m = modules[module]?.parent ?? -1; m >= 0; m = modules[m]?.parent ?? -1) {
    const choice = modules[m]?.choice ?? -1;
    if (choice >= 0) return choice;
  }
  return -1;
}

function countInside(boxes: readonly Box[]): void {
  for (let i = boxes.length - 1; i >= 0; i--) {
    const box = boxes[i];
    if (box === undefined) continue;
    if (box.operation >= 0) box.operations++;
    const inside = new Set(box.choices);
    if (box.choice >= 0) inside.add(box.choice);
    box.choices = [...inside].sort((a, b) => a - b);
    const parent = boxes[box.parent];
    if (parent === undefined) continue;
    parent.operations += box.operations;
    parent.choices = [...parent.choices, ...box.choices];
  }
}

/** Breaks each line between two operations at the borders of the boxes between them. */
function joinLines(tree: Tree): void {
  const { boxes, net } = tree;
  const seen: Set<string>[] = boxes.map(() => new Set());
  const inAt = boxes.map(() => new Map<number, number>());
  const outAt = boxes.map(() => new Map<number, number>());
  const port: PortOf = (group, ports, producer) => {
    const list = (ports === group.inPorts ? inAt : outAt)[group.id];
    let at = list?.get(producer);
    if (at === undefined) {
      at = Math.min(ports.length, mostPorts - 1);
      if (ports.length < mostPorts) ports.push(producer);
      list?.set(producer, at);
    }
    return -1 - at;
  };
  const draw: PieceOf = (group, from, to, producer, choice, candidate) => {
    const key = pieceKey(from, to, choice, candidate);
    if (seen[group.id]?.has(key) === true) return;
    seen[group.id]?.add(key);
    group.edges.push({ from, to, producer, choice, candidate });
  };
  for (const link of net.links) followLink(tree, link, port, draw);
}

/** The port of a group for what an operation sends, as the end of a line: -1 - n. */
export type PortOf = (group: Box, ports: number[], producer: number) => number;

export type PieceOf = (group: Box, from: number, to: number, producer: number, choice: number, candidate: number) => void;

/** What tells the lines of one group apart. */
export function pieceKey(from: number, to: number, choice: number, candidate: number): string {
  return `${from}>${to}>${choice}>${candidate}`;
}

/** Visits the pieces of a link: one at each border on the way from its ends up to the group that holds both, and one in that group. */
export function followLink(tree: Tree, link: Link, port: PortOf, draw: PieceOf): void {
  const { boxes, boxOf } = tree;
  const piece: PieceOf = (group, from, to, producer, choice, candidate) => {
    // Inside a choice a line belongs to the candidate that it touches.
    const touched = [to, from].map(id => boxes[id]).find(box => box !== undefined && box.candidate >= 0);
    if (touched !== undefined) [choice, candidate] = [touched.candidateOf, touched.candidate];
    draw(group, from, to, producer, choice, candidate);
  };
  const connect = (producer: number, start: Box, end: Box, choice: number, candidate: number): void => {
    let [a, b] = [start, end];
    while (a.parent !== b.parent) {
      const group = boxes[a.depth >= b.depth ? a.parent : b.parent];
      if (group === undefined) return;
      if (a.depth >= b.depth) {
        piece(group, a.id, port(group, group.outPorts, producer), producer, choice, candidate);
        a = group;
      } else {
        piece(group, port(group, group.inPorts, producer), b.id, producer, choice, candidate);
        b = group;
      }
    }
    const group = boxes[a.parent];
    if (group !== undefined && a !== b) piece(group, a.id, b.id, producer, choice, candidate);
  };
  const [start, end] = [boxes[boxOf[link.from] ?? -1], boxes[boxOf[link.to] ?? -1]];
  if (start === undefined || end === undefined) return;
  const place = link.candidate < 0 ? undefined : choicePlace(tree, end);
  const empty = emptyCandidate(tree, place, link.candidate);
  if (empty !== undefined) {
    // A candidate that computes nothing, such as the identity, still stands between its input and the join.
    connect(link.from, start, empty, -1, -1);
    connect(link.from, empty, end, -1, -1);
  } else connect(link.from, start, end, place?.choice ?? -1, place === undefined ? -1 : link.candidate);
}

/** The box of a candidate that computes nothing. */
export function emptyCandidate(tree: Tree, place: Box | undefined, candidate: number): Box | undefined {
  return place?.children.map(id => tree.boxes[id]).find(box => box !== undefined && box.candidate === candidate && box.operations === 0);
}

/** The box of the choice whose candidates are joined at a box: itself or the one around it. */
export function choicePlace(tree: Tree, join: Box): Box | undefined {
  if (join.choice >= 0) return join;
  const around = tree.boxes[join.parent];
  return around !== undefined && around.choice >= 0 ? around : undefined;
}
