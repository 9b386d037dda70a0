import { difference, faded, magnitude, type Swatch } from '../colours';
import { percent, number } from '../format';
import { kept, remainder, strongest, weight, type History } from '../model/history';
import type { ChoiceFacts } from '../model/supernet';
import type { Direction, Point } from './layout';
import { cut, type Pen } from './pen';
import { pathState, type LitPath } from './path';
import { headline, headerHeight, heat, heatSize, type Item, type Scene, type SceneLine } from './scene';
import type { Box, Tree } from './tree';

/** What the picture shows besides the boxes. */
export interface Look {
  readonly tree: Tree;
  readonly history: History | null;
  readonly frame: number;
  /** What the method would derive at this moment, by key; null while it is not known. */
  readonly taken: ReadonlyMap<string, readonly number[]> | null;
  /** Compare with this frame: colours are differences; or null. */
  readonly against: number | null;
  readonly colours: ReadonlyMap<string, Swatch>;
  /** Lines of candidates below this weight are left out. */
  readonly threshold: number;
  /** Only what would be derived is drawn strongly. */
  readonly derived: boolean;
  /** Boxes lit: those that share a choice, or that a search has found. */
  readonly lit: ReadonlySet<number>;
  readonly selected: number;
  /** What an architecture uses, and what it is compared with; null: nothing is lit. */
  readonly path: LitPath | null;
  /** A magnitude between 0 and 1 for a box, which colours it while it is closed; null: it has none. */
  readonly heatOf: ((box: Box) => number | null) | null;
  readonly palette: Palette;
  readonly direction: Direction;
}

export interface Palette {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly plane: string;
  readonly planes: readonly string[];
  readonly box: string;
  readonly border: string;
  readonly accent: string;
}

export interface Window {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly scale: number;
}

/** Draws what lies in the window. What would be too small to see is drawn as one box. */
export function paintScene(pen: Pen, scene: Scene, look: Look, window: Window): void {
  paintItem(pen, scene.root, look, window);
}

/** From far away lines are drawn thicker than they are, so that they do not vanish. */
function hair(window: Window): number {
  return Math.max(1, Math.min(4, 0.7 / window.scale));
}

function outside(item: Item, w: Window): boolean {
  return item.x > w.right || item.y > w.bottom || item.x + item.width < w.left || item.y + item.height < w.top;
}

function paintItem(pen: Pen, item: Item, look: Look, window: Window): void {
  if (outside(item, window)) return;
  const small = item.height * window.scale < 7 || item.width * window.scale < 7;
  if (!item.open || small) {
    paintClosed(pen, item, look, window);
    if (look.path !== null) paintPathBox(pen, item, look, window, look.path);
    return;
  }
  const { box } = item;
  const p = look.palette;
  const lit = look.lit.has(box.id);
  const border = look.selected === box.id || lit ? p.accent : p.border;
  if (box.depth > 0) {
    pen.rect(item.x, item.y, item.width, item.height, 8, p.planes[box.depth % p.planes.length] ?? p.plane,
      { colour: border, width: (lit || look.selected === box.id ? 2.5 : 1) * hair(window), ...(box.choice >= 0 ? { dash: [5, 3] } : {}) });
    if (window.scale > 0.62) {
      pen.text(item.x + 8, item.y + 15, `▾ ${title(item, look)}`, { size: 11, colour: p.ink, bold: true, room: item.width - 14 });
    }
  }
  if (look.path === null) paintLines(pen, item, look, window);
  else paintPathLines(pen, item, look, window, look.path);
  for (const child of item.children) paintItem(pen, child, look, window);
  if (box.depth > 0) paintDistantName(pen, item, look, window);
}

/** From far away the name of a large group stays as large as it can be read, over what is inside. */
function paintDistantName(pen: Pen, item: Item, look: Look, window: Window): void {
  if (window.scale > 0.62 || item.width * window.scale < 120 || item.height * window.scale < 60) return;
  const size = 11 / window.scale;
  const text = cut(title(item, look), size, item.width - size);
  pen.rect(item.x + 1, item.y + 1, text.length * size * 0.6 + size, size * 1.5, 4, look.palette.planes[item.box.depth % look.palette.planes.length] ?? look.palette.plane, null);
  pen.text(item.x + size * 0.5, item.y + size * 1.15, text, { size, colour: look.palette.ink, bold: true });
}

