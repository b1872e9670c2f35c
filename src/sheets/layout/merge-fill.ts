import type { GridCell, MergedRange } from '../grid/grid.ts';

interface ActiveMerge {
  bottom: number;
  cell: GridCell | null;
}

/**
 * Gives the value of a merged body cell to every row that it spans. Fed with every row in order; costs nothing where
 * nothing is merged downwards.
 */
export class MergeFill {
  readonly #merges: readonly MergedRange[];
  readonly #active = new Map<number, ActiveMerge>();
  #next = 0;

  constructor(merges: readonly MergedRange[]) {
    this.#merges = merges.filter(({ top, bottom }) => bottom > top);
  }

  get isEmpty(): boolean {
    return this.#merges.length === 0;
  }

  /** Cells that the row gets from merged cells above it, by column. */
  cellsFor(row: number, cells: readonly GridCell[]): readonly GridCell[] {
    this.#start(row, cells);
    if (this.#active.size === 0) return [];
    const given: GridCell[] = [];
    for (const [column, { bottom, cell }] of this.#active) {
      if (bottom < row) this.#active.delete(column);
      else if (cell !== null && !cells.some((own) => own.column === column)) given.push(cell);
    }
    return given;
  }

  #start(row: number, cells: readonly GridCell[]): void {
    for (let merge = this.#merges[this.#next]; merge !== undefined && merge.top <= row;) {
      const { left, top, bottom } = merge;
      if (top === row) {
        this.#active.set(left, { bottom, cell: cells.find(({ column }) => column === left) ?? null });
      }
      this.#next += 1;
      merge = this.#merges[this.#next];
    }
  }
}
