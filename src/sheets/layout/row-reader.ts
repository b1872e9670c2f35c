import type { ColumnKey } from '../../model/column.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { CellType, PersonCell, PersonRow } from '../../model/person.ts';
import { columnReader, repeatsTexts, yesNoOf } from '../cells/column-reader.ts';
import { readOptions, type OptionCell } from '../cells/read-options.ts';
import { splitDateText } from '../cells/read-date.ts';
import type { ReadCell } from '../cells/reading.ts';
import { columnLetters } from '../column-letters.ts';
import type { GridCell, GridRow } from '../grid/grid.ts';
import { CellMemory } from './cell-memory.ts';
import type { PlannedColumn } from './column-plan.ts';
import { noCells, type CellsInTheMaking } from './no-cells.ts';
import type { RowCells } from './row-texts.ts';

interface ReadColumn {
  key: ColumnKey;
  letters: string;
  read: ReadCell;
  /** For a column in which the same texts come again. */
  memory: CellMemory | null;
}

interface Place {
  /** Position among the columns that are read one by one; −1 for others. */
  read: number;
  key: ColumnKey | null;
  plan: PlannedColumn;
}

/** Turns rows of cells into rows of people, for one table. */
export class RowReader {
  readonly firstColumn: number;
  readonly #columns: ReadColumn[] = [];
  readonly #places: (Place | undefined)[] = [];
  readonly #slots: (GridCell | null)[] = [];
  readonly #own: boolean[] = [];
  readonly #extraNames = new Map<number, string>();
  readonly #options: PlannedColumn[];
  readonly #parts = new Map<ColumnKey, { columns: PlannedColumn[]; read: ReadCell }>();
  readonly #pack: PolicyPack;
  readonly #id: number;
  readonly #name: number;

  constructor(planned: readonly PlannedColumn[], pack: PolicyPack, date1904: boolean) {
    this.#pack = pack;
    this.firstColumn = planned[0]?.column ?? 1;
    this.#options = planned.filter(({ option }) => option !== null);
    for (const plan of planned) this.#add(plan, date1904);
    this.#id = this.#columns.findIndex(({ key }) => key === 'idNumber');
    this.#name = this.#columns.findIndex(({ key }) => key === 'name');
  }

  /** True while both columns are there without which a row is nobody's. */
  get readsPeople(): boolean {
    return this.#id >= 0 && this.#name >= 0;
  }

  /** Takes the cells of a row; `given` are those that merged cells above hand down. */
  take(row: GridRow, given: readonly GridCell[]): void {
    this.#slots.fill(null);
    this.#own.fill(false);
    for (const cell of row.cells) {
      const place = this.#places[cell.column];
      if (place === undefined || place.read < 0) continue;
      this.#slots[place.read] = cell;
      this.#own[place.read] = true;
    }
    for (const cell of given) {
      const place = this.#places[cell.column];
      if (place !== undefined && place.read >= 0) this.#slots[place.read] ??= cell;
    }
  }

  /** True for a row that is plainly a person: its own identity number as it should be, and a name. */
  get isPlainPerson(): boolean {
    const id = this.#slots[this.#id];
    const name = this.#slots[this.#name];
    if (id === null || id === undefined || name === null || name === undefined) return false;
    return this.#own[this.#id] === true && plainId.test(id.text) && plainName.test(name.text);
  }

  /** The table's own cells of a row, for telling people from footers. */
  cellsOf(row: GridRow): RowCells {
    const own = row.cells.flatMap((cell) => {
      const place = this.#places[cell.column];
      return place === undefined || isBlankText(cell) ? [] : [{ key: place.key, cell }];
    });
    return { row, firstColumn: this.firstColumn, own };
  }

