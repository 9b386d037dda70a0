import { useMemo } from 'preact/hooks';
import { magnitude } from '../colours';
import { ChartFrame } from '../charts/chart-frame';
import { HeatMap } from '../charts/heat-map';
import { LineChart, type ChartLine, type ChartMark } from '../charts/line-chart';
import type { Health } from '../api/types';
import { count, number, percent } from '../format';
import { entropy, gap, weight, type History } from '../model/history';
import type { ChoiceFacts } from '../model/supernet';
import { Empty, Loaded, Panel, Problems } from '../parts/parts';
import { currentFrame, setFrame, Timeline } from '../parts/timeline';
import { query, remember } from '../route';
import { swatches } from '../colours';
import { useHealth, useHistory, useNet } from '../store/run';
import type { SourcePageProps } from './source';
import { GapPanel } from './alphas-gap';
import { WeightBars } from './box-panel';
import { frameAt } from '../model/history';

/** How the weights of the candidates moved, and whether the search is healthy. */
export function AlphasPage(props: SourcePageProps) {
  const { source } = props;
  const history = useHistory(source.id);
  const net = useNet(source.id);
  const health = useHealth(source.id);
  return (
    <Loaded of={history.value} what="the weights">
      {data => {
        if ('missing' in data) return <Empty title="No weights yet.">{data.missing}</Empty>;
        const choices = net.value.data !== null && 'tree' in net.value.data ? net.value.data.tree.net.choices : withoutNet(data.history);
        const h = health.value.data;
        return <Alphas run={source.id} name={source.name} history={data.history} choices={choices} health={h !== null && h.available ? h : null} />;
      }}
    </Loaded>
  );
}

/** What the history itself says of its choices, where the network is not known. */
function withoutNet(history: History): readonly ChoiceFacts[] {
  return history.choices.map(choice => ({
    key: choice.key, kind: 'layer', labels: Array.from({ length: choice.size }, (_, index) => `candidate ${index}`), names: [], when: [], pick: 1, skip: [], offset: choice.offset,
  }));
}

interface AlphasProps {
  readonly run: string;
  readonly name: string;
  readonly history: History;
  readonly choices: readonly ChoiceFacts[];
  readonly health: Health | null;
}

function Alphas(props: AlphasProps) {
  const { history, choices, health } = props;
  const frame = currentFrame(history);
  const chosen = choices.find(choice => choice.key === query.value.get('choice')) ?? choices.find(choice => choice.kind === 'layer') ?? choices[0];
  const labels = useMemo(() => [...new Set(choices.filter(choice => choice.kind === 'layer').flatMap(choice => choice.labels))], [choices]);
  const colours = useMemo(() => swatches(labels), [labels]);
  const at = history.steps[frame] ?? null;
  const pick = (step: number): void => setFrame(history, frameAt(history, step));
  const marks: ChartMark[] = (health?.alarms ?? []).map(alarm => ({ x: alarm.step, text: alarm.kind, bad: true }));
  const trajectories = useMemo(() => (chosen === undefined ? [] : trajectoriesOf(history, chosen, colours)), [history, chosen, colours]);
  const healthLines = useMemo((): ChartLine[] => {
    if (health === null) return [];
    const lines: ChartLine[] = [{ name: 'mean entropy', colour: '#0072b2', x: health.steps, y: health.entropy, width: 2 }];
    if (health.skipShare.some(value => value !== null)) lines.push({ name: 'skip share, largest of a cell', colour: '#009e73', x: health.steps, y: health.skipShare, dash: [6, 3] });
    if (health.skips.some(value => value !== null)) lines.push({ name: 'skip connections', colour: '#e69f00', x: health.steps, y: health.skips, right: true, dash: [2, 3] });
    if (health.eigenvalue !== null && health.eigenvalue.steps.length > 0) lines.push({ name: 'eigenvalue', colour: '#d55e00', x: health.eigenvalue.steps, y: health.eigenvalue.values, right: true });
    return lines;
  }, [health]);
  if (chosen === undefined) return <Empty title="This search has no choices." />;
  return (
    <div class="grid">
      <Problems list={health?.problems} />
      <div class="panel"><Timeline history={history} {...(health === null ? {} : { sparkName: 'mean entropy' })} /></div>
      <div class="grid two">
        <Panel
          title="Trajectory of a choice"
          actions={(
            <select data-search aria-label="Choice" value={chosen.key} onChange={event => remember({ choice: event.currentTarget.value })}>
              {choices.map(choice => <option key={choice.key} value={choice.key}>{choice.key}</option>)}
            </select>
          )}
        >
          <LineChart
            name={`${props.name} ${chosen.key}`} xLabel="step" yLabel={history.kind === 'visits' ? 'share of the last 100 draws or so' : 'weight'} lines={trajectories} marks={marks} at={at} pick={pick} height={270}
            empty="The run has not written any weights of this choice." group="alphas"
          />
        </Panel>
        <Panel title={`At step ${count(at ?? 0)}`} hint={chosen.key}>
          <WeightBars net={{ colours }} history={history} frame={frame} choice={chosen} />
        </Panel>
      </div>
      <Panel title="Health of the search" hint="entropy 1: undecided, 0: decided; alarms as red lines">
        {health === null
          ? <Empty title="Nothing to tell yet.">Entropy and skip connections come with the weights.</Empty>
          : <LineChart name={`${props.name} health`} xLabel="step" yLabel="share" rightLabel="count, eigenvalue" lines={healthLines} marks={marks} at={at} pick={pick} empty="" height={230} group="alphas" range={[0, 1.02]} />}
        {health !== null && health.alarms.length > 0 && (
          <ul>{health.alarms.slice(0, 30).map((alarm, index) => <li key={index}><button onClick={() => pick(alarm.step)}>step {count(alarm.step)}</button> {alarm.kind}: {alarm.text}</li>)}</ul>
        )}
      </Panel>
      <GapPanel run={props.run} name={props.name} history={history} choices={choices} chosen={chosen} marks={marks} at={at} pick={pick} />
      <AllChoices {...props} frame={frame} chosen={chosen.key} colours={colours} labels={labels} />
    </div>
  );
}

