/** An answer that is no success: the server's own words where it sent some. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

export function address(path: string): string {
  return new URL(`api/v1/${path}`, document.baseURI).href;
}

async function request(path: string, options: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address(path), { credentials: 'same-origin', ...options });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'The Board\'s server does not answer. Is `nasctl board` still running?');
  }
  if (response.ok) return response;
  throw new ApiError(response.status, await problemText(response));
}

async function problemText(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { detail?: unknown; title?: unknown };
    if (typeof body.detail === 'string' && body.detail !== '') return body.detail;
    if (typeof body.title === 'string') return body.title;
  } catch {
    // No problem document: the status says what there is to say.
  }
  return `The server answered ${response.status} ${response.statusText}`.trim();
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal === undefined ? {} : { signal });
  return (await response.json()) as T;
}

export async function getBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  return (await request(path, signal === undefined ? {} : { signal })).arrayBuffer();
}

export async function getText(path: string, signal?: AbortSignal): Promise<{ text: string; next: number; total: number }> {
  const response = await request(path, signal === undefined ? {} : { signal });
  const text = await response.text();
  return { text, next: Number(response.headers.get('X-Nas-Next') ?? NaN), total: Number(response.headers.get('X-Nas-Total') ?? NaN) };
}

export async function postJson<T>(path: string, body: object): Promise<T> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="nas-token"]')?.content ?? '';
  const response = await request(path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Nas-Token': token }, body: JSON.stringify(body) });
  return (await response.json()) as T;
}