  /** The person of the row taken last. */
  person({ row, hidden, cells: rowCells }: GridRow, given: readonly GridCell[]): PersonRow {
    const cells = noCells();
    const id = this.#slots[this.#id]?.text ?? '';
    for (let position = 0; position < this.#columns.length; position += 1) {
      const column = this.#columns[position];
      const cell = this.#slots[position];
      if (cell === null || cell === undefined || column === undefined) continue;
      const known = column.memory?.get(cell);
      if (known !== undefined) {
        cells[column.key] = known;
        continue;
      }
      const made = personCell(column, cell, id);
      if (made === null) continue;
      column.memory?.keep(cell, made);
      cells[column.key] = made;
    }
    if (this.#options.length > 0) this.#readOptions(cells, rowCells, given);
    if (this.#parts.size > 0) this.#readParts(cells, rowCells, given, id);
    return { row, hidden, cells, extra: this.#extra(rowCells, given) };
  }

  #add(plan: PlannedColumn, date1904: boolean): void {
    const { column, header, key } = plan;
    const definition = key === null ? undefined : this.#pack.columnByKey[key];
    let read = -1;
    if (key === null || definition === undefined) this.#extraNames.set(column, this.#extraName(plan));
    else if (plan.part !== null) {
      const parts = this.#parts.get(key) ?? {
        columns: [],
        read: columnReader(definition, { pack: this.#pack, date1904, header }),
      };
      parts.columns[plan.part] = plan;
      this.#parts.set(key, parts);
    } else if (plan.option === null) {
      read = this.#columns.length;
      this.#columns.push({
        key,
        letters: columnLetters(column),
        read: columnReader(definition, { pack: this.#pack, date1904, header }),
        memory: repeatsTexts(definition) ? new CellMemory() : null,
      });
      this.#slots.push(null);
      this.#own.push(false);
    }
    this.#places[column] = { read, key, plan };
  }

  /** The header, or with its column where two unknown columns have the same. */
  #extraName({ header, column }: PlannedColumn): string {
    const isTaken = [...this.#extraNames.values()].includes(header);
    return isTaken ? `${header}（${columnLetters(column)}列）` : header;
  }

  #extra(own: readonly GridCell[], given: readonly GridCell[]): Record<string, string> {
    if (this.#extraNames.size === 0) return noExtra;
    const extra: Record<string, string> = {};
    for (const cells of [given, own]) {
      for (const { column, text } of cells) {
        const name = this.#extraNames.get(column);
        if (name !== undefined && text !== '') extra[name] = text;
      }
    }
    return extra;
  }

  #readOptions(cells: CellsInTheMaking, own: readonly GridCell[], given: readonly GridCell[]): void {
    const byKey = new Map<ColumnKey, OptionCell[]>();
    for (const { column, key, option } of this.#options) {
      const cell = cellAt(column, own, given);
      if (cell === undefined || key === null || option === null || isBlankText(cell)) continue;
      const list = byKey.get(key) ?? [];
      list.push({ letters: columnLetters(column), label: option, cell });
      byKey.set(key, list);
    }
    for (const [key, options] of byKey) {
      const made = readOptions(key, options, yesNoOf(this.#pack));
      if (made !== null) cells[key] = made;
    }
  }

  #readParts(
    cells: CellsInTheMaking,
    own: readonly GridCell[],
    given: readonly GridCell[],
    id: string,
  ): void {
    for (const [key, { columns, read }] of this.#parts) {
      const found = columns.map(({ column }) => cellAt(column, own, given));
      if (found.every((cell) => cell === undefined || isBlankText(cell))) continue;
      const text = splitDateText(found.map((cell) => cell?.text ?? ''));
      const letters = columnLetters(columns[0]?.column ?? 1);
      const cell: GridCell = {
        column: 0,
        type: 'text',
        text,
        formula: found.some((one) => one?.formula === true),
      };
      const made = personCell({ key, letters, read, memory: null }, cell, id);
      if (made !== null) cells[key] = made;
    }
  }
}

const plainId = /^\d{17}[\dXx]$/;
const plainName = /^[\u4E00-\u9FFF]{2,4}$/;
const noExtra: Record<string, string> = {};

function personCell({ key, letters, read }: ReadColumn, cell: GridCell, id: string): PersonCell | null {
  if (cell.type === 'blank') {
    return cell.formula
      ? { key, column: letters, type: 'blank', raw: '', value: null, problem: null, formula: true }
      : null;
  }
  const type: CellType = cell.type === 'month' ? 'date' : cell.type;
  const { value, problem, also } = read(cell.text, cell.type, id);
  const made: PersonCell = {
    key,
    column: letters,
    type,
    raw: cell.text,
    value,
    problem,
    formula: cell.formula,
  };
  if (also !== null) made.also = also;
  return made;
}

function cellAt(column: number, own: readonly GridCell[], given: readonly GridCell[]): GridCell | undefined {
  return own.find((cell) => cell.column === column) ?? given.find((cell) => cell.column === column);
}

function isBlankText({ type, text }: GridCell): boolean {
  return type === 'blank' || (type === 'text' && text.trim() === '');
}
