import { faded } from '../colours';
import { amount, count, number, percent, shape } from '../format';
import { entropy, kept, remainder, weight, type History } from '../model/history';
import { costName, type ChoiceFacts, type Costs } from '../model/supernet';
import { headline } from '../graph/scene';
import { weightText } from '../graph/paint';
import { decidedness, lead, type LayerFacts } from '../graph/layers';
import type { Box, Tree } from '../graph/tree';
import { Empty, Facts, Panel, SwatchMark } from '../parts/parts';
import type { Net } from '../store/run';

export interface BoxPanelProps {
  readonly net: Net;
  readonly history: History | null;
  readonly frame: number;
  readonly taken: ReadonlyMap<string, readonly number[]> | null;
  readonly selected: number;
  /** What colours the boxes, to be told as a number, too. */
  readonly layer: LayerFacts | null;
  readonly open: ReadonlySet<number>;
  readonly show: (box: number) => void;
  readonly toggle: (box: number) => void;
}

/** Everything known of the selected box. */
export function BoxPanel(props: BoxPanelProps) {
  const { net, selected } = props;
  const { tree } = net;
  const box = tree.boxes[selected];
  if (box === undefined) {
    return (
      <Panel title="Details" class="side">
        <Facts of={[['model', net.answer.model ?? '–'], ['parameters', amount(net.answer.totals?.parameters)], ['multiply-adds', amount(net.answer.totals?.flops)], ['input', shape(net.answer.inputs?.[0])]]} />
        <Empty title="Nothing is selected.">Click a box; double-click opens it.</Empty>
      </Panel>
    );
  }
  const costs = net.answer.cost ?? null;
  const own = costs === null ? null : costOf(costs, tree, box);
  const inside = props.layer?.layer === 'cost' ? props.layer.valueOf(box) : null;
  const module = tree.net.modules[box.module];
  const operation = tree.net.operations[box.operation];
  const choice = tree.net.choices[box.choice >= 0 ? box.choice : box.candidateOf];
  const places = tree.places[box.choice >= 0 ? box.choice : box.candidateOf] ?? [];
  return (
    <Panel
      title={headline(box)} class="side"
      actions={box.kind === 'group' && box.depth > 0 ? <button onClick={() => props.toggle(box.id)}>{props.open.has(box.id) ? 'close' : 'open'}</button> : undefined}
    >
      <Facts of={[
        ['path', <code key="p">{box.path === '' ? module?.path === '' ? '(model)' : module?.path ?? '' : box.path}</code>],
        ['type', operation !== undefined && box.kind === 'operation' ? operation.name : module?.type ?? '–'],
        box.kind === 'group' ? ['operations', count(box.operations)] : null,
        ['output', shapeOf(tree, box)],
        ['parameters', amount(box.kind === 'operation' && operation !== undefined ? operation.parameters : module?.parameters)],
        ['multiply-adds', amount(box.kind === 'operation' && operation !== undefined ? operation.flops : module?.flops)],
        own === null || costs === null ? null : [costName(costs), number(own)],
        own === null && inside !== null && costs !== null ? [`${costName(costs)}, means`, number(inside)] : null,
        decided(props, box),
      ]} />
      {choice !== undefined && <Weights {...props} choice={choice} box={box} />}
      {places.length > 1 && (
        <div class="section">
          <h3>One decision in {count(places.length)} places</h3>
          <Links tree={tree} ids={places} show={props.show} text={id => tree.boxes[id]?.path ?? ''} />
        </div>
      )}
      <div class="section">
        <h3>Inputs</h3>
        <Links tree={tree} ids={neighbours(tree, box, 'in')} show={props.show} />
      </div>
      <div class="section">
        <h3>Outputs</h3>
        <Links tree={tree} ids={neighbours(tree, box, 'out')} show={props.show} />
      </div>
    </Panel>
  );
}

/** How decided a choice or the choices inside a box are. */
function decided(props: BoxPanelProps, box: Box): readonly [string, string] | null {
  const { history, frame, net } = props;
  if (history === null || (box.choice < 0 && box.choices.length === 0)) return null;
  const values = (box.choice >= 0 ? [box.choice] : box.choices).flatMap(index => {
    const facts = net.tree.net.choices[index];
    const value = facts === undefined ? null : decidedness(history, frame, facts);
    return value === null ? [] : [value];
  });
  if (values.length === 0) return null;
  const own = net.tree.net.choices[box.choice];
  const ahead = own === undefined ? null : lead(history, frame, own);
  return [box.choice >= 0 ? 'decided' : 'decided, on average', `${percent(values.reduce((a, b) => a + b, 0) / values.length)}${ahead === null ? '' : `; lead ${percent(ahead)}`}`];
}

/** What a candidate costs in the run's table; null for anything else. */
function costOf(costs: Costs, tree: Tree, box: Box): number | null {
  return box.candidate < 0 ? null : costs.choices[tree.net.choices[box.candidateOf]?.key ?? '']?.[box.candidate] ?? null;
}

