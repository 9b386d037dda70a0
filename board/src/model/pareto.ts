/** The rows that no other row beats in both quantities, by the first; n log n. Rows without one of the numbers are left out. */
export function paretoFront(xs: readonly (number | null)[], ys: readonly (number | null)[], maximizeX: boolean, maximizeY: boolean): number[] {
  const better = (a: number, b: number, maximize: boolean): number => (maximize ? b - a : a - b);
  const rows: number[] = [];
  xs.forEach((x, row) => {
    const y = ys[row];
    if (x !== null && y !== null && y !== undefined) rows.push(row);
  });
  const x = (row: number): number => xs[row] ?? 0;
  const y = (row: number): number => ys[row] ?? 0;
  rows.sort((a, b) => better(x(a), x(b), maximizeX) || better(y(a), y(b), maximizeY) || a - b);
  const front: number[] = [];
  let best: number | null = null;
  for (const row of rows) {
    if (best !== null && better(y(row), best, maximizeY) >= 0) continue;
    best = y(row);
    front.push(row);
  }
  return front;
}
