import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import uPlot from 'uplot';
import { faded } from '../colours';
import { number } from '../format';
import { csv, fileName, saveCanvas, saveText, type Field } from '../parts/download';
import { Empty, Menu } from '../parts/parts';
import { paint, token } from '../theme';

export interface ChartLine {
  readonly name: string;
  readonly colour: string;
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  /** The lowest and highest of what each point stands for. */
  readonly min?: readonly (number | null)[] | undefined;
  readonly max?: readonly (number | null)[] | undefined;
  readonly dash?: readonly number[];
  /** Points without a line between them. */
  readonly dots?: boolean;
  readonly width?: number;
  /** On the right axis. */
  readonly right?: boolean;
}

export interface ChartMark {
  readonly x: number;
  readonly text: string;
  readonly bad: boolean;
}

export interface LineChartProps {
  readonly name: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly rightLabel?: string;
  readonly lines: readonly ChartLine[];
  readonly marks?: readonly ChartMark[];
  /** A moment to point at. */
  readonly at?: number | null;
  readonly height?: number;
  readonly log?: boolean;
  readonly range?: readonly [number, number];
  readonly empty: string;
  readonly pick?: (x: number) => void;
  /** Charts of the same group show the same moment. */
  readonly group?: string;
}

/** Lines over one axis, with their values under the pointer, as a table, and as files. */
export function LineChart(props: LineChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const table = useSignal(false);
  const latest = useRef(props);
  latest.current = props;
  const lines = (props.log === true ? props.lines.map(positive) : props.lines).filter(line => line.x.length > 0);
  const identity = lines.map(line => `${line.name}|${line.colour}|${line.right === true}|${line.min !== undefined}`).join('~');
  const colours = paint.value;

  useEffect(() => {
    const element = host.current;
    if (element === null || lines.length === 0 || table.value) return;
    const made = new uPlot(options(latest, element.clientWidth, props.height ?? 240), align(lines), element);
    plot.current = made;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) made.setSize({ width: element.clientWidth, height: latest.current.height ?? 240 });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [identity, colours, props.log, table.value, props.height, props.group]);
  // New points keep the zoom that someone has chosen.
  useEffect(() => {
    const made = plot.current;
    if (made === null) return;
    const data = align(lines);
    const xs = made.data[0];
    const scale = made.scales['x'];
    const zoomed = scale?.min != null && scale.max != null && xs.length > 0 && (scale.min > (xs[0] ?? 0) || scale.max < (xs[xs.length - 1] ?? 0));
    made.setData(data, !zoomed);
  }, [props.lines]);
  useEffect(() => {
    plot.current?.redraw(false);
  }, [props.at, props.marks]);

  if (lines.length === 0) return <Empty title="Nothing to draw yet.">{props.empty}</Empty>;
  const rows = (): readonly (readonly Field[])[] => tableRows(props.xLabel, lines);
  return (
    <div class="chart">
      <div class="row" style={{ justifyContent: 'flex-end', marginBottom: '2px' }}>
        <span class="hint" style={{ marginRight: 'auto' }}>{summary(lines)}</span>
        <button aria-pressed={table.value} onClick={() => {
          table.value = !table.value;
        }}>table</button>
        <Menu label="Download">
          <button onClick={() => saveText(`${fileName(props.name)}.csv`, csv(rows()), 'text/csv')}>numbers (CSV)</button>
          <button disabled={table.value} onClick={() => {
            const canvas = host.current?.querySelector('canvas');
            if (canvas !== null && canvas !== undefined) saveCanvas(`${fileName(props.name)}.png`, onGround(canvas));
          }}>picture (PNG)</button>
        </Menu>
      </div>
      {table.value
        ? <NumberTable rows={rows()} name={props.name} />
        : <div ref={host} role="img" aria-label={`${props.name}: ${summary(lines)}. The numbers are in the table.`} style={{ minHeight: `${props.height ?? 240}px` }} />}
    </div>
  );
}

export function NumberTable(props: { readonly rows: readonly (readonly Field[])[]; readonly name: string }) {
  const [head, ...body] = props.rows;
  const shown = body.slice(0, 500);
  return (
    <div class="scroll" style={{ maxHeight: '320px' }} tabIndex={0} role="region" aria-label={`Numbers of ${props.name}`}>
      <table class="plain">
        <thead><tr>{head?.map((cell, i) => <th key={i} class={i === 0 ? '' : 'n'}>{cell}</th>)}</tr></thead>
        <tbody>{shown.map((row, i) => <tr key={i}>{row.map((cell, j) => <td key={j} class={typeof cell === 'number' ? 'n' : ''}>{typeof cell === 'number' ? number(cell) : cell ?? '–'}</td>)}</tr>)}</tbody>
      </table>
      {shown.length < body.length && <p class="hint">{`${body.length - shown.length} more rows are in the CSV file.`}</p>}
    </div>
  );
}

/** What can stand on a logarithmic axis. */
function positive(line: ChartLine): ChartLine {
  const only = (values: readonly (number | null)[]): (number | null)[] => values.map(value => (value !== null && value > 0 ? value : null));
  return { ...line, y: only(line.y), ...(line.min === undefined || line.max === undefined ? {} : { min: only(line.min), max: only(line.max) }) };
}

