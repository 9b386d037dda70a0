import type { History } from '../model/history';
import { entropy, weight } from '../model/history';
import type { Costs } from '../model/supernet';
import type { Look } from './paint';
import type { Box, Tree } from './tree';

/** What may colour the boxes of the supernet besides the weights. */
export type Layer = 'weights' | 'parameters' | 'flops' | 'decided' | 'lead' | 'cost';

export interface LayerFacts {
  readonly layer: Layer;
  /** The value of a box itself, for the words beside the picture; null: it has none. */
  readonly valueOf: (box: Box) => number | null;
  readonly heatOf: Look['heatOf'];
  /** The value of the brightest colour. */
  readonly most: number;
}

/** How decided a choice is: 1 when one candidate has all the weight, 0 when all have the same; null without weights. */
export function decidedness(history: History, frame: number, choice: Tree['net']['choices'][number]): number | null {
  if (choice.labels.length < 2) return null;
  const value = 1 - entropy(history, frame, choice);
  return Number.isFinite(value) ? value : null;
}

/** How far the strongest candidate is ahead of the second; null without weights. */
export function lead(history: History, frame: number, choice: Tree['net']['choices'][number]): number | null {
  let [first, second] = [NaN, NaN];
  for (let i = 0; i < choice.labels.length; i++) {
    const value = weight(history, frame, choice.offset + i);
    if (!Number.isFinite(value)) continue;
    if (!(value <= first)) [first, second] = [value, first];
    else if (!(value <= second)) second = value;
  }
  return Number.isFinite(second) ? first - second : null;
}

/** A layer of colours; null for the weights, which colour lines and bars instead. */
export function layerOf(tree: Tree, layer: Layer, history: History | null, frame: number, costs: Costs | null): LayerFacts | null {
  switch (layer) {
    case 'decided': return history === null ? null : ofChoices(tree, layer, choice => decidedness(history, frame, choice));
    case 'lead': return history === null ? null : ofChoices(tree, layer, choice => lead(history, frame, choice));
    case 'cost': return costs === null ? null : ofCosts(tree, costs);
    case 'parameters': case 'flops': return ofModules(tree, layer);
    default: return null;
  }
}

/** Choices have a value of their own, groups the mean of those inside; anything else has none. */
function ofChoices(tree: Tree, layer: Layer, value: (choice: Tree['net']['choices'][number]) => number | null): LayerFacts {
  const known: (number | null | undefined)[] = [];
  const of = (choice: number): number | null => {
    const facts = tree.net.choices[choice];
    if (known[choice] === undefined) known[choice] = facts === undefined ? null : value(facts);
    return known[choice] ?? null;
  };
  const valueOf = (box: Box): number | null => {
    if (box.choice >= 0) return of(box.choice);
    const inside = box.choices.map(of).filter(one => one !== null);
    return inside.length === 0 ? null : inside.reduce((sum, one) => sum + one, 0) / inside.length;
  };
  return { layer, valueOf, heatOf: valueOf, most: 1 };
}

/** What a module or operation costs by itself, on a logarithmic scale. */
function ofModules(tree: Tree, layer: 'parameters' | 'flops'): LayerFacts {
  const values = tree.boxes.map(box => {
    const facts = box.operation >= 0 && box.kind === 'operation' ? tree.net.operations[box.operation] : tree.net.modules[box.module];
    return (layer === 'flops' ? facts?.flops : facts?.parameters) ?? 0;
  });
  return logarithmic(tree, layer, values);
}

/** What candidates cost in the table of the run; a choice the mean of its candidates, a group the sum of its choices. */
function ofCosts(tree: Tree, costs: Costs): LayerFacts {
  const rows = tree.net.choices.map(choice => costs.choices[choice.key]);
  const mean = (row: readonly number[]): number => row.reduce((sum, one) => sum + one, 0) / Math.max(1, row.length);
  const values = tree.boxes.map(box => {
    if (box.candidate >= 0) return rows[box.candidateOf]?.[box.candidate] ?? null;
    const own = box.choices.flatMap(choice => {
      const row = rows[choice];
      return row === undefined ? [] : [mean(row)];
    });
    return own.length === 0 ? null : own.reduce((sum, one) => sum + one, 0);
  });
  return logarithmic(tree, 'cost', values);
}

function logarithmic(tree: Tree, layer: Layer, values: readonly (number | null)[]): LayerFacts {
  const inside = values.filter((_, index) => index !== tree.root).map(value => value ?? 0);
  const most = inside.reduce((a, b) => Math.max(a, b), 0);
  // Costs may be far below 1, such as seconds: the scale begins at a ten thousandth of the largest.
  const unit = layer === 'cost' ? Math.max(most / 1e4, 1e-30) : 1;
  const end = Math.max(1e-9, Math.log1p(most / unit));
  return {
    layer, most, valueOf: box => values[box.id] ?? null,
    heatOf: box => {
      const value = values[box.id] ?? null;
      return value === null ? null : Math.log1p(value / unit) / end;
    },
  };
}
