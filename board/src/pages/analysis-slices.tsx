import { useMemo } from 'preact/hooks';
import type { ImportanceAnswer } from '../api/types';
import { scaleOf } from '../charts/axes';
import { ChartFrame } from '../charts/chart-frame';
import { SlicePlot } from '../charts/slice-plot';
import { count } from '../format';
import { slicesOf } from '../model/slices';
import { Empty, Panel } from '../parts/parts';
import { query, remember } from '../route';
import { numbersOf, trialTip, type AnalysisView } from './analysis-view';

const first = 6;

/** A number of the trials in the selection against each choice. */
export function Slices(props: AnalysisView & { readonly importance: ImportanceAnswer | null }) {
  const { trials } = props;
  const q = query.value;
  const name = q.get('slice') ?? 'result';
  const all = q.get('slices') === 'all';
  const values = trials.numeric.get(name) ?? [];
  const plots = useMemo(() => {
    const share = new Map((props.importance?.items ?? []).map(item => [item.key, item.share ?? 0]));
    const order = [...trials.choices].sort((a, b) => (share.get(b.key) ?? 0) - (share.get(a.key) ?? 0));
    return order.map(choice => ({ key: choice.key, slices: slicesOf(choice, values, props.rows) })).filter(plot => plot.slices.length > 0);
  }, [trials, props.importance, values, props.rows]);
  const shown = all ? plots : plots.slice(0, first);
  const scale = useMemo(() => scaleOf(props.rows.map(row => values[row])), [props.rows, values]);
  return (
    <Panel
      title="Slices" hint={`${name} against each choice, the most important ones first; orange: the mean`}
      actions={(
        <>
          <select aria-label="Quantity of the slices" value={name} onChange={event => remember({ slice: event.currentTarget.value === 'result' ? null : event.currentTarget.value })}>{numbersOf(trials).map(one => <option key={one} value={one}>{one}</option>)}</select>
          {plots.length > first && <button aria-pressed={all} onClick={() => remember({ slices: all ? null : 'all' })}>all {count(plots.length)} choices</button>}
        </>
      )}
    >
      {plots.length === 0 ? <Empty title="No trial in the selection has this number." /> : (
        <ChartFrame
          name={`${props.name} slices of ${name}`} summary={`${count(props.rows.length)} trials in the selection`}
          rows={() => [['choice', 'decision', 'trials', 'mean', 'median', 'lowest', 'highest'], ...plots.flatMap(plot => plot.slices.map(slice => [plot.key, slice.label, slice.rows.length, slice.mean, slice.median, slice.low, slice.high]))]}
        >
          <div class="grid" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))', gap: '6px' }}>
            {shown.map(plot => (
              <SlicePlot
                key={plot.key} name={plot.key} slices={plot.slices} values={values} scale={scale} selected={props.selectedRow}
                tip={row => trialTip(trials, row)} pick={row => props.select(trials.number[row] ?? 0)}
              />
            ))}
          </div>
        </ChartFrame>
      )}
    </Panel>
  );
}
