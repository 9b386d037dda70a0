import { useMemo } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { Curve, ImportanceAnswer, LineageAnswer, ParetoAnswer } from '../api/types';
import { lineColour } from '../colours';
import { LineChart } from '../charts/line-chart';
import { Parallel, type ParallelAxis } from '../charts/parallel';
import { Scatter, type Range } from '../charts/scatter';
import { count, number, percent } from '../format';
import { readBrushes, writeBrushes } from '../model/brushes';
import { parseFilter } from '../model/filter';
import { paretoFront } from '../model/pareto';
import type { Trials } from '../model/trials';
import { link, query, remember } from '../route';
import { csv, fileName, saveText } from '../parts/download';
import { Empty, Loaded, Panel, Problem } from '../parts/parts';
import { trialsVersion, useTrials } from '../store/experiment';
import { VirtualTable } from '../table/virtual-table';
import { ResultsOverTime } from './experiment';
import type { SourcePageProps } from './source';
import { Changes, TrialLink } from './trial-panel';
import { columnsOf, sorted } from './trials';

/** What the trials say together. All pictures share one selection and one brush. */
export function AnalysisPage(props: SourcePageProps) {
  const trials = useTrials(props.source.id);
  return (
    <Loaded of={trials.value} what="the trials">
      {data => data.n === 0 || !(data.numeric.get('result') ?? []).some(value => value !== null)
        ? <Empty title="No trial has a result yet.">The pictures come with the first results.</Empty>
        : <Analysis trials={data} id={props.source.id} name={props.source.name} maximize={props.source.experiment?.maximize ?? true} />}
    </Loaded>
  );
}

interface AnalysisProps {
  readonly trials: Trials;
  readonly id: string;
  readonly name: string;
  readonly maximize: boolean;
}

function Analysis(props: AnalysisProps) {
  const { trials, id } = props;
  const q = query.value;
  const version = trialsVersion(id);
  const importance = useResource<ImportanceAnswer>(id, version, (_, abort) => getJson(`experiments/${encodeURIComponent(id)}/importance`, abort));
  const axes = useMemo(() => axesOf(trials, importance.value.data, q.get('axes') ?? null), [trials, importance.value.data, q.get('axes')]);
  const brushes = useMemo(() => readBrushes(q.get('brush')), [q.get('brush')]);
  const text = q.get('q') ?? '';
  const filter = useMemo(() => parseFilter(text, trials), [text, trials]);
  const valuesOf = (name: string): readonly (number | null)[] => trials.numeric.get(name) ?? trials.choices.find(choice => choice.key === name)?.values ?? [];
  const on = useMemo(() => {
    const tests = [...brushes].map(([name, range]) => ({ values: valuesOf(name), range }));
    const result = trials.number.map((_, row) => filter.test(row) && tests.every(({ values, range }) => {
      const value = values[row];
      return value !== null && value !== undefined && value >= range.low && value <= range.high;
    }));
    return result;
  }, [trials, brushes, filter]);
  const rows = on.flatMap((yes, row) => (yes ? [row] : []));
  const setBrush = (changes: Readonly<Record<string, Range | null>>): void => {
    const next = new Map(brushes);
    for (const [name, range] of Object.entries(changes)) {
      if (range === null) next.delete(name);
      else next.set(name, range);
    }
    remember({ brush: writeBrushes(next) });
  };
  const selected = q.has('trial') ? Number(q.get('trial')) : null;
  const selectedRow = selected === null ? null : trials.rowOf.get(selected) ?? null;
  const select = (trial: number): void => remember({ trial: String(trial) });
  const results = trials.numeric.get('result') ?? [];
  const range = useMemo(() => {
    const known = results.filter((value): value is number => value !== null).sort((a, b) => a - b);
    return { low: known[0] ?? 0, high: known[known.length - 1] ?? 1 };
  }, [results]);
  const table = columnsOf(trials, null);
  return (
    <div class="grid">
      <div class="row">
        <label class="row">filter <input type="search" data-search style={{ width: '300px' }} placeholder="result>0.9 & conv=5x5" value={text} onInput={event => remember({ q: event.currentTarget.value })} /></label>
        <span class="hint" role="status">{rows.length === trials.n ? `all ${count(trials.n)} trials` : `${count(rows.length)} of ${count(trials.n)} trials are in the selection`}</span>
        {(brushes.size > 0 || text !== '') && <button onClick={() => remember({ brush: null, q: null })}>free the selection</button>}
        {brushes.size > 0 && <span class="hint">brushed: {[...brushes.keys()].join(', ')}</span>}
      </div>
      {filter.error !== null && <Problem text={filter.error} />}
      <div class="grid two">
        <Pareto {...props} on={row => on[row] === true} selectedRow={selectedRow} select={select} brush={setBrush} version={version} />
        <Panel title="Results" hint="in the order of the trials"><ResultsOverTime trials={trials} maximize={props.maximize} name={props.name} /></Panel>
      </div>
      <Panel
        title="Parallel coordinates" hint={`the ${axes.filter(axis => axis.labels !== null).length} most important choices; bright: better result; drag along an axis${trials.n > 2500 ? "; at most 2,500 lines of the selection are drawn" : ""}`}
        actions={<span class="hint">a line is a trial</span>}
      >
        <Parallel
          axes={axes} rows={trials.n} on={on} selected={selectedRow} brushes={brushes} brush={(name, value) => setBrush({ [name]: value })}
          shade={row => {
            const value = results[row];
            if (value === null || value === undefined) return null;
            const share = range.high === range.low ? 1 : (value - range.low) / (range.high - range.low);
            return props.maximize ? share : 1 - share;
          }}
        />
      </Panel>
      <div class="grid two">
        <Importance answer={importance.value.data} error={importance.value.error} name={props.name} />
        <IntermediateCurves {...props} rows={rows} selected={selected} version={version} />
      </div>
      <div class="grid two">
        <Lineage {...props} selected={selected} select={select} version={version} />
        <Panel title="Trials in the selection" hint={count(rows.length)} tight>
          <div style={{ height: '380px' }}>
            {rows.length === 0
              ? <Empty title="The selection is empty."><button onClick={() => remember({ brush: null, q: null })}>Free the selection</button></Empty>
              : (
                <VirtualTable
                  name="Trials in the selection" columns={table.columns} rows={sorted(trials, rows, 'result', props.maximize)} keyOf={row => trials.number[row] ?? -1} selected={selected} select={select}
                  sort={{ column: 'result', down: props.maximize }} sortBy={column => {
                    location.hash = link(['source', id, 'trials'], { sort: `${column}:down`, q: text });
                  }}
                />
              )}
          </div>
        </Panel>
      </div>
    </div>
  );
}

