import { useMemo } from 'preact/hooks';
import type { ImportanceAnswer } from '../api/types';
import { ChartFrame } from '../charts/chart-frame';
import { Parallel, type ParallelAxis } from '../charts/parallel';
import { Menu, Panel } from '../parts/parts';
import { query, remember } from '../route';
import type { Trials } from '../model/trials';
import { numbersOf, type AnalysisView } from './analysis-view';

const start = 8;

/** Each trial as a line over its most important choices and its numbers. */
export function ParallelPanel(props: AnalysisView & { readonly importance: ImportanceAnswer | null }) {
  const { trials } = props;
  const q = query.value;
  const [wanted, logs] = [q.get('axes') ?? null, q.get('plogs') ?? ''];
  const names = useMemo(() => wanted === null ? firstAxes(trials, props.importance) : wanted.split('|'), [trials, props.importance, wanted]);
  const axes = useMemo(() => axesOf(trials, names, new Set(logs.split('|'))), [trials, names, logs]);
  const results = trials.numeric.get('result') ?? [];
  const known = useMemo(() => results.filter((value): value is number => value !== null && Number.isFinite(value)).sort((a, b) => a - b), [results]);
  const [low, high] = [known[0] ?? 0, known[known.length - 1] ?? 1];
  const on = useMemo(() => trials.number.map((_, row) => props.on(row)), [trials, props.on]);
  const choices = axes.filter(axis => axis.labels !== null).length;
  const toggled = (list: readonly string[], name: string, yes: boolean): string => [...list.filter(other => other !== name), ...(yes ? [name] : [])].join('|');
  // The best so many percent, as a brush on the results.
  const best = (share: number): void => {
    if (share >= 1) props.brush({ result: null });
    else {
      const order = props.maximize ? [...known].reverse() : known;
      const last = Math.min(order.length - 1, Math.max(0, Math.ceil(share * order.length) - 1));
      // Between the last that is kept and the first that is not: the address keeps six digits.
      const cut = ((order[last] ?? 0) + (order[last + 1] ?? order[last] ?? 0)) / 2;
      const room = Math.max(Math.abs(cut) * 1e-6, (high - low) * 0.01);
      props.brush({ result: props.maximize ? { low: cut, high: high + room } : { low: low - room, high: cut } });
    }
  };
  return (
    <Panel
      title="Parallel coordinates" hint={`${choices} ${choices === 1 ? 'choice' : 'choices'}${wanted === null ? ', the most important ones' : ''}; bright: better result${trials.n > 2500 ? '; at most 2,500 lines of the selection are drawn' : ''}`}
      actions={(
        <>
          <span class="hint">keep the best</span>
          {[0.01, 0.1, 0.5, 1].map(share => <button key={share} onClick={() => best(share)}>{share >= 1 ? 'all' : `${100 * share} %`}</button>)}
          <Menu label="Axes">
            {[...trials.choices.map(choice => choice.key), ...numbersOf(trials)].map(name => (
              <label key={name} class="row"><input type="checkbox" checked={names.includes(name)} onChange={event => remember({ axes: toggled(names, name, event.currentTarget.checked) })} />{name}</label>
            ))}
          </Menu>
          <Menu label="Logarithmic">
            {numbersOf(trials).map(name => (
              <label key={name} class="row"><input type="checkbox" checked={logs.split('|').includes(name)} onChange={event => remember({ plogs: toggled(logs === '' ? [] : logs.split('|'), name, event.currentTarget.checked) })} />{name}</label>
            ))}
          </Menu>
        </>
      )}
    >
      <ChartFrame
        name={`${props.name} parallel coordinates`} summary="a line is a trial; drag along an axis to select, click it to free"
        rows={() => [['trial', ...axes.map(axis => axis.name)], ...props.rows.map(row => [trials.number[row], ...axes.map(axis => (axis.labels === null ? axis.values[row] : axis.labels[axis.values[row] ?? -1] ?? null))])]}
      >
        <Parallel
          axes={axes} rows={trials.n} on={on} selected={props.selectedRow} brushes={props.brushes} brush={(name, value) => props.brush({ [name]: value })}
          shade={row => {
            const value = results[row];
            if (value === null || value === undefined) return null;
            const share = high === low ? 1 : (value - low) / (high - low);
            return props.maximize ? share : 1 - share;
          }}
        />
      </ChartFrame>
    </Panel>
  );
}

function firstAxes(trials: Trials, importance: ImportanceAnswer | null): readonly string[] {
  const keys = importance === null || importance.items.length === 0 ? trials.choices.map(choice => choice.key) : [...importance.items].sort((a, b) => (b.share ?? 0) - (a.share ?? 0)).map(item => item.key);
  return [...keys.slice(0, start), ...trials.metrics.slice(0, 3), 'result'];
}

function axesOf(trials: Trials, names: readonly string[], logs: ReadonlySet<string>): readonly ParallelAxis[] {
  const choiceAxis = (key: string): ParallelAxis | null => {
    const choice = trials.choices.find(one => one.key === key);
    return choice === undefined ? null : { name: key, values: choice.values, labels: choice.labels, log: false };
  };
  const numberAxis = (name: string): ParallelAxis | null => {
    const values = trials.numeric.get(name);
    return values === undefined || !values.some(value => value !== null) ? null : { name, values, labels: null, log: logs.has(name) };
  };
  return names.map(name => choiceAxis(name) ?? numberAxis(name)).filter(axis => axis !== null);
}
