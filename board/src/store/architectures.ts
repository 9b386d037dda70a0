import { signal } from '@preact/signals';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { ArchitectureAnswer, ArchitecturesAnswer, CandidatesAnswer, Decisions, Missing } from '../api/types';
import { count, number } from '../format';
import { readArchitecture, type ArchitectureReading, type Selected } from '../model/architecture';
import type { ChoiceFacts } from '../model/supernet';
import { movedOf } from './sources';

/** An architecture that the page can show: its short name in the address, and what people read. */
export interface Named {
  readonly id: string;
  readonly words: string;
}

/** One of them with its decisions, or why there are none. */
export type NamedArchitecture = Named & ({ readonly selected: Selected } | { readonly problem: string } | { readonly waiting: true });

/** Architectures of a run: what the weights say at the moment that is shown, its result, the files of its epochs, and what it compared. */
export interface RunArchitectures {
  readonly named: readonly Named[];
  readonly candidates: CandidatesAnswer['items'];
}

const mostListed = 60;

export function useArchitectures(id: string): RunArchitectures {
  const news = movedOf(id);
  const files = useResource<ArchitecturesAnswer>(id, `${news.architectures ?? ''}/${news.resync}`, (_, abort) => getJson(`runs/${encodeURIComponent(id)}/architectures`, abort));
  const compared = useResource<CandidatesAnswer>(id, `${news.architectures ?? ''}/${news.resync}`, (_, abort) => getJson(`runs/${encodeURIComponent(id)}/candidates`, abort));
  const items = files.value.data?.items ?? [];
  const candidates = compared.value.data?.items ?? [];
  const named: Named[] = [{ id: 'now', words: 'derived at this moment' }];
  if (items.some(item => item.source === 'result')) named.push({ id: 'result', words: 'the result' });
  for (const item of [...items].reverse()) {
    if (item.source === 'epoch' && item.epoch !== null && named.length < mostListed) named.push({ id: `epoch-${item.epoch}`, words: `after epoch ${count(item.epoch + 1)}` });
  }
  for (const item of candidates.slice(0, mostListed)) named.push({ id: `candidate-${item.rank}`, words: `compared, rank ${item.rank}${item.score === null ? '' : ` (${number(item.score)})`}` });
  if (own.value.has(id)) named.push({ id: 'own', words: own.value.get(id)?.name ?? 'your file' });
  return { named, candidates };
}

interface OwnFile {
  readonly name: string;
  readonly text: string;
}

/** Files that were pasted or dropped, by run; kept while the tab is open. */
export const own = signal<ReadonlyMap<string, OwnFile>>(new Map());

const place = (id: string): string => `nassharp.architecture.${id}`;

export function keepOwn(id: string, file: OwnFile): void {
  own.value = new Map([...own.value, [id, file]]);
  try {
    sessionStorage.setItem(place(id), JSON.stringify(file));
  } catch {
    // Without storage the file is gone after the next load of the page.
  }
}

function findOwn(id: string): OwnFile | undefined {
  const known = own.value.get(id);
  if (known !== undefined) return known;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place(id)) ?? 'null');
    if (kept !== null && typeof kept === 'object' && 'text' in kept && 'name' in kept) {
      const file = { name: String(kept.name), text: String(kept.text) };
      queueMicrotask(() => {
        own.value = new Map([...own.value, [id, file]]);
      });
      return file;
    }
  } catch {
    // As if nothing was kept.
  }
  return undefined;
}

/** The architecture with a short name; null where none is asked for. */
export function useNamed(run: string, id: string | undefined, all: RunArchitectures, choices: readonly ChoiceFacts[], taken: Selected | null): NamedArchitecture | null {
  const [kind, text] = (id ?? '').split('-');
  const asked = kind === 'result' ? '' : kind === 'epoch' ? `?epoch=${Number(text) || 0}` : null;
  const news = movedOf(run);
  const answer = useResource<ArchitectureAnswer | Missing>(asked === null ? null : `${run}${asked}`, `${news.architectures ?? ''}/${news.resync}`,
    (_, abort) => getJson(`runs/${encodeURIComponent(run)}/architecture${asked ?? ''}`, abort));
  if (id === undefined) return null;
  const named = { id, words: all.named.find(one => one.id === id)?.words ?? id };
  if (kind === 'now') return taken === null ? { ...named, waiting: true } : taken.size === 0 ? { ...named, problem: 'Nothing can be derived yet: the run has not written any weights.' } : { ...named, selected: taken };
  if (kind === 'own') {
    const file = findOwn(run);
    return file === undefined ? { ...named, problem: 'The file that was pasted here is not kept in the address; paste it again.' } : { ...named, words: file.name, ...read(file.text, choices) };
  }
  if (kind === 'candidate') {
    const item = all.candidates.find(one => String(one.rank) === text);
    return item === undefined ? { ...named, problem: 'The run compared no such architecture.' } : { ...named, ...read(JSON.stringify(item.architecture), choices) };
  }
  const { data, error } = answer.value;
  if (asked === null) return { ...named, problem: `'${id}' is no architecture of this run.` };
  if (error !== null) return { ...named, problem: error };
  if (data === null) return { ...named, waiting: true };
  return data.available ? { ...named, ...fromAnswer(data, choices) } : { ...named, problem: data.reason ?? 'There is no such architecture.' };
}

function fromAnswer(answer: ArchitectureAnswer, choices: readonly ChoiceFacts[]): ArchitectureReading {
  const selected = answer.selected as ArchitectureAnswer['selected'] | null;
  return selected !== null && Object.keys(selected).length > 0 ? { selected: new Map(Object.entries(selected)) } : read(JSON.stringify(answer.architecture satisfies Decisions), choices);
}

function read(text: string, choices: readonly ChoiceFacts[]): ArchitectureReading {
  return readArchitecture(text, choices);
}
