import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { meta, sources, sourcesError } from '../store/sources';
import type { Source } from '../api/types';
import { age, count, duration, moment, number } from '../format';
import { link, query, remember } from '../route';
import { Chip, Empty, Loaded, Panel, Problem, Problems } from '../parts/parts';
import { pageStatus, pageTitle } from '../shell/top-bar';

export function SourcesPage() {
  useEffect(() => {
    pageTitle.value = '';
    pageStatus.value = '';
  }, []);
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const text = (query.value.get('q') ?? '').toLowerCase();
  const shown = useComputed(() => (sources.value?.items ?? []).filter(item => {
    const wanted = (query.value.get('q') ?? '').toLowerCase();
    return wanted === '' || `${item.name} ${item.path} ${item.status} ${item.kind} ${item.run?.trainer ?? ''} ${item.experiment?.tuner ?? ''}`.toLowerCase().includes(wanted);
  }));
  const runs = shown.value.filter(item => item.kind === 'run');
  const experiments = shown.value.filter(item => item.kind === 'experiment');
  return (
    <div class="grid">
      <div class="row">
        <label class="row">search <input type="search" data-search value={text} placeholder="name, path, status" onInput={event => remember({ q: event.currentTarget.value })} /></label>
        <span class="hint">{meta.value === null ? '' : <>in <code>{meta.value.root}</code></>}</span>
        <span class="push" />
        {chosen.value.size === 0 ? <span class="hint">choose runs to compare them</span> : <a class="button" href={link(['compare'], { runs: [...chosen.value].join(',') })}>Compare {chosen.value.size} {chosen.value.size === 1 ? 'run' : 'runs'}</a>}
      </div>
      {sourcesError.value !== null && <Problem text={sourcesError.value} />}
      <Problems list={sources.value?.problems} />
      <Loaded of={{ data: sources.value, error: sources.value === null ? sourcesError.value : null, loading: true }} what="the list">
        {data => data.items.length === 0
          ? <Empty title="No runs or experiments here yet."><p>They appear by themselves as soon as <code>nasctl search</code>, <code>nasctl retrain</code> or <code>nasctl create</code> writes below <code>{meta.value?.root}</code>.</p></Empty>
          : (
            <>
              {runs.length > 0 && <Runs items={runs} chosen={chosen.value} choose={next => {
                chosen.value = next;
              }} />}
              {experiments.length > 0 && <Experiments items={experiments} />}
              {shown.value.length === 0 && <Empty title="Nothing matches the search." />}
            </>
          )}
      </Loaded>
    </div>
  );
}

function Runs(props: { readonly items: readonly Source[]; readonly chosen: ReadonlySet<string>; readonly choose: (next: ReadonlySet<string>) => void }) {
  const now = Date.now();
  return (
    <Panel title="Runs" hint={`${count(props.items.length)}; one-shot searches and retrainings`} tight>
      <div class="scroll" tabIndex={0} role="region" aria-label="Table of runs">
        <table class="plain">
          <thead>
            <tr><th><span class="skip">Compare</span></th><th>Name</th><th>Trainer</th><th>Status</th><th class="n">Progress</th><th>Last numbers</th><th class="n">Time</th><th>Changed</th></tr>
          </thead>
          <tbody>
            {props.items.map(item => (
              <tr key={item.id}>
                <td>
                  <input type="checkbox" aria-label={`Compare ${item.name}`} checked={props.chosen.has(item.id)} onChange={event => {
                    const next = new Set(props.chosen);
                    if (event.currentTarget.checked) next.add(item.id);
                    else next.delete(item.id);
                    props.choose(next);
                  }} />
                </td>
                <td><a href={link(['source', item.id])}>{item.name}</a><div class="hint mono">{item.path}</div></td>
                <td>{item.run?.trainer ?? '–'}{item.run?.isSearch === false && <div class="hint">retraining</div>}</td>
                <td><Chip state={item.status} />{item.problems.length > 0 && <div class="hint" title={item.problems.join('\n')}>{item.problems.length} {item.problems.length === 1 ? 'problem' : 'problems'}</div>}</td>
                <td class="n">{progressText(item)}</td>
                <td>{metricText(item)}</td>
                <td class="n">{duration(item.run?.seconds)}</td>
                <td title={moment(item.updatedAt)}>{age(item.updatedAt, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Experiments(props: { readonly items: readonly Source[] }) {
  const now = Date.now();
  return (
    <Panel title="Experiments" hint={`${count(props.items.length)}; each of many trials`} tight>
      <div class="scroll" tabIndex={0} role="region" aria-label="Table of experiments">
        <table class="plain">
          <thead><tr><th>Name</th><th>Tuner</th><th>Status</th><th class="n">Trials</th><th class="n">Failed</th><th class="n">Best</th><th class="n">Time</th><th>Changed</th></tr></thead>
          <tbody>
            {props.items.map(item => {
              const e = item.experiment;
              const all = Object.values(e?.trials ?? {}).reduce((sum, n) => sum + n, 0);
              return (
                <tr key={item.id}>
                  <td><a href={link(['source', item.id])}>{item.name}</a><div class="hint mono">{item.path}</div></td>
                  <td>{e?.tuner ?? '–'}</td>
                  <td><Chip state={item.status} />{e?.paused === true && <div class="hint">paused</div>}</td>
                  <td class="n">{count(all)}{e?.maxTrials !== null && e?.maxTrials !== undefined && e.maxTrials < 99999 ? ` of ${count(e.maxTrials)}` : ''}</td>
                  <td class="n">{count(e?.trials['failed'] ?? 0)}</td>
                  <td class="n">{number(e?.best?.result)}</td>
                  <td class="n">{duration(e?.seconds)}</td>
                  <td title={moment(item.updatedAt)}>{age(item.updatedAt, now)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

export function progressText(item: Source): string {
  const run = item.run;
  if (run?.step === null || run?.step === undefined) return '–';
  return run.steps !== null && run.steps > 0 ? `${count(run.step)} of ${count(run.steps)}` : `step ${count(run.step)}`;
}

export function metricText(item: Source): string {
  return Object.entries(item.run?.metrics ?? {}).slice(0, 3).map(([name, value]) => `${name} ${number(value)}`).join(', ');
}
