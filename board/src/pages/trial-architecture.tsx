import { useMemo } from 'preact/hooks';
import { address } from '../api/client';
import type { TrialDetail } from '../api/types';
import { CellPicture } from '../cell/cell-picture';
import { cellAsSvg } from '../cell/draw-cell';
import { drawings, genotypeText, type Decided } from '../cell/genotype';
import { swatches } from '../colours';
import { currentPalette } from '../graph/picture';
import type { Trials } from '../model/trials';
import { fileName, saveText } from '../parts/download';
import { Menu, Panel } from '../parts/parts';
import { labelsOf } from './result';

export interface TrialArchitectureProps {
  readonly detail: TrialDetail;
  readonly trials: Trials;
  readonly base: string;
  readonly title: string;
  /** The trial that it is compared with, and the keys in which it differs from it; null: with none. */
  readonly against: { readonly trial: number; readonly changed: ReadonlySet<string> } | null;
}

const nothing: ReadonlySet<string> = new Set<string>();

/** What a trial tried, drawn, with what is different from another trial dashed; without a space its parameters. */
export function TrialArchitecture(props: TrialArchitectureProps) {
  const { detail, trials, against } = props;
  const decided = useMemo((): readonly Decided[] => {
    const selected = detail.selected ?? {};
    return trials.choices.filter(choice => choice.key in selected).map(choice => {
      const picked = selected[choice.key] ?? [];
      const named = detail.architecture?.[choice.key];
      // Labels of input choices are combinations in the table; the file names each source.
      const names = (Array.isArray(named) ? named : [named]).map(part => (part === undefined || part === null ? '' : String(part)));
      return choice.kind === 'layer' ? { key: choice.key, kind: 'layer', labels: choice.labels, selected: picked } : { key: choice.key, kind: 'input', labels: names, selected: names.map((_, index) => index) };
    });
  }, [detail, trials]);
  const colours = useMemo(() => swatches(labelsOf(decided)), [decided]);
  const cells = useMemo(() => drawings(decided), [decided]);
  const changed = against?.changed ?? nothing;
  if (decided.length === 0) {
    return <Panel title={props.title === 'Architecture' ? 'Parameters' : props.title}><pre class="log" tabIndex={0}>{JSON.stringify(detail.parameters, null, 1)}</pre></Panel>;
  }
  const name = `trial-${detail.number}`;
  return (
    <Panel
      title={props.title}
      actions={(
        <>
          <a class="button" href={address(`${props.base}/architecture.json`)} download={`${name}-architecture.json`}>architecture.json</a>
          <Menu label="Download">
            {cells.map(cell => (
              <>
                <button onClick={() => saveText(`${fileName(name, cell.name)}.svg`, cellAsSvg(cell, colours, currentPalette(), changed, `${name} ${cell.name}`), 'image/svg+xml')}>{cell.name}: picture (SVG)</button>
                <button onClick={() => saveText(`${fileName(name, cell.name)}.txt`, `${genotypeText(cell)}\n`)}>{cell.name}: genotype (text)</button>
              </>
            ))}
          </Menu>
        </>
      )}
    >
      {cells.map(cell => <CellPicture key={cell.name} drawing={cell} colours={colours} changed={changed} most={360} />)}
      {against !== null && changed.size > 0 && <p class="hint">dashed: differs from trial {against.trial}</p>}
    </Panel>
  );
}
