import { magnitude } from '../colours';
import { amount, number, percent } from '../format';
import type { LayerFacts } from '../graph/layers';
import { costName, type Costs } from '../model/supernet';

/** What the colours of a layer mean, with the numbers at both ends. */
export function LayerLegend(props: { readonly facts: LayerFacts; readonly costs: Costs | null }) {
  const { layer, most } = props.facts;
  const bar = `linear-gradient(to right, ${Array.from({ length: 9 }, (_, index) => magnitude(index / 8)).join(', ')})`;
  const [what, low, high] = layer === 'decided' ? ['how decided the choices are (1 − entropy)', 'undecided 0 %', '100 % decided']
    : layer === 'lead' ? ['lead of the strongest candidate over the second', percent(0, 0), percent(1, 0)]
      : layer === 'cost' ? [props.costs === null ? '' : `${costName(props.costs)} of the run's own table; of a choice the mean of its candidates; logarithmic`, '0', number(most, 3)]
        : [`${layer === 'flops' ? 'multiply-adds' : 'parameters'}; logarithmic`, '0', amount(most)];
  return (
    <div class="row hint" role="group" aria-label="Colours of the boxes">
      <span>{low}</span><span style={{ width: '160px', height: '10px', borderRadius: '2px', background: bar }} aria-hidden="true" /><span>{high}</span><span>{what}</span>
    </div>
  );
}
