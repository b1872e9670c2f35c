import type { PersonCell } from '../../model/person.ts';
import type { GridCell, GridCellType } from '../grid/grid.ts';

const mostKept = 5_000;

/** Remembers what the cells of one column were read as: labels, places and dates come again on nearly every row. */
export class CellMemory {
  readonly #byType: Record<GridCellType, Map<string, PersonCell>> = {
    blank: new Map(),
    text: new Map(),
    number: new Map(),
    date: new Map(),
    month: new Map(),
    boolean: new Map(),
    error: new Map(),
  };

  get({ type, text, formula }: GridCell): PersonCell | undefined {
    return formula ? undefined : this.#byType[type].get(text);
  }

  keep({ type, text, formula }: GridCell, read: PersonCell): void {
    const known = this.#byType[type];
    if (!formula && known.size < mostKept) known.set(text, read);
  }
}
