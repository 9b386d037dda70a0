import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly numeric?: boolean;
  readonly cell: (row: number) => preact.ComponentChildren;
}

export interface VirtualTableProps {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The rows in the order of the table. */
  readonly rows: readonly number[];
  readonly keyOf: (row: number) => number;
  readonly selected: number | null;
  readonly select: (key: number) => void;
  readonly sort: { readonly column: string; readonly down: boolean };
  readonly sortBy: (column: string) => void;
}

const rowHeight = 28;
const headHeight = 32;

/** A table of any length: only the rows that can be seen are there. */
export function VirtualTable(props: VirtualTableProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useSignal({ top: 0, height: 600 });
  const focusRow = useRef<number | null>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const read = (): void => {
      view.value = { top: element.scrollTop, height: element.clientHeight };
    };
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);
  const { rows, columns } = props;
  const template = columns.map(column => `${column.width}px`).join(' ');
  const first = Math.max(0, Math.floor((view.value.top - headHeight) / rowHeight) - 6);
  const last = Math.min(rows.length, Math.ceil((view.value.top + view.value.height) / rowHeight) + 6);
  const at = props.selected === null ? -1 : rows.findIndex(row => props.keyOf(row) === props.selected);
  const reveal = (index: number): void => {
    const element = host.current;
    if (element === null) return;
    const top = headHeight + index * rowHeight;
    if (top < element.scrollTop + headHeight) element.scrollTop = top - headHeight;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight - element.clientHeight;
  };
  const go = (index: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row === undefined) return;
    reveal(rows.indexOf(row));
    focusRow.current = props.keyOf(row);
    props.select(props.keyOf(row));
  };
  useLayoutEffect(() => {
    if (focusRow.current === null) return;
    // The row may only be there after the scroll that brings it.
    const element = host.current?.querySelector<HTMLElement>(`[data-key="${focusRow.current}"]`);
    if (element === null || element === undefined) return;
    element.focus({ preventScroll: true });
    focusRow.current = null;
  });
  const keys = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(view.value.height / rowHeight) - 2);
    const now = at < 0 ? 0 : at;
    switch (event.key) {
      case 'ArrowDown': go(at < 0 ? 0 : now + 1); break;
      case 'ArrowUp': go(now - 1); break;
      case 'PageDown': go(now + page); break;
      case 'PageUp': go(now - page); break;
      case 'Home': go(0); break;
      case 'End': go(rows.length - 1); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const stop = at >= first && at < last ? at : first;
  return (
    <div class="vtable" ref={host} role="grid" aria-label={props.name} aria-rowcount={rows.length + 1} aria-colcount={columns.length} onKeyDown={keys} tabIndex={rows.length === 0 ? 0 : -1}>
      <div class="head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        {columns.map(column => (
          <div key={column.id} role="columnheader" class={column.numeric === true ? 'n' : ''} aria-sort={props.sort.column === column.id ? (props.sort.down ? 'descending' : 'ascending') : 'none'}>
            {column.title === '' ? <span class="skip">Choose</span> : <button onClick={() => props.sortBy(column.id)} title={column.title}>{column.title}{props.sort.column === column.id ? (props.sort.down ? ' ▾' : ' ▴') : ''}</button>}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(first, last).map((row, index) => {
          const key = props.keyOf(row);
          const place = first + index;
          return (
            <div
              key={key} class="line" role="row" data-key={key} aria-rowindex={place + 2} aria-selected={key === props.selected} tabIndex={place === stop ? 0 : -1}
              style={{ top: `${headHeight + place * rowHeight}px`, gridTemplateColumns: template }} onClick={() => props.select(key)}
            >
              {columns.map(column => <div key={column.id} role="gridcell" class={column.numeric === true ? 'cell n' : 'cell'}>{column.cell(row)}</div>)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