function paintLines(pen: Pen, item: Item, look: Look, window: Window): void {
  const plain: (readonly Point[])[] = [];
  for (const line of item.lines) {
    if (misses(line, window)) continue;
    const { choice, candidate } = tone(line, look);
    if (choice < 0 || look.history === null) {
      plain.push(line.points);
      continue;
    }
    const facts = look.tree.net.choices[choice];
    const value = facts === undefined ? NaN : weight(look.history, look.frame, facts.offset + candidate);
    if (facts === undefined) continue;
    if (!Number.isFinite(value)) {
      // A choice without weights of its own, such as the switch of a DARTS node, is only taken or not.
      if (!look.derived) plain.push(line.points);
      else pen.curves([line.points], takenOf(look, facts).includes(candidate) ? { colour: look.palette.accent, width: 3 } : { colour: faded(look.palette.accent, 0.15), width: 1 }, look.direction);
      continue;
    }
    if (value < look.threshold) continue;
    const strength = Math.min(1, Math.max(0, value));
    const stays = !look.derived || takenOf(look, facts).includes(candidate);
    let colour = facts.kind === 'layer' ? look.colours.get(facts.labels[candidate] ?? '')?.colour ?? look.palette.line : look.palette.accent;
    if (look.against !== null) {
      const change = value - weight(look.history, look.against, facts.offset + candidate);
      colour = Number.isFinite(change) ? difference(change * 2) : look.palette.line;
      pen.curves([line.points], { colour, width: 0.8 + 7 * Math.min(1, Math.abs(change || 0)) }, look.direction);
    } else pen.curves([line.points], { colour: faded(colour, stays ? 0.22 + 0.78 * strength : 0.07), width: Math.max(0.6 * hair(window), 0.7 + 5.3 * strength) }, look.direction);
    if (look.derived && stays && window.scale > 0.4) pen.tip(line.points, colour, 7);
  }
  if (plain.length > 0) pen.curves(plain, { colour: look.palette.line, width: 1.1 * hair(window) }, look.direction);
}

/** The colours of what came, what went (dashed, too), and what has other things inside. */
export const pathColours = { added: '#d55e00', removed: '#0072b2', changed: '#cc79a7' } as const;

/** Lines of a lit path: strong on it, faint beside it. */
function paintPathLines(pen: Pen, item: Item, look: Look, window: Window, lit: LitPath): void {
  const faint: (readonly Point[])[] = [];
  const strong: { readonly line: SceneLine; readonly colour: string; readonly dash?: readonly number[] }[] = [];
  for (const line of item.lines) {
    if (misses(line, window)) continue;
    const state = pathState(lit, line.edge);
    const facts = look.tree.net.choices[line.edge.choice];
    const own = facts?.kind === 'layer' && lit.before === null ? look.colours.get(facts.labels[line.edge.candidate] ?? '')?.colour : undefined;
    if (state === 'off') faint.push(line.points);
    else if (state === 'removed') strong.push({ line, colour: look.palette.accent, dash: [6, 4] });
    else strong.push({ line, colour: state === 'added' ? pathColours.added : own ?? (lit.before === null ? look.palette.accent : look.palette.quiet) });
  }
  if (faint.length > 0) pen.curves(faint, { colour: faded(look.palette.line, 0.22), width: 0.9 * hair(window) }, look.direction);
  for (const { line, colour, dash } of strong) {
    pen.curves([line.points], { colour, width: 2.6 * hair(window), ...(dash === undefined ? {} : { dash }) }, look.direction);
    if (window.scale > 0.4) pen.tip(line.points, colour, 7);
  }
}

/** A closed box beside a lit path is veiled; one that came or went is framed and marked. */
function paintPathBox(pen: Pen, item: Item, look: Look, window: Window, lit: LitPath): void {
  const state = pathState(lit, item.box.id);
  if (state === 'off') pen.rect(item.x, item.y, item.width, item.height, 5, faded(look.palette.plane, 0.72), null);
  else if (state === 'on') pen.rect(item.x, item.y, item.width, item.height, 5, null, { colour: lit.before === null ? look.palette.accent : look.palette.quiet, width: 1.8 * hair(window) });
  else {
    const colour = state === 'removed' ? look.palette.accent : pathColours[state];
    pen.rect(item.x, item.y, item.width, item.height, 5, null, { colour, width: 2.8 * hair(window), ...(state === 'removed' ? { dash: [6, 4] } : {}) });
    if (window.scale > 0.33) pen.text(item.x + item.width - 5, item.y + 13, state === 'added' ? '+' : state === 'removed' ? '−' : '±', { size: 14, colour, bold: true, anchor: 'end' });
  }
}

