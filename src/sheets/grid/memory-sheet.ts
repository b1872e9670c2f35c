import type { GridCell, GridLayout, GridRow, GridSheet, MergedRange } from './grid.ts';

/** A worksheet of a format that has to be read as a whole. */
export class MemorySheet implements GridSheet {
  readonly name: string;
  #isHidden: boolean;
  readonly #rows = new Map<number, GridRow>();
  readonly #merges: MergedRange[] = [];
  readonly #hiddenColumns = new Set<number>();

  constructor(name: string, hidden: boolean) {
    this.name = name;
    this.#isHidden = hidden;
  }

  get hidden(): boolean {
    return this.#isHidden;
  }

  /** Some formats say only after the rows that the sheet is hidden. */
  hide(): void {
    this.#isHidden = true;
  }

  add(row: number, hidden: boolean, cells: GridCell[]): void {
    if (cells.length > 0) this.#rows.set(row, { row, hidden, cells });
  }

  merge(range: MergedRange): void {
    if (range.top !== range.bottom || range.left !== range.right) this.#merges.push(range);
  }

  hideColumn(column: number): void {
    this.#hiddenColumns.add(column);
  }

  layout(): Promise<GridLayout> {
    const merges = this.#merges.sort((a, b) => a.top - b.top || a.left - b.left);
    return Promise.resolve({ merges, isHiddenColumn: (column) => this.#hiddenColumns.has(column) });
  }

  async *rows(): AsyncGenerator<GridRow[]> {
    yield await Promise.resolve([...this.#rows.values()].sort((a, b) => a.row - b.row));
  }
}