function Weights(props: BoxPanelProps & { readonly choice: ChoiceFacts; readonly box: Box }) {
  const { net, history, frame, choice, box } = props;
  const index = net.tree.net.choices.indexOf(choice);
  const place = box.choice >= 0 ? box : net.tree.boxes[box.parent];
  const costs = choice.labels.map((_, candidate) => {
    const child = place?.children.map(id => net.tree.boxes[id]).find(other => other?.candidate === candidate && other.candidateOf === index);
    return net.tree.net.modules[child?.module ?? -1];
  });
  const table = net.answer.cost ?? null;
  const row = table?.choices[choice.key];
  return (
    <div class="section">
      <h3>{choice.kind === 'layer' ? 'Choice' : `Inputs, ${choice.pick === null ? 'any number' : choice.pick} taken`}: <code>{choice.key}</code></h3>
      {history === null ? <p class="hint">No weights yet.</p> : <WeightBars net={net} history={history} frame={frame} choice={choice} taken={props.taken} />}
      {choice.kind === 'layer' && (costs.some(cost => cost !== undefined) || row !== undefined) && (
        <table class="plain compact">
          <thead><tr><th>candidate</th><th class="n">parameters</th><th class="n">mult.-adds</th>{row !== undefined && table !== null && <th class="n">{costName(table)}</th>}</tr></thead>
          <tbody>{choice.labels.map((label, i) => <tr key={label}><td>{label}</td><td class="n">{amount(costs[i]?.parameters)}</td><td class="n">{amount(costs[i]?.flops)}</td>{row !== undefined && <td class="n">{number(row[i])}</td>}</tr>)}</tbody>
        </table>
      )}
    </div>
  );
}

export function WeightBars(props: { readonly net: Pick<Net, 'colours'>; readonly history: History; readonly frame: number; readonly choice: ChoiceFacts; readonly taken?: ReadonlyMap<string, readonly number[]> | null }) {
  const { history, frame, choice } = props;
  const taken = props.taken?.get(choice.key) ?? kept(history, frame, choice);
  const unweighted = choice.labels.every((_, index) => !Number.isFinite(weight(history, frame, choice.offset + index)));
  const rest = remainder(history, frame, choice);
  return (
    <>
      <div class="bars">
        {choice.labels.map((label, index) => {
          const value = weight(history, frame, choice.offset + index);
          const swatch = props.net.colours.get(label);
          const share = Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
          return (
            <>
              <span class={taken.includes(index) ? 'taken' : ''}>{choice.kind === 'layer' && <SwatchMark swatch={swatch} />}{label === '' ? `#${index}` : label}</span>
              <span class="track"><div class="bar" style={{ width: `${100 * share}%`, backgroundColor: choice.kind === 'layer' ? swatch?.colour ?? '#888888' : 'var(--accent)' }} /></span>
              <span class="v">{Number.isFinite(value) ? weightText(value) : '–'}</span>
            </>
          );
        })}
        {rest > 0 && (
          <>
            <span>none (what is left)</span>
            <span class="track"><div class="bar" style={{ width: `${100 * rest}%`, backgroundColor: faded('#8a8f98', 0.7) }} /></span>
            <span class="v">{percent(rest)}</span>
          </>
        )}
      </div>
      <p class="hint">{unweighted ? 'bold: would be kept; this choice has no weights of its own' : `bold: would be kept; entropy ${percent(entropy(history, frame, choice), 0)}${history.kind === 'visits' ? '; shares of the last 100 draws or so' : ''}`}</p>
    </>
  );
}

function Links(props: { readonly tree: Tree; readonly ids: readonly number[]; readonly show: (box: number) => void; readonly text?: (box: number) => string }) {
  if (props.ids.length === 0) return <p class="hint">none</p>;
  const shown = props.ids.slice(0, 24);
  return (
    <ul class="links">
      {shown.map(id => {
        const box = props.tree.boxes[id];
        return box === undefined ? null : (
          <li key={id}>
            <button onClick={() => props.show(id)}>{props.text === undefined ? fullName(props.tree, box) : props.text(id)}</button> <span class="hint">{shapeOf(props.tree, box)}</span>
          </li>
        );
      })}
      {props.ids.length > shown.length && <li class="hint">and {props.ids.length - shown.length} more</li>}
    </ul>
  );
}

function fullName(tree: Tree, box: Box): string {
  const path = tree.net.modules[box.module]?.path ?? '';
  return path === '' ? box.label : box.kind === 'operation' && box.path === '' ? `${path}: ${box.label}` : path;
}

function shapeOf(tree: Tree, box: Box): string {
  const producer = box.kind === 'operation' ? box.operation : box.outPorts[0] ?? -1;
  return shape(tree.net.operations[producer]?.shape);
}

/** The boxes of the operations outside that a box reads or that read it. */
function neighbours(tree: Tree, box: Box, side: 'in' | 'out'): readonly number[] {
  const inside = (id: number): boolean => {
    for (let at = tree.boxes[id]; at !== undefined; at = tree.boxes[at.parent]) if (at.id === box.id) return true;
    return false;
  };
  const result = new Set<number>();
  tree.boxOf.forEach((owner, operation) => {
    if (!inside(owner)) return;
    for (const other of (side === 'in' ? tree.inputs : tree.readers)[operation] ?? []) {
      const there = tree.boxOf[other] ?? -1;
      if (there >= 0 && !inside(there)) result.add(there);
    }
  });
  return [...result];
}
