import { computed, effect, signal } from '@preact/signals';
import { getJson } from '../api/client';
import { moved, resyncs, sourcesMoved, type Moved } from '../api/live';
import type { Meta, Source, Sources } from '../api/types';

export const sources = signal<Sources | null>(null);
export const sourcesError = signal<string | null>(null);
export const meta = signal<Meta | null>(null);

export function source(id: string): Source | undefined {
  return sources.value?.items.find(item => item.id === id);
}

let busy = false;
let again = false;

async function refresh(): Promise<void> {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    meta.value ??= await getJson<Meta>('meta');
    sources.value = await getJson<Sources>('sources');
    sourcesError.value = null;
  } catch (cause) {
    sourcesError.value = cause instanceof Error ? cause.message : String(cause);
  }
  busy = false;
  if (again) {
    again = false;
    // Twice a second is often enough for a list.
    setTimeout(() => void refresh(), 500);
  }
}

let last = 0;

effect(() => {
  void sourcesMoved.value;
  void refresh();
  // An answer may be a moment older than the event that led to it; once all is quiet it is looked at once more.
  clearTimeout(last);
  if (sourcesMoved.value > 0) last = setTimeout(() => void refresh(), 3000) as unknown as number;
});

/** What moved last of one source, and how often everything was asked for anew; a change of it means that there may be something new. */
export function movedOf(id: string): Moved & { readonly resync: number } {
  return { id, ...moved.value.get(id), resync: resyncs.value };
}

export const canCommand = computed(() => meta.value?.readOnly === false && meta.value.features.includes('commands'));
