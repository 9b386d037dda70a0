import { useCallback } from 'preact/hooks';
import { faded } from '../colours';
import { token } from '../theme';
import { along, scaleOf } from './axes';
import { CanvasChart } from './canvas-chart';
import { drawColumns, drawRows, drawTitles, type Area } from './grid';

export interface LineageTreeProps {
  readonly xName: string;
  readonly yName: string;
  /** Where each row stands. */
  readonly xs: readonly number[];
  readonly ys: readonly (number | null)[];
  readonly parents: readonly (readonly number[])[];
  /** Rows of the line that is told, with their own parents. */
  readonly lit: ReadonlySet<number>;
  readonly on: (row: number) => boolean;
  readonly selected: number | null;
  readonly tip: (row: number) => readonly string[];
  readonly pick: (row: number) => void;
}

const height = 340;

/** Rows as dots, joined with what they were made from; the line of one of them is lit. */
export function LineageTree(props: LineageTreeProps) {
  const { xs, ys, parents, lit, on, selected } = props;
  const scaleX = scaleOf(xs);
  const scaleY = scaleOf(ys);
  const area = (width: number): Area => ({ left: 62, right: width - 14, top: 10, bottom: height - 42 });
  const x = (row: number, width: number): number => 62 + along(scaleX, xs[row] ?? 0) * (width - 76);
  const y = (row: number): number => height - 42 - along(scaleY, ys[row] ?? 0) * (height - 52);
  const draw = useCallback((context: CanvasRenderingContext2D, width: number): void => {
    const within = area(width);
    drawRows(context, within, scaleY, 6);
    drawColumns(context, within, scaleX, 8);
    drawTitles(context, within, props.xName, props.yName);
    const known = (row: number): boolean => ys[row] !== null && ys[row] !== undefined;
    const edges = (wanted: (row: number, parent: number) => boolean, colour: string, thick: number): void => {
      context.strokeStyle = colour;
      context.lineWidth = thick;
      let open = 0;
      context.beginPath();
      parents.forEach((list, row) => {
        if (!known(row)) return;
        for (const parent of list) {
          if (!known(parent) || !wanted(row, parent)) continue;
          const [fromX, fromY, toX, toY] = [x(parent, width), y(parent), x(row, width), y(row)];
          context.moveTo(fromX, fromY);
          context.bezierCurveTo((fromX + toX) / 2, fromY, (fromX + toX) / 2, toY, toX, toY);
          // Many short strokes are quicker than a long one.
          if (++open % 40 === 0) {
            context.stroke();
            context.beginPath();
          }
        }
      });
      context.stroke();
    };
    const isLit = (row: number, parent: number): boolean => lit.has(row) && lit.has(parent);
    const dense = xs.length > 2000;
    edges((row, parent) => !isLit(row, parent), faded('#8a8f98', dense ? 0.12 : 0.4), 1);
    const dot = (row: number, size: number, colour: string): void => {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x(row, width), y(row), size, 0, 7);
      context.fill();
    };
    const size = dense ? 1.6 : 3;
    xs.forEach((_, row) => {
      if (known(row) && !lit.has(row)) dot(row, size, on(row) ? faded(token('--dot'), dense ? 0.5 : 0.75) : faded('#8a8f98', 0.35));
    });
    edges(isLit, '#d55e00', 2.2);
    for (const row of lit) if (known(row)) dot(row, 4.5, '#d55e00');
    if (selected !== null && known(selected)) {
      context.strokeStyle = token('--ink');
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x(selected, width), y(selected), 8, 0, 7);
      context.stroke();
    }
  }, [xs, ys, parents, lit, on, selected, props.xName, props.yName]);
  const nearest = (left: number, top: number, width: number): number => {
    let best = -1;
    let distance = 14 * 14;
    xs.forEach((_, row) => {
      if (ys[row] === null || ys[row] === undefined) return;
      const d = (x(row, width) - left) ** 2 + (y(row) - top) ** 2;
      if (d < distance) [best, distance] = [row, d];
    });
    return best;
  };
  return (
    <CanvasChart
      label={`Lineage: ${lit.size} trials lead to the one that is told. The numbers are in the table.`} height={height} draw={draw}
      tip={(left, top, width) => {
        const row = nearest(left, top, width);
        return row < 0 ? null : props.tip(row);
      }}
      click={(left, top, width) => {
        const row = nearest(left, top, width);
        if (row >= 0) props.pick(row);
      }}
    />
  );
}
