import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { faded, magnitude } from '../colours';
import { number } from '../format';
import { paint, token } from '../theme';
import { along, backFrom, scaleOf, scaleTicks, type Scale } from './axes';
import type { Range } from './scatter';
import { useWidth } from './surface';

export interface ParallelAxis {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Names of the values of a choice; null for numbers. */
  readonly labels: readonly string[] | null;
  /** Whether numbers stand on a logarithmic axis. */
  readonly log: boolean;
}

export interface ParallelProps {
  readonly axes: readonly ParallelAxis[];
  readonly rows: number;
  /** What colours a line, between 0 and 1, or null. */
  readonly shade: (row: number) => number | null;
  /** Which rows are brushed. */
  readonly on: readonly boolean[];
  readonly selected: number | null;
  readonly brushes: ReadonlyMap<string, Range>;
  readonly brush: (axis: string, range: Range | null) => void;
}

const top = 40;
const bottom = 18;
const height = 300;
const mostFaint = 1500;
const mostBright = 2500;

/** Each row is a line through its values on all axes; dragging along an axis brushes. All lines are drawn once, the brushed ones over them. */
export function Parallel(props: ParallelProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const base = useRef<{ key: unknown[]; picture: HTMLCanvasElement } | null>(null);
  const width = useWidth(host);
  const drag = useSignal<{ axis: number; from: number; to: number } | null>(null);
  const { axes } = props;
  const scales = axes.map((axis): Scale => (axis.labels === null ? scaleOf(axis.values, axis.log) : { low: -0.5, high: Math.max(0.5, axis.labels.length - 0.5), log: false }));
  const x = (index: number): number => 70 + (axes.length < 2 ? 0 : (index * (width.value - 140)) / (axes.length - 1));
  const y = (index: number, value: number): number => height - bottom - along(scales[index] ?? { low: 0, high: 1, log: false }, value) * (height - top - bottom);
  const colours = paint.value;
  useEffect(() => {
    const surface = canvas.current;
    const context = surface?.getContext('2d');
    if (surface === null || context === null || context === undefined || width.value === 0) return;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const line = (to: CanvasRenderingContext2D, row: number): void => {
      let open = false;
      axes.forEach((axis, index) => {
        const value = axis.values[row];
        if (value === null || value === undefined || (axis.labels !== null ? value < 0 : axis.log && value <= 0)) {
          open = false;
          return;
        }
        // Lines of one choice are spread a little, so that many look like many.
        const spread = axis.labels === null ? 0 : (((row * 7919) % 101) / 101 - 0.5) * 0.55;
        if (open) to.lineTo(x(index), y(index, value + spread));
        else to.moveTo(x(index), y(index, value + spread));
        open = true;
      });
    };
    // Both layers are kept: all lines, and over them the brushed ones by colour. Short strokes, since the cost of one grows faster than its lines.
    const layer = (rows: readonly number[], colour: string, to: CanvasRenderingContext2D): void => {
      to.strokeStyle = colour;
      for (let start = 0; start < rows.length; start += 24) {
        to.beginPath();
        for (const row of rows.slice(start, start + 24)) line(to, row);
        to.stroke();
      }
    };
    const key: unknown[] = [width.value, colours, props.rows, props.on, ...axes.flatMap(axis => [axis.name, axis.values, axis.log])];
    if (base.current === null || base.current.key.length !== key.length || base.current.key.some((part, index) => part !== key[index])) {
      const picture = document.createElement('canvas');
      picture.width = Math.round(width.value * ratio);
      picture.height = Math.round(height * ratio);
      const under = picture.getContext('2d');
      if (under !== null) {
        under.setTransform(ratio, 0, 0, ratio, 0, 0);
        under.lineWidth = 1;
        const everyRow = Array.from({ length: props.rows }, (_, row) => row);
        // A few thousand lines are as dense as the eye can take; the rest of a large experiment is thinned out evenly.
        const thin = (rows: readonly number[], limit: number): readonly number[] => (rows.length <= limit ? rows : Array.from({ length: limit }, (_, i) => rows[Math.floor((i * rows.length) / limit)] ?? 0));
        const off = thin(everyRow.filter(row => props.on[row] !== true), mostFaint);
        under.globalAlpha = Math.max(0.05, Math.min(0.35, 60 / Math.max(1, off.length)));
        layer(off, '#8a8f98', under);
        const brushed = thin(everyRow.filter(row => props.on[row] === true && props.shade(row) !== null), mostBright);
        under.globalAlpha = Math.max(0.18, Math.min(0.8, 160 / Math.max(1, brushed.length)));
        const shades = 12;
        for (let shade = 0; shade < shades; shade++) {
          layer(brushed.filter(row => Math.min(shades - 1, Math.max(0, Math.floor((props.shade(row) ?? 0) * shades))) === shade), magnitude((shade + 0.5) / shades), under);
        }
      }
      base.current = { key, picture };
    }
    surface.width = Math.round(width.value * ratio);
    surface.height = Math.round(height * ratio);
    context.drawImage(base.current.picture, 0, 0);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.globalAlpha = 1;
    if (props.selected !== null) {
      context.strokeStyle = '#d55e00';
      context.lineWidth = 3;
      context.beginPath();
      line(context, props.selected);
      context.stroke();
    }
    const [ink, quiet, plane, accent] = [token('--ink'), token('--quiet'), token('--plane'), token('--accent')];
    axes.forEach((axis, index) => {
      context.strokeStyle = quiet;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x(index), top);
      context.lineTo(x(index), height - bottom);
      context.stroke();
      context.textAlign = index === 0 ? 'left' : index === axes.length - 1 ? 'right' : 'center';
      context.fillStyle = ink;
      context.font = '600 11px system-ui, sans-serif';
      const room = Math.max(8, Math.floor((width.value - 140) / Math.max(1, axes.length - 1) / 6.6));
      const title = axis.name.length > room ? `…${axis.name.slice(-(room - 1))}` : axis.name;
      context.fillText(`${title}${axis.log ? ' (log)' : ''}`, index === 0 ? 4 : index === axes.length - 1 ? width.value - 4 : x(index), index % 2 === 0 ? 12 : 26);
      context.font = '10px system-ui, sans-serif';
      const marks = axis.labels === null ? scaleTicks(scales[index] ?? { low: 0, high: 1, log: false }, 5) : axis.labels.map((_, value) => value).filter((_, value) => (axis.labels?.length ?? 0) < 16 || value % 2 === 0);
      for (const mark of marks) {
        const text = axis.labels === null ? number(mark, 3) : axis.labels[mark] ?? '';
        const shown = text.length > 16 ? `${text.slice(0, 15)}…` : text;
        const last = index === axes.length - 1;
        context.textAlign = last ? 'left' : index === 0 ? 'right' : 'left';
        const at = x(index) + (index === 0 ? -5 : 5);
        context.lineWidth = 3;
        context.strokeStyle = plane;
        context.strokeText(shown, at, y(index, mark) + 3);
        context.fillStyle = quiet;
        context.fillText(shown, at, y(index, mark) + 3);
      }
      const range = props.brushes.get(axis.name);
      if (range !== undefined) {
        context.fillStyle = faded(accent, 0.35);
        context.fillRect(x(index) - 6, y(index, range.high), 12, y(index, range.low) - y(index, range.high));
      }
    });
    const d = drag.value;
    if (d !== null) {
      context.fillStyle = faded(accent, 0.35);
      context.fillRect(x(d.axis) - 6, Math.min(d.from, d.to), 12, Math.abs(d.to - d.from));
    }
  });
  const find = (event: PointerEvent): { axis: number; y: number } | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const [left, down] = [event.clientX - box.left, event.clientY - box.top];
    const axis = axes.findIndex((_, index) => Math.abs(x(index) - left) < 16);
    return axis < 0 ? null : { axis, y: down };
  };
  return (
    <div class="chart" ref={host}>
      <canvas
        ref={canvas} role="img" aria-label={`Parallel coordinates of ${props.rows} trials over ${axes.map(axis => axis.name).join(', ')}. The filter takes the same conditions as text.`}
        style={{ width: `${width.value}px`, height: `${height}px`, touchAction: 'none', cursor: 'ns-resize' }}
        onPointerDown={event => {
          const hit = find(event);
          if (hit === null) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.value = { axis: hit.axis, from: hit.y, to: hit.y };
        }}
        onPointerMove={event => {
          const d = drag.value;
          const box = canvas.current?.getBoundingClientRect();
          if (d !== null && box !== undefined) drag.value = { ...d, to: event.clientY - box.top };
        }}
        onPointerUp={() => {
          const d = drag.value;
          drag.value = null;
          const axis = axes[d?.axis ?? -1];
          const scale = scales[d?.axis ?? -1];
          if (d === null || axis === undefined || scale === undefined) return;
          if (Math.abs(d.to - d.from) < 4) {
            props.brush(axis.name, null);
            return;
          }
          const value = (at: number): number => backFrom(scale, (height - bottom - at) / (height - top - bottom));
          props.brush(axis.name, { low: value(Math.max(d.from, d.to)), high: value(Math.min(d.from, d.to)) });
        }}
      />
    </div>
  );
}
