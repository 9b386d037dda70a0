import { faded, magnitude } from '../colours';
import { weight } from '../model/history';
import { choiceText, pathColours, title, type Look } from './paint';
import { pathState, type LitPath, type Path } from './path';
import type { Item, Scene } from './scene';
import { choicePlace, emptyCandidate, type Box } from './tree';

/** What is shown as a DOT file for Graphviz: open boxes as clusters, closed ones as nodes, and a line wherever something flows between two of them. */
export function sceneAsDot(scene: Scene, look: Look, name: string): string {
  const lines = [`digraph ${quoted(name)} {`, `  rankdir=${scene.direction === 'right' ? 'LR' : 'TB'};`,
    '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="Helvetica", fontsize=11];', '  edge [color="#808890"];', '  graph [fontname="Helvetica", fontsize=11];'];
  const write = (item: Item, indent: string): void => {
    if (!item.open) {
      lines.push(`${indent}n${item.box.id} [${attributes(item, look)}];`);
      return;
    }
    const inner = item.box.parent < 0 ? indent : `${indent}  `;
    if (item.box.parent >= 0) {
      lines.push(`${indent}subgraph cluster_${item.box.id} {`, `${inner}label=${quoted(title(item, look))};`, `${inner}style="rounded${item.box.choice >= 0 ? ',dashed' : ''}";`, `${inner}color="#9aa4b1";`);
    }
    for (const child of item.children) write(child, inner);
    if (item.box.parent >= 0) lines.push(`${indent}}`);
  };
  write(scene.root, '  ');
  for (const flow of flows(scene, look)) lines.push(`  n${flow.from} -> n${flow.to}${style(flow, look)};`);
  return `${lines.join('\n')}\n}\n`;
}

interface Flow {
  readonly from: number;
  readonly to: number;
  readonly choice: number;
  readonly candidate: number;
  /** Numbers of the links that run along it. */
  readonly links: number[];
}

/** The lines between boxes that can be seen, each once: ends inside a closed box are that box. */
export function flows(scene: Scene, look: Pick<Look, 'tree'>): readonly Flow[] {
  const { tree } = look;
  const open = new Set(scene.items.filter(item => item.open).map(item => item.box.id));
  const seen: (number | undefined)[] = [];
  const visible = (box: Box): number => {
    // The parents come before their children, so that the answer of a parent is known or quickly found.
    const known = seen[box.id];
    if (known !== undefined) return known;
    const parent = tree.boxes[box.parent];
    return (seen[box.id] = parent === undefined ? box.id : open.has(parent.id) ? box.id : visible(parent));
  };
  const found = new Map<string, Flow>();
  const add = (link: number, from: Box, to: Box, choice: number, candidate: number): void => {
    const [a, b] = [visible(from), visible(to)];
    if (a === b) return;
    const touched = [b, a].map(id => tree.boxes[id]).find(box => box !== undefined && box.candidate >= 0);
    const flow = { from: a, to: b, choice: touched?.candidateOf ?? choice, candidate: touched?.candidate ?? candidate, links: [link] };
    const key = `${a}>${b}>${flow.choice}>${flow.candidate}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, flow);
    else known.links.push(link);
  };
  tree.net.links.forEach((link, index) => {
    const [start, end] = [tree.boxes[tree.boxOf[link.from] ?? -1], tree.boxes[tree.boxOf[link.to] ?? -1]];
    if (start === undefined || end === undefined) return;
    const place = link.candidate < 0 ? undefined : choicePlace(tree, end);
    const empty = emptyCandidate(tree, place, link.candidate);
    if (empty === undefined) add(index, start, end, place?.choice ?? -1, place === undefined ? -1 : link.candidate);
    else {
      add(index, start, empty, -1, -1);
      add(index, empty, end, -1, -1);
    }
  });
  return [...found.values()];
}

function attributes(item: Item, look: Look): string {
  const { box } = item;
  const facts = look.tree.net.choices[box.choice];
  const heat = look.heatOf?.(box) ?? null;
  const swatch = box.candidate >= 0 ? look.colours.get(box.label) : undefined;
  return [
    `label=${quoted(facts === undefined ? title(item, look) : `${facts.key}\n${choiceText(look, box)}`)}`,
    heat === null ? '' : `fillcolor="${hex(magnitude(heat))}", fontcolor="${heat > 0.55 ? '#111111' : '#ffffff'}"`,
    look.path !== null && pathState(look.path, box.id) === 'off' ? 'fontcolor="#b0b4ba", color="#d5d8dc"' : swatch === undefined ? '' : `color="${swatch.colour}", penwidth=2`, box.kind === 'operation' && box.choice < 0 && swatch === undefined ? 'shape=plaintext' : '',
  ].filter(part => part !== '').join(', ');
}

function style(flow: Flow, look: Look): string {
  if (look.path !== null) return wayStyle(flow, look.path);
  const facts = look.tree.net.choices[flow.choice];
  if (facts === undefined || flow.candidate < 0) return '';
  const value = look.history === null ? NaN : weight(look.history, look.frame, facts.offset + flow.candidate);
  const colour = facts.kind === 'layer' ? look.colours.get(facts.labels[flow.candidate] ?? '')?.colour ?? look.palette.line : '#1f5fa8';
  if (!Number.isFinite(value)) return ` [color="${colour}", candidate=${quoted(facts.labels[flow.candidate] ?? '')}]`;
  const strength = Math.min(1, Math.max(0, value));
  return ` [color="${faded(colour, 0.22 + 0.78 * strength)}", penwidth=${(0.7 + 5.3 * strength).toFixed(2)}, candidate=${quoted(facts.labels[flow.candidate] ?? '')}, value="${value.toFixed(4)}"]`;
}

/** A lit path: strong where something flows, and in two colours where that is new or gone. */
function wayStyle(flow: Flow, lit: LitPath): string {
  const inside = (path: Path): boolean => flow.links.some(link => path.links.has(link));
  const [now, then] = [inside(lit.path), lit.before !== null && inside(lit.before)];
  if (!now && !then) return ' [color="#d5d8dc"]';
  if (lit.before === null || (now && then)) return ' [penwidth=2.4]';
  return now ? ` [color="${pathColours.added}", penwidth=2.8, way=added]` : ` [color="${pathColours.removed}", penwidth=2.8, style=dashed, way=removed]`;
}

/** A quoted text of DOT; a line break stays one. */
export function quoted(value: string): string {
  return `"${value.replace(/[\u0000-\u0009\u000b-\u001f]/g, ' ').replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function hex(colour: string): string {
  const parts = colour.match(/\d+/g) ?? [];
  return `#${parts.map(part => Number(part).toString(16).padStart(2, '0')).join('')}`;
}
