import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { TableHead } from '../../model/person.ts';
import { canonicalSpelling } from '../../model/spelling.ts';
import type { GridCell, GridLayout, GridRow, MergedRange } from '../grid/grid.ts';
import type { SheetEvent } from '../sheet-event.ts';
import { planTables, type TablePlan } from './column-plan.ts';
import { findHeader, mayBeHeader, type HeaderBlock } from './header-block.ts';
import type { HeaderIndex } from './header-index.ts';
import { layoutFinding } from './layout-finding.ts';
import { MergeFill } from './merge-fill.ts';
import { RowReader } from './row-reader.ts';
import type { RowKind, RowTexts } from './row-texts.ts';
import { tableEvents } from './table-events.ts';
import { readHeadTexts, tableHead, withUnitBelow, type HeadTexts, type TablePlace } from './table-head.ts';
import { isHeadText, personEvents, sectionHead, told } from './between-people.ts';
import { unitLabelIn } from './unit-label.ts';

export interface SheetContext {
  place: TablePlace;
  pack: PolicyPack;
  index: HeaderIndex;
  texts: RowTexts;
  layout: GridLayout;
  date1904: boolean;
  hidden: boolean;
}

const isFormula = ({ formula }: GridCell) => formula;

/** A table being read. Its events are kept back until its first person: a form nobody filled in is no table. */
interface OpenTable {
  head: TableHead;
  plan: TablePlan;
  reader: RowReader;
  waiting: SheetEvent[];
  hasPeople: boolean;
}

/** Rows looked at below a header before its columns are decided. */
const lookAhead = 200;
/** Rows without any header after which the earlier ones are forgotten. */
const longestSearch = 1000;
const keptAbove = 40;

/**
 * Reads one worksheet, row by row: looks for a header, then reads people below it, until the next header. While it
 * *searches*, rows are kept; while it *reads*, nothing is kept but the few rows since the last person, which may turn out
 * to be the head of the next table.
 */
export class SheetReader {
  readonly #context: SheetContext;
  readonly #merges: ReadonlyMap<number, readonly MergedRange[]>;
  readonly #fill: MergeFill;
  #tables: OpenTable[] = [];
  /** Rows while searching; null while reading. */
  #search: GridRow[] | null = [];
  #next = lookAhead;
  #between: GridRow[] = [];
  #events: SheetEvent[] = [];
  #texts: HeadTexts = { title: null, subtitles: [], unit: null };
  /** Tables that nobody is in, in case the whole book has none. */
  readonly #empty: SheetEvent[][] = [];
  #hasContent = false;
  #hasIdLike = false;

  constructor(context: SheetContext) {
    this.#context = context;
    const { merges } = context.layout;
    this.#merges = Map.groupBy(merges, ({ top }) => top);
    this.#fill = new MergeFill(merges);
  }

  /** Something stands on the sheet. */
  get hasContent(): boolean {
    return this.#hasContent;
  }

  /** Something like an identity number stands on it, with or without a header. */
  get hasIdLike(): boolean {
    return this.#hasIdLike;
  }

  /** Events of header-only tables, for a book in which no table has people. */
  get emptyTables(): SheetEvent[] {
    return this.#empty.flat();
  }

  feed(rows: readonly GridRow[]): SheetEvent[] {
    for (const row of rows) this.#row(row);
    return this.#take();
  }

