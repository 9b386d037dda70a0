import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { getBytes, getJson } from '../api/client';
import { useResource, type Resource } from '../api/resource';
import type { ArchitectureAnswer, Health, Missing, SeriesAnswer, SupernetAnswer } from '../api/types';
import { buildTree, type Tree } from '../graph/tree';
import { append, readHistory, type History } from '../model/history';
import { readSupernet } from '../model/supernet';
import { swatches, type Swatch } from '../colours';
import { mergeSeries } from '../model/series';
import { currentFrame } from '../parts/timeline';
import { movedOf } from './sources';

export interface Net {
  readonly answer: SupernetAnswer;
  readonly tree: Tree;
  readonly colours: ReadonlyMap<string, Swatch>;
  /** The names of candidates of layer choices, each once. */
  readonly labels: readonly string[];
}

export type NetAnswer = Net | { readonly missing: string };

export function useNet(id: string): ReadonlySignal<Resource<NetAnswer>> {
  const news = movedOf(id);
  return useResource<NetAnswer>(id, `${news.supernet ?? ''}/${news.resync}`, async (_, abort) => {
    const answer = await getJson<SupernetAnswer | Missing>(`runs/${encodeURIComponent(id)}/supernet`, abort);
    if (!answer.available) return { missing: answer.reason ?? 'The run has not written its network yet.' };
    const tree = buildTree(readSupernet(answer));
    const labels = [...new Set(tree.net.choices.filter(choice => choice.kind === 'layer').flatMap(choice => choice.labels))];
    return { answer, tree, colours: swatches(labels), labels };
  });
}

export type HistoryAnswer = { readonly history: History } | { readonly missing: string };

export function useHistory(id: string): ReadonlySignal<Resource<HistoryAnswer>> {
  const news = movedOf(id);
  return useResource<HistoryAnswer>(id, `${news.weights ?? ''}/${news.supernet ?? ''}/${news.resync}`, async (last, abort) => {
    const run = encodeURIComponent(id);
    if (last !== null && 'history' in last) {
      const more = readHistory(await getBytes(`runs/${run}/weights?from=${last.history.total}&maxFrames=20000`, abort));
      if (more.history !== null && more.history.generation === last.history.generation) return { history: append(last.history, more.history) };
      if (more.header.available && more.header.frames === 0 && more.header.generation === last.history.generation) return last;
    }
    const all = readHistory(await getBytes(`runs/${run}/weights?maxFrames=20000`, abort));
    return all.history === null ? { missing: all.header.reason ?? 'The run has not written any weights yet.' } : { history: all.history };
  });
}

export function useSeries(id: string | null, max = 1500): ReadonlySignal<Resource<SeriesAnswer>> {
  const news = id === null ? undefined : movedOf(id);
  return useResource<SeriesAnswer>(id, `${news?.metrics ?? ''}/${news?.resync ?? 0}`, async (last, abort) => {
    const since = last === null ? 0 : last.cursor;
    const answer = await getJson<SeriesAnswer>(`runs/${encodeURIComponent(id ?? '')}/series?max=${max}&since=${since}`, abort);
    return last === null || answer.reset ? answer : mergeSeries(last, answer);
  });
}

export function useHealth(id: string): ReadonlySignal<Resource<Health | Missing>> {
  const news = movedOf(id);
  return useResource<Health | Missing>(id, `${news.weights ?? ''}/${news.metrics ?? ''}/${news.resync}`, (_, abort) => getJson(`runs/${encodeURIComponent(id)}/health?max=2000`, abort));
}

export function useHistoryData(resource: ReadonlySignal<Resource<HistoryAnswer>>): ReadonlySignal<History | null> {
  return useComputed(() => {
    const data = resource.value.data;
    return data !== null && 'history' in data ? data.history : null;
  });
}

/** What the method would derive at the moment that is shown, by key; null while the slider moves and the answer is awaited. */
export function useTaken(id: string, history: History | null): ReadonlyMap<string, readonly number[]> | null {
  const step = history === null ? null : history.steps[currentFrame(history)] ?? null;
  const rested = useSignal<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      rested.value = step;
    }, 150);
    return () => clearTimeout(timer);
  }, [step]);
  const answer = useResource<ReadonlyMap<string, readonly number[]>>(rested.value === null ? null : `${id} ${rested.value}`, movedOf(id).resync, async (_, abort) => {
    const data = await getJson<ArchitectureAnswer | Missing>(`runs/${encodeURIComponent(id)}/architecture?step=${rested.value ?? 0}`, abort);
    return new Map(data.available ? Object.entries(data.selected) : []);
  });
  return rested.value === step ? answer.value.data : null;
}
