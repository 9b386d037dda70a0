import { useMemo } from 'preact/hooks';
import { address, getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { ArchitectureAnswer, CandidatesAnswer, Json, Missing } from '../api/types';
import { swatches } from '../colours';
import { drawings, genotypeText, isRow, type Decided } from '../cell/genotype';
import { CellPicture } from '../cell/cell-picture';
import { cellAsCanvas, cellAsSvg } from '../cell/draw-cell';
import { drawingAsDot } from '../cell/drawing-dot';
import { currentPalette } from '../graph/picture';
import { count, number } from '../format';
import { csv, fileName, saveCanvas, saveText } from '../parts/download';
import { Empty, Legend, Loaded, Menu, Panel, Problem } from '../parts/parts';
import { currentFrame, Timeline } from '../parts/timeline';
import { link, query } from '../route';
import { useHistory, useHistoryData, useNet } from '../store/run';
import { movedOf } from '../store/sources';
import type { SourcePageProps } from './source';

/** The derived network at any moment of the history, as a paper would draw it. */
export function ResultPage(props: SourcePageProps) {
  const { source } = props;
  const net = useNet(source.id);
  const history = useHistoryData(useHistory(source.id)).value;
  const news = movedOf(source.id);
  const atStep = query.value.get('step');
  const frame = currentFrame(history);
  const search = atStep !== undefined && history !== null ? `?step=${history.steps[frame] ?? 0}` : '';
  const answer = useResource<ArchitectureAnswer | Missing>(source.id, `${search}/${news.architectures ?? ''}/${atStep === undefined ? news.weights ?? '' : ''}/${source.status}/${news.resync}`,
    (_, abort) => getJson(`runs/${encodeURIComponent(source.id)}/architecture${search}`, abort));
  const choices = net.value.data !== null && 'tree' in net.value.data ? net.value.data.tree.net.choices : null;
  return (
    <div class="grid">
      {history !== null && (
        <div class="panel"><Timeline history={history} /></div>
      )}
      <Loaded of={answer.value} what="the architecture">
        {data => data.available
          ? <Architecture name={source.name} id={source.id} answer={data} search={search} choices={choices} drawn={history?.kind === 'visits'} />
          : <Empty title="There is no architecture yet.">{data.reason ?? 'The run derives one after its first epoch.'}</Empty>}
      </Loaded>
      {source.run?.has.includes('candidates') === true && <Candidates id={source.id} />}
    </div>
  );
}

interface ArchitectureProps {
  readonly name: string;
  readonly id: string;
  readonly answer: ArchitectureAnswer;
  readonly search: string;
  /** The method draws candidates instead of learning weights. */
  readonly drawn: boolean;
  readonly choices: readonly { readonly key: string; readonly kind: 'layer' | 'input'; readonly labels: readonly string[] }[] | null;
}

function Architecture(props: ArchitectureProps) {
  const { answer, name } = props;
  const decided = useMemo(() => decisions(answer, props.choices), [answer, props.choices]);
  const colours = useMemo(() => swatches(labelsOf(decided)), [decided]);
  const cells = useMemo(() => drawings(decided), [decided]);
  const changed = useMemo(() => new Set(answer.changed), [answer]);
  const origin = answer.source === 'result' ? 'the result of the run' : answer.source === 'epoch' ? 'written by the run' : props.drawn ? 'of what was drawn most often lately' : 'derived from the weights';
  const file = `runs/${encodeURIComponent(props.id)}/architecture.json${props.search}`;
  return (
    <>
      <div class="row">
        <span>{answer.step === null ? 'Architecture' : `At step ${count(answer.step)}`}, {origin}.</span>
        {answer.changed.length > 0
          ? <span class="chip stopped">{count(answer.changed.length)} {answer.changed.length === 1 ? 'choice differs' : 'choices differ'} from the last</span>
          : <span class="chip done">the same as the last</span>}
        <span class="push" />
        <a class="button" href={address(file)} download="architecture.json">architecture.json</a>
      </div>
      <Legend names={labelsOf(decided)} colours={colours} />
      <div class={cells.length > 1 ? 'grid two' : 'grid'}>
        {cells.map(cell => (
          <Panel
            key={cell.name} title={cell.name} hint={[isRow(cell) ? cell.note : '', changed.size > 0 ? 'dashed: differs from the last' : ''].filter(text => text !== '').join('; ') || undefined}
            actions={(
              <Menu label="Download">
                <button onClick={() => saveText(`${fileName(name, cell.name, answer.step ?? 'result')}.svg`, cellAsSvg(cell, colours, currentPalette(), changed, `${name} ${cell.name}`), 'image/svg+xml')}>picture (SVG)</button>
                <button onClick={() => saveCanvas(`${fileName(name, cell.name, answer.step ?? 'result')}.png`, cellAsCanvas(cell, colours, currentPalette(), changed))}>picture (PNG)</button>
                <button onClick={() => saveText(`${fileName(name, cell.name, answer.step ?? 'result')}.dot`, drawingAsDot(cell, colours), 'text/vnd.graphviz')}>graph (DOT)</button>
                <button onClick={() => saveText(`${fileName(name, cell.name, answer.step ?? 'result')}.txt`, `${genotypeText(cell)}\n`)}>genotype (text)</button>
              </Menu>
            )}
          >
            <CellPicture drawing={cell} colours={colours} changed={changed} />
          </Panel>
        ))}
      </div>
      <Panel
        title="Decisions" hint={`${count(decided.length)} choices`} tight
        actions={(
          <>
            <a class="button" href={link(['source', props.id, 'supernet'], { path: answer.source === 'result' ? 'result' : 'now', ...(answer.step === null ? {} : { step: String(answer.step) }) })}>light in the supernet</a>
            <button onClick={() => saveText(`${fileName(name, 'decisions', answer.step ?? 'result')}.csv`, csv([['choice', 'decision', 'differs'], ...decided.map(one => [one.key, one.selected.map(index => one.labels[index]).join(' '), changed.has(one.key) ? 'yes' : 'no'])]), 'text/csv')}>CSV</button>
          </>
        )}
      >
        <div class="scroll" tabIndex={0} role="region" aria-label="Table of decisions">
          <table class="plain">
            <thead><tr><th>choice</th><th>decision</th><th>of</th><th>differs</th></tr></thead>
            <tbody>
              {decided.map(({ key, labels, selected }) => (
                <tr key={key}><td><code>{key}</code></td><td>{selected.length === 0 ? '(nothing)' : selected.map(index => labels[index]).join(', ')}</td><td class="hint">{props.choices?.find(choice => choice.key === key)?.labels.join(', ') ?? ''}</td><td>{changed.has(key) ? 'yes' : ''}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  );
}

export function labelsOf(decided: readonly Decided[]): string[] {
  return [...new Set(decided.filter(choice => choice.kind === 'layer').flatMap(choice => choice.labels))];
}

/** The decisions in the order of the network, from the file where the network is not known. */
export function decisions(
  answer: { readonly architecture: ArchitectureAnswer['architecture']; readonly selected: ArchitectureAnswer['selected'] },
  choices: readonly { readonly key: string; readonly kind: 'layer' | 'input'; readonly labels: readonly string[] }[] | null,
): readonly Decided[] {
  if (choices !== null) return choices.filter(choice => choice.key in answer.selected || choice.key in answer.architecture).map(choice => ({ ...choice, selected: answer.selected[choice.key] ?? [] }));
  return Object.entries(answer.architecture).filter(([key]) => key !== '$meta').map(([key, value]): Decided => {
    const names = (Array.isArray(value) ? value : [value]).map(part => String(part));
    return { key, kind: Array.isArray(value) ? 'input' : 'layer', labels: names, selected: names.map((_, index) => index) };
  });
}

export function decisionText(value: Json): string {
  return Array.isArray(value) ? (value.length === 0 ? '(nothing)' : value.map(part => String(part)).join(', ')) : String(value);
}

function Candidates(props: { readonly id: string }) {
  const answer = useResource<CandidatesAnswer>(props.id, '', (_, abort) => getJson(`runs/${encodeURIComponent(props.id)}/candidates`, abort));
  const { data, error } = answer.value;
  if (error !== null) return <Problem text={error} />;
  if (data === null || data.items.length === 0) return null;
  const keys = [...new Set(data.items.flatMap(item => Object.keys(item.architecture)))].filter(key => key !== '$meta');
  return (
    <Panel
      title="Architectures that the search compared" hint={`${count(data.items.length)}, the best first`} tight
      actions={<button onClick={() => saveText('compared.csv', csv([['rank', 'score', ...keys], ...data.items.map(item => [item.rank, item.score, ...keys.map(key => decisionText(item.architecture[key] ?? null))])]), 'text/csv')}>CSV</button>}
    >
      <div class="scroll" tabIndex={0} role="region" aria-label="Table of compared architectures">
        <table class="plain">
          <thead><tr><th class="n">rank</th><th class="n">score</th><th>metrics</th><th>decisions</th></tr></thead>
          <tbody>
            {data.items.slice(0, 100).map(item => (
              <tr key={item.rank}>
                <td class="n"><a href={link(['source', props.id, 'supernet'], { path: `candidate-${item.rank}` })} title="Light it in the supernet">{item.rank}</a></td><td class="n">{number(item.score)}</td><td>{Object.entries(item.metrics).map(([k, v]) => `${k} ${number(v)}`).join(', ')}</td>
                <td class="hint mono">{Object.entries(item.architecture).filter(([k]) => k !== '$meta').map(([, v]) => decisionText(v)).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
