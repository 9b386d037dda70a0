import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { faded } from '../colours';
import { number } from '../format';
import { paint, token } from '../theme';
import { along, backFrom, scaleOf, scaleTicks } from './axes';
import { emptySurface, useWidth } from './surface';

export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface ScatterProps {
  readonly name: string;
  readonly xName: string;
  readonly yName: string;
  readonly xs: readonly (number | null)[];
  readonly ys: readonly (number | null)[];
  readonly logX: boolean;
  readonly logY: boolean;
  /** Rows of the front, in order, joined by a line. */
  readonly front: readonly number[];
  /** Whether a row belongs to what is brushed; others are faint. */
  readonly on: (row: number) => boolean;
  readonly selected: number | null;
  readonly tip: (row: number) => readonly string[];
  readonly pick: (row: number) => void;
  readonly brush: (range: { readonly x: Range; readonly y: Range } | null) => void;
  readonly height?: number;
}

const pad = { left: 62, right: 16, top: 12, bottom: 40 } as const;

/** Two quantities of all rows as points: click takes one, dragging brushes, a click beside the points frees the brush. */
export function Scatter(props: ScatterProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const over = useSignal<{ row: number; x: number; y: number } | null>(null);
  const drag = useSignal<{ x0: number; y0: number; x1: number; y1: number } | null>(null);
  const height = props.height ?? 330;
  const colours = paint.value;
  const scaleX = scaleOf(props.xs, props.logX);
  const scaleY = scaleOf(props.ys, props.logY);
  const px = (value: number): number => pad.left + along(scaleX, value) * (width.value - pad.left - pad.right);
  const py = (value: number): number => height - pad.bottom - along(scaleY, value) * (height - pad.top - pad.bottom);
  useEffect(() => {
    const context = emptySurface(canvas, width.value, height);
    if (context === null) return;
    const [ink, quiet, rule, accent] = [token('--ink'), token('--quiet'), token('--rule'), token('--accent')];
    context.font = '12px system-ui, sans-serif';
    context.fillStyle = quiet;
    context.strokeStyle = rule;
    for (const tick of scaleTicks(scaleX, 7)) {
      context.beginPath();
      context.moveTo(px(tick), pad.top);
      context.lineTo(px(tick), height - pad.bottom);
      context.stroke();
      context.textAlign = 'center';
      context.fillText(number(tick, 3), px(tick), height - pad.bottom + 16);
    }
    for (const tick of scaleTicks(scaleY, 6)) {
      context.beginPath();
      context.moveTo(pad.left, py(tick));
      context.lineTo(width.value - pad.right, py(tick));
      context.stroke();
      context.textAlign = 'right';
      context.fillText(number(tick, 3), pad.left - 6, py(tick) + 4);
    }
    context.textAlign = 'center';
    context.fillText(`${props.xName}${props.logX ? ' (logarithmic)' : ''}`, pad.left + (width.value - pad.left - pad.right) / 2, height - 6);
    context.save();
    context.translate(13, pad.top + (height - pad.top - pad.bottom) / 2);
    context.rotate(-Math.PI / 2);
    context.fillText(`${props.yName}${props.logY ? ' (logarithmic)' : ''}`, 0, 0);
    context.restore();
    // What is not above zero has no place on a logarithmic axis.
    const standsOn = (row: number): boolean => (!props.logX || (props.xs[row] ?? 0) > 0) && (!props.logY || (props.ys[row] ?? 0) > 0);
    const dot = (row: number, size: number): void => {
      const [x, y] = [props.xs[row], props.ys[row]];
      if (x === null || x === undefined || y === null || y === undefined || !standsOn(row)) return;
      context.fillRect(px(x) - size / 2, py(y) - size / 2, size, size);
    };
    const size = props.xs.length > 3000 ? 2.5 : 4.5;
    const onFront = new Set(props.front);
    context.fillStyle = faded('#8a8f98', 0.25);
    props.xs.forEach((_, row) => {
      if (!props.on(row) && !onFront.has(row)) dot(row, size);
    });
    context.fillStyle = faded(token('--dot'), 0.55);
    props.xs.forEach((_, row) => {
      if (props.on(row) && !onFront.has(row)) dot(row, size);
    });
    context.strokeStyle = '#d55e00';
    context.lineWidth = 1.5;
    context.beginPath();
    const front = props.front.filter(standsOn);
    front.forEach((row, index) => {
      const [x, y] = [props.xs[row] ?? 0, props.ys[row] ?? 0];
      if (index === 0) context.moveTo(px(x), py(y));
      else context.lineTo(px(x), py(y));
    });
    context.stroke();
    context.fillStyle = '#d55e00';
    for (const row of front) {
      context.beginPath();
      context.arc(px(props.xs[row] ?? 0), py(props.ys[row] ?? 0), 4.5, 0, 7);
      context.fill();
    }
    if (props.selected !== null && props.xs[props.selected] !== null && standsOn(props.selected)) {
      context.strokeStyle = ink;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(px(props.xs[props.selected] ?? NaN), py(props.ys[props.selected] ?? NaN), 8, 0, 7);
      context.stroke();
    }
    const d = drag.value;
    if (d !== null) {
      context.fillStyle = faded(accent, 0.15);
      context.strokeStyle = accent;
      context.lineWidth = 1;
      context.fillRect(d.x0, d.y0, d.x1 - d.x0, d.y1 - d.y0);
      context.strokeRect(d.x0, d.y0, d.x1 - d.x0, d.y1 - d.y0);
    }
  });
  void colours;
  const at = (event: PointerEvent): { x: number; y: number } => {
    const box = canvas.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const nearest = (x: number, y: number): number => {
    let best = -1;
    let distance = 14 * 14;
    props.xs.forEach((value, row) => {
      const other = props.ys[row];
      if (value === null || other === null || other === undefined || (props.logX && value <= 0) || (props.logY && other <= 0)) return;
      const d = (px(value) - x) ** 2 + (py(other) - y) ** 2;
      if (d < distance) [best, distance] = [row, d];
    });
    return best;
  };
  const hit = over.value;
  return (
    <div class="chart" ref={host}>
      <canvas
        ref={canvas} role="img" aria-label={`${props.name}: ${props.front.length} trials on the front. The numbers are in the table.`} style={{ width: `${width.value}px`, height: `${height}px`, cursor: 'crosshair', touchAction: 'none' }}
        onPointerDown={event => {
          const { x, y } = at(event);
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.value = { x0: x, y0: y, x1: x, y1: y };
        }}
        onPointerMove={event => {
          const { x, y } = at(event);
          if (drag.value !== null) {
            drag.value = { ...drag.value, x1: x, y1: y };
            return;
          }
          const row = nearest(x, y);
          over.value = row < 0 ? null : { row, x, y };
        }}
        onPointerUp={() => {
          const d = drag.value;
          drag.value = null;
          if (d === null) return;
          if (Math.abs(d.x1 - d.x0) < 5 && Math.abs(d.y1 - d.y0) < 5) {
            const row = nearest(d.x1, d.y1);
            if (row >= 0) props.pick(row);
            else props.brush(null);
            return;
          }
          const ofX = (x: number): number => backFrom(scaleX, (x - pad.left) / (width.value - pad.left - pad.right));
          const ofY = (y: number): number => backFrom(scaleY, (height - pad.bottom - y) / (height - pad.top - pad.bottom));
          props.brush({ x: { low: ofX(Math.min(d.x0, d.x1)), high: ofX(Math.max(d.x0, d.x1)) }, y: { low: ofY(Math.max(d.y0, d.y1)), high: ofY(Math.min(d.y0, d.y1)) } });
        }}
        onPointerLeave={() => {
          over.value = null;
        }}
      />
      {hit !== null && <div class="tip" style={{ left: `${Math.min(hit.x + 14, Math.max(0, width.value - 220))}px`, top: `${hit.y + 14}px` }}>{props.tip(hit.row).map((line, index) => <div key={index}>{line}</div>)}</div>}
    </div>
  );
}
