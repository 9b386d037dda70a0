/** Runs once for all tabs of a browser: a browser opens six connections to one server, and a stream of each tab would use them up. */
export type WorkerNews = { readonly kind: 'state'; readonly state: 'connecting' | 'live' | 'lost' } | { readonly kind: 'event'; readonly type: string; readonly data: string };

const ports = new Set<MessagePort>();
let stream: EventSource | undefined;
let state: 'connecting' | 'live' | 'lost' = 'connecting';

function tell(news: WorkerNews): void {
  for (const port of ports) port.postMessage(news);
}

function become(next: typeof state): void {
  state = next;
  tell({ kind: 'state', state });
}

function open(url: string): void {
  stream = new EventSource(url);
  stream.onopen = () => become('live');
  stream.onerror = () => {
    become('lost');
    // An answer that is no stream ends it for good; the server may be another one soon.
    if (stream?.readyState === EventSource.CLOSED) setTimeout(() => open(url), 2000);
  };
  for (const type of ['sources', 'changed', 'resync']) {
    stream.addEventListener(type, event => tell({ kind: 'event', type, data: (event as MessageEvent<string>).data }));
  }
}

addEventListener('connect', event => {
  const port = (event as MessageEvent).ports[0];
  if (port === undefined) return;
  ports.add(port);
  port.onmessage = message => {
    const { url } = message.data as { url: string };
    if (stream === undefined) open(url);
    else port.postMessage({ kind: 'state', state } satisfies WorkerNews);
  };
  port.start();
});
