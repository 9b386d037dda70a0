import { useMemo } from 'preact/hooks';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { Curve } from '../api/types';
import { LineChart } from '../charts/line-chart';
import { lineColour } from '../colours';
import { count } from '../format';
import { Empty, Loaded, Panel } from '../parts/parts';
import type { AnalysisView } from './analysis-view';
import { sorted } from './trials';

/** What the best trials of the selection have reported on their way. */
export function IntermediateCurves(props: AnalysisView) {
  const { trials } = props;
  const selected = props.selectedRow === null ? null : trials.number[props.selectedRow] ?? null;
  const reports = trials.numeric.get('reports') ?? [];
  const best = sorted(trials, props.rows.filter(row => (reports[row] ?? 0) > 0), 'result', props.maximize).slice(0, 40).map(row => trials.number[row] ?? 0);
  const wanted = selected !== null && !best.includes(selected) && (reports[trials.rowOf.get(selected) ?? -1] ?? 0) > 0 ? [...best, selected] : best;
  const key = wanted.join(',');
  const answer = useResource<{ items: readonly Curve[] }>(key === '' ? null : `${props.id} ${key}`, props.version, (_, abort) => getJson(`experiments/${encodeURIComponent(props.id)}/curves?trials=${key}&max=200`, abort));
  const lines = useMemo(() => (answer.value.data?.items ?? []).filter(item => item.x.length > 0).map((item, index) => ({
    name: `trial ${item.trial}`, colour: item.trial === selected ? '#d55e00' : lineColour(index), x: item.x, y: item.y, width: item.trial === selected ? 3 : 1.2,
  })), [answer.value.data, selected]);
  return (
    <Panel title="Intermediate results" hint={`of the ${count(best.length)} best trials in the selection`}>
      {key === '' ? <Empty title="No intermediate results in the selection.">Trials report them with <code>Trial.ReportIntermediate</code>.</Empty>
        : <Loaded of={answer.value} what="the curves">{() => <LineChart name={`${props.name} intermediate results`} xLabel="report" yLabel="value" lines={lines} empty="" height={300} />}</Loaded>}
    </Panel>
  );
}
