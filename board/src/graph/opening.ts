import type { Tree } from './tree';

/** The groups that are open when all is open down to a depth; 1 shows the parts of the model. */
export function openTo(tree: Tree, depth: number): Set<number> {
  return new Set(tree.boxes.filter(box => box.kind === 'group' && box.depth < depth).map(box => box.id));
}

/** The depth at which everything is open. */
export function pathsOf(tree: Tree): number {
  return tree.boxes.reduce((most, box) => (box.kind === 'group' ? Math.max(most, box.depth + 1) : most), 1);
}

const mostAtFirst = 90;

/** As deep as a first look can take in. */
export function defaultDepth(tree: Tree): number {
  const perDepth: number[] = [];
  for (const box of tree.boxes) perDepth[box.depth] = (perDepth[box.depth] ?? 0) + 1;
  let depth = 1;
  let shown = (perDepth[0] ?? 0) + (perDepth[1] ?? 0);
  while (depth + 1 < perDepth.length && shown + (perDepth[depth + 1] ?? 0) <= mostAtFirst) shown += perDepth[++depth] ?? 0;
  return depth;
}

/** The boxes around a box, the outermost first. */
export function ancestors(tree: Tree, id: number): number[] {
  const result: number[] = [];
  for (let at = tree.boxes[id]?.parent ?? -1; at >= 0; at = tree.boxes[at]?.parent ?? -1) result.unshift(at);
  return result;
}

/** The boxes whose name, type, path or key holds all words. */
export function search(tree: Tree, text: string): readonly number[] {
  const words = text.toLowerCase().split(/\s+/).filter(word => word !== '');
  if (words.length === 0) return [];
  const result: number[] = [];
  for (const box of tree.boxes) {
    const key = tree.net.choices[box.choice]?.key ?? '';
    const operation = tree.net.operations[box.operation]?.name ?? '';
    const hay = `${box.label} ${box.detail} ${box.kind === 'group' || box.operation < 0 ? box.path : ''} ${key} ${operation}`.toLowerCase();
    if (words.every(word => hay.includes(word))) result.push(box.id);
  }
  return result;
}
