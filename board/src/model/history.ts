import type { ChoiceFacts } from './supernet';

/** The weights of all candidates over the run: one row of numbers for each recorded step. */
export interface History {
  readonly steps: readonly number[];
  readonly seconds: readonly (number | null)[];
  readonly slots: number;
  /** Rows of `slots` numbers; NaN where a candidate has no weight. */
  readonly values: Float32Array;
  readonly kind: 'weights' | 'visits';
  readonly generation: string;
  /** Frames in the file, of which these are some. */
  readonly total: number;
  readonly choices: readonly { readonly key: string; readonly offset: number; readonly size: number }[];
}

export interface HistoryHeader {
  readonly available: boolean;
  readonly reason?: string;
  readonly frames: number;
  readonly total: number;
  readonly slots?: number;
  readonly dtype?: string;
  readonly scale?: number;
  readonly kind?: string;
  readonly generation?: string;
  readonly choices?: readonly { readonly key: string; readonly offset: number; readonly size: number }[];
  readonly steps?: readonly number[];
  readonly seconds?: readonly (number | null)[];
}

/** Reads a line of JSON and the frames behind it; what is cut off is left out. */
export function readHistory(buffer: ArrayBuffer): { header: HistoryHeader; history: History | null } {
  const bytes = new Uint8Array(buffer);
  const end = bytes.indexOf(10);
  const header = JSON.parse(new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end))) as HistoryHeader;
  const slots = header.slots ?? 0;
  if (!header.available || slots === 0) return { header, history: null };
  const width = header.dtype === 'u16' ? 2 : 4;
  const frames = Math.min(header.steps?.length ?? 0, Math.floor((bytes.length - end - 1) / (slots * width)));
  if (frames === 0) return { header, history: null };
  const view = new DataView(buffer, end + 1);
  const values = new Float32Array(frames * slots);
  const scale = header.scale === undefined || header.scale === 0 ? 65535 : header.scale;
  for (let i = 0; i < values.length; i++) values[i] = width === 2 ? view.getUint16(2 * i, true) / scale : view.getFloat32(4 * i, true);
  return {
    header,
    history: {
      steps: (header.steps ?? []).slice(0, frames), seconds: (header.seconds ?? []).slice(0, frames), slots, values, kind: header.kind === 'visits' ? 'visits' : 'weights',
      generation: header.generation ?? '', total: header.total, choices: header.choices ?? [],
    },
  };
}

/** The frames of a later answer behind those that are there. */
export function append(history: History, later: History): History {
  if (later.slots !== history.slots || later.generation !== history.generation) return later;
  const last = history.steps[history.steps.length - 1] ?? -Infinity;
  const skip = later.steps.findIndex(step => step > last);
  if (skip < 0) return { ...history, total: later.total };
  const values = new Float32Array(history.values.length + later.values.length - skip * later.slots);
  values.set(history.values);
  values.set(later.values.subarray(skip * later.slots), history.values.length);
  return { ...later, steps: [...history.steps, ...later.steps.slice(skip)], seconds: [...history.seconds, ...later.seconds.slice(skip)], values };
}

/** The number of the last frame not after a step; 0 when all are after it. */
export function frameAt(history: History, step: number): number {
  let [low, high] = [0, history.steps.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((history.steps[middle] ?? Infinity) <= step) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

export function weight(history: History, frame: number, slot: number): number {
  return history.values[frame * history.slots + slot] ?? NaN;
}

/** The candidate with the largest weight, or -1 when none has one. */
export function strongest(history: History, frame: number, choice: Pick<ChoiceFacts, 'offset' | 'labels'>): number {
  let best = -1;
  let most = -Infinity;
  for (let i = 0; i < choice.labels.length; i++) {
    const value = weight(history, frame, choice.offset + i);
    if (value > most) [best, most] = [i, value];
  }
  return best;
}

/** What the weights leave for "none": 1 less their sum, where that is more than rounding. */
export function remainder(history: History, frame: number, choice: Pick<ChoiceFacts, 'offset' | 'labels' | 'kind'>): number {
  if (choice.kind !== 'layer') return 0;
  let sum = 0;
  for (let i = 0; i < choice.labels.length; i++) {
    const value = weight(history, frame, choice.offset + i);
    if (Number.isFinite(value)) sum += value;
  }
  return sum > 0 && sum < 0.995 ? 1 - sum : 0;
}

/** Entropy of the weights, 0 when one has everything, 1 when all are equal; NaN without weights. */
export function entropy(history: History, frame: number, choice: Pick<ChoiceFacts, 'offset' | 'labels'>): number {
  let sum = 0;
  const size = choice.labels.length;
  for (let i = 0; i < size; i++) sum += Math.max(0, weight(history, frame, choice.offset + i));
  if (!(sum > 0) || size < 2) return size < 2 ? 0 : NaN;
  let result = 0;
  for (let i = 0; i < size; i++) {
    const p = Math.max(0, weight(history, frame, choice.offset + i)) / sum;
    if (p > 0) result -= p * Math.log(p);
  }
  return result / Math.log(size);
}

/** What deriving throws away: 1 less the weights of the candidates that would be kept; NaN where a choice has no weights, or may keep any number. */
export function gap(history: History, frame: number, choice: ChoiceFacts): number {
  const size = choice.labels.length;
  const wanted = choice.kind === 'layer' ? 1 : choice.pick;
  if (wanted === null || wanted >= size) return NaN;
  let [sum, missing] = [0, true];
  for (const index of kept(history, frame, choice)) {
    sum += weight(history, frame, choice.offset + index);
    missing = false;
  }
  return missing ? NaN : Math.min(1, Math.max(0, 1 - sum));
}

/** The mean over the choices that have a value. */
export function meanOver(choices: readonly ChoiceFacts[], value: (choice: ChoiceFacts) => number): number {
  let [sum, number] = [0, 0];
  for (const choice of choices) {
    const one = value(choice);
    if (!Number.isFinite(one)) continue;
    sum += one;
    number++;
  }
  return number === 0 ? NaN : sum / number;
}

/** The candidates that would be kept: the strongest ones, as many as the choice keeps; of a choice that keeps any number those of at least a half. */
export function kept(history: History, frame: number, choice: ChoiceFacts): readonly number[] {
  const all = choice.labels.map((_, index) => ({ index, value: weight(history, frame, choice.offset + index) })).filter(c => Number.isFinite(c.value));
  const wanted = choice.kind === 'layer' ? 1 : choice.pick;
  if (wanted === null) return all.filter(c => c.value >= 0.5).map(c => c.index);
  return all.sort((a, b) => b.value - a.value || a.index - b.index).slice(0, wanted).map(c => c.index).sort((a, b) => a - b);
}
