import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/** Something asked for: what is known stays on the page while it is asked for again. */
export interface Resource<T> {
  readonly data: T | null;
  readonly error: string | null;
  readonly loading: boolean;
}

/**
 * Asks again whenever `version` changes, and from the start when `key` does. The loader gets what it gave last, to ask for what is new only. At most one question is under way; changes
 * meanwhile lead to one more.
 */
export function useResource<T>(key: string | null, version: unknown, load: (last: T | null, signal: AbortSignal) => Promise<T>): ReadonlySignal<Resource<T>> {
  const result = useSignal<Resource<T>>({ data: null, error: null, loading: key !== null });
  const state = useRef<{ key: string | null; busy: boolean; again: boolean; abort: AbortController | null; last: T | null }>(
    { key: null, busy: false, again: false, abort: null, last: null });
  const loader = useRef(load);
  loader.current = load;
  useEffect(() => {
    const s = state.current;
    if (s.key !== key) {
      s.abort?.abort();
      Object.assign(s, { key, busy: false, again: false, abort: null, last: null });
      result.value = { data: null, error: null, loading: key !== null };
    }
    if (key === null) return;
    if (s.busy) {
      s.again = true;
      return;
    }
    const run = async (): Promise<void> => {
      const abort = new AbortController();
      Object.assign(s, { busy: true, again: false, abort });
      try {
        const data = await loader.current(s.last, abort.signal);
        if (abort.signal.aborted) return;
        s.last = data;
        result.value = { data, error: null, loading: false };
      } catch (cause) {
        if (abort.signal.aborted) return;
        result.value = { data: s.last, error: cause instanceof Error ? cause.message : String(cause), loading: false };
      }
      s.busy = false;
      if (s.again) await run();
    };
    void run();
  }, [key, version]);
  useEffect(() => () => state.current.abort?.abort(), []);
  return result;
}
