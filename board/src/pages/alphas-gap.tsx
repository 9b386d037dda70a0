import { useMemo } from 'preact/hooks';
import { LineChart, type ChartLine, type ChartMark } from '../charts/line-chart';
import { entropy, gap, meanOver, type History } from '../model/history';
import type { ChoiceFacts } from '../model/supernet';
import { Panel } from '../parts/parts';
import { useSeries } from '../store/run';

export interface GapProps {
  readonly run: string;
  readonly name: string;
  readonly history: History;
  readonly choices: readonly ChoiceFacts[];
  readonly chosen: ChoiceFacts;
  readonly marks: readonly ChartMark[];
  readonly at: number | null;
  readonly pick: (step: number) => void;
}

const most = 2000;

/** How much of the weights deriving would throw away, and what the guard measured of it on data. */
export function GapPanel(props: GapProps) {
  const { history, choices, chosen } = props;
  const series = useSeries(props.run).value.data;
  const lines = useMemo((): ChartLine[] => {
    const stride = Math.max(1, Math.ceil(history.steps.length / most));
    const frames = history.steps.map((_, index) => index).filter(index => index % stride === 0 || index === history.steps.length - 1);
    const x = frames.map(index => history.steps[index] ?? 0);
    const line = (name: string, colour: string, value: (frame: number) => number, more: Partial<ChartLine> = {}): ChartLine => ({
      name, colour, x, y: frames.map(frame => {
        const one = value(frame);
        return Number.isFinite(one) ? one : null;
      }), ...more,
    });
    const all = [
      line('gap, mean of the choices', '#0072b2', frame => meanOver(choices, choice => gap(history, frame, choice)), { width: 2.2 }),
      line(`gap of ${chosen.key}`, '#d55e00', frame => gap(history, frame, chosen)),
      line(`entropy of ${chosen.key}`, '#009e73', frame => entropy(history, frame, chosen), { dash: [2, 3] }),
    ];
    return all.filter(one => one.y.some(value => value !== null));
  }, [history, choices, chosen]);
  const measured = useMemo((): ChartLine[] => (series?.series ?? []).filter(one => one.phase === 'collapse' && one.name.startsWith('gap_')).map((one, index) => ({
    name: `measured: ${one.name.slice(4)}`, colour: ['#cc79a7', '#e69f00', '#56b4e9'][index % 3] ?? '#8a8f98', x: one.x, y: one.y, right: true, dash: [6, 3],
  })), [series]);
  return (
    <Panel title="Discretisation gap" hint="what deriving throws away: 1 − the weights of the kept candidates; measured: supernet less derived network, where the collapse guard did so">
      <LineChart
        name={`${props.name} gap`} xLabel="step" yLabel="share" rightLabel="measured" lines={[...lines, ...measured]} marks={props.marks} at={props.at} pick={props.pick} height={230} group="alphas" range={[0, 1.02]}
        empty="The choices of this search have no weights, or may keep any number of candidates."
      />
    </Panel>
  );
}