function summary(lines: readonly ChartLine[]): string {
  const parts = lines.slice(0, 4).map(line => `${line.name} ${number([...line.y].reverse().find(value => value !== null) ?? null)}`);
  return `last: ${parts.join(', ')}${lines.length > 4 ? ` and ${lines.length - 4} more` : ''}`;
}

/** All lines over the union of their places. */
function align(lines: readonly ChartLine[]): uPlot.AlignedData {
  const shown = lines.filter(line => line.x.length > 0);
  const tables = shown.map((line): uPlot.AlignedData => {
    const columns: (readonly (number | null)[])[] = [line.y];
    if (line.min !== undefined && line.max !== undefined) columns.push(line.max, line.min);
    return [line.x as number[], ...(columns as (number | null)[][])];
  });
  const [first] = tables;
  if (first === undefined) return [[]];
  return tables.length === 1 ? first : uPlot.join(tables, tables.map(table => table.map(() => 1)));
}

function tableRows(xLabel: string, lines: readonly ChartLine[]): readonly (readonly Field[])[] {
  const [x, ...columns] = align(lines.map(line => ({ ...line, min: undefined, max: undefined })));
  return [[xLabel, ...lines.map(line => line.name)], ...Array.from(x ?? [], (value, row) => [value, ...columns.map(column => column[row])])];
}

/** The picture on the ground of the page: a canvas is transparent. */
function onGround(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = token('--plane');
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  return copy;
}

function options(latest: { readonly current: LineChartProps }, width: number, height: number): uPlot.Options {
  const props = latest.current;
  const lines = props.lines.filter(line => line.x.length > 0);
  const series: uPlot.Series[] = [{ label: props.xLabel, value: (_, value) => number(value) }];
  const bands: uPlot.Band[] = [];
  for (const line of lines) {
    const scale = line.right === true ? 'right' : 'y';
    const few = line.x.length < 60;
    series.push({
      label: line.name, stroke: line.colour, width: line.width ?? 1.75, scale, spanGaps: true, value: (_, value) => number(value), points: { show: few || line.dots === true, size: line.dots === true ? (line.x.length > 2000 ? 2 : 4) : 5, fill: line.colour },
      ...(line.dash === undefined ? {} : { dash: [...line.dash] }), ...(line.dots === true ? { paths: () => null } : {}),
    });
    if (line.min !== undefined && line.max !== undefined) {
      const hidden = { scale, stroke: 'transparent', width: 0, points: { show: false }, spanGaps: true, value: (_: uPlot, value: number | null) => number(value) };
      series.push({ ...hidden, label: `${line.name} highest`, class: 'u-hidden' } as uPlot.Series, { ...hidden, label: `${line.name} lowest`, class: 'u-hidden' } as uPlot.Series);
      bands.push({ series: [series.length - 2, series.length - 1], fill: faded(line.colour, 0.16) });
    }
  }
  const ink = token('--quiet');
  const axis = { stroke: ink, grid: { stroke: token('--rule'), width: 1 }, ticks: { stroke: token('--rule'), width: 1 }, font: '12px system-ui, sans-serif', labelFont: '12px system-ui, sans-serif' };
  const values = (_: uPlot, ticks: number[]): string[] => ticks.map(tick => number(tick, 3));
  return {
    width, height, series, bands,
    scales: {
      x: { time: false },
      y: props.log === true ? { distr: 3 } : props.range === undefined ? {} : { range: [props.range[0], props.range[1]] },
    },
    axes: [
      { ...axis, label: props.xLabel, labelSize: 18, size: 34, values },
      { ...axis, label: props.yLabel, labelSize: 18, size: 58, values },
      ...(lines.some(line => line.right === true) ? [{ ...axis, scale: 'right', side: 1 as const, label: props.rightLabel ?? '', labelSize: 18, size: 52, grid: { show: false }, values }] : []),
    ],
    legend: { show: lines.length <= 14, live: true },
    cursor: { drag: { x: true, y: false }, ...(props.group === undefined ? {} : { sync: { key: props.group } }) },
    hooks: {
      draw: [plot => drawMarks(plot, latest.current)],
      ready: [plot => {
        plot.over.addEventListener('click', () => {
          const { idx } = plot.cursor;
          const x = idx === null || idx === undefined ? undefined : plot.data[0][idx];
          if (x !== undefined) latest.current.pick?.(x);
        });
      }],
    },
  };
}

function drawMarks(plot: uPlot, props: LineChartProps): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio || 1;
  const line = (x: number, colour: string, dash: number[], text: string): void => {
    const at = plot.valToPos(x, 'x', true);
    if (at < bbox.left || at > bbox.left + bbox.width) return;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash(dash.map(part => part * ratio));
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    if (text !== '') {
      ctx.font = `${11 * ratio}px system-ui, sans-serif`;
      ctx.textAlign = at > bbox.left + bbox.width * 0.8 ? 'right' : 'left';
      ctx.fillText(text, at + (ctx.textAlign === 'right' ? -4 : 4) * ratio, bbox.top + 11 * ratio);
    }
    ctx.restore();
  };
  for (const mark of (props.marks ?? []).slice(0, 200)) line(mark.x, token(mark.bad ? '--bad' : '--warn'), [4, 3], (props.marks ?? []).length > 6 ? '▾' : mark.text);
  if (props.at !== undefined && props.at !== null) line(props.at, token('--accent'), [], '');
}
