import { eventMarks, groupsOf } from './curve-groups';
import { LineChart } from '../charts/line-chart';
import { count, number } from '../format';
import { query, remember } from '../route';
import { Empty, Loaded, Panel, Problems } from '../parts/parts';
import { useSeries } from '../store/run';
import type { SourcePageProps } from './source';

/** Losses, metrics and learning rates of one run. */
export function CurvesPage(props: SourcePageProps) {
  const { source } = props;
  const series = useSeries(source.id);
  return (
    <Loaded of={series.value} what="the curves">
      {data => (
        <div class="grid">
          <Problems list={data.problems} />
          <CurveTools />
          {data.series.length === 0
            ? <Empty title="No numbers yet.">The run writes its first line of <code>metrics.jsonl</code> after its first steps.</Empty>
            : (
              <div class="grid two">
                {groupsOf(data.series, curveOptions()).map(group => (
                  <Panel key={group.name} title={group.name} hint={group.over === undefined ? `${count(data.series.filter(s => s.name === group.name).reduce((sum, s) => sum + s.total, 0))} points` : `over the ${group.over}s`}>
                    <LineChart
                      name={`${source.name} ${group.name}`} xLabel={group.over ?? (query.value.get('x') === 'time' ? 'seconds' : 'step')} yLabel={group.name} lines={group.lines}
                      marks={query.value.get('x') === 'time' || group.over !== undefined ? [] : eventMarks(data.events)} log={query.value.get('log') === '1'} empty="" {...(group.over === undefined ? { group: source.id } : {})}
                    />
                  </Panel>
                ))}
              </div>
            )}
          {data.events.length > 0 && (
            <Panel title="Collapse guard" hint="what it measured, and where it took the search back">
              <table class="plain">
                <thead><tr><th class="n">step</th><th>event</th><th>values</th></tr></thead>
                <tbody>{data.events.map((event, index) => <tr key={index}><td class="n">{count(event.step)}</td><td>{event.phase === 'collapse' ? 'measured' : event.phase}</td><td>{Object.entries(event.values).map(([k, v]) => `${k.replaceAll('_', ' ')} ${number(v)}`).join(', ')}</td></tr>)}</tbody>
              </table>
            </Panel>
          )}
        </div>
      )}
    </Loaded>
  );
}

export function curveOptions(): { smoothing: number; wall: boolean } {
  return { smoothing: Math.min(0.99, Math.max(0, Number(query.value.get('smooth') ?? 0) || 0)), wall: query.value.get('x') === 'time' };
}

export function CurveTools() {
  const { smoothing, wall } = curveOptions();
  return (
    <div class="row">
      <label class="row">smoothing
        <input type="range" min={0} max={0.99} step={0.01} value={smoothing} onInput={event => remember({ smooth: event.currentTarget.value === '0' ? null : event.currentTarget.value })} />
        {smoothing.toFixed(2)}
      </label>
      <label class="row">over
        <select value={wall ? 'time' : 'step'} onChange={event => remember({ x: event.currentTarget.value === 'time' ? 'time' : null })}>
          <option value="step">steps</option>
          <option value="time">time</option>
        </select>
      </label>
      <label class="row"><input type="checkbox" checked={query.value.get('log') === '1'} onChange={event => remember({ log: event.currentTarget.checked ? '1' : null })} /> logarithmic</label>
      <span class="hint">Drag over a chart to look closer, double-click to go back.</span>
    </div>
  );
}
