import { number } from '../format';
import { token } from '../theme';
import { along, scaleTicks, type Scale } from './axes';

export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Lines and numbers of a vertical axis over an area. */
export function drawRows(context: CanvasRenderingContext2D, area: Area, scale: Scale, wanted: number): void {
  context.strokeStyle = token('--rule');
  context.fillStyle = token('--quiet');
  context.lineWidth = 1;
  context.textAlign = 'right';
  for (const tick of scaleTicks(scale, wanted)) {
    const y = area.bottom - along(scale, tick) * (area.bottom - area.top);
    context.beginPath();
    context.moveTo(area.left, y);
    context.lineTo(area.right, y);
    context.stroke();
    context.fillText(number(tick, 3), area.left - 6, y + 4);
  }
}

/** Lines and numbers of a horizontal axis. */
export function drawColumns(context: CanvasRenderingContext2D, area: Area, scale: Scale, wanted: number, text: (value: number) => string = value => number(value, 3)): void {
  context.strokeStyle = token('--rule');
  context.fillStyle = token('--quiet');
  context.lineWidth = 1;
  context.textAlign = 'center';
  for (const tick of scaleTicks(scale, wanted)) {
    const x = area.left + along(scale, tick) * (area.right - area.left);
    context.beginPath();
    context.moveTo(x, area.top);
    context.lineTo(x, area.bottom);
    context.stroke();
    context.fillText(text(tick), x, area.bottom + 16);
  }
}

/** The names of both axes. */
export function drawTitles(context: CanvasRenderingContext2D, area: Area, horizontal: string, vertical: string): void {
  context.fillStyle = token('--quiet');
  context.textAlign = 'center';
  context.fillText(horizontal, (area.left + area.right) / 2, area.bottom + 33);
  context.save();
  context.translate(13, (area.top + area.bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(vertical, 0, 0);
  context.restore();
}