  end(): SheetEvent[] {
    // Each round takes a header or gives up a row, so that it comes to an end.
    while (this.#search !== null && this.#search.length > 0) this.#commit(true);
    this.#tellBetween();
    this.#closeTables();
    return this.#take();
  }

  #take(): SheetEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #row(row: GridRow): void {
    this.#hasContent = true;
    this.#add(row);
    if (this.#search !== null && this.#search.length >= this.#next) this.#commit(false);
  }

  #add(row: GridRow): void {
    if (this.#search === null) this.#read(row);
    else this.#search.push(row);
  }

  /** Looks for a header among the rows kept, and opens its table when enough rows below it are there to judge it by. */
  #commit(isEnd: boolean): void {
    const rows = this.#search ?? [];
    const { index } = this.#context;
    const block = findHeader(rows, this.#merges, index);
    if (block === null) {
      this.#noHeader(rows, isEnd);
      return;
    }
    if (!isEnd && rows.length < block.end + lookAhead) {
      this.#next = block.end + lookAhead;
      return;
    }
    this.#search = null;
    this.#next = lookAhead;
    this.#open(block, rows);
    for (const row of rows.slice(block.end)) if (row.row > block.lastRow) this.#add(row);
  }

  #noHeader(rows: GridRow[], isEnd: boolean): void {
    if (this.#tables.length > 0) {
      // What looked like a header below a table was none: its rows are the table's.
      this.#search = null;
      const [first, ...others] = rows;
      if (first !== undefined) this.#read(first, false);
      for (const row of others) this.#add(row);
      return;
    }
    this.#hasIdLike ||= rows.some(({ cells }) => cells.some(({ text }) => /\d{17}[\dXx]/.test(text)));
    if (isEnd) this.#search = [];
    else if (rows.length > longestSearch) rows.splice(0, rows.length - keptAbove);
    this.#next = rows.length + lookAhead;
  }