/** The most important choices, the result and the metrics. */
function axesOf(trials: Trials, importance: ImportanceAnswer | null, wanted: string | null): readonly ParallelAxis[] {
  const choiceAxis = (key: string): ParallelAxis | null => {
    const choice = trials.choices.find(one => one.key === key);
    return choice === undefined ? null : { name: key, values: choice.values, labels: choice.labels };
  };
  const numberAxis = (name: string): ParallelAxis | null => {
    const values = trials.numeric.get(name);
    return values === undefined || !values.some(value => value !== null) ? null : { name, values, labels: null };
  };
  const names = wanted !== null ? wanted.split('|') : [
    ...(importance === null || importance.items.length === 0 ? trials.choices.map(choice => choice.key) : [...importance.items].sort((a, b) => (b.share ?? 0) - (a.share ?? 0)).map(item => item.key)).slice(0, 8),
    ...trials.metrics.slice(0, 3), 'result',
  ];
  return names.map(name => choiceAxis(name) ?? numberAxis(name)).filter(axis => axis !== null);
}

function Pareto(props: AnalysisProps & {
  readonly on: (row: number) => boolean; readonly selectedRow: number | null; readonly select: (trial: number) => void; readonly version: string;
  readonly brush: (changes: Readonly<Record<string, Range | null>>) => void;
}) {
  const { trials } = props;
  const q = query.value;
  const names = ['result', ...trials.metrics, ...['seconds', 'fidelity', 'last', 'number'].filter(name => trials.numeric.get(name)?.some(value => value !== null) === true)];
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
  const volume = answer.value.data?.hypervolume?.values.at(-1);
  const logX = q.get('plog') === '1';
  return (
    <Panel
      title="Pareto front" hint={`${count(front.length)} of ${count(xs.filter((value, row) => value !== null && (ys[row] ?? null) !== null).length)} trials${volume === undefined ? '' : `; hypervolume ${percent(volume)}`}`}
      actions={(
        <>
          <select aria-label="Vertical quantity" value={yName} onChange={event => remember({ py: event.currentTarget.value })}>{names.map(name => <option key={name} value={name}>{name}</option>)}</select>
          <select aria-label="Direction of the vertical quantity" value={maximizeY ? 'max' : 'min'} onChange={event => remember({ pyd: event.currentTarget.value })}><option value="max">large</option><option value="min">small</option></select>
          <span class="hint">against</span>
          <select aria-label="Horizontal quantity" value={xName} onChange={event => remember({ px: event.currentTarget.value })}>{names.map(name => <option key={name} value={name}>{name}</option>)}</select>
          <select aria-label="Direction of the horizontal quantity" value={maximizeX ? 'max' : 'min'} onChange={event => remember({ pxd: event.currentTarget.value })}><option value="min">small</option><option value="max">large</option></select>
          <button aria-pressed={logX} onClick={() => remember({ plog: logX ? null : '1' })}>log</button>
          <button onClick={() => saveText(`${fileName(props.name, 'front')}.csv`, csv([['trial', xName, yName], ...front.map(row => [trials.number[row], xs[row], ys[row]])]), 'text/csv')}>CSV</button>
        </>
      )}
    >
      {front.length === 0
        ? <Empty title="No trial has both numbers.">Trials report more than one number as <code>{'{"default": 0.93, "parameters": 120000}'}</code>.</Empty>
        : (
          <Scatter
            name="Pareto front" xName={xName} yName={yName} xs={xs} ys={ys} logX={logX} front={front} on={props.on} selected={props.selectedRow}
            tip={row => [`trial ${trials.number[row]} (${trials.state[row]})`, `${xName} ${number(xs[row])}`, `${yName} ${number(ys[row])}`, ...trials.metrics.filter(name => name !== xName && name !== yName).map(name => `${name} ${number(trials.numeric.get(name)?.[row])}`)]}
            pick={row => props.select(trials.number[row] ?? 0)} brush={area => props.brush({ [xName]: area?.x ?? null, [yName]: area?.y ?? null })} height={300}
          />
        )}
      {props.selectedRow !== null && <p class="hint">selected: <a href={link(['source', props.id, 'trials'], { trial: String(trials.number[props.selectedRow]) })}>trial {trials.number[props.selectedRow]}</a>, {xName} {number(xs[props.selectedRow])}, {yName} {number(ys[props.selectedRow])}</p>}
    </Panel>
  );
}

