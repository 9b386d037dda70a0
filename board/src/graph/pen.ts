import type { Direction, Point } from './layout';

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

export interface Lettering {
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** The text is cut to this width. */
  readonly room?: number;
}

/** What pictures are drawn with: on a canvas for the page, as SVG for a file. */
export interface Pen {
  rect(x: number, y: number, width: number, height: number, radius: number, fill: string | null, stroke: Stroke | null): void;
  text(x: number, y: number, text: string, style: Lettering): void;
  /** Smooth lines through the points, all in one stroke. */
  curves(lines: readonly (readonly Point[])[], stroke: Stroke, flow: Direction): void;
  /** The tip of an arrow at the end of a line. */
  tip(line: readonly Point[], colour: string, size: number): void;
  hatch(x: number, y: number, width: number, height: number, colour: string): void;
  /** An arch from one point to another that rises so far; below with a positive height. */
  bow(from: Point, to: Point, height: number, stroke: Stroke): void;
}

const font = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

/** Letters of a width that fits; the average letter is 0.56 of the size wide, a bold one 0.62. */
export function cut(text: string, size: number, room: number | undefined, bold = false): string {
  if (room === undefined) return text;
  const letters = Math.max(1, Math.floor(room / (size * (bold ? 0.62 : 0.56))));
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}

export class CanvasPen implements Pen {
  private readonly context: CanvasRenderingContext2D;

  constructor(context: CanvasRenderingContext2D) {
    this.context = context;
  }

  rect(x: number, y: number, width: number, height: number, radius: number, fill: string | null, stroke: Stroke | null): void {
    const c = this.context;
    c.beginPath();
    if (radius > 0) c.roundRect(x, y, width, height, radius);
    else c.rect(x, y, width, height);
    if (fill !== null) {
      c.fillStyle = fill;
      c.fill();
    }
    if (stroke !== null) this.stroke(stroke);
  }

  text(x: number, y: number, text: string, style: Lettering): void {
    const c = this.context;
    c.font = `${style.bold === true ? '600 ' : ''}${style.size}px ${font}`;
    c.fillStyle = style.colour;
    c.textAlign = style.anchor === 'middle' ? 'center' : style.anchor === 'end' ? 'right' : 'left';
    c.fillText(cut(text, style.size, style.room, style.bold), x, y);
  }

  curves(lines: readonly (readonly Point[])[], stroke: Stroke, flow: Direction): void {
    const c = this.context;
    c.beginPath();
    for (const line of lines) trace(line, flow, (x, y) => c.moveTo(x, y), (a, b, d, e, f, g) => c.bezierCurveTo(a, b, d, e, f, g));
    this.stroke(stroke);
  }

  tip(line: readonly Point[], colour: string, size: number): void {
    const corners = arrow(line, size);
    if (corners === null) return;
    const c = this.context;
    c.beginPath();
    corners.forEach((corner, index) => (index === 0 ? c.moveTo(corner.x, corner.y) : c.lineTo(corner.x, corner.y)));
    c.closePath();
    c.fillStyle = colour;
    c.fill();
  }

  hatch(x: number, y: number, width: number, height: number, colour: string): void {
    const c = this.context;
    c.save();
    c.beginPath();
    c.rect(x, y, width, height);
    c.clip();
    c.beginPath();
    for (let at = -height; at < width; at += 4) {
      c.moveTo(x + at, y + height);
      c.lineTo(x + at + height, y);
    }
    c.strokeStyle = colour;
    c.lineWidth = 1;
    c.setLineDash([]);
    c.stroke();
    c.restore();
  }

  bow(from: Point, to: Point, height: number, stroke: Stroke): void {
    this.context.beginPath();
    this.context.moveTo(from.x, from.y);
    this.context.bezierCurveTo(from.x, from.y + bowReach * height, to.x, to.y + bowReach * height, to.x, to.y);
    this.stroke(stroke);
  }

  private stroke(stroke: Stroke): void {
    const c = this.context;
    c.strokeStyle = stroke.colour;
    c.lineWidth = stroke.width;
    c.setLineDash(stroke.dash === undefined ? [] : [...stroke.dash]);
    c.stroke();
  }
}

/** How far the handles of an arch reach, so that its top is as high as was asked. */
export const bowReach = 4 / 3;

/** Goes along a smooth line through the points, each piece as a cubic curve that leaves and arrives along the flow: it never swings out beyond its points. */
export function trace(
  points: readonly Point[], flow: Direction, move: (x: number, y: number) => void, curve: (ax: number, ay: number, bx: number, by: number, x: number, y: number) => void,
): void {
  const first = points[0];
  if (first === undefined) return;
  move(first.x, first.y);
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i], points[i + 1]];
    if (from === undefined || to === undefined) return;
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    if (flow === 'down') curve(from.x, y, to.x, y, to.x, to.y);
    else curve(x, from.y, x, to.y, to.x, to.y);
  }
}

export function arrow(line: readonly Point[], size: number): readonly Point[] | null {
  const [end, before] = [line[line.length - 1], line[line.length - 2]];
  if (end === undefined || before === undefined) return null;
  const length = Math.hypot(end.x - before.x, end.y - before.y);
  if (length === 0) return null;
  const [ux, uy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  return [
    { x: end.x, y: end.y },
    { x: end.x - ux * size - uy * size * 0.45, y: end.y - uy * size + ux * size * 0.45 },
    { x: end.x - ux * size + uy * size * 0.45, y: end.y - uy * size - ux * size * 0.45 },
  ];
}
