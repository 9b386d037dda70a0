import type { Json } from '../api/types';
import { amount, duration, epochOf, moment, number } from '../format';
import { LineChart } from '../charts/line-chart';
import { link } from '../route';
import { Empty, Facts, Loaded, Panel, Problems, Tile } from '../parts/parts';
import { useSeries } from '../store/run';
import { eventMarks, groupsOf } from './curve-groups';
import type { SourcePageProps } from './source';
import { progressText } from './sources';

/** What a run is doing, in one look. */
export function RunPage(props: SourcePageProps) {
  const { source } = props;
  const run = source.run;
  const series = useSeries(source.id);
  const has = run?.has ?? [];
  const share = run?.step !== null && run?.step !== undefined && run.steps !== null && run.steps > 0 ? run.step / run.steps : null;
  const pages: readonly (readonly [string, string, string])[] = run?.isSearch === false
    ? [['curves', 'Curves', 'metrics'], ['result', 'Result', 'architecture']]
    : [['supernet', 'Supernet', 'supernet'], ['alphas', 'Alphas', 'weights'], ['result', 'Result', 'architecture'], ['curves', 'Curves', 'metrics']];
  return (
    <div class="grid">
      <Problems list={source.problems} />
      <div class="tiles">
        <Tile label="progress">{progressText(source)}{share !== null && <progress max={1} value={share} aria-label="Progress of the run" />}</Tile>
        <Tile label="epoch">{epochOf(run?.epoch, run?.epochs)}</Tile>
        <Tile label="time">{duration(run?.seconds)}</Tile>
        {source.status === 'running' && <Tile label="time left, about">{duration(run?.secondsLeft)}</Tile>}
        {Object.entries(run?.metrics ?? {}).slice(0, 4).map(([name, value]) => <Tile key={name} label={name}>{number(value)}</Tile>)}
      </div>
      <div class="row">
        {pages.map(([page, text, needs]) => <a key={page} class="button" href={link(['source', source.id, page])}>{text}{has.includes(needs) ? '' : ' (nothing yet)'}</a>)}
        <a class="button" href={link(['compare'], { runs: source.id })}>Compare …</a>
      </div>
      <Loaded of={series.value} what="the curves">
        {data => data.series.length === 0
          ? <Panel title="Curves"><Empty title="No numbers yet.">The run writes its first line of <code>metrics.jsonl</code> after its first steps.</Empty></Panel>
          : (
            <div class="grid two">
              {groupsOf(data.series).slice(0, 4).map(group => (
                <Panel key={group.name} title={group.name}>
                  <LineChart name={`${source.name} ${group.name}`} xLabel={group.over ?? 'step'} yLabel={group.name} lines={group.lines} marks={group.over === undefined ? eventMarks(data.events) : []} empty="" height={210} {...(group.over === undefined ? { group: source.id } : {})} />
                </Panel>
              ))}
            </div>
          )}
      </Loaded>
      <div class="grid two">
        <Panel title="About this run">
          <Facts of={[
            ['folder', <code key="c">{source.path}</code>], ['trainer', run?.trainer ?? '–'], ['search space', run?.space ?? '–'], ['seed', run?.seed === null || run?.seed === undefined ? '–' : String(run.seed)],
            ['started', moment(source.createdAt)], ['changed', moment(source.updatedAt)], ['status', statusText(source.status)],
          ]} />
        </Panel>
        <Panel title="Options"><JsonFacts of={source.tool ?? source.config ?? null} /></Panel>
        {source.result !== null && source.result !== undefined && <Panel title="Result"><JsonFacts of={source.result} /></Panel>}
      </div>
    </div>
  );
}

function statusText(status: string): string {
  switch (status) {
    case 'running': return 'running';
    case 'stopped': return 'stopped; the same command with --resume goes on';
    case 'created': return 'created, nothing happened yet';
    case 'damaged': return 'damaged: its files cannot be read';
    default: return status;
  }
}

/** The members of an object, nested ones with their path; long lists are cut. */
export function JsonFacts(props: { readonly of: Json }) {
  const rows: [string, string][] = [];
  const visit = (name: string, value: Json): void => {
    if (rows.length >= 80) return;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) for (const [key, inner] of Object.entries(value)) visit(name === '' ? key : `${name}.${key}`, inner as Json);
    else if (Array.isArray(value)) rows.push([name, value.length > 12 ? `${value.length} values` : value.map(part => (typeof part === 'object' ? JSON.stringify(part) : String(part))).join(', ')]);
    else rows.push([name, typeof value === 'number' ? (Number.isInteger(value) && value < 1e6 ? String(value) : Number.isInteger(value) ? amount(value) : number(value, 6)) : String(value)]);
  };
  visit('', props.of);
  if (rows.length === 0) return <p class="hint">Nothing is written down.</p>;
  return <div class="scroll" style={{ maxHeight: '340px' }} tabIndex={0} role="region" aria-label="Values"><Facts of={rows} /></div>;
}
