import { useMemo } from 'preact/hooks';
import { address } from '../api/client';
import { LineChart } from '../charts/line-chart';
import { count, duration, moment, number } from '../format';
import { link, query, remember } from '../route';
import { bestSoFar, historyByTime, type Trials } from '../model/trials';
import { Chip, Empty, Facts, Loaded, Panel, Problems, Tile } from '../parts/parts';
import { useTrials } from '../store/experiment';
import { JsonFacts } from './run';
import type { SourcePageProps } from './source';
import { LimitsButton, PauseButton, StopButton } from './trial-commands';

/** What an experiment is doing, in one look. */
export function ExperimentPage(props: SourcePageProps) {
  const { source } = props;
  const e = source.experiment;
  const trials = useTrials(source.id);
  const counts = e?.trials ?? {};
  const ended = Object.entries(counts).filter(([state]) => state !== 'waiting' && state !== 'running').reduce((sum, [, n]) => sum + n, 0);
  const paused = e?.paused === true;
  const limit = e?.maxTrials !== null && e?.maxTrials !== undefined && e.maxTrials < 99999 ? e.maxTrials : null;
  return (
    <div class="grid">
      <Problems list={source.problems} />
      {paused && <div class="notice warn" role="status">Paused: {(counts['running'] ?? 0) > 0 ? 'the running trials go on to their ends, ' : ''}no new trials are started until somebody lets it go on.</div>}
      <div class="tiles">
        <Tile label="trials ended">{count(ended)}{limit !== null && <> of {count(limit)}<progress max={limit} value={Math.min(ended, limit)} aria-label="Trials ended" /></>}</Tile>
        <Tile label={e?.maximize === false ? 'best (smallest) result' : 'best result'}>
          {e?.best === null || e?.best === undefined ? '–' : <a href={link(['source', source.id, 'trials'], { trial: String(e.best.trial) })}>{number(e.best.result)}</a>}
        </Tile>
        <Tile label="running">{count(counts['running'] ?? 0)}{e?.concurrency !== null && e?.concurrency !== undefined ? ` of ${count(e.concurrency)}` : ''}</Tile>
        <Tile label="failed">{(counts['failed'] ?? 0) > 0 ? <a href={link(['source', source.id, 'trials'], { q: 'state:failed' })}>{count(counts['failed'] ?? 0)}</a> : '0'}</Tile>
        <Tile label="time">{duration(e?.seconds)}</Tile>
      </div>
      <div class="row">
        <a class="button" href={link(['source', source.id, 'trials'])}>Trials</a>
        <a class="button" href={link(['source', source.id, 'analysis'])}>Analysis</a>
        <a class="button" href={address(`experiments/${encodeURIComponent(source.id)}/export.csv`)} download>Trials as CSV</a>
        <a class="button" href={address(`experiments/${encodeURIComponent(source.id)}/export.json`)} download>Trials as JSON</a>
        <span class="push" />
        {e?.concurrency !== null && e?.concurrency !== undefined && e.maxTrials !== null && source.status !== 'damaged' && <LimitsButton id={source.id} name={source.name} concurrency={e.concurrency} maxTrials={e.maxTrials} />}
        {source.status === 'running' && <PauseButton id={source.id} name={source.name} paused={paused} />}
        {source.status === 'running' && <StopButton id={source.id} name={source.name} />}
      </div>
      <Loaded of={trials.value} what="the trials">
        {data => data.n === 0
          ? <Panel title="Results"><Empty title="No trials yet.">The tuner proposes the first ones as soon as the experiment runs.</Empty></Panel>
          : (
            <div class="grid two">
              <ResultsPanel trials={data} maximize={e?.maximize ?? true} name={source.name} />
              <Panel title="Best trials" tight><BestTrials trials={data} maximize={e?.maximize ?? true} id={source.id} /></Panel>
            </div>
          )}
      </Loaded>
      <div class="grid two">
        <Panel title="About this experiment">
          <Facts of={[
            ['id', <code key="i">{e?.id ?? '–'}</code>], ['folder', <code key="f">{source.path}</code>], ['tuner', e?.tuner ?? '–'], ['goal', e?.maximize === false ? 'smaller is better' : 'larger is better'],
            ['created', moment(source.createdAt)], ['changed', moment(source.updatedAt)], ['at most', e?.maxSeconds === null || e?.maxSeconds === undefined ? '–' : duration(e.maxSeconds)],
            e?.endReason !== null && e?.endReason !== undefined && e.endReason !== '' ? ['ended because', e.endReason] : null,
          ]} />
        </Panel>
        <Panel title="Configuration"><JsonFacts of={source.config ?? null} /></Panel>
      </div>
    </div>
  );
}

/** The results and the best so far, in the order of the trials or of the time. */
export function ResultsPanel(props: { readonly trials: Trials; readonly maximize: boolean; readonly name: string; readonly height?: number }) {
  const { trials, maximize } = props;
  const byTime = query.value.get('over') === 'time';
  const lines = useMemo(() => {
    const history = byTime ? historyByTime(trials) : { x: trials.number, results: trials.numeric.get('result') ?? [] };
    return [
      { name: 'result', colour: '#8a8f98', x: history.x, y: history.results, dots: true },
      { name: 'best so far', colour: '#0072b2', x: history.x, y: bestSoFar(history.results, maximize), width: 2 },
    ];
  }, [trials, maximize, byTime]);
  return (
    <Panel
      title="Results" hint={`of ${count(trials.n)} trials, and the best so far`}
      actions={(
        <select aria-label="Horizontal axis of the results" value={byTime ? 'time' : 'trial'} onChange={event => remember({ over: event.currentTarget.value === 'time' ? 'time' : null })}>
          <option value="trial">by trial</option>
          <option value="time">over time</option>
        </select>
      )}
    >
      <LineChart name={`${props.name} results${byTime ? ' over time' : ''}`} xLabel={byTime ? 'minutes since the first trial was proposed' : 'trial'} yLabel="result" lines={lines} empty="No trial has a result yet." height={props.height ?? 240} />
    </Panel>
  );
}

function BestTrials(props: { readonly trials: Trials; readonly maximize: boolean; readonly id: string }) {
  const { trials } = props;
  const results = trials.numeric.get('result') ?? [];
  const rows = trials.number.map((_, row) => row).filter(row => results[row] !== null && results[row] !== undefined)
    .sort((a, b) => ((results[b] ?? 0) - (results[a] ?? 0)) * (props.maximize ? 1 : -1)).slice(0, 10);
  if (rows.length === 0) return <Empty title="No trial has a result yet." />;
  return (
    <table class="plain">
      <thead><tr><th class="n">trial</th><th>state</th><th class="n">result</th>{trials.metrics.slice(0, 2).map(name => <th key={name} class="n">{name}</th>)}<th class="n">time</th></tr></thead>
      <tbody>
        {rows.map(row => (
          <tr key={row}>
            <td class="n"><a href={link(['source', props.id, 'trials'], { trial: String(trials.number[row]) })}>{trials.number[row]}</a></td><td><Chip state={trials.state[row] ?? ''} /></td>
            <td class="n">{number(results[row])}</td>{trials.metrics.slice(0, 2).map(name => <td key={name} class="n">{number(trials.numeric.get(name)?.[row])}</td>)}
            <td class="n">{duration(trials.numeric.get('seconds')?.[row])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
