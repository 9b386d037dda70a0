import { useEffect, useMemo } from 'preact/hooks';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { ArchitectureAnswer, Missing, SeriesAnswer, Source, SourceDetail, Json } from '../api/types';
import { LineChart, type ChartLine } from '../charts/line-chart';
import { count, duration, number } from '../format';
import { link, query, remember } from '../route';
import { csv, fileName, saveText } from '../parts/download';
import { Empty, Loaded, Panel } from '../parts/parts';
import { pageStatus, pageTitle } from '../shell/top-bar';
import { moved, resyncs } from '../api/live';
import { sources } from '../store/sources';
import { curveOptions, CurveTools } from './curves';
import { groupsOf } from './curve-groups';
import { decisions, decisionText, labelsOf } from './result';
import { CellPicture } from '../cell/cell-picture';
import { cellAsSvg } from '../cell/draw-cell';
import { currentPalette } from '../graph/picture';
import { drawings } from '../cell/genotype';
import { swatches } from '../colours';

interface Compared {
  readonly id: string;
  readonly detail: SourceDetail;
  readonly series: SeriesAnswer;
  readonly architecture: ArchitectureAnswer | Missing;
}

const most = 8;

/** Several runs over each other, and what differs between their options and architectures. */
export function ComparePage() {
  useEffect(() => {
    pageTitle.value = 'Compare runs';
    pageStatus.value = '';
  }, []);
  const ids = (query.value.get('runs') ?? '').split(',').filter(id => id !== '').slice(0, most);
  const runs = sources.value?.items.filter(item => item.kind === 'run') ?? [];
  const version = `${ids.map(id => moved.value.get(id)?.metrics ?? '').join(',')}/${resyncs.value}`;
  const answer = useResource<readonly Compared[]>(ids.join(',') || null, version, (_, abort) => Promise.all(ids.map(async id => {
    const run = encodeURIComponent(id);
    const [detail, series, architecture] = await Promise.all([
      getJson<SourceDetail>(`sources/${run}`, abort), getJson<SeriesAnswer>(`runs/${run}/series?max=800`, abort), getJson<ArchitectureAnswer | Missing>(`runs/${run}/architecture`, abort),
    ]);
    return { id, detail, series, architecture };
  })));
  const toggle = (id: string): void => remember({ runs: (ids.includes(id) ? ids.filter(other => other !== id) : [...ids, id]).join(',') });
  return (
    <div class="grid">
      <Panel title="Runs" hint={`${ids.length} chosen, at most ${most}`}>
        {runs.length === 0 ? <Empty title="There are no runs to compare." /> : (
          <div class="row" style={{ maxHeight: '120px', overflow: 'auto' }}>
            {runs.map(run => <button key={run.id} aria-pressed={ids.includes(run.id)} disabled={!ids.includes(run.id) && ids.length >= most} onClick={() => toggle(run.id)} title={run.path}>{run.name}</button>)}
          </div>
        )}
      </Panel>
      {ids.length === 0 ? <Empty title="No run is chosen.">Choose two or more above.</Empty> : <Loaded of={answer.value} what="the runs">{data => <Comparison runs={data} listed={runs} />}</Loaded>}
    </div>
  );
}

