import { useSignal } from '@preact/signals';
import type { ImportanceAnswer } from '../api/types';
import { count, number, percent } from '../format';
import { csv, fileName, saveText } from '../parts/download';
import { Empty, Panel, Problem } from '../parts/parts';

/** How much each choice matters, and what each of its decisions is worth. */
export function Importance(props: { readonly answer: ImportanceAnswer | null; readonly error: string | null; readonly name: string }) {
  const { answer } = props;
  const open = useSignal<string | null>(null);
  const items = answer === null ? [] : [...answer.items].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  const most = Math.max(1e-9, ...items.map(item => item.share ?? 0));
  return (
    <Panel
      title="Importance of the choices" hint={answer === null ? undefined : `share of the variance of ${count(answer.n)} results that a choice explains by itself`}
      actions={<button disabled={items.length === 0} onClick={() => saveText(`${fileName(props.name, 'importance')}.csv`,
        csv([['choice', 'share', 'label', 'effect', 'trials'], ...items.flatMap(item => item.labels.map((label, index) => [item.key, item.share, label, item.effects[index], item.counts[index]]))]), 'text/csv')}>CSV</button>}
    >
      {props.error !== null && <Problem text={props.error} />}
      {items.length === 0 ? <Empty title="Nothing to tell yet.">It needs results of trials with different decisions.</Empty> : (
        <div class="scroll" style={{ maxHeight: '330px' }} tabIndex={0} role="region" aria-label="Importance of the choices">
          <div class="bars">
            {items.map(item => (
              <>
                <button style={{ textAlign: 'left', border: '0', background: 'none' }} aria-expanded={open.value === item.key} onClick={() => {
                  open.value = open.value === item.key ? null : item.key;
                }}>{open.value === item.key ? '▾' : '▸'} {item.key}</button>
                <span class="track"><div class="bar" style={{ width: `${(100 * (item.share ?? 0)) / most}%`, backgroundColor: '#0072b2' }} /></span>
                <span class="v">{percent(item.share)}</span>
                {open.value === item.key && item.labels.map((label, index) => (
                  <>
                    <span class="hint" style={{ paddingLeft: '24px' }}>{label} ({count(item.counts[index] ?? 0)})</span>
                    <Effect value={item.effects[index] ?? null} most={Math.max(1e-12, ...item.effects.map(effect => Math.abs(effect ?? 0)))} />
                    <span class="v">{(item.effects[index] ?? 0) > 0 ? '+' : ''}{number(item.effects[index])}</span>
                  </>
                ))}
              </>
            ))}
          </div>
        </div>
      )}
    </Panel>
  );
}

/** How much the mean with a decision lies above or below the mean of all. */
function Effect(props: { readonly value: number | null; readonly most: number }) {
  const share = (props.value ?? 0) / props.most;
  return (
    <span class="track" style={{ position: 'relative', height: '9px' }}>
      <div style={{ position: 'absolute', top: '0', height: '9px', left: share < 0 ? `${50 + 50 * share}%` : '50%', width: `${Math.abs(50 * share)}%`, backgroundColor: share < 0 ? '#0072b2' : '#d55e00' }} />
    </span>
  );
}
