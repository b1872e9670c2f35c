/**
 * Best assignment of rows to columns, each used once at most: the sum of the weights is as large as can be (Kuhn–Munkres
 * with potentials, O(n³)). Weights ≤ 0 are never assigned. Answer: the column of each row, or null.
 */
export function assign(weights: readonly (readonly number[])[]): (number | null)[] {
  const rows = weights.length;
  const given = Math.max(0, ...weights.map((row) => row.length));
  // A column of its own without worth for every row: staying unassigned is always possible.
  const columns = given + rows;
  const cost = (row: number, column: number): number => -Math.max(0, weights[row]?.[column] ?? 0);
  const rowPotential = new Array<number>(rows + 1).fill(0);
  const columnPotential = new Array<number>(columns + 1).fill(0);
  const rowOf = new Array<number>(columns + 1).fill(0);
  for (let row = 1; row <= rows; row += 1) augment(row);

  const result = new Array<number | null>(rows).fill(null);
  for (let column = 1; column <= given; column += 1) {
    const row = at(rowOf, column);
    if (row > 0 && cost(row - 1, column - 1) < 0) result[row - 1] = column - 1;
  }
  return result;

  /** Shortest augmenting path from one new row; columns and rows count from 1, 0 stands for the new row. */
  function augment(start: number): void {
    rowOf[0] = start;
    const shortest = new Array<number>(columns + 1).fill(Infinity);
    const before = new Array<number>(columns + 1).fill(0);
    const done = new Array<boolean>(columns + 1).fill(false);
    let column = 0;
    do {
      done[column] = true;
      const row = at(rowOf, column);
      let delta = Infinity;
      let next = 0;
      for (let other = 1; other <= columns; other += 1) {
        if (done[other] === true) continue;
        const reduced = cost(row - 1, other - 1) - at(rowPotential, row) - at(columnPotential, other);
        if (reduced < at(shortest, other)) {
          shortest[other] = reduced;
          before[other] = column;
        }
        if (at(shortest, other) < delta) {
          delta = at(shortest, other);
          next = other;
        }
      }
      for (let other = 0; other <= columns; other += 1) {
        if (done[other] === true) {
          rowPotential[at(rowOf, other)] = at(rowPotential, at(rowOf, other)) + delta;
          columnPotential[other] = at(columnPotential, other) - delta;
        } else shortest[other] = at(shortest, other) - delta;
      }
      column = next;
    } while (at(rowOf, column) !== 0);
    while (column !== 0) {
      const previous = at(before, column);
      rowOf[column] = at(rowOf, previous);
      column = previous;
    }
  }
}

function at(list: readonly number[], index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${String(index)}`);
  return value;
}
