import type { Decided, RowArc, RowBlock, RowDrawing } from './genotype';

const ends = {
  input: { key: '', operation: '', lines: ['input'], small: '' },
  output: { key: '', operation: '', lines: ['output'], small: '' },
} as const;

/** Layers that choose an operation (`layers.3.op`), and may choose the layer that they read (`.input`; else the one before) and earlier layers that are added (`.skip`); null for other keys. */
export function layersInRow(decided: readonly Decided[]): RowDrawing | null {
  const parts = decided.map(choice => /^(.+\.\d+)\.(op|input|skip)$/.exec(choice.key));
  if (parts.some((match, index) => match === null || (match[2] === 'op') !== (decided[index]?.kind === 'layer')) || decided.every(choice => choice.kind === 'layer')) return null;
  const byKey = new Map(decided.map(choice => [choice.key, choice]));
  const layers = [...new Set(parts.map(match => match?.[1] ?? ''))];
  if (!layers.every(layer => byKey.has(`${layer}.op`))) return null;
  const blocks: RowBlock[] = [ends.input];
  const joined: boolean[] = [false];
  const arcs: RowArc[] = [];
  let reads = false;
  layers.forEach((layer, index) => {
    const at = blocks.length;
    blocks.push(block(byKey.get(`${layer}.op`), `layer ${index}`));
    // The sources are called after the layers' numbers; block 0 is the input.
    const sources = (key: string): number[] => {
      const choice = byKey.get(key);
      return (choice?.selected ?? []).map(taken => Number(/(\d+)$/.exec(choice?.labels[taken] ?? '')?.[1] ?? -1) + 1).filter(source => source > 0 && source < at);
    };
    const input = byKey.has(`${layer}.input`) ? sources(`${layer}.input`) : [at - 1];
    reads ||= byKey.has(`${layer}.input`);
    joined.push(input.includes(at - 1));
    for (const source of input) if (source !== at - 1) arcs.push({ from: source, to: at, key: `${layer}.input`, reads: true });
    for (const source of sources(`${layer}.skip`)) arcs.push({ from: source, to: at, key: `${layer}.skip`, reads: false });
  });
  blocks.push(ends.output);
  joined.push(true);
  return { name: 'network', blocks, joined, arcs, note: reads ? 'arcs above are added, arcs below are read instead of the layer before; the output mixes all layers' : 'arcs: earlier layers that are added' };
}

/** Any network of layer choices: one block after the other; what is not in use is left out. */
export function blocksInRow(decided: readonly Decided[], name: string): RowDrawing {
  const blocks = [ends.input, ...decided.filter(choice => choice.selected.length > 0).map(choice => block(choice, choice.key)), ends.output];
  return { name, blocks, joined: blocks.map((_, index) => index > 0), arcs: [], note: '' };
}

function block(choice: Decided | undefined, small: string): RowBlock {
  const labels = (choice?.selected ?? []).map(index => choice?.labels[index] ?? '?');
  return { key: choice?.key ?? '', operation: labels[0] ?? 'nothing', lines: labels.length === 0 ? ['nothing'] : labels.flatMap((label, index) => (index === 0 ? blockLines(label) : ['+', ...blockLines(label)])), small };
}

/** The name of an operation in short lines: `MB6` and `5×5` for the block `k5_e6` of mobile networks, `sep`, `conv` and `3×3` for `sep_conv_3x3`. */
export function blockLines(label: string): readonly string[] {
  const mobile = /^k(\d+)_e(\d+)(?:_g(\d+))?$/.exec(label);
  if (mobile !== null) {
    const [, kernel = '', expansion = '', groups] = mobile;
    return [`MB${expansion}`, `${kernel}×${kernel}`, ...(groups === undefined ? [] : [`g${groups}`])];
  }
  const words = label.replace(/^\d+ (?=\D)/, '').replace(/([a-z]{2})(\d)/gi, '$1 $2').replace(/\b(sep|dil|max|avg)(conv|pool)/gi, '$1 $2').replace(/(\d)x(\d)/g, '$1×$2').split(/[_\s]+/).filter(word => word !== '');
  const lines: string[] = [];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last !== undefined && !/^\d+×\d+$/.test(word) && last.length + word.length < 9) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 0 ? [label] : lines;
}

/** The operations in order, and what each layer adds. */
export function rowText(drawing: RowDrawing): string {
  const inner = drawing.blocks.slice(1, -1);
  const taken = (reads: boolean): string => inner.map((_, index) => `[${drawing.arcs.filter(arc => arc.to === index + 1 && arc.reads === reads).map(arc => arc.from - 1).join(', ')}]`).join(', ');
  const lines = [`${drawing.name} = [${inner.map(block => `'${block.operation}'`).join(', ')}]`];
  if (drawing.arcs.some(arc => !arc.reads)) lines.push(`skips = [${taken(false)}]`);
  if (drawing.arcs.some(arc => arc.reads)) lines.push(`inputs_other_than_the_layer_before = [${taken(true)}]`);
  return lines.join('\n');
}