function misses(line: SceneLine, w: Window): boolean {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of line.points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return left > w.right + 4 || top > w.bottom + 4 || right < w.left - 4 || bottom < w.top - 4 || (right - left + bottom - top) * w.scale < 1.5;
}

/** Which candidate decides how a line looks: its own, or the strongest of the closed choice at its end. */
function tone(line: SceneLine, look: Look): { choice: number; candidate: number } {
  const own = look.tree.net.choices[line.edge.choice];
  const facts = look.tree.net.choices[line.closedChoice];
  if (look.history === null) return { choice: -1, candidate: -1 };
  if (own !== undefined && (facts === undefined || look.derived || Number.isFinite(weight(look.history, look.frame, own.offset + line.edge.candidate)))) return line.edge;
  if (facts === undefined) return { choice: -1, candidate: -1 };
  return { choice: line.closedChoice, candidate: strongest(look.history, look.frame, facts) };
}

/** What would be kept of a choice: as the method derives it, or by the weights alone while that is being asked for. */
export function takenOf(look: Pick<Look, 'history' | 'frame' | 'taken'>, choice: ChoiceFacts): readonly number[] {
  return look.taken?.get(choice.key) ?? (look.history === null ? [] : kept(look.history, look.frame, choice));
}

/** The words in a box; the place of the weights on the page, too. */
export function title(item: Item, look: Pick<Look, 'tree' | 'history' | 'frame'>): string {
  const { box } = item;
  const { history, frame, tree } = look;
  if (box.candidate >= 0) {
    const facts = tree.net.choices[box.candidateOf];
    const value = facts === undefined || history === null ? NaN : weight(history, frame, facts.offset + box.candidate);
    return Number.isFinite(value) ? `${box.label} ${weightText(value)}` : box.label;
  }
  return box.kind === 'operation' ? box.label : headline(box);
}

export function weightText(value: number): string {
  return value >= 0 && value <= 1 ? percent(value) : number(value, 3);
}

function paintClosed(pen: Pen, item: Item, look: Look, window: Window): void {
  const { box, x, y, width, height } = item;
  const p = look.palette;
  const on = look.lit.has(box.id) || look.selected === box.id;
  const heatValue = look.heatOf === null ? null : look.heatOf(box);
  const fill = heatValue === null ? p.box : magnitude(heatValue);
  pen.rect(x, y, width, height, 5, fill, { colour: on ? p.accent : p.border, width: (on ? 2.5 : 1) * hair(window) });
  if (height * window.scale < 7) return;
  const readable = window.scale * 11 > 3.6;
  const ink = heatValue === null ? p.ink : heatValue > 0.55 ? '#111' : '#fff';
  if (box.choice >= 0) return paintChoice(pen, item, look, readable, heatValue === null ? null : ink);
  if (box.candidate >= 0) paintCandidate(pen, item, look);
  if (box.choices.length > 0) paintHeat(pen, item, look);
  if (!readable) return;
  const mark = box.kind === 'group' ? '▸ ' : '';
  pen.text(x + 7, y + (box.choices.length > 0 || box.candidate >= 0 ? 15 : height / 2 + 4), `${mark}${title(item, look)}`,
    { size: 11, colour: ink, bold: box.kind === 'group', room: width - 12 });
}

function paintCandidate(pen: Pen, item: Item, look: Look): void {
  const { box, x, y, width, height } = item;
  const facts = look.tree.net.choices[box.candidateOf];
  const value = facts === undefined || look.history === null ? NaN : weight(look.history, look.frame, facts.offset + box.candidate);
  if (!Number.isFinite(value)) return;
  const swatch = look.colours.get(box.label);
  const length = (width - 12) * Math.min(1, Math.max(0, value));
  pen.rect(x + 6, y + height - 9, width - 12, 5, 1, faded('#808890', 0.2), null);
  pen.rect(x + 6, y + height - 9, length, 5, 1, swatch?.colour ?? look.palette.accent, null);
  if (swatch?.hatched === true && length > 2) pen.hatch(x + 6, y + height - 9, length, 5, look.palette.box);
}

