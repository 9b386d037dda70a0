import type { Swatch } from '../colours';
import { quoted } from '../graph/dot';
import { isRow, type Drawing } from './genotype';

/** A cell or a row of blocks as a DOT file for Graphviz. */
export function drawingAsDot(drawing: Drawing, colours: ReadonlyMap<string, Swatch>): string {
  const colour = (operation: string): string => colours.get(operation)?.colour ?? '#808890';
  const lines = [`digraph ${quoted(drawing.name)} {`, `  rankdir=${!isRow(drawing) && drawing.direction === 'down' ? 'TB' : 'LR'};`, '  node [shape=box, style=rounded, fontname="Helvetica"];', '  edge [fontname="Helvetica", fontsize=10];'];
  if (isRow(drawing)) {
    drawing.blocks.forEach((block, index) => {
      lines.push(`  n${index} [label=${quoted([...block.lines, ...(block.small === '' ? [] : [block.small])].join('\n'))}${block.operation === '' ? '' : `, color="${colour(block.operation)}", penwidth=2`}];`);
      if (drawing.joined[index] === true) lines.push(`  n${index - 1} -> n${index} [weight=9];`);
    });
    for (const arc of drawing.arcs) lines.push(`  n${arc.from} -> n${arc.to} [${arc.reads ? 'style=dashed' : 'color="#1f5fa8"'}, constraint=${arc.reads}];`);
  } else {
    const at = new Map(drawing.nodes.map((node, index) => [node.id, index]));
    drawing.nodes.forEach((node, index) => lines.push(`  n${index} [label=${quoted(node.label)}];`));
    for (const edge of drawing.edges) {
      const [from, to] = [at.get(edge.from), at.get(edge.to)];
      if (from !== undefined && to !== undefined) lines.push(`  n${from} -> n${to}${edge.operation === '' ? '' : ` [label=${quoted(edge.operation)}, color="${colour(edge.operation)}", penwidth=2]`};`);
    }
  }
  return `${lines.join('\n')}\n}\n`;
}
