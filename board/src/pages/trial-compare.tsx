import { useMemo } from 'preact/hooks';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { Curve, TrialDetail } from '../api/types';
import { LineChart } from '../charts/line-chart';
import { lineColour } from '../colours';
import { count, duration, number } from '../format';
import { changesBetween } from '../model/lineage';
import { decisionOf, type Trials } from '../model/trials';
import { csv, fileName, saveText, type Field } from '../parts/download';
import { Chip, Empty, Loaded, Panel, stateText } from '../parts/parts';
import { link, query, remember } from '../route';
import { trialsVersion, useTrials } from '../store/experiment';
import type { SourcePageProps } from './source';
import { TrialArchitecture } from './trial-architecture';

/** As many as there are colours. */
export const mostCompared = 8;

/** Numbers in the address, `1,7,9`, that are trials. */
export function comparedIn(text: string | undefined, trials: Trials): readonly number[] {
  return [...new Set((text ?? '').split(',').filter(part => part !== '').map(Number))].filter(number => trials.rowOf.has(number)).slice(0, mostCompared);
}

/** Several trials beside each other: what differs, and their curves over each other. */
export function TrialComparePage(props: SourcePageProps) {
  const { source } = props;
  const trials = useTrials(source.id);
  return (
    <Loaded of={trials.value} what="the trials">
      {data => {
        const numbers = comparedIn(query.value.get('t'), data);
        return numbers.length < 2
          ? <Empty title="Choose two trials or more."><a class="button" href={link(['source', source.id, 'trials'])}>To the table of trials</a></Empty>
          : <Comparison trials={data} numbers={numbers} id={source.id} name={source.name} />;
      }}
    </Loaded>
  );
}

interface Line {
  readonly name: string;
  readonly texts: readonly string[];
  readonly fields: readonly Field[];
  readonly differs: boolean;
}

function Comparison(props: { readonly trials: Trials; readonly numbers: readonly number[]; readonly id: string; readonly name: string }) {
  const { trials, numbers, id } = props;
  const all = query.value.get('all') === '1';
  const lines = useMemo(() => linesOf(trials, numbers), [trials, numbers]);
  const shown = all ? lines : lines.filter(line => line.differs);
  const decisions = lines.slice(-trials.choices.length || lines.length);
  const different = trials.choices.length === 0 ? 0 : decisions.filter(line => line.differs).length;
  const key = numbers.join(',');
  const curves = useResource<{ items: readonly Curve[] }>(`${id} ${key}`, trialsVersion(id), (_, abort) => getJson(`experiments/${encodeURIComponent(id)}/curves?trials=${key}&max=500`, abort));
  const chart = useMemo(() => (curves.value.data?.items ?? []).filter(item => item.x.length > 0).map(item => ({ name: `trial ${item.trial}`, colour: lineColour(numbers.indexOf(item.trial ?? -1)), x: item.x, y: item.y, width: 2 })), [curves.value.data, key]);
  return (
    <div class="grid">
      <Panel
        title={`${count(numbers.length)} trials`} hint={`${count(different)} of ${count(trials.choices.length)} choices differ`} tight
        actions={(
          <>
            <label class="row"><input type="checkbox" checked={!all} onChange={event => remember({ all: event.currentTarget.checked ? null : '1' })} />only what differs</label>
            <button onClick={() => saveText(`${fileName(props.name, 'trials', ...numbers)}.csv`, csv([['', ...numbers.map(n => `trial ${n}`)], ...shown.map(line => [line.name, ...line.fields])]), 'text/csv')}>CSV</button>
          </>
        )}
      >
        <div class="scroll" tabIndex={0} role="region" aria-label="Differences of the trials">
          <table class="plain">
            <thead>
              <tr>
                <th />
                {numbers.map((n, index) => (
                  <th key={n}>
                    <span class="swatch" style={{ backgroundColor: lineColour(index) }} aria-hidden="true" /><a href={link(['source', id, 'trials'], { trial: String(n) })}>trial {n}</a>{' '}
                    <button aria-label={`Leave out trial ${n}`} title={`Leave out trial ${n}`} onClick={() => remember({ t: numbers.filter(other => other !== n).join(',') })}>×</button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(line => (
                <tr key={line.name}>
                  <td>{line.name}</td>
                  {line.texts.map((text, index) => <td key={index} style={line.differs && text !== line.texts[0] ? { fontWeight: '600' } : {}}>{line.name === 'state' ? <Chip state={trials.state[trials.rowOf.get(numbers[index] ?? -1) ?? -1] ?? ''} /> : text}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
          {shown.length === 0 && <Empty title="They differ in nothing." />}
        </div>
      </Panel>
      <Panel title="Intermediate results">
        <Loaded of={curves.value} what="the curves">
          {() => <LineChart name={`${props.name} trials ${numbers.join(' ')}`} xLabel="report" yLabel="value" lines={chart} empty="None of these trials has reported intermediate results." height={320} />}
        </Loaded>
      </Panel>
      <div class="grid two">{numbers.map(n => <ComparedArchitecture key={n} id={id} trials={trials} number={n} first={numbers[0] ?? n} />)}</div>
    </div>
  );
}

function ComparedArchitecture(props: { readonly id: string; readonly trials: Trials; readonly number: number; readonly first: number }) {
  const { trials } = props;
  const base = `experiments/${encodeURIComponent(props.id)}/trials/${props.number}`;
  const row = trials.rowOf.get(props.number) ?? -1;
  const detail = useResource<TrialDetail>(base, trials.state[row], (_, abort) => getJson(base, abort));
  const against = useMemo(() => (props.number === props.first ? null : { trial: props.first, changed: new Set(changesBetween(trials, trials.rowOf.get(props.first) ?? -1, row).map(change => change.key)) }), [trials, row, props.first]);
  return <Loaded of={detail.value} what={`trial ${props.number}`}>{data => <TrialArchitecture detail={data} trials={trials} base={base} title={`Trial ${props.number}`} against={against} />}</Loaded>;
}

/** What is known of each trial, a line for each quantity, the choices last. */
function linesOf(trials: Trials, numbers: readonly number[]): readonly Line[] {
  const rows = numbers.map(n => trials.rowOf.get(n) ?? -1);
  const line = (name: string, texts: readonly string[], fields: readonly Field[]): Line => ({ name, texts, fields, differs: texts.some(text => text !== texts[0]) });
  const numeric = (id: string, name: string, text: (value: number | null | undefined) => string): Line => {
    const values = rows.map(row => trials.numeric.get(id)?.[row] ?? null);
    return line(name, values.map(text), values);
  };
  const states = rows.map(row => stateText(trials.state[row] ?? ''));
  return [
    line('state', states, states), numeric('result', 'result', value => number(value, 6)), ...trials.metrics.map(name => numeric(name, name, value => number(value, 6))), numeric('seconds', 'time', duration),
    numeric('fidelity', 'epochs', value => number(value)), numeric('parent', 'made from, or continues', value => number(value)), numeric('attempts', 'starts', value => number(value)),
    ...trials.choices.map(choice => {
      const texts = rows.map(row => decisionOf(choice, row) || 'inactive');
      return line(choice.key, texts, texts);
    }),
  ];
}