  #open(block: HeaderBlock, rows: readonly GridRow[]): void {
    const { pack, index, place, date1904, layout } = this.#context;
    const above = rows.slice(0, block.start);
    const below = rows.slice(block.end, block.end + lookAhead);
    const samplesOf = (column: number) =>
      below.flatMap(({ cells }) => cells.filter((cell) => cell.column === column).map(({ text }) => text));
    const plans = planTables(block, pack, index, samplesOf);
    const said = readHeadTexts(above, pack);
    if (this.#isRepeated(plans, said)) return;
    const [before] = this.#tables;
    const texts = said.title === null && said.unit === null ? this.#texts : withUnitBelow(said, below, pack);
    this.#closeTables();
    this.#texts = texts;
    this.#tables = plans.map((plan): OpenTable => {
      const own = plans.length === 1 ? texts : readHeadTexts(above, pack, plan.columns);
      const nearby = before?.head.reportingUnit ?? null;
      const collecting = plan.columns.find(({ key }) => key === 'collectingUnit');
      const head = tableHead({
        place,
        texts: own,
        headerRow: block.lastRow,
        columns: plan.columns,
        isHiddenColumn: (column) => layout.isHiddenColumn(column),
        nearby,
        collectingUnits: collecting === undefined ? [] : samplesOf(collecting.column),
      });
      return this.#table(head, plan, new RowReader(plan.columns, pack, date1904));
    });
  }

  #table(head: TableHead, plan: TablePlan, reader: RowReader): OpenTable {
    const { pack, hidden } = this.#context;
    const waiting = tableEvents(head, plan, pack);
    if (hidden) {
      const message = `工作表“${head.sheet}”是隐藏的，其中的人员照样读取；请取消隐藏后核对`;
      waiting.push(layoutFinding('row-hidden', { file: head.file, sheet: head.sheet }, message));
    }
    return { head, plan, reader, waiting, hasPeople: false };
  }

  /** The same header again, as every printed page has it: same columns, no other unit and no other title above it. */
  #isRepeated(plans: readonly TablePlan[], texts: HeadTexts): boolean {
    if (this.#tables.length !== plans.length) return false;
    const unit = texts.unit?.raw ?? null;
    const isSamePlan = plans.every((plan, position) => {
      const before = this.#tables[position]?.plan.columns ?? [];
      const shape = ({ columns }: TablePlan) =>
        columns.map(({ column, header, key }) => `${column} ${key ?? header}`).join('|');
      return shape(plan) === shape({ columns: before, duplicates: [] });
    });
    const spelling = (text: string) => canonicalSpelling(text).replace(/[(]续.*[)]|第\d+页.*/g, '');
    const isSame = (one: string | null, other: string | null) =>
      one === null || other === null || spelling(one) === spelling(other);
    return (
      isSamePlan &&
      (unit === null || isSame(unit, this.#texts.unit?.raw ?? '')) &&
      isSame(texts.title, this.#texts.title)
    );
  }

  #read(row: GridRow, mayOpen = true): void {
    const { texts, pack } = this.#context;
    const given = this.#fill.isEmpty ? [] : this.#fill.cellsFor(row.row, row.cells);
    if (mayOpen && this.#isHeader(row)) {
      this.#search = [...this.#between, row];
      this.#between = [];
      this.#next = this.#search.length + lookAhead;
      return;
    }
    let isElsewhere = false;
    for (const table of this.#tables) {
      table.reader.take(row, given);
      const isPlain = table.reader.isPlainPerson && !texts.mentionsSample(row);
      const kind = isPlain ? 'person' : this.#kindOf(table, row);
      if (kind === 'person') this.#person(table, row, given);
      else if (kind === 'sample' || kind === 'footer') this.#tell(table, `row-${kind}`, row);
      else if (kind === 'note') {
        // Several texts right below a header say how its columns are filled in: they belong to it.
        const { own } = table.reader.cellsOf(row);
        const isOfHeader = !table.hasPeople && own.length > 1 && texts.factsIn(own).length === 0;
        isElsewhere ||= !isOfHeader || unitLabelIn(row, pack) !== null;
      }
    }
    if (isElsewhere && this.#between.length < keptAbove) this.#between.push(row);
  }

  /** A row with a unit label may be the head of another table, whatever else stands in it. */
  #kindOf({ reader, hasPeople }: OpenTable, row: GridRow): RowKind {
    const cells = reader.cellsOf(row);
    const kind = this.#context.texts.kindOf(cells, hasPeople);
    if (kind === 'person' || kind === 'sample') return kind;
    return unitLabelIn(row, this.#context.pack) === null ? kind : 'note';
  }

  #isHeader(row: GridRow): boolean {
    // Numbers, dates and long digits make a row of data; asking first spares looking up every cell.
    for (const { type, text } of row.cells) {
      if (type !== 'text' || (text.length >= 15 && /^\d{15}/.test(text))) return false;
    }
    return mayBeHeader(row, this.#context.index);
  }

  #person(table: OpenTable, row: GridRow, given: readonly GridCell[]): void {
    if (!table.reader.readsPeople) return;
    const current = this.#between.length > 0 ? this.#afterBetween(table) : table;
    if (!current.hasPeople) {
      current.hasPeople = true;
      this.#events.push(...current.waiting);
      current.waiting = [];
    }
    const person = current.reader.person(row, given);
    this.#events.push({ type: 'row', table: current.head, row: person });
    const hasFormula = row.cells.some(isFormula) || given.some(isFormula);
    this.#events.push(...personEvents(current.head, person, hasFormula));
  }

  /** What stood between two people: the head of another unit's part of the same table, or remarks. */
  #afterBetween(table: OpenTable): OpenTable {
    const rows = this.#between;
    const head = this.#tables.length === 1 ? sectionHead(rows, table.head, this.#context.place) : null;
    this.#tellBetween();
    if (head === null) return table;
    const section: OpenTable = {
      ...table,
      head,
      // What there is to say about the columns has been said with the first person.
      waiting: [{ type: 'table', table: head }, ...(table.hasPeople ? [] : table.waiting.slice(1))],
      hasPeople: false,
    };
    if (table.hasPeople) this.#closeTables();
    this.#tables = [section];
    return section;
  }

  #tell(table: OpenTable, rule: 'row-sample' | 'row-footer', { row }: GridRow): void {
    const { file, sheet } = table.head;
    const event = layoutFinding(rule, { file, sheet, row }, told[rule]);
    if (table.hasPeople) this.#events.push(event);
    else table.waiting.push(event);
  }

  /** Rows that turned out to belong to no further header. */
  #tellBetween(): void {
    this.#tellNotes(this.#between);
    this.#between = [];
  }

  /** Remarks are told; titles, unit labels and page marks that come again are not. */
  #tellNotes(rows: readonly GridRow[]): void {
    const { texts, pack } = this.#context;
    const [table] = this.#tables;
    if (table === undefined) return;
    for (const row of rows) {
      const kind = texts.kindOf(table.reader.cellsOf(row), table.hasPeople);
      const isRemark = kind === 'footer' || (kind === 'note' && !isHeadText(row, table.head, pack));
      if (isRemark) this.#tell(table, 'row-footer', row);
    }
  }

  #closeTables(): void {
    for (const { hasPeople, waiting } of this.#tables) if (!hasPeople) this.#empty.push(waiting);
    this.#tables = [];
  }
}
