import type { Direction, Point } from './layout';
import { arrow, bowReach, cut, trace, type Lettering, type Pen, type Stroke } from './pen';

/** Writes a picture as a file of its own, without styles from outside. */
export class SvgPen implements Pen {
  private readonly parts: string[] = [];

  rect(x: number, y: number, width: number, height: number, radius: number, fill: string | null, stroke: Stroke | null): void {
    this.parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${radius > 0 ? ` rx="${n(radius)}"` : ''} ${paint(fill, stroke)}/>`);
  }

  text(x: number, y: number, text: string, style: Lettering): void {
    const anchor = style.anchor === undefined || style.anchor === 'start' ? '' : ` text-anchor="${style.anchor}"`;
    this.parts.push(`<text x="${n(x)}" y="${n(y)}" font-size="${n(style.size)}" fill="${escape(style.colour)}"${style.bold === true ? ' font-weight="600"' : ''}${anchor}>`
      + `${escape(cut(text, style.size, style.room, style.bold))}</text>`);
  }

  curves(lines: readonly (readonly Point[])[], stroke: Stroke, flow: Direction): void {
    let path = '';
    for (const line of lines) {
      trace(line, flow, (x, y) => {
        path += `M${n(x)} ${n(y)}`;
      }, (...numbers) => {
        path += `C${numbers.map(n).join(' ')}`;
      });
    }
    if (path !== '') this.parts.push(`<path d="${path}" ${paint(null, stroke)}/>`);
  }

  tip(line: readonly Point[], colour: string, size: number): void {
    const corners = arrow(line, size);
    if (corners !== null) this.parts.push(`<polygon points="${corners.map(c => `${n(c.x)},${n(c.y)}`).join(' ')}" fill="${escape(colour)}"/>`);
  }

  bow(from: Point, to: Point, height: number, stroke: Stroke): void {
    const reach = bowReach * height;
    this.parts.push(`<path d="M${n(from.x)} ${n(from.y)}C${[from.x, from.y + reach, to.x, to.y + reach, to.x, to.y].map(n).join(' ')}" ${paint(null, stroke)}/>`);
  }

  hatch(x: number, y: number, width: number, height: number, colour: string): void {
    for (let at = 0; at < width; at += 4) {
      this.parts.push(`<path d="M${n(x + at)} ${n(y + height)}L${n(Math.min(x + width, x + at + height))} ${n(y)}" ${paint(null, { colour, width: 1 })}/>`);
    }
  }

  /** The file; with a part of the picture, only what lies there, `width` and `height` large. */
  document(width: number, height: number, background: string, title: string, part: { x: number; y: number; width: number; height: number } = { x: 0, y: 0, width, height }): string {
    const at = `${n(part.x)} ${n(part.y)} ${n(part.width)} ${n(part.height)}`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="${at}" `
      + `font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"><title>${escape(title)}</title>`
      + `<rect x="${n(part.x)}" y="${n(part.y)}" width="${n(part.width)}" height="${n(part.height)}" fill="${escape(background)}"/>\n`
      + `${this.parts.join('\n')}\n</svg>\n`;
  }
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '�');
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function paint(fill: string | null, stroke: Stroke | null): string {
  const dash = stroke?.dash === undefined ? '' : ` stroke-dasharray="${stroke.dash.join(' ')}"`;
  return colour('fill', fill) + (stroke === null ? '' : `${colour(' stroke', stroke.colour)} stroke-width="${n(stroke.width)}"${dash}`);
}

// Not every reader of SVG knows colours of eight digits.
function colour(name: string, value: string | null): string {
  if (value === null) return `${name}="none"`;
  if (!/^#[0-9a-f]{8}$/i.test(value)) return `${name}="${escape(value)}"`;
  return `${name}="${value.slice(0, 7)}"${name.startsWith(' ') ? '' : ' '}${name}-opacity="${n(parseInt(value.slice(7), 16) / 255)}"`;
}
