import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { go, place } from '../route';

export const helpOpen = signal(false);

export interface Shortcut {
  readonly keys: string;
  readonly what: string;
}

const everywhere: readonly Shortcut[] = [
  { keys: 'g l', what: 'list of runs and experiments' },
  { keys: 'g o · g s · g a · g r · g c', what: 'of a run: overview, supernet, alphas, result, curves' },
  { keys: 'g t · g y', what: 'of an experiment: trials, analysis' },
  { keys: '/', what: 'search or filter' },
  { keys: '[ and ]', what: 'one step back or forth in the history (supernet, result)' },
  { keys: 'space', what: 'play or stop the history' },
  { keys: 'f · e · c', what: 'supernet: fit, expand, collapse' },
  { keys: 'arrows, Enter', what: 'supernet: move between boxes, open and close' },
  { keys: 'x', what: 'table of trials: choose the selected trial for a comparison' },
  { keys: '?', what: 'this list' },
];

const pages: Readonly<Record<string, string>> = { o: '', s: 'supernet', a: 'alphas', r: 'result', c: 'curves', t: 'trials', y: 'analysis' };

type Handler = (event: KeyboardEvent) => boolean;
const handlers = new Set<Handler>();

/** A page's own keys, as long as it is shown; the handler says whether it has used the key. */
export function useKeys(handler: Handler): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    const call: Handler = event => latest.current(event);
    handlers.add(call);
    return () => {
      handlers.delete(call);
    };
  }, []);
}

let after = '';

export function watchKeys(): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]') !== null) return;
    const id = place.value.path[0] === 'source' ? place.value.path[1] : undefined;
    if (after === 'g') {
      after = '';
      const page = pages[event.key];
      if (event.key === 'l') go([]);
      else if (page !== undefined && id !== undefined) go(page === '' ? ['source', id] : ['source', id, page]);
      else return;
      event.preventDefault();
      return;
    }
    if (event.key === 'g') {
      after = 'g';
      return;
    }
    if (event.key === '?') helpOpen.value = true;
    else if (event.key === '/') {
      const field = document.querySelector<HTMLInputElement>('input[data-search]');
      if (field === null) return;
      field.focus();
      field.select();
    } else if (![...handlers].some(handler => handler(event))) return;
    event.preventDefault();
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && !['range', 'checkbox', 'button'].includes(target.type) || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = helpOpen.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  if (!open) return null;
  return (
    <dialog ref={dialog} aria-label="Keys" onClose={() => {
      helpOpen.value = false;
    }}>
      <h2>Keys</h2>
      <table class="plain">
        <tbody>
          {everywhere.map(row => <tr key={row.keys}><th scope="row"><code>{row.keys}</code></th><td>{row.what}</td></tr>)}
        </tbody>
      </table>
      <p class="hint">The address holds the view: copy it to come back to what you see. What the page draws with is listed under <a href="./app/THIRD-PARTY-NOTICES.txt" target="_blank">licences</a>.</p>
      <form method="dialog"><button class="strong">Close</button></form>
    </dialog>
  );
}
