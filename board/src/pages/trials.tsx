import { useMemo } from 'preact/hooks';
import { csv, fileName, saveText, type Field } from '../parts/download';
import { amount, count, duration, number } from '../format';
import { parseFilter } from '../model/filter';
import { decisionOf, type Trials } from '../model/trials';
import { link, query, remember } from '../route';
import { Chip, Empty, Loaded, Menu, Panel, Problem, Problems } from '../parts/parts';
import { useKeys } from '../shell/keys';
import { useTrials } from '../store/experiment';
import { VirtualTable, type Column } from '../table/virtual-table';
import type { SourcePageProps } from './source';
import { comparedIn, mostCompared } from './trial-compare';
import { TrialPanel } from './trial-panel';

/** All trials: sorted, filtered, ten thousand without delay; and one of them beside. */
export function TrialsPage(props: SourcePageProps) {
  const { source } = props;
  const trials = useTrials(source.id);
  return (
    <Loaded of={trials.value} what="the trials">
      {data => data.n === 0
        ? <Empty title="No trials yet.">The tuner proposes the first ones as soon as the experiment runs.</Empty>
        : <Table trials={data} id={source.id} name={source.name} maximize={source.experiment?.maximize ?? true} />}
    </Loaded>
  );
}

export function columnsOf(trials: Trials, shown: ReadonlySet<string> | null): { readonly all: readonly string[]; readonly columns: readonly Column[] } {
  const has = (name: string): boolean => trials.numeric.get(name)?.some(value => value !== null) === true;
  const numeric = (id: string, title: string, width: number, text: (value: number | null | undefined) => string): Column =>
    ({ id, title, width, numeric: true, cell: row => text(trials.numeric.get(id)?.[row]) });
  const columns: Column[] = [
    { id: 'number', title: 'trial', width: 74, numeric: true, cell: row => trials.number[row] },
    { id: 'state', title: 'state', width: 130, cell: row => <Chip state={trials.state[row] ?? ''} /> },
    numeric('result', 'result', 92, value => number(value)),
    ...trials.metrics.map(name => numeric(name, name, Math.max(84, name.length * 8 + 24), value => (value !== null && value !== undefined && Math.abs(value) >= 10_000 ? amount(value) : number(value)))),
    numeric('last', 'last report', 104, value => number(value)),
    numeric('reports', 'reports', 84, value => (value === null || value === undefined ? '–' : count(value))),
    numeric('seconds', 'time', 92, value => duration(value)),
    numeric('fidelity', 'epochs', 80, value => number(value)),
    numeric('parent', 'parent', 80, value => (value === null || value === undefined ? '–' : String(value))),
    numeric('attempts', 'starts', 74, value => number(value)),
    ...trials.choices.map((choice): Column => ({ id: `choice ${choice.key}`, title: choice.key, width: Math.min(190, Math.max(96, 8 * Math.max(choice.key.length, ...choice.labels.slice(0, 20).map(label => label.length)) + 26)), cell: row => decisionOf(choice, row) })),
  ];
  const rare = new Set(['fidelity', 'parent', 'last', 'reports']);
  const start = new Set(columns.filter(column => !rare.has(column.id) || has(column.id)).map(column => column.id).filter(id => id !== 'attempts' && id !== 'reports').slice(0, 14));
  return { all: columns.map(column => column.id), columns: columns.filter(column => (shown ?? start).has(column.id)) };
}

