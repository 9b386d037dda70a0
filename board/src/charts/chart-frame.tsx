import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { csv, fileName, saveCanvas, saveText, type Field } from '../parts/download';
import { Menu } from '../parts/parts';
import { NumberTable } from './line-chart';
import { pictureOf } from './picture';

export interface ChartFrameProps {
  /** What the chart shows; the files are named after it. */
  readonly name: string;
  readonly summary?: ComponentChildren;
  /** The numbers of the chart, the head first. */
  readonly rows: () => readonly (readonly Field[])[];
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What every drawn chart has around it: its numbers as a table, and both as files. */
export function ChartFrame(props: ChartFrameProps) {
  const host = useRef<HTMLDivElement>(null);
  const table = useSignal(false);
  return (
    <div class="chart">
      <div class="row" style={{ justifyContent: 'flex-end', marginBottom: '2px' }}>
        <span class="hint" style={{ marginRight: 'auto' }}>{props.summary}</span>
        {props.actions}
        <button aria-pressed={table.value} onClick={() => {
          table.value = !table.value;
        }}>table</button>
        <Menu label="Download">
          <button onClick={() => saveText(`${fileName(props.name)}.csv`, csv(props.rows()), 'text/csv')}>numbers (CSV)</button>
          <button disabled={table.value} onClick={() => {
            const picture = host.current === null ? null : pictureOf(host.current);
            if (picture !== null) saveCanvas(`${fileName(props.name)}.png`, picture);
          }}>picture (PNG)</button>
        </Menu>
      </div>
      {table.value ? <NumberTable rows={props.rows()} name={props.name} /> : <div ref={host}>{props.children}</div>}
    </div>
  );
}
