import { computed, signal } from '@preact/signals';

/** Where the page is: the parts of the path and what the view remembers. Lives behind the # of the address, so that any prefix works. */
export interface Place {
  readonly path: readonly string[];
  readonly query: ReadonlyMap<string, string>;
}

export function parsePlace(hash: string): Place {
  const text = hash.replace(/^#\/?/, '');
  const at = text.indexOf('?');
  const path = (at < 0 ? text : text.slice(0, at)).split('/').filter(part => part !== '').map(decode);
  const query = new Map(new URLSearchParams(at < 0 ? '' : text.slice(at + 1)));
  return { path, query };
}

export function writePlace(path: readonly string[], query: ReadonlyMap<string, string>): string {
  const search = [...query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return `#/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
}

// A damaged address is still a place: the text is taken as it stands.
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const place = signal<Place>(parsePlace(typeof location === 'undefined' ? '' : location.hash));
export const query = computed(() => place.value.query);

export function listenToAddress(): void {
  addEventListener('hashchange', () => {
    place.value = parsePlace(location.hash);
  });
}

export function link(path: readonly string[], values: Readonly<Record<string, string>> = {}): string {
  return writePlace(path, new Map(Object.entries(values)));
}

export function go(path: readonly string[], values: Readonly<Record<string, string>> = {}): void {
  location.hash = link(path, values);
}

let pending: number | undefined;

/** Remembers parts of the view in the address without a new entry in the history; null forgets one. */
export function remember(values: Readonly<Record<string, string | null>>): void {
  const next = new Map(place.value.query);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  place.value = { path: place.value.path, query: next };
  // Browsers refuse more than some hundred changes of the address in half a minute; a playing slider makes sixty a second.
  pending ??= window.setTimeout(() => {
    pending = undefined;
    history.replaceState(null, '', writePlace(place.value.path, place.value.query));
  }, 250);
}

/** Writes the remembered view into the address at once. */
export function flushAddress(): void {
  if (pending === undefined) return;
  clearTimeout(pending);
  pending = undefined;
  history.replaceState(null, '', writePlace(place.value.path, place.value.query));
}
