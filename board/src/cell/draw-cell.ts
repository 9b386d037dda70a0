import { graphlib, layout as dagre } from '@dagrejs/dagre';
import { faded, type Swatch } from '../colours';
import type { Palette } from '../graph/paint';
import { CanvasPen, type Pen } from '../graph/pen';
import { pixelsPerPoint } from '../graph/picture';
import { SvgPen } from '../graph/svg-pen';
import type { Point } from '../graph/layout';
import { paintRow, placeRow } from './draw-row';
import { isRow, type CellDrawing, type CellEdge, type Drawing } from './genotype';

export interface PlacedCell {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly kind: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
  readonly edges: readonly { readonly edge: CellEdge; readonly points: readonly Point[]; readonly label: Point; readonly labelWidth: number }[];
}

/** Where the parts of a cell lie; an operation is a box of its own on its edge, so that no two names lie over each other. */
export function placeCell(drawing: CellDrawing): PlacedCell {
  const graph = new graphlib.Graph({ multigraph: true });
  const right = drawing.direction === 'right';
  graph.setGraph({ rankdir: right ? 'LR' : 'TB', nodesep: right ? 16 : 30, ranksep: right ? 44 : 26, edgesep: 14, marginx: 14, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of drawing.nodes) {
    const width = node.kind === 'operation' ? Math.max(120, node.label.length * 7 + 20) : Math.max(44, node.label.length * 8 + 18);
    graph.setNode(node.id, { width, height: node.kind === 'operation' ? 30 : 34 });
  }
  drawing.edges.forEach((edge, index) => {
    const width = edge.operation === '' ? 0 : edge.operation.length * 6.6 + 16;
    graph.setEdge(edge.from, edge.to, { width, height: edge.operation === '' ? 0 : 20, labelpos: 'c', minlen: 1 }, `e${index}`);
  });
  dagre(graph);
  const size = graph.graph() as { width?: number; height?: number };
  // Room for the bends of the lines, which may leave the frame of their corners.
  return {
    width: (size.width ?? 100) + 4, height: (size.height ?? 60) + 18,
    nodes: drawing.nodes.map(node => ({ ...node, ...(graph.node(node.id) as { x: number; y: number; width: number; height: number }) })),
    edges: drawing.edges.map((edge, index) => {
      const placed = graph.edge(edge.from, edge.to, `e${index}`) as { points: Point[]; x?: number; y?: number; width: number };
      const middle = placed.points[Math.floor(placed.points.length / 2)] ?? { x: 0, y: 0 };
      return { edge, points: placed.points, label: { x: placed.x ?? middle.x, y: placed.y ?? middle.y }, labelWidth: placed.width };
    }),
  };
}

/** Draws a cell, or a network as a row; `changed` are keys to mark. */
function paintDrawing(pen: Pen, drawing: Drawing, colours: ReadonlyMap<string, Swatch>, palette: Palette, changed: ReadonlySet<string>): { readonly width: number; readonly height: number } {
  if (isRow(drawing)) return paintRow(pen, drawing, colours, palette, changed);
  const placed = placeCell(drawing);
  for (const { edge, points } of placed.edges) {
    const colour = edge.operation === '' ? palette.line : colours.get(edge.operation)?.colour ?? palette.quiet;
    pen.curves([points], { colour, width: edge.operation === '' ? 1.4 : 2.6 }, drawing.direction);
    pen.tip(points, colour, 8);
  }
  for (const { edge, label, labelWidth } of placed.edges) {
    if (edge.operation === '') continue;
    const marked = edge.keys.some(key => changed.has(key));
    const swatch = colours.get(edge.operation);
    pen.rect(label.x - labelWidth / 2, label.y - 10, labelWidth, 20, 10, palette.box, { colour: swatch?.colour ?? palette.quiet, width: marked ? 3 : 1.5, ...(marked ? { dash: [4, 2] } : {}) });
    pen.text(label.x, label.y + 4, edge.operation, { size: 11, colour: palette.ink, anchor: 'middle', bold: marked });
  }
  for (const node of placed.nodes) {
    const marked = node.kind === 'operation' && changed.has(node.id);
    const own = node.kind === 'operation' ? colours.get(node.label)?.colour : undefined;
    const fill = own !== undefined ? faded(own, 0.3) : node.kind === 'input' ? palette.planes[1] ?? palette.plane : node.kind === 'output' ? palette.planes[2] ?? palette.plane : palette.box;
    pen.rect(node.x - node.width / 2, node.y - node.height / 2, node.width, node.height, node.kind === 'operation' ? 6 : 8, fill, { colour: marked ? palette.accent : own ?? palette.border, width: marked ? 2.5 : 1.4 });
    pen.text(node.x, node.y + 4.5, node.label, { size: node.kind === 'operation' ? 11 : 13, colour: palette.ink, bold: node.kind !== 'operation', anchor: 'middle' });
  }
  return placed;
}

/** The drawing as a file of its own. */
export function cellAsSvg(drawing: Drawing, colours: ReadonlyMap<string, Swatch>, palette: Palette, changed: ReadonlySet<string>, title: string): string {
  const pen = new SvgPen();
  const { width, height } = paintDrawing(pen, drawing, colours, palette, changed);
  return pen.document(width, height, palette.plane, title);
}

/** The drawing in pixels, two for each point. */
export function cellAsCanvas(drawing: Drawing, colours: ReadonlyMap<string, Swatch>, palette: Palette, changed: ReadonlySet<string>): HTMLCanvasElement {
  const { width, height } = isRow(drawing) ? placeRow(drawing) : placeCell(drawing);
  const canvas = document.createElement('canvas');
  const ratio = pixelsPerPoint(width, height);
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = palette.plane;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintDrawing(new CanvasPen(context), drawing, colours, palette, changed);
  return canvas;
}