function trajectoriesOf(history: History, choice: ChoiceFacts, colours: ReturnType<typeof swatches>): ChartLine[] {
  // More points than pixels help nobody; the last one always stays.
  const stride = Math.max(1, Math.ceil(history.steps.length / 4000));
  const frames = history.steps.map((_, index) => index).filter(index => index % stride === 0 || index === history.steps.length - 1);
  const x = frames.map(index => history.steps[index] ?? 0);
  return choice.labels.map((label, candidate) => {
    const swatch = colours.get(label);
    return {
      name: label === '' ? `#${candidate}` : label, x, colour: swatch?.colour ?? ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a6d00', '#8a8f98'][candidate % 8] ?? '#888888',
      y: frames.map(index => finite(weight(history, index, choice.offset + candidate))), ...(swatch?.hatched === true ? { dash: [5, 3] } : {}),
    };
  });
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** All choices at one moment, or one number of each over the whole run. */
function AllChoices(props: AlphasProps & { readonly frame: number; readonly chosen: string; readonly colours: ReturnType<typeof swatches>; readonly labels: readonly string[] }) {
  const { history, choices, frame, labels } = props;
  const asked = query.value.get('map');
  const mode = asked === 'entropy' || asked === 'gap' ? asked : 'weights';
  const layers = choices.filter(choice => choice.kind === 'layer');
  const shown = layers.length > 0 ? layers : choices;
  const columns = mode === 'weights' ? (layers.length > 0 ? labels : [...new Set(shown.flatMap(choice => choice.labels))]) : [];
  const frames = useMemo(() => {
    const most = 160;
    const stride = Math.max(1, Math.ceil(history.steps.length / most));
    return history.steps.map((_, index) => index).filter(index => index % stride === 0);
  }, [history]);
  const values = useMemo(() => mode === 'weights'
    ? shown.map(choice => columns.map(label => {
      const index = choice.labels.indexOf(label);
      return index < 0 ? NaN : weight(history, frame, choice.offset + index);
    }))
    : shown.map(choice => frames.map(index => (mode === 'gap' ? gap : entropy)(history, index, choice))), [mode, history, frame, shown, columns.length, frames]);
  const heads = mode === 'weights' ? columns : frames.map(index => count(history.steps[index] ?? 0));
  const most = mode !== 'weights' ? 1 : Math.max(1e-9, ...values.flat().filter(Number.isFinite));
  const rows = [['choice', ...heads], ...shown.map((choice, row) => [choice.key, ...(values[row] ?? [])])];
  return (
    <Panel
      title="All choices" hint={mode === 'weights' ? `${history.kind === 'visits' ? 'shares of the last 100 draws or so' : 'weights of the candidates'} at this step; brightest: ${percent(most)}` : mode === 'gap' ? 'discretisation gap over the run; bright: much is thrown away' : 'entropy over the run; bright: undecided'}
      actions={(
        <>
          <button aria-pressed={mode === 'weights'} onClick={() => remember({ map: null })}>weights now</button>
          <button aria-pressed={mode === 'entropy'} onClick={() => remember({ map: 'entropy' })}>entropy over time</button>
          <button aria-pressed={mode === 'gap'} onClick={() => remember({ map: 'gap' })}>gap over time</button>
        </>
      )}
    >
      <ChartFrame name={`${props.name} ${mode} of all choices`} rows={() => rows}>
        <HeatMap
          most={most} rows={shown.map(choice => choice.key)} columns={heads} values={values} colour={magnitude} chosen={props.chosen} name={{ weights: 'Weights', entropy: 'Entropy', gap: 'Discretisation gap' }[mode] + ' of all choices'}
          mark={mode !== 'weights' ? frames.findLastIndex(index => index <= frame) : -1} text={value => (mode === 'weights' ? percent(value) : number(value, 3))}
          pick={(row, column) => {
            remember({ choice: shown[row]?.key ?? null });
            if (mode !== 'weights') setFrame(history, frames[column] ?? frame);
          }}
        />
      </ChartFrame>
    </Panel>
  );
}

