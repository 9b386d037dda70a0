import { useCallback } from 'preact/hooks';
import { faded } from '../colours';
import { number } from '../format';
import type { Slice } from '../model/slices';
import { token } from '../theme';
import { along, type Scale } from './axes';
import { CanvasChart } from './canvas-chart';
import { drawRows } from './grid';

export interface SlicePlotProps {
  readonly name: string;
  readonly slices: readonly Slice[];
  readonly values: readonly (number | null)[];
  /** The same for all plots, so that they can be compared. */
  readonly scale: Scale;
  readonly selected: number | null;
  readonly tip: (row: number) => readonly string[];
  readonly pick: (row: number) => void;
}

const height = 190;
const most = 400;

/** The results of each decision of one choice: a dot for each trial, a bar at the mean. */
export function SlicePlot(props: SlicePlotProps) {
  const { slices, values, scale, selected } = props;
  const step = (width: number): number => (width - 56) / Math.max(1, slices.length);
  const middle = (index: number, width: number): number => 48 + (index + 0.5) * step(width);
  const y = (value: number): number => height - 36 - along(scale, value) * (height - 64);
  const place = (row: number, index: number, width: number): number => middle(index, width) + (((row * 7919) % 101) / 101 - 0.5) * Math.min(46, step(width) * 0.7);
  // Many dots are thinned out evenly; the mean is that of all.
  const shown = (slice: Slice): readonly number[] => (slice.rows.length <= most ? slice.rows : Array.from({ length: most }, (_, i) => slice.rows[Math.floor((i * slice.rows.length) / most)] ?? 0));
  const draw = useCallback((context: CanvasRenderingContext2D, width: number): void => {
    context.font = '600 12px system-ui, sans-serif';
    context.fillStyle = token('--ink');
    context.textAlign = 'left';
    context.fillText(props.name, 4, 13, width - 8);
    context.font = '11px system-ui, sans-serif';
    drawRows(context, { left: 48, right: width - 6, top: 28, bottom: height - 36 }, scale, 4);
    slices.forEach((slice, index) => {
      context.fillStyle = faded(token('--dot'), Math.max(0.12, Math.min(0.6, 60 / slice.rows.length)));
      for (const row of shown(slice)) {
        context.beginPath();
        context.arc(place(row, index, width), y(values[row] ?? 0), 2.2, 0, 7);
        context.fill();
      }
      context.fillStyle = '#d55e00';
      context.fillRect(middle(index, width) - Math.min(26, step(width) * 0.4), y(slice.mean) - 1.5, Math.min(52, step(width) * 0.8), 3);
      context.fillStyle = token('--quiet');
      context.textAlign = 'center';
      const room = Math.max(3, Math.floor(step(width) / 6.2));
      const text = slice.label.length > room ? `${slice.label.slice(0, room - 1)}…` : slice.label;
      context.fillText(text, middle(index, width), height - 22 + (index % 2) * 13);
      if (selected !== null && slice.rows.includes(selected)) {
        context.strokeStyle = token('--ink');
        context.lineWidth = 2;
        context.beginPath();
        context.arc(place(selected, index, width), y(values[selected] ?? 0), 6, 0, 7);
        context.stroke();
      }
    });
  }, [props.name, slices, values, scale, selected]);
  const column = (x: number, width: number): number => Math.floor((x - 48) / step(width));
  const nearest = (x: number, top: number, width: number): number => {
    const slice = slices[column(x, width)];
    let [best, distance] = [-1, 64];
    for (const row of slice === undefined ? [] : shown(slice)) {
      const d = (place(row, column(x, width), width) - x) ** 2 + (y(values[row] ?? 0) - top) ** 2;
      if (d < distance) [best, distance] = [row, d];
    }
    return best;
  };
  return (
    <CanvasChart
      label={`${props.name}: ${slices.map(slice => `${slice.label} ${number(slice.mean)}`).join(', ')} on average.`} height={height} draw={draw}
      tip={(x, top, width) => {
        const slice = slices[column(x, width)];
        if (slice === undefined) return null;
        const row = nearest(x, top, width);
        return [
          `${props.name}: ${slice.label}`, `${slice.rows.length} ${slice.rows.length === 1 ? 'trial' : 'trials'}, mean ${number(slice.mean)}, median ${number(slice.median)}`, `from ${number(slice.low)} to ${number(slice.high)}`,
          ...(row < 0 ? [] : props.tip(row)),
        ];
      }}
      click={(x, top, width) => {
        const row = nearest(x, top, width);
        if (row >= 0) props.pick(row);
      }}
    />
  );
}
