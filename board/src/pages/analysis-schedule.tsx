import { useCallback, useMemo } from 'preact/hooks';
import { ChartFrame } from '../charts/chart-frame';
import { Gantt, stateColour } from '../charts/gantt';
import { count, duration, moment, number, percent } from '../format';
import { scheduleOf } from '../model/schedule';
import { Empty, Panel, stateText } from '../parts/parts';
import { query, remember } from '../route';
import type { AnalysisView } from './analysis-view';

/** When each trial ran, and how well the machine was used. */
export function SchedulePanel(props: AnalysisView & { readonly now: number }) {
  const { trials } = props;
  const schedule = useMemo(() => scheduleOf(trials, props.now), [trials, props.now]);
  const [start, end] = (query.value.get('when') ?? '').split('~').map(Number);
  const shown = start !== undefined && end !== undefined && end > start ? { from: start, to: end } : null;
  const stateOf = useCallback((row: number) => trials.state[row] ?? '', [trials]);
  const first = schedule.spans.reduce((least, span) => Math.min(least, span.from), Infinity);
  const { from, to } = shown ?? { from: Number.isFinite(first) ? first : 0, to: (Number.isFinite(first) ? first : 0) + schedule.length };
  const states = [...new Set(schedule.spans.map(span => stateOf(span.row)))];
  const waited = schedule.spans.map(span => span.waited).sort((a, b) => a - b);
  return (
    <Panel title="Trials over time" hint="a bar is the last start of a trial; it stands in the first row that was free">
      {schedule.spans.length === 0 ? <Empty title="No trial was started yet." /> : (
        <ChartFrame
          name={`${props.name} trials over time`}
          summary={`${count(schedule.slots)} at once at most, busy ${percent(schedule.busy)} of ${duration(schedule.length)}; half of the trials waited less than ${duration(waited[Math.floor(waited.length / 2)])} for their start`}
          rows={() => [['trial', 'slot', 'state', 'started', 'from (s)', 'to (s)', 'ran (s)', 'waited (s)', 'result'],
            ...schedule.spans.map(span => [trials.number[span.row], span.slot + 1, stateOf(span.row), new Date(schedule.zero + 1000 * span.from).toISOString(), span.from, span.to, span.to - span.from, span.waited, trials.numeric.get('result')?.[span.row]])]}
          actions={shown !== null && <button onClick={() => remember({ when: null })}>all of it</button>}
        >
          <Gantt
            schedule={schedule} stateOf={stateOf} on={props.on} selected={props.selectedRow} from={from} to={to} pick={row => props.select(trials.number[row] ?? 0)}
            zoom={(first, last) => remember({ when: `${first.toFixed(3)}~${last.toFixed(3)}` })}
            tip={span => [
              `trial ${trials.number[span.row]} (${stateText(stateOf(span.row))})`, `result ${number(trials.numeric.get('result')?.[span.row])}`, `ran ${duration(span.to - span.from)}, waited ${duration(span.waited)}`,
              `started ${moment(schedule.zero + 1000 * span.from)}`,
            ]}
          />
          <div class="legend">{states.map(state => <span key={state}><span class="swatch" style={{ backgroundColor: stateColour(state) }} />{stateText(state)}</span>)}<span>drag to show a stretch</span></div>
        </ChartFrame>
      )}
    </Panel>
  );
}