function Importance(props: { readonly answer: ImportanceAnswer | null; readonly error: string | null; readonly name: string }) {
  const { answer } = props;
  const open = useSignal<string | null>(null);
  const items = answer === null ? [] : [...answer.items].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  const most = Math.max(1e-9, ...items.map(item => item.share ?? 0));
  return (
    <Panel
      title="Importance of the choices" hint={answer === null ? undefined : `share of the variance of ${count(answer.n)} results that a choice explains by itself`}
      actions={<button disabled={items.length === 0} onClick={() => saveText(`${fileName(props.name, 'importance')}.csv`,
        csv([['choice', 'share', 'label', 'effect', 'trials'], ...items.flatMap(item => item.labels.map((label, index) => [item.key, item.share, label, item.effects[index], item.counts[index]]))]), 'text/csv')}>CSV</button>}
    >
      {props.error !== null && <Problem text={props.error} />}
      {items.length === 0 ? <Empty title="Nothing to tell yet.">It needs results of trials with different decisions.</Empty> : (
        <div class="scroll" style={{ maxHeight: '330px' }} tabIndex={0} role="region" aria-label="Importance of the choices">
          <div class="bars">
            {items.map(item => (
              <>
                <button style={{ textAlign: 'left', border: '0', background: 'none' }} aria-expanded={open.value === item.key} onClick={() => {
                  open.value = open.value === item.key ? null : item.key;
                }}>{open.value === item.key ? '▾' : '▸'} {item.key}</button>
                <span class="track"><div class="bar" style={{ width: `${(100 * (item.share ?? 0)) / most}%`, backgroundColor: '#0072b2' }} /></span>
                <span class="v">{percent(item.share)}</span>
                {open.value === item.key && item.labels.map((label, index) => (
                  <>
                    <span class="hint" style={{ paddingLeft: '24px' }}>{label} ({count(item.counts[index] ?? 0)})</span>
                    <Effect value={item.effects[index] ?? null} most={Math.max(1e-12, ...item.effects.map(effect => Math.abs(effect ?? 0)))} />
                    <span class="v">{(item.effects[index] ?? 0) > 0 ? '+' : ''}{number(item.effects[index])}</span>
                  </>
                ))}
              </>
            ))}
          </div>
        </div>
      )}
    </Panel>
  );
}

