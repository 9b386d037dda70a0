import { faded, type Swatch } from '../colours';
import type { Palette } from '../graph/paint';
import type { Pen } from '../graph/pen';
import type { RowDrawing } from './genotype';

export interface PlacedRow {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
}

const gap = 16;
const widest = 1120;
const line = 14;

/** Where the blocks of a row lie; a long row without arcs goes on below, as text does. */
export function placeRow(drawing: RowDrawing): PlacedRow {
  const widths = drawing.blocks.map(block => Math.max(34, ...block.lines.map(text => text.length * 7 + 10), Math.min(60, block.small.length * 5.4)));
  const height = Math.max(...drawing.blocks.map(block => block.lines.length)) * line + 16;
  const above = Math.max(0, ...drawing.arcs.filter(arc => !arc.reads).map(peak));
  const below = Math.max(0, ...drawing.arcs.filter(arc => arc.reads).map(peak));
  // Rows of about the same length.
  const whole = widths.reduce((sum, width) => sum + width + gap, 0);
  const most = 26 + whole / Math.ceil(whole / widest) + Math.max(...widths) / 2;
  const blocks: { x: number; y: number; width: number; height: number }[] = [];
  let [x, y, right] = [26, 16 + above, 0];
  widths.forEach((width, index) => {
    if (drawing.arcs.length === 0 && x > 26 && x + width > most) {
      x = 26;
      y += height + 46;
    }
    const low = drawing.blocks[index]?.operation === '' ? 30 : height;
    blocks.push({ x, y: y + (height - low) / 2, width, height: low });
    x += width + gap;
    right = Math.max(right, x - gap);
  });
  return { width: right + 26, height: y + height + 26 + below, blocks };
}

function peak(arc: { readonly from: number; readonly to: number }): number {
  return Math.min(230, 12 + 11 * (arc.to - arc.from));
}

/** Draws a row of blocks: a colour for each operation, arcs for what a block takes besides the one before it. */
export function paintRow(pen: Pen, drawing: RowDrawing, colours: ReadonlyMap<string, Swatch>, palette: Palette, changed: ReadonlySet<string>): PlacedRow {
  const placed = placeRow(drawing);
  placed.blocks.forEach((at, index) => {
    const before = placed.blocks[index - 1];
    if (before === undefined || drawing.joined[index] !== true) return;
    const [from, to] = [{ x: before.x + before.width, y: before.y + before.height / 2 }, { x: at.x, y: at.y + at.height / 2 }];
    const turn = placed.width - 14;
    const middle = (before.y + before.height + at.y) / 2 + 8;
    const way = at.x > before.x ? [from, to] : [from, { x: turn, y: from.y }, { x: turn, y: middle }, { x: 12, y: middle }, { x: 12, y: to.y }, to];
    pen.curves([way], { colour: palette.line, width: 1.5 }, 'right');
    pen.tip(way, palette.line, 7);
  });
  for (const arc of drawing.arcs) {
    const [from, to] = [placed.blocks[arc.from], placed.blocks[arc.to]];
    if (from === undefined || to === undefined) continue;
    const side = arc.reads ? 1 : -1;
    const edge = (block: { y: number; height: number }): number => block.y + (arc.reads ? block.height + 14 : 0);
    const [start, end] = [{ x: from.x + from.width / 2 + 5, y: edge(from) }, { x: to.x + to.width / 2 - 5, y: edge(to) }];
    const colour = arc.reads ? palette.quiet : palette.accent;
    pen.bow(start, end, side * peak(arc), { colour, width: 1.8, ...(changed.has(arc.key) ? { dash: [5, 3] } : {}) });
    pen.tip([{ x: end.x, y: end.y + side * 10 }, end], colour, 7);
  }
  drawing.blocks.forEach((block, index) => {
    const at = placed.blocks[index];
    if (at === undefined) return;
    const [marked, end] = [changed.has(block.key), block.operation === ''];
    const swatch = colours.get(block.operation);
    const colour = end ? palette.border : swatch?.colour ?? palette.quiet;
    pen.rect(at.x, at.y, at.width, at.height, 6, palette.plane, null);
    pen.rect(at.x, at.y, at.width, at.height, 6, end ? palette.planes[2] ?? palette.plane : faded(colour, 0.3), { colour: marked ? palette.accent : colour, width: marked ? 3 : 1.6, ...(marked ? { dash: [4, 2] } : {}) });
    if (swatch?.hatched === true) pen.hatch(at.x + 3, at.y + at.height - 8, at.width - 6, 5, colour);
    const top = at.y + at.height / 2 - (block.lines.length * line) / 2 + 11;
    block.lines.forEach((text, row) => pen.text(at.x + at.width / 2, top + row * line, text, { size: 12, colour: palette.ink, anchor: 'middle', bold: row === 0 }));
    pen.text(at.x + at.width / 2, at.y + at.height + 11, block.small, { size: 9.5, colour: palette.quiet, anchor: 'middle', room: at.width + gap - 2 });
  });
  return placed;
}
