import { useCallback, useMemo } from 'preact/hooks';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { ImportanceAnswer } from '../api/types';
import type { Range } from '../charts/scatter';
import { count } from '../format';
import { readBrushes, writeBrushes } from '../model/brushes';
import { parseFilter } from '../model/filter';
import type { Trials } from '../model/trials';
import { link, query, remember } from '../route';
import { Empty, Loaded, Panel, Problem } from '../parts/parts';
import { trialsVersion, useTrials } from '../store/experiment';
import { VirtualTable } from '../table/virtual-table';
import { IntermediateCurves } from './analysis-curves';
import { Front } from './analysis-front';
import { Importance } from './analysis-importance';
import { Lineage } from './analysis-lineage';
import { ParallelPanel } from './analysis-parallel';
import { SchedulePanel } from './analysis-schedule';
import { Slices } from './analysis-slices';
import type { AnalysisView } from './analysis-view';
import { ResultsPanel } from './experiment';
import type { SourcePageProps } from './source';
import { columnsOf, sorted } from './trials';

/** What the trials say together. All pictures share one selection and one brush. */
export function AnalysisPage(props: SourcePageProps) {
  const { source } = props;
  const trials = useTrials(source.id);
  return (
    <Loaded of={trials.value} what="the trials">
      {data => data.n === 0 || !(data.numeric.get('result') ?? []).some(value => value !== null)
        ? <Empty title="No trial has a result yet.">The pictures come with the first results.</Empty>
        : <Analysis trials={data} id={source.id} name={source.name} maximize={source.experiment?.maximize ?? true} now={source.updatedAt ?? 0} />}
    </Loaded>
  );
}

function Analysis(props: { readonly trials: Trials; readonly id: string; readonly name: string; readonly maximize: boolean; readonly now: number }) {
  const { trials, id } = props;
  const q = query.value;
  const version = trialsVersion(id);
  const importance = useResource<ImportanceAnswer>(id, version, (_, abort) => getJson(`experiments/${encodeURIComponent(id)}/importance`, abort));
  const brushes = useMemo(() => readBrushes(q.get('brush')), [q.get('brush')]);
  const text = q.get('q') ?? '';
  const filter = useMemo(() => parseFilter(text, trials), [text, trials]);
  const chosen = useMemo(() => {
    const valuesOf = (name: string): readonly (number | null)[] => trials.numeric.get(name) ?? trials.choices.find(choice => choice.key === name)?.values ?? [];
    const tests = [...brushes].map(([name, range]) => ({ values: valuesOf(name), range }));
    return trials.number.map((_, row) => filter.test(row) && tests.every(({ values, range }) => {
      const value = values[row];
      return value !== null && value !== undefined && value >= range.low && value <= range.high;
    }));
  }, [trials, brushes, filter]);
  const rows = useMemo(() => chosen.flatMap((yes, row) => (yes ? [row] : [])), [chosen]);
  const on = useCallback((row: number) => chosen[row] === true, [chosen]);
  const brush = (changes: Readonly<Record<string, Range | null>>): void => {
    const next = new Map(brushes);
    for (const [name, range] of Object.entries(changes)) {
      if (range === null) next.delete(name);
      else next.set(name, range);
    }
    remember({ brush: writeBrushes(next) });
  };
  const selected = q.has('trial') ? Number(q.get('trial')) : null;
  const select = (trial: number): void => remember({ trial: String(trial) });
  const view: AnalysisView = { trials, id, name: props.name, maximize: props.maximize, version, on, rows, selectedRow: selected === null ? null : trials.rowOf.get(selected) ?? null, select, brush, brushes };
  const table = columnsOf(trials, null);
  const order = useMemo(() => sorted(trials, rows, 'result', props.maximize), [trials, rows, props.maximize]);
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
        <Front {...view} />
        <ResultsPanel trials={trials} maximize={props.maximize} name={props.name} height={300} />
        <IntermediateCurves {...view} />
      </div>
      <ParallelPanel {...view} importance={importance.value.data} />
      <Slices {...view} importance={importance.value.data} />
      <Lineage {...view} />
      <SchedulePanel {...view} now={props.now} />
      <div class="grid two">
        <Importance answer={importance.value.data} error={importance.value.error} name={props.name} />
        <Panel
          title="Trials in the selection" hint={count(rows.length)} tight
          actions={rows.length > 1 && <a class="button" href={link(['source', id, 'compare'], { t: order.slice(0, 5).map(row => String(trials.number[row])).join(',') })}>Compare the best {Math.min(5, rows.length)}</a>}
        >
          <div style={{ height: '380px' }}>
            {rows.length === 0
              ? <Empty title="The selection is empty."><button onClick={() => remember({ brush: null, q: null })}>Free the selection</button></Empty>
              : (
                <VirtualTable
                  name="Trials in the selection" columns={table.columns} rows={order} keyOf={row => trials.number[row] ?? -1} selected={selected} select={select}
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