/** How much the mean with a decision lies above or below the mean of all. */
function Effect(props: { readonly value: number | null; readonly most: number }) {
  const share = (props.value ?? 0) / props.most;
  return (
    <span class="track" style={{ position: 'relative', height: '9px' }}>
      <div style={{ position: 'absolute', top: '0', height: '9px', left: share < 0 ? `${50 + 50 * share}%` : '50%', width: `${Math.abs(50 * share)}%`, backgroundColor: share < 0 ? '#0072b2' : '#d55e00' }} />
    </span>
  );
}

function IntermediateCurves(props: AnalysisProps & { readonly rows: readonly number[]; readonly selected: number | null; readonly version: string }) {
  const { trials } = props;
  const reports = trials.numeric.get('reports') ?? [];
  const best = sorted(trials, props.rows.filter(row => (reports[row] ?? 0) > 0), 'result', props.maximize).slice(0, 40).map(row => trials.number[row] ?? 0);
  const wanted = props.selected !== null && !best.includes(props.selected) && (reports[trials.rowOf.get(props.selected) ?? -1] ?? 0) > 0 ? [...best, props.selected] : best;
  const key = wanted.join(',');
  const answer = useResource<{ items: readonly Curve[] }>(key === '' ? null : `${props.id} ${key}`, props.version, (_, abort) => getJson(`experiments/${encodeURIComponent(props.id)}/curves?trials=${key}&max=200`, abort));
  const lines = useMemo(() => (answer.value.data?.items ?? []).filter(item => item.x.length > 0).map((item, index) => ({
    name: `trial ${item.trial}`, colour: item.trial === props.selected ? '#d55e00' : lineColour(index), x: item.x, y: item.y, width: item.trial === props.selected ? 3 : 1.2,
  })), [answer.value.data, props.selected]);
  return (
    <Panel title="Intermediate results" hint={`of the ${count(best.length)} best trials in the selection`}>
      {key === '' ? <Empty title="No intermediate results in the selection.">Trials report them with <code>Trial.ReportIntermediate</code>.</Empty>
        : <Loaded of={answer.value} what="the curves">{() => <LineChart name={`${props.name} intermediate results`} xLabel="report" yLabel="value" lines={lines} empty="" height={300} />}</Loaded>}
    </Panel>
  );
}

function Lineage(props: AnalysisProps & { readonly selected: number | null; readonly select: (trial: number) => void; readonly version: string }) {
  const answer = useResource<LineageAnswer>(`${props.id} ${props.selected ?? ''}`, props.version,
    (_, abort) => getJson(`experiments/${encodeURIComponent(props.id)}/lineage${props.selected === null ? '' : `?trial=${props.selected}`}`, abort));
  const data = answer.value.data;
  return (
    <Panel
      title="Lineage" hint={data === null ? undefined : `${props.selected === null ? 'of the best trial' : `of trial ${props.selected}`}; ${data.recorded ? 'as recorded' : 'the likeliest parents: fewest differences'}`}
      actions={<button disabled={data === null} onClick={() => saveText(`${fileName(props.name, 'lineage')}.csv`,
        csv([['trial', 'result', 'parent', 'changed'], ...(data?.items ?? []).map(item => [item.trial, item.result, item.parent, item.changed.map(change => change.key).join(' ')])]), 'text/csv')}>CSV</button>}
    >
      <Loaded of={answer.value} what="the lineage">
        {value => value.items.length === 0 ? <Empty title="There is no lineage of this trial." /> : (
          <ol class="lineage">
            {value.items.map((item, index) => {
              const before = value.items[index - 1]?.result ?? null;
              const gain = item.result === null || before === null ? null : item.result - before;
              return (
                <li key={item.trial}>
                  <TrialLink trial={item.trial} select={props.select} /> <b>{number(item.result)}</b>
                  {gain !== null && <span class={`chip ${gain === 0 ? 'stopped' : gain > 0 === props.maximize ? 'done' : 'polling'}`}>{gain > 0 ? '+' : ''}{number(gain)}</span>}
                  {index > 0 && <Changes of={item.changed} />}
                </li>
              );
            })}
          </ol>
        )}
      </Loaded>
    </Panel>
  );
}
