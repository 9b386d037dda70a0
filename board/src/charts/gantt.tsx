import { useCallback } from 'preact/hooks';
import { faded } from '../colours';
import { number } from '../format';
import type { Schedule, Span } from '../model/schedule';
import { token } from '../theme';
import { CanvasChart } from './canvas-chart';
import { drawColumns } from './grid';

export interface GanttProps {
  readonly schedule: Schedule;
  readonly stateOf: (row: number) => string;
  readonly on: (row: number) => boolean;
  readonly selected: number | null;
  /** The stretch that is shown, in seconds. */
  readonly from: number;
  readonly to: number;
  readonly tip: (span: Span) => readonly string[];
  readonly pick: (row: number) => void;
  readonly zoom: (from: number, to: number) => void;
}

const left = 52;
const right = 30;
const top = 8;
const slotHeight = 22;

/** The colour of a state; the state is told under the pointer, too. */
export function stateColour(state: string): string {
  switch (state) {
    case 'succeeded': return '#009e73';
    case 'failed': return '#d55e00';
    case 'running': return '#56b4e9';
    case 'earlystopped': return '#e69f00';
    default: return '#8a8f98';
  }
}

/** Trials as bars over time, a row for each place that runs one at a time; dragging shows a stretch of it. */
export function Gantt(props: GanttProps) {
  const { schedule, on, selected, from, to } = props;
  const step = Math.max(5, Math.min(slotHeight, 420 / Math.max(1, schedule.slots)));
  const height = Math.round(top + schedule.slots * step + 42);
  const x = (seconds: number, width: number): number => left + ((seconds - from) / Math.max(1e-9, to - from)) * (width - left - right);
  const draw = useCallback((context: CanvasRenderingContext2D, width: number): void => {
    const area = { left, right: width - right, top, bottom: top + schedule.slots * step };
    const [unit, name] = to - from > 7200 ? [3600, 'h'] : to - from > 120 ? [60, 'min'] : [1, 's'];
    drawColumns(context, area, { low: from / unit, high: to / unit, log: false }, 7, value => `${number(value, 5)} ${name}`);
    context.fillStyle = token('--quiet');
    context.textAlign = 'center';
    context.fillText('since the first trial was proposed', (area.left + area.right) / 2, area.bottom + 33);
    context.textAlign = 'right';
    for (let slot = 0; slot < schedule.slots; slot += Math.ceil(14 / step)) context.fillText(`slot ${slot + 1}`, left - 6, top + (slot + 0.5) * step + 4);
    context.save();
    context.beginPath();
    context.rect(left, top, width - left - right, schedule.slots * step);
    context.clip();
    for (const span of schedule.spans) {
      if (span.to < from || span.from > to) continue;
      const [start, end] = [x(span.from, width), x(span.to, width)];
      context.fillStyle = faded(stateColour(props.stateOf(span.row)), on(span.row) ? 0.9 : 0.25);
      context.fillRect(start, top + span.slot * step + 1, Math.max(0.7, end - start - (end - start > 4 ? 1 : 0)), step - 2);
      if (span.row === selected) {
        context.strokeStyle = token('--ink');
        context.lineWidth = 2;
        context.strokeRect(start, top + span.slot * step + 1, Math.max(3, end - start), step - 2);
      }
    }
    context.restore();
  }, [schedule, props.stateOf, on, selected, from, to, step]);
  const find = (left: number, down: number, width: number): Span | null => {
    const slot = Math.floor((down - top) / step);
    return schedule.spans.find(span => span.slot === slot && x(span.from, width) - 2 <= left && left <= Math.max(x(span.to, width), x(span.from, width) + 2)) ?? null;
  };
  return (
    <CanvasChart
      label={`Trials over time in ${schedule.slots} slots. The numbers are in the table.`} height={height} draw={draw}
      tip={(left, down, width) => {
        const span = find(left, down, width);
        return span === null ? null : props.tip(span);
      }}
      click={(left, down, width) => {
        const span = find(left, down, width);
        if (span !== null) props.pick(span.row);
      }}
      stretch={(first, last, width) => {
        const back = (at: number): number => from + ((at - left) / (width - left - right)) * (to - from);
        props.zoom(Math.max(from, back(first)), Math.min(to, back(last)));
      }}
    />
  );
}