function Comparison(props: { readonly runs: readonly Compared[]; readonly listed: readonly Source[] }) {
  const { runs } = props;
  const { smoothing, wall } = curveOptions();
  const names = useMemo(() => uniqueNames(runs), [runs]);
  const groups = useMemo(() => {
    const all = new Map<string, { readonly lines: readonly ChartLine[]; readonly over: string | undefined }>();
    runs.forEach((run, index) => {
      for (const group of groupsOf(run.series.series, { smoothing, wall, run: names[index] ?? '', colour: index })) all.set(group.name, { lines: [...(all.get(group.name)?.lines ?? []), ...group.lines], over: group.over });
    });
    return [...all];
  }, [runs, smoothing, wall, names]);
  return (
    <>
      <Panel title="In numbers" tight>
        <div class="scroll" tabIndex={0} role="region" aria-label="Numbers of the runs">
          <table class="plain">
            <thead><tr><th>run</th><th>trainer</th><th class="n">step</th><th class="n">time</th>{lastNames(runs).map(name => <th key={name} class="n">{name}</th>)}</tr></thead>
            <tbody>
              {runs.map((run, index) => (
                <tr key={run.id}>
                  <td><a href={link(['source', run.id])}>{names[index]}</a></td><td>{run.detail.run?.trainer ?? '–'}</td><td class="n">{run.detail.run?.step === null || run.detail.run?.step === undefined ? '–' : count(run.detail.run.step)}</td>
                  <td class="n">{duration(run.detail.run?.seconds)}</td>{lastNames(runs).map(name => <td key={name} class="n">{number(lastOf(run, name))}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      <CurveTools />
      <div class="grid two">
        {groups.map(([name, { lines, over }]) => (
          <Panel key={name} title={name}>
            <LineChart name={`compare ${name}`} xLabel={over ?? (wall ? 'seconds' : 'step')} yLabel={name} lines={lines} log={query.value.get('log') === '1'} empty="" {...(over === undefined ? { group: 'compare' } : {})} />
          </Panel>
        ))}
      </div>
      <Differences title="Architectures" what="decisions" names={names} tables={runs.map(run => (run.architecture.available ? run.architecture.architecture : null))} none="is not derived yet" />
      <Drawings runs={runs} names={names} />
      <Differences title="Options" what="options" names={names} tables={runs.map(run => flat(run.detail.tool ?? run.detail.config ?? null))} none="has none" />
    </>
  );
}

/** The architectures beside each other; what differs from the first run is dashed. */
function Drawings(props: { readonly runs: readonly Compared[]; readonly names: readonly string[] }) {
  const shown = useMemo(() => props.runs.flatMap((run, index) => {
    if (!run.architecture.available) return [];
    const decided = decisions({ architecture: run.architecture.architecture, selected: {} }, null);
    return [{ name: props.names[index] ?? '', architecture: run.architecture.architecture, cells: drawings(decided), labels: labelsOf(decided) }];
  }), [props.runs, props.names]);
  const colours = useMemo(() => swatches([...new Set(shown.flatMap(one => one.labels))]), [shown]);
  const [first] = shown;
  if (first === undefined) return null;
  return (
    <Panel title="Drawings" hint={shown.length > 1 ? `dashed: another decision than ${first.name} has` : undefined}>
      <div class="grid two">
        {shown.map(one => {
          const changed = new Set(Object.keys(one.architecture).filter(key => key in first.architecture && decisionText(one.architecture[key] ?? null) !== decisionText(first.architecture[key] ?? null)));
          return (
            <div key={one.name}>
              <h3>{one.name}</h3>
              {one.cells.map(cell => (
                <div key={cell.name}>
                  <div class="row">
                    <span class="hint">{cell.name}</span>
                    <button class="push" title={`Save the drawing ${cell.name} of ${one.name}`} onClick={() => saveText(`${fileName(one.name, cell.name)}.svg`, cellAsSvg(cell, colours, currentPalette(), changed, `${one.name} ${cell.name}`), 'image/svg+xml')}>SVG</button>
                  </div>
                  <CellPicture drawing={cell} colours={colours} changed={changed} most={300} />
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </Panel>
  );
}

function uniqueNames(runs: readonly Compared[]): string[] {
  return runs.map(run => (runs.filter(other => other.detail.name === run.detail.name).length > 1 ? run.detail.path : run.detail.name));
}

function lastNames(runs: readonly Compared[]): string[] {
  return [...new Set(runs.flatMap(run => run.series.series.filter(series => series.phase !== 'alpha' && series.phase !== 'collapse').map(series => `${series.phase} ${series.name}`)))].filter(name => /loss|acc|score|reward/.test(name)).slice(0, 6);
}

function lastOf(run: Compared, name: string): number | null {
  const series = run.series.series.find(one => `${one.phase} ${one.name}` === name);
  return series === undefined ? null : [...series.y].reverse().find(value => value !== null) ?? null;
}

function flat(value: Json): Readonly<Record<string, Json>> {
  const result: Record<string, Json> = {};
  const visit = (name: string, part: Json): void => {
    if (part !== null && typeof part === 'object' && !Array.isArray(part)) for (const [key, inner] of Object.entries(part)) visit(name === '' ? key : `${name}.${key}`, inner as Json);
    else result[name] = part;
  };
  visit('', value);
  return result;
}

/** Only what differs, unless everything is asked for. */
function Differences(props: { readonly title: string; readonly what: string; readonly names: readonly string[]; readonly tables: readonly (Readonly<Record<string, Json>> | null)[]; readonly none: string }) {
  const all = query.value.get('all') === '1';
  const keys = [...new Set(props.tables.flatMap(table => Object.keys(table ?? {})))].filter(key => key !== '$meta');
  const text = (table: Readonly<Record<string, Json>> | null, key: string): string => (table === null || table[key] === undefined ? '–' : decisionText(table[key] ?? null));
  const differs = keys.filter(key => new Set(props.tables.filter(table => table !== null).map(table => text(table, key))).size > 1);
  const known = props.tables.filter(table => table !== null);
  const apart = known.length > 1 && keys.length > 0 && keys.every(key => known.filter(table => table[key] !== undefined).length < 2);
  const missing = props.tables.flatMap((table, index) => (table === null ? [props.names[index] ?? ''] : []));
  const shown = all ? keys : differs;
  return (
    <Panel
      title={props.title} hint={`${apart ? `they have no ${props.what} in common: these are different spaces` : `${count(differs.length)} of ${count(keys.length)} ${props.what} differ`}${missing.length > 0 ? `; that of ${missing.join(', ')} ${props.none}` : ''}`} tight
      actions={(
        <>
          <button aria-pressed={all} onClick={() => remember({ all: all ? null : '1' })}>equal ones, too</button>
          <button onClick={() => saveText(`compare-${props.what}.csv`, csv([[props.what, ...props.names], ...shown.map(key => [key, ...props.tables.map(table => text(table, key))])]), 'text/csv')}>CSV</button>
        </>
      )}
    >
      {shown.length === 0 ? <Empty title={keys.length === 0 ? 'There is nothing to compare.' : props.names.length < 2 ? 'Choose another run to compare with.' : 'They are the same.'} /> : (
        <div class="scroll" tabIndex={0} role="region" aria-label={`Differences of the ${props.what}`}>
          <table class="plain">
            <thead><tr><th>{props.what}</th>{props.names.map(name => <th key={name}>{name}</th>)}</tr></thead>
            <tbody>{shown.map(key => <tr key={key}><th scope="row"><code>{key}</code></th>{props.tables.map((table, index) => <td key={index}>{differs.includes(key) && index > 0 && text(table, key) !== text(props.tables[0] ?? null, key) ? <b>{text(table, key)}</b> : text(table, key)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
