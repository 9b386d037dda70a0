import { useMemo } from 'preact/hooks';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { ParetoAnswer } from '../api/types';
import { ChartFrame } from '../charts/chart-frame';
import { LineChart } from '../charts/line-chart';
import { Scatter } from '../charts/scatter';
import { count, number, percent } from '../format';
import { paretoFront } from '../model/pareto';
import { Empty, Loaded, Panel } from '../parts/parts';
import { link, query, remember } from '../route';
import { numbersOf, trialTip, type AnalysisView } from './analysis-view';

/** Two quantities against each other with their front, and how the volume below the front has grown. */
export function Front(props: AnalysisView) {
  const { trials } = props;
  const q = query.value;
  const names = numbersOf(trials);
  const xName = q.get('px') ?? trials.metrics[0] ?? 'seconds';
  const yName = q.get('py') ?? 'result';
  const maximizeX = q.get('pxd') === 'max';
  const maximizeY = q.get('pyd') === undefined ? (yName === 'result' ? props.maximize : true) : q.get('pyd') === 'max';
  const xs = trials.numeric.get(xName) ?? [];
  const ys = trials.numeric.get(yName) ?? [];
  const front = useMemo(() => paretoFront(xs, ys, maximizeX, maximizeY), [xs, ys, maximizeX, maximizeY]);
  const served = xName !== yName && [xName, yName].every(name => name === 'result' || trials.metrics.includes(name));
  const objectives = `${yName}:${maximizeY ? 'max' : 'min'},${xName}:${maximizeX ? 'max' : 'min'}`;
  const answer = useResource<ParetoAnswer>(served ? `${props.id} ${objectives}` : null, props.version, (_, abort) => getJson(`experiments/${encodeURIComponent(props.id)}/pareto?objectives=${encodeURIComponent(objectives)}`, abort));
  const logX = q.get('plog') === '1';
  const logY = q.get('pylog') === '1';
  const both = xs.flatMap((value, row) => (value !== null && (ys[row] ?? null) !== null ? [row] : []));
  const onFront = new Set(front);
  const lines = useMemo(() => {
    const volume = answer.value.data?.hypervolume;
    return volume === undefined || volume === null ? [] : [{ name: 'hypervolume', colour: '#0072b2', x: volume.trials, y: volume.values, width: 2 }];
  }, [answer.value.data]);
  return (
    <>
      <Panel
        title="Pareto front" hint={`${count(front.length)} of ${count(both.length)} trials`}
        actions={(
          <>
            <select aria-label="Vertical quantity" value={yName} onChange={event => remember({ py: event.currentTarget.value })}>{names.map(name => <option key={name} value={name}>{name}</option>)}</select>
            <select aria-label="Direction of the vertical quantity" value={maximizeY ? 'max' : 'min'} onChange={event => remember({ pyd: event.currentTarget.value })}><option value="max">large</option><option value="min">small</option></select>
            <span class="hint">against</span>
            <select aria-label="Horizontal quantity" value={xName} onChange={event => remember({ px: event.currentTarget.value })}>{names.map(name => <option key={name} value={name}>{name}</option>)}</select>
            <select aria-label="Direction of the horizontal quantity" value={maximizeX ? 'max' : 'min'} onChange={event => remember({ pxd: event.currentTarget.value })}><option value="min">small</option><option value="max">large</option></select>
          </>
        )}
      >
        {front.length === 0
          ? <Empty title="No trial has both numbers.">Trials report more than one number as <code>{'{"default": 0.93, "parameters": 120000}'}</code>.</Empty>
          : (
            <ChartFrame
              name={`${props.name} front of ${yName} and ${xName}`} summary="click: one trial; drag: the selection"
              rows={() => [['trial', xName, yName, 'on the front', 'in the selection'], ...[...front, ...both.filter(row => !onFront.has(row))].map(row => [trials.number[row], xs[row], ys[row], onFront.has(row) ? 'yes' : 'no', props.on(row) ? 'yes' : 'no'])]}
              actions={(
                <>
                  <button aria-pressed={logY} onClick={() => remember({ pylog: logY ? null : '1' })}>log ↕</button>
                  <button aria-pressed={logX} onClick={() => remember({ plog: logX ? null : '1' })}>log ↔</button>
                </>
              )}
            >
              <Scatter
                name="Pareto front" xName={xName} yName={yName} xs={xs} ys={ys} logX={logX} logY={logY} front={front} on={props.on} selected={props.selectedRow}
                tip={row => [...trialTip(trials, row, [xName, yName]), `${xName} ${number(xs[row])}`, `${yName} ${number(ys[row])}`]}
                pick={row => props.select(trials.number[row] ?? 0)} brush={area => props.brush({ [xName]: area?.x ?? null, [yName]: area?.y ?? null })} height={300}
              />
            </ChartFrame>
          )}
        {props.selectedRow !== null && <p class="hint">selected: <a href={link(['source', props.id, 'trials'], { trial: String(trials.number[props.selectedRow]) })}>trial {trials.number[props.selectedRow]}</a>, {xName} {number(xs[props.selectedRow])}, {yName} {number(ys[props.selectedRow])}</p>}
      </Panel>
      <Panel title="Hypervolume" hint={served ? `of the front of ${yName} and ${xName}; now ${percent(lines[0]?.y.at(-1))} of the box between the worst and the best values` : undefined}>
        {!served
          ? <Empty title="There is none for this pair.">The result and what trials report beside it have one: choose two of them on the left.</Empty>
          : <Loaded of={answer.value} what="the hypervolume">{() => <LineChart name={`${props.name} hypervolume of ${yName} and ${xName}`} xLabel="trials that have ended" yLabel="share of the box" lines={lines} empty="No trial has both numbers." height={300} />}</Loaded>}
      </Panel>
    </>
  );
}
