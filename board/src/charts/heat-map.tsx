import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { token, paint } from '../theme';
import { emptySurface, useWidth } from './surface';

export interface HeatMapProps {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly number[])[];
  /** The colour of a value between 0 and 1. */
  readonly colour: (value: number) => string;
  readonly text: (value: number) => string;
  /** The value that has the brightest colour. */
  readonly most: number;
  readonly chosen: string;
  /** A column to point at, or -1. */
  readonly mark: number;
  readonly name: string;
  readonly pick: (row: number, column: number) => void;
}

const left = 150;
const top = 58;

/** Rows times columns as coloured cells; the number under the pointer, and in the cells where there is room. */
export function HeatMap(props: HeatMapProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const over = useSignal<{ row: number; column: number; x: number; y: number } | null>(null);
  const rowHeight = props.rows.length > 60 ? 13 : 18;
  const height = top + props.rows.length * rowHeight + 4;
  const cell = Math.max(2, (width.value - left - 8) / Math.max(1, props.columns.length));
  const colours = paint.value;
  useEffect(() => {
    const context = emptySurface(canvas, width.value, height);
    if (context === null) return;
    context.font = '11px system-ui, sans-serif';
    const [ink, quiet] = [token('--ink'), token('--quiet')];
    props.rows.forEach((row, r) => {
      const y = top + r * rowHeight;
      context.fillStyle = row === props.chosen ? ink : quiet;
      context.font = `${row === props.chosen ? '600 ' : ''}11px system-ui, sans-serif`;
      context.textAlign = 'right';
      context.fillText(row.length > 24 ? `…${row.slice(-23)}` : row, left - 6, y + rowHeight / 2 + 4);
      context.textAlign = 'center';
      context.font = '10px system-ui, sans-serif';
      props.columns.forEach((_, c) => {
        const value = props.values[r]?.[c] ?? NaN;
        if (!Number.isFinite(value)) return;
        context.fillStyle = props.colour(value / props.most);
        context.fillRect(left + c * cell, y, Math.max(1, cell - (cell > 6 ? 1 : 0)), rowHeight - 1);
        if (cell > 42 && rowHeight > 14) {
          context.fillStyle = value / props.most > 0.55 ? '#111111' : '#ffffff';
          context.fillText(props.text(value), left + (c + 0.5) * cell, y + rowHeight / 2 + 3);
        }
      });
    });
    context.fillStyle = quiet;
    context.font = '11px system-ui, sans-serif';
    // Names of columns stand at an angle where they would not fit, and thinned out where even that is too much.
    const every = Math.max(1, Math.ceil(16 / cell));
    props.columns.forEach((column, c) => {
      if (c % every !== 0) return;
      context.save();
      context.translate(left + (c + 0.5) * cell, top - 6);
      if (column.length * 6 < cell * every) context.textAlign = 'center';
      else {
        context.rotate(-Math.PI / 5);
        context.textAlign = 'left';
      }
      context.fillText(column.length > 16 ? `${column.slice(0, 15)}…` : column, 0, 0);
      context.restore();
    });
    if (props.mark >= 0) {
      context.strokeStyle = token('--accent');
      context.lineWidth = 2;
      context.strokeRect(left + props.mark * cell, top - 2, Math.max(2, cell), props.rows.length * rowHeight + 3);
    }
  }, [props.rows, props.columns, props.values, props.most, props.chosen, props.mark, width.value, colours]);
  const find = (event: MouseEvent): { row: number; column: number; x: number; y: number } | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const [row, column] = [Math.floor((y - top) / rowHeight), Math.floor((x - left) / cell)];
    return row < 0 || row >= props.rows.length || column < 0 || column >= props.columns.length ? null : { row, column, x, y };
  };
  const hit = over.value;
  return (
    <div ref={host} class="chart" style={{ overflowX: 'auto' }}>
      <canvas
        ref={canvas} style={{ width: `${width.value}px`, height: `${height}px`, cursor: 'pointer' }} role="img" aria-label={`${props.name}: ${props.rows.length} choices. The numbers are in the CSV file.`}
        onMouseMove={event => {
          over.value = find(event);
        }}
        onMouseLeave={() => {
          over.value = null;
        }}
        onClick={event => {
          const at = find(event);
          if (at !== null) props.pick(at.row, at.column);
        }}
      />
      {hit !== null && (
        <div class="tip" style={{ left: `${Math.min(hit.x + 12, Math.max(0, width.value - 200))}px`, top: `${hit.y + 14}px` }}>
          {props.rows[hit.row]}<br />{props.columns[hit.column]}: <b>{Number.isFinite(props.values[hit.row]?.[hit.column] ?? NaN) ? props.text(props.values[hit.row]?.[hit.column] ?? NaN) : '–'}</b>
        </div>
      )}
    </div>
  );
}
