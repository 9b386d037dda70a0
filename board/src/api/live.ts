import { signal } from '@preact/signals';
import { address, getJson } from './client';
import type { WorkerNews } from './live-worker';
import LiveWorker from './live-worker?sharedworker';

export type Connection = 'connecting' | 'live' | 'polling' | 'lost';

/** What the server said last about a source; its fields change when there is something new to ask for. */
export interface Moved {
  readonly id: string;
  readonly status?: string;
  readonly step?: number;
  readonly metrics?: number;
  readonly weights?: number;
  readonly supernet?: string;
  readonly architectures?: number;
  readonly trials?: string;
}

export const connection = signal<Connection>('connecting');
/** Counts the times that the list of sources may have changed. */
export const sourcesMoved = signal(0);
/** Counts the times that everything has to be asked for anew. */
export const resyncs = signal(0);
export const moved = signal<ReadonlyMap<string, Moved>>(new Map());

const waiting = new Map<string, Moved>();
let frame = 0;

/** Takes one event of the server; many events in one frame of the screen make one change of the page. */
export function take(type: string, data: unknown): void {
  if (type === 'sources') sourcesMoved.value++;
  else if (type === 'resync') {
    resyncs.value++;
    sourcesMoved.value++;
  } else if (type === 'changed' && typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string') {
    waiting.set(data.id, { ...waiting.get(data.id), ...(data as Moved) });
    if (frame === 0) frame = requestAnimationFrame(apply);
  }
}

function apply(): void {
  frame = 0;
  const next = new Map(moved.value);
  for (const [id, value] of waiting) next.set(id, { ...next.get(id), ...value });
  waiting.clear();
  moved.value = next;
  sourcesMoved.value++;
}

/** One stream for all tabs of the browser; where there are no shared workers, one for this tab while it is seen; where no stream comes, asking again and again. */
export function startLive(): void {
  const url = address('events');
  if (typeof SharedWorker !== 'undefined') {
    try {
      const worker = new LiveWorker();
      worker.port.onmessage = event => receive(event.data as WorkerNews);
      worker.onerror = () => streamHere(url);
      worker.port.start();
      worker.port.postMessage({ url });
      return;
    } catch {
      // Some browsers know the name and refuse the thing.
    }
  }
  streamHere(url);
}

function receive(news: WorkerNews): void {
  if (news.kind === 'state') {
    const was = connection.value;
    connection.value = news.state;
    if (news.state === 'live' && was === 'lost') resyncs.value++;
  } else take(news.type, parse(news.data));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

let source: EventSource | undefined;
let failures = 0;

function streamHere(url: string): void {
  const open = (): void => {
    source?.close();
    source = new EventSource(url);
    source.onopen = () => {
      failures = 0;
      receive({ kind: 'state', state: 'live' });
    };
    source.onerror = () => {
      connection.value = 'lost';
      failures++;
      if (failures === 3) {
        source?.close();
        source = undefined;
        void poll();
      }
    };
    for (const type of ['sources', 'changed', 'resync']) source.addEventListener(type, event => take(type, parse((event as MessageEvent<string>).data)));
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (source === undefined && failures < 3) {
      resyncs.value++;
      open();
    }
  });
  open();
}

interface Changes {
  readonly cursor: string;
  readonly events: readonly { readonly type: string; readonly data: unknown }[];
}

async function poll(): Promise<void> {
  let cursor = '';
  for (;;) {
    try {
      const answer = await getJson<Changes>(`changes?since=${encodeURIComponent(cursor)}`);
      cursor = answer.cursor;
      connection.value = 'polling';
      for (const event of answer.events) take(event.type, event.data);
    } catch {
      connection.value = 'lost';
    }
    await new Promise(done => setTimeout(done, 2000));
  }
}