function Table(props: { readonly trials: Trials; readonly id: string; readonly name: string; readonly maximize: boolean }) {
  const { trials } = props;
  const q = query.value;
  const text = q.get('q') ?? '';
  const [sortColumn = 'number', sortOrder] = (q.get('sort') ?? 'number').split(':');
  const down = sortOrder === 'down';
  const filter = useMemo(() => parseFilter(text, trials), [text, trials]);
  const rows = useMemo(() => sorted(trials, trials.number.map((_, row) => row).filter(filter.test), sortColumn, down), [trials, filter, sortColumn, down]);
  const chosen = q.get('cols');
  const { all, columns } = useMemo(() => columnsOf(trials, chosen === undefined ? null : new Set(['number', ...chosen.split('|')])), [trials, chosen]);
  const selected = q.has('trial') ? Number(q.get('trial')) : null;
  const select = (value: number): void => remember({ trial: String(value) });
  const picked = comparedIn(q.get('t'), trials);
  const pick = (trial: number): void => remember({ t: (picked.includes(trial) ? picked.filter(other => other !== trial) : [...picked, trial]).join(',') });
  const picking: Column = {
    id: 'compare', title: '', width: 36, cell: row => {
      const trial = trials.number[row] ?? -1;
      return (
        <input
          type="checkbox" tabIndex={-1} aria-label={`Compare trial ${trial}`} checked={picked.includes(trial)} disabled={!picked.includes(trial) && picked.length >= mostCompared}
          onClick={event => event.stopPropagation()} onChange={() => pick(trial)}
        />
      );
    },
  };
  useKeys(event => {
    if (event.key !== 'x' || selected === null || !trials.rowOf.has(selected)) return false;
    pick(selected);
    return true;
  });
  const asCsv = (): string => csv([
    ['trial', 'state', ...[...trials.numeric.keys()].filter(name => name !== 'number'), ...trials.choices.map(choice => choice.key)],
    ...rows.map((row): Field[] => [trials.number[row], trials.state[row], ...[...trials.numeric].filter(([name]) => name !== 'number').map(([, values]) => values[row]), ...trials.choices.map(choice => decisionOf(choice, row))]),
  ]);
  return (
    <div class="split">
      <Panel
        title="Trials" hint={rows.length === trials.n ? count(trials.n) : `${count(rows.length)} of ${count(trials.n)}`} tight
        actions={(
          <>
            <input
              type="search" data-search style={{ width: '270px' }} aria-label="Filter the trials" placeholder="result>0.9 & state:failed  ( / )" value={text}
              onInput={event => remember({ q: event.currentTarget.value })}
            />
            <Menu label="Columns">
              {all.slice(1).map(id => (
                <label key={id} class="row"><input type="checkbox" checked={columns.some(column => column.id === id)} onChange={event => {
                  const next = columns.map(column => column.id).filter(other => other !== id);
                  remember({ cols: [...next, ...(event.currentTarget.checked ? [id] : [])].join('|') });
                }} />{id.replace(/^choice /, '')}</label>
              ))}
            </Menu>
            {picked.length > 0 && <button onClick={() => remember({ t: null })}>choose none</button>}
            {picked.length < 2
              ? <span class="hint">tick trials to compare them ( x )</span>
              : <a class="button" href={link(['source', props.id, 'compare'], { t: picked.join(',') })}>Compare {picked.length} trials</a>}
            <button onClick={() => saveText(`${fileName(props.name, 'trials')}.csv`, asCsv(), 'text/csv')}>CSV</button>
          </>
        )}
      >
        <Problems list={trials.answer.problems} />
        {filter.error !== null && <Problem text={filter.error} />}
        {rows.length === 0
          ? <Empty title="No trial matches the filter."><button onClick={() => remember({ q: null })}>Show all</button></Empty>
          : (
            <VirtualTable
              name="Trials" columns={[picking, ...columns]} rows={rows} keyOf={row => trials.number[row] ?? -1} selected={selected} select={select} sort={{ column: sortColumn, down }}
              sortBy={column => remember({ sort: `${column}:${column === sortColumn ? (down ? 'up' : 'down') : column === 'number' || column === 'state' ? 'up' : 'down'}` })}
            />
          )}
      </Panel>
      {selected === null
        ? <Panel title="Trial"><Empty title="No trial is selected.">Click a row, or go there with the arrow keys.</Empty></Panel>
        : <TrialPanel id={props.id} number={selected} trials={trials} select={select} />}
    </div>
  );
}

/** Rows by a column; those without a value come last, whichever way. */
export function sorted(trials: Trials, rows: readonly number[], column: string, down: boolean): readonly number[] {
  const values = trials.numeric.get(column);
  const sign = down ? -1 : 1;
  const result = [...rows];
  if (values !== undefined) {
    return result.sort((a, b) => {
      const [x, y] = [values[a] ?? null, values[b] ?? null];
      if (x === null || y === null) return x === y ? a - b : x === null ? 1 : -1;
      return sign * (x - y) || a - b;
    });
  }
  const choice = trials.choices.find(one => `choice ${one.key}` === column);
  const text = choice === undefined ? (row: number) => trials.state[row] ?? '' : (row: number) => decisionOf(choice, row);
  return result.sort((a, b) => sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0) || a - b);
}
