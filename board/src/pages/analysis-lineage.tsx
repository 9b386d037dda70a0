import { useMemo } from 'preact/hooks';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { Change, LineageAnswer } from '../api/types';
import { ChartFrame } from '../charts/chart-frame';
import { LineageTree } from '../charts/lineage-tree';
import { count, number } from '../format';
import { ancestryOf, changesBetween, familyOf } from '../model/lineage';
import { Empty, Loaded, Panel } from '../parts/parts';
import { query, remember } from '../route';
import { decisionText } from './result';
import { trialTip, type AnalysisView } from './analysis-view';
import { Changes, TrialLink } from './trial-panel';

/** Where the trials come from: the tree of all, and the line of the selected or the best one. */
export function Lineage(props: AnalysisView) {
  const { trials } = props;
  const selected = props.selectedRow === null ? null : trials.number[props.selectedRow] ?? null;
  const answer = useResource<LineageAnswer>(`${props.id} ${selected ?? ''}`, props.version,
    (_, abort) => getJson(`experiments/${encodeURIComponent(props.id)}/lineage${selected === null ? '' : `?trial=${selected}`}`, abort));
  const data = answer.value.data;
  const results = trials.numeric.get('result') ?? [];
  const recorded = useMemo(() => familyOf(trials), [trials]);
  // Where no tuner said what it made a trial from, the likeliest line is all there is to draw.
  const family = useMemo(() => {
    if (recorded.recorded || data === null) return recorded;
    const parents = trials.number.map((): readonly number[] => []);
    data.items.forEach(item => {
      const [row, parent] = [trials.rowOf.get(item.trial), item.parent === null ? undefined : trials.rowOf.get(item.parent)];
      if (row !== undefined && parent !== undefined) parents[row] = [parent];
    });
    return { ...recorded, parents };
  }, [recorded, data, trials]);
  const tip = data?.items.at(-1)?.trial;
  const told = props.selectedRow ?? (tip === undefined ? undefined : trials.rowOf.get(tip));
  const lit = useMemo(() => (told === undefined ? new Set<number>() : ancestryOf(family, told)), [family, told]);
  const byGeneration = query.value.get('tree') === 'generation' && recorded.recorded;
  const xs = byGeneration ? recorded.generation : trials.number;
  const changesOf = (row: number): readonly Change[] => {
    const parent = family.parents[row]?.[0];
    return parent === undefined ? [] : changesBetween(trials, parent, row);
  };
  const madeOf = (row: number): string => (family.parents[row] ?? []).map(parent => trials.number[parent]).join(' and ');
  const words = (change: Change): string => `${change.key}: ${decisionText(change.from)} → ${decisionText(change.to)}`;
  return (
    <Panel
      title="Lineage" hint={recorded.recorded ? `of all trials, as recorded; orange: what led to ${selected === null ? 'the best' : `trial ${selected}`}` : `of ${selected === null ? 'the best trial' : `trial ${selected}`}; the likeliest parents: fewest differences`}
      actions={recorded.recorded && (
        <select aria-label="Horizontal axis of the lineage" value={byGeneration ? 'generation' : 'number'} onChange={event => remember({ tree: event.currentTarget.value === 'generation' ? 'generation' : null })}>
          <option value="number">by trial</option>
          <option value="generation">by generation</option>
        </select>
      )}
    >
      <Loaded of={answer.value} what="the lineage">
        {value => value.items.length === 0 ? <Empty title="There is no lineage of this trial." /> : (
          <div class="grid" style={{ gridTemplateColumns: 'minmax(0, 2fr) minmax(240px, 1fr)' }}>
            <ChartFrame
              name={`${props.name} lineage`} summary={`${count(lit.size)} trials in the line${recorded.recorded ? `, ${count(Math.max(0, ...recorded.generation) + 1)} generations in all` : ''}`}
              rows={() => [['trial', 'generation', 'result', 'made of', 'changed', 'in the line'], ...[...lit].sort((a, b) => a - b).concat(props.rows.filter(row => !lit.has(row)))
                .map(row => [trials.number[row], recorded.recorded ? recorded.generation[row] : null, results[row], madeOf(row), changesOf(row).map(words).join('; '), lit.has(row) ? 'yes' : 'no'])]}
            >
              <LineageTree
                xName={byGeneration ? 'generation' : 'trial'} yName="result" xs={xs} ys={results} parents={family.parents} lit={lit} on={props.on} selected={props.selectedRow}
                tip={row => {
                  const changes = changesOf(row);
                  return [...trialTip(trials, row), ...(madeOf(row) === '' ? [] : [`made of trial ${madeOf(row)}`]), ...changes.slice(0, 6).map(words), ...(changes.length > 6 ? [`and ${changes.length - 6} more`] : [])];
                }}
                pick={row => props.select(trials.number[row] ?? 0)}
              />
            </ChartFrame>
            <ol class="lineage" tabIndex={0} aria-label="The line, the oldest first">
              {value.items.map((item, index) => {
                const before = value.items[index - 1]?.result ?? null;
                const gain = item.result === null || before === null ? null : item.result - before;
                return (
                  <li key={item.trial}>
                    <TrialLink trial={item.trial} select={props.select} /> <b>{number(item.result)}</b>
                    {gain !== null && <span class={`chip ${gain === 0 ? 'stopped' : gain > 0 === props.maximize ? 'done' : 'polling'}`}>{gain > 0 ? '+' : ''}{number(gain)}</span>}
                    {index > 0 && <Changes of={item.changed} />}
                  </li>
                );
              })}
            </ol>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
