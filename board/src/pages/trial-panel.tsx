import { useSignal } from '@preact/signals';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { Change, Curve, TrialDetail } from '../api/types';
import { LineChart } from '../charts/line-chart';
import { duration, moment, number } from '../format';
import type { Trials } from '../model/trials';
import { Chip, Facts, Loaded, Panel } from '../parts/parts';
import { trialsVersion } from '../store/experiment';
import { LogTail } from './log';
import { decisionText } from './result';
import { TrialArchitecture } from './trial-architecture';
import { KillButton } from './trial-commands';

export interface TrialPanelProps {
  readonly id: string;
  readonly number: number;
  readonly trials: Trials;
  readonly select: (trial: number) => void;
}

/** One trial: its state, numbers, architecture, curve and log. */
export function TrialPanel(props: TrialPanelProps) {
  const { trials } = props;
  const base = `experiments/${encodeURIComponent(props.id)}/trials/${props.number}`;
  const row = trials.rowOf.get(props.number);
  const version = `${trialsVersion(props.id)}/${row === undefined ? '' : trials.state[row]}/${row === undefined ? '' : trials.numeric.get('reports')?.[row] ?? ''}`;
  const detail = useResource<TrialDetail>(base, version, (_, abort) => getJson(base, abort));
  const curve = useResource<Curve>(`${base}/series`, version, (_, abort) => getJson(`${base}/series?max=500`, abort));
  const stream = useSignal<'out' | 'err'>('out');
  return (
    <div class="side grid" style={{ alignContent: 'start' }}>
      <Loaded of={detail.value} what={`trial ${props.number}`}>
        {data => (
          <>
            <Panel
              title={`Trial ${data.number}`}
              actions={<><Chip state={data.state} />{(data.state === 'running' || data.state === 'waiting') && <KillButton id={props.id} trial={data.number} />}</>}
            >
              {data.error !== null && <div class="notice bad">{data.error}</div>}
              <Facts of={[
                ['result', <b key="r">{number(data.result, 6)}</b>], ...Object.entries(data.metrics).map(([name, value]): [string, string] => [name, number(value, 6)]),
                ['time', duration(data.seconds)], ['started', moment(data.startedAt)], ['starts', String(data.attempts)], data.fidelity === null ? null : ['epochs', String(data.fidelity)],
                data.parent === null ? null : ['made from, or continues', <TrialLink key="p" trial={data.parent} select={props.select} />], data.source === null ? null : ['from', data.source],
              ]} />
              {data.nearest !== null && (
                <div class="section">
                  <h3>Nearest earlier trial: <TrialLink trial={data.nearest.trial} select={props.select} /></h3>
                  <Changes of={data.nearest.changed} />
                </div>
              )}
            </Panel>
            <TrialArchitecture
              detail={data} trials={trials} base={base} title="Architecture"
              against={data.nearest === null ? null : { trial: data.nearest.trial, changed: new Set(data.nearest.changed.map(change => change.key)) }}
            />
          </>
        )}
      </Loaded>
      <Panel title="Intermediate results">
        <Loaded of={curve.value} what="the curve">
          {data => <LineChart name={`trial ${props.number}`} xLabel="report" yLabel="value" height={170} empty="The trial has not reported anything."
            lines={[{ name: 'reported', colour: '#0072b2', x: data.x, y: data.y, ...(data.total > data.x.length ? { min: data.min, max: data.max } : {}) }]} />}
        </Loaded>
      </Panel>
      <Panel title="Log" actions={(
        <select aria-label="Stream" value={stream.value} onChange={event => {
          stream.value = event.currentTarget.value === 'err' ? 'err' : 'out';
        }}>
          <option value="out">output</option>
          <option value="err">errors</option>
        </select>
      )}>
        <LogTail path={`${base}/log${stream.value === 'err' ? '?stream=stderr' : ''}`} version={version} empty="The trial has written nothing here." />
      </Panel>
    </div>
  );
}

export function TrialLink(props: { readonly trial: number; readonly select: (trial: number) => void }) {
  return <button onClick={() => props.select(props.trial)}>trial {props.trial}</button>;
}

export function Changes(props: { readonly of: readonly Change[] }) {
  if (props.of.length === 0) return <p class="hint">the same architecture</p>;
  return (
    <ul style={{ margin: '2px 0', paddingLeft: '18px' }}>
      {props.of.map(change => <li key={change.key}><code>{change.key}</code>: {decisionText(change.from)} → <b>{decisionText(change.to)}</b></li>)}
    </ul>
  );
}