/** A closed choice: its key, the strongest candidate with its weight, and all weights as one bar. */
function paintChoice(pen: Pen, item: Item, look: Look, readable: boolean, onHeat: string | null): void {
  const { box, x, y, width, height } = item;
  const p = look.palette;
  const facts = look.tree.net.choices[box.choice];
  if (facts === undefined) return;
  const { history, frame } = look;
  const best = history === null ? -1 : strongest(history, frame, facts);
  if (readable) {
    pen.text(x + 7, y + 13, `${box.kind === 'group' ? '▸ ' : ''}${facts.key}`, { size: 10, colour: onHeat ?? p.quiet, room: width - 12 });
    pen.text(x + 7, y + 27, choiceText(look, box), { size: 11, colour: onHeat ?? p.ink, bold: true, room: width - 12 });
  }
  if (history === null || best < 0) return;
  const [left, top, room, tall] = [x + 7, y + height - 13, width - 14, 7];
  pen.rect(left, top, room, tall, 1, faded('#808890', 0.2), null);
  let at = left;
  const sum = facts.labels.reduce((total, _, index) => total + Math.max(0, weight(history, frame, facts.offset + index) || 0), 0);
  const scale = room / Math.max(1, sum);
  facts.labels.forEach((label, index) => {
    const value = Math.max(0, weight(history, frame, facts.offset + index) || 0) * scale;
    if (value <= 0) return;
    const swatch = look.colours.get(label);
    pen.rect(at, top, value, tall, 0, facts.kind === 'layer' ? swatch?.colour ?? p.quiet : faded(p.accent, 0.25 + 0.75 * ((index + 1) / facts.labels.length)), null);
    if (swatch?.hatched === true && value > 3) pen.hatch(at, top, value, tall, p.box);
    at += value;
  });
}

/** `sep_conv_3x3 41.2 %`, or for an input choice what it would keep. */
export function choiceText(look: Pick<Look, 'tree' | 'history' | 'frame' | 'taken' | 'path'>, box: Box): string {
  const facts = look.tree.net.choices[box.choice];
  if (facts === undefined) return box.label;
  const { history, frame } = look;
  const decided = look.path?.selected.get(facts.key);
  if (decided !== undefined) return decided.length === 0 ? 'nothing' : decided.map(index => facts.labels[index]).join(' + ');
  const best = history === null ? -1 : strongest(history, frame, facts);
  if (facts.kind === 'input') {
    const taken = takenOf(look, facts);
    if (taken.length === 0 && best < 0) return `${facts.pick ?? 'any'} of ${facts.labels.length} inputs`;
    return taken.length === 0 ? 'none' : taken.map(index => facts.labels[index]).join(' + ');
  }
  if (history === null || best < 0) return `${facts.labels.length} candidates`;
  const rest = remainder(history, frame, facts);
  const value = weight(history, frame, facts.offset + best);
  return rest > value ? `none ${weightText(rest)}` : `${facts.labels[best] ?? ''} ${weightText(value)}`;
}

/** A closed group shows the weights of all its choices: a row for each, a column for each candidate. */
function paintHeat(pen: Pen, item: Item, look: Look): void {
  const { box, x, y } = item;
  const { history, frame } = look;
  const { rows, columns } = heatSize(look.tree, box);
  const wide = (item.width - 16) / columns;
  for (let row = 0; row < rows; row++) {
    // With more choices than rows, evenly spaced ones are shown.
    const facts = look.tree.net.choices[box.choices[Math.floor((row * box.choices.length) / rows)] ?? -1];
    if (facts === undefined) continue;
    for (let column = 0; column < Math.min(columns, facts.labels.length); column++) {
      const value = history === null ? NaN : weight(history, frame, facts.offset + column);
      const colour = facts.kind === 'layer' ? look.colours.get(facts.labels[column] ?? '')?.colour ?? look.palette.quiet : look.palette.accent;
      const shade = Number.isFinite(value) ? 0.08 + 0.92 * Math.min(1, Math.max(0, value)) : 0.05;
      pen.rect(x + 8 + column * wide, y + headerHeight + row * heat.height, wide - 1, heat.height - 1, 0, faded(colour.startsWith('#') ? colour : '#3366aa', shade), null);
    }
  }
}
