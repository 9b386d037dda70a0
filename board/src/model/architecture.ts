import type { ChoiceFacts } from './supernet';

export type Selected = ReadonlyMap<string, readonly number[]>;

export type ArchitectureReading = { readonly selected: Selected } | { readonly problem: string };

type Known = Pick<ChoiceFacts, 'key' | 'kind' | 'names' | 'pick' | 'when'>;

/** A number that was written with a point: a weight, not an index. */
class Real {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

class Wrong extends Error {}

/**
 * Reads an architecture file in any of its encodings: the name of a candidate, its number, or a list of names, numbers, truth values or weights; also the parameters of a trial. What does
 * not fit the choices is told in one line.
 */
export function readArchitecture(text: string, choices: readonly Known[]): ArchitectureReading {
  try {
    let content: unknown;
    try {
      content = JSON.parse(text, (_, value: unknown, ...more: unknown[]) => {
        const source = (more[0] as { source?: string } | undefined)?.source;
        return typeof value === 'number' && (!Number.isInteger(value) || (source !== undefined && /[.eE]/.test(source))) ? new Real(value) : value;
      });
    } catch {
      throw new Wrong('This is not JSON.');
    }
    if (content === null || typeof content !== 'object' || Array.isArray(content) || content instanceof Real) throw new Wrong('This is no architecture: it must be an object with a decision for each key.');
    const byKey = new Map(choices.map(choice => [choice.key, choice]));
    const selected = new Map<string, readonly number[]>();
    for (const [key, value] of Object.entries(content)) {
      if (key === '$meta') continue;
      const choice = byKey.get(key);
      if (choice === undefined) throw new Wrong(`The network has no choice '${short(key)}'; it has ${quote(choices.map(one => one.key))}.`);
      const decision = decide(choice, value);
      if (choice.pick !== null && decision.length !== choice.pick) throw wrong(choice, `${decision.length} are taken; it takes exactly ${choice.pick} of ${choice.names.length}`);
      selected.set(key, decision);
    }
    const missing = choices.filter(choice => !selected.has(choice.key) && isActive(choice, byKey, selected));
    if (missing.length > 0) throw new Wrong(`There is no decision for ${quote(missing.map(choice => choice.key))}; each active choice needs one.`);
    return { selected };
  } catch (cause) {
    if (cause instanceof Wrong) return { problem: cause.message };
    throw cause;
  }
}

function decide(choice: Known, value: unknown): readonly number[] {
  const list = value !== null && typeof value === 'object' && '_value' in value ? (value as { _idx?: unknown })._idx ?? value._value : value;
  if (!Array.isArray(list)) return [indexOf(choice, list)];
  const parts: readonly unknown[] = list;
  const each = (what: string): void => {
    if (parts.length !== choice.names.length) throw wrong(choice, `${parts.length} ${what} were given; it needs one for each of its ${choice.names.length} candidates`);
  };
  if (parts.length > 0 && parts.every(part => typeof part === 'boolean')) {
    each('truth values');
    return parts.flatMap((part, index) => (part === true ? [index] : []));
  }
  if (parts.some(part => part instanceof Real)) {
    // Not every browser tells 1.0 from 1: beside a weight a whole number is one, too.
    if (!parts.every(part => part instanceof Real || typeof part === 'number')) throw wrong(choice, 'the list mixes weights with names or other values');
    each('weights');
    return parts.flatMap((part, index) => ((part instanceof Real ? part.value : part) !== 0 ? [index] : []));
  }
  const indices = parts.map(part => indexOf(choice, part));
  if (new Set(indices).size < indices.length) throw wrong(choice, 'a candidate is listed twice');
  return [...indices].sort((a, b) => a - b);
}

function indexOf(choice: Known, value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value < choice.names.length) return value;
  if (typeof value === 'number') throw wrong(choice, `${value} is out of range; allowed are 0 to ${choice.names.length - 1}`);
  if (typeof value !== 'string') throw wrong(choice, 'allowed are a name, a number, or a list of these, of truth values or of weights');
  const first = choice.names.indexOf(value);
  if (first < 0) throw wrong(choice, `'${short(value)}' is none of its candidates; they are ${quote(choice.names)}`);
  if (choice.names.indexOf(value, first + 1) >= 0) throw wrong(choice, `'${short(value)}' names more than one of its candidates; give the number`);
  return first;
}

function isActive(choice: Known, byKey: ReadonlyMap<string, Known>, selected: Selected, seen: ReadonlySet<string> = new Set()): boolean {
  if (choice.when.length === 0) return true;
  if (seen.has(choice.key)) return false;
  const around = new Set([...seen, choice.key]);
  return choice.when.some(all => all.every(({ key, candidate }) => {
    const outer = byKey.get(key);
    return outer !== undefined && isActive(outer, byKey, selected, around) && selected.get(key)?.includes(candidate) === true;
  }));
}

function wrong(choice: Known, what: string): Wrong {
  return new Wrong(`Key '${choice.key}': ${what}.`);
}

function quote(names: readonly string[]): string {
  const shown = names.slice(0, 6).map(name => `'${short(name)}'`).join(', ');
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown;
}

function short(text: string): string {
  const line = text.replace(/[\u0000-\u001f]/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
