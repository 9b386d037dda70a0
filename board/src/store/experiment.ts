import type { ReadonlySignal } from '@preact/signals';
import { getJson } from '../api/client';
import { useResource, type Resource } from '../api/resource';
import type { TrialsAnswer } from '../api/types';
import { mergeTrials, readTrials, type Trials } from '../model/trials';
import { movedOf } from './sources';

export function useTrials(id: string): ReadonlySignal<Resource<Trials>> {
  const news = movedOf(id);
  return useResource<Trials>(id, `${news.trials ?? ''}/${news.resync}`, async (last, abort) => {
    const base = `experiments/${encodeURIComponent(id)}/trials`;
    if (last === null) return readTrials(await getJson<TrialsAnswer>(base, abort));
    return mergeTrials(last, await getJson<TrialsAnswer>(`${base}?since=${encodeURIComponent(last.cursor)}`, abort));
  });
}

/** Changes when trials of an experiment have moved. */
export function trialsVersion(id: string): string {
  const news = movedOf(id);
  return `${news.trials ?? ''}/${news.resync}`;
}
