import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { ColumnKey, ColumnKind } from '../../model/column.ts';
import type { GridCell, GridRow } from '../grid/grid.ts';
import { fitsColumn } from './fits-column.ts';
import { withoutInvisible } from '../normalise/without-invisible.ts';

export type RowKind = 'person' | 'sample' | 'footer' | 'note' | 'nothing';

/** The cells of a row that stand in columns of the table, without those that merged cells give. */
export interface RowCells {
  row: GridRow;
  /** First column of the table. */
  firstColumn: number;
  own: readonly { key: ColumnKey | null; cell: GridCell }[];
}

/** Free texts, which may hold words of a footer without being one. */
const freeText = new Set<ColumnKey>([
  'employer',
  'post',
  'remark',
  'school',
  'householdPlace',
  'collectingUnit',
]);
/** Facts of one person; labels, places and dates are often filled down over rows that are still empty. */
const personal = new Set<ColumnKey>([
  'phone',
  'permitNumber',
  'birthDate',
  'householdPlace',
  'creditCode',
  'post',
]);
/** Columns in which anything may stand. */
const untyped = new Set<ColumnKind>(['text', 'serial', 'person-name', 'id-number']);
/** 制表：王五 */
const label = /^\p{Script=Han}{2,8}(?:[(（][^)）]*[)）])?[:：]/u;
/** 单位负责人：王五, but not 军官证：12345 */
const signature = /^\p{Script=Han}{2,8}(?:[(（][^)）]*[)）])?[:：]\P{Nd}*$/u;
const sampleNumber = /^[例样][:：、.]?\d{0,2}$/;
const wholeId = /^[1-9]\d{16}[\dXx]$/;
/** Columns with long numbers of their own. */
const coded = new Set<ColumnKey | null>(['creditCode', 'permitNumber', 'remark', null]);
const idLike = /\d{14}|\dE\+?1\d/i;
/** 18位, （15或18位数字） where a number should be. */
const digitsWanted = /^[(（]?(?:\d{2}[或/、])?\d{2}位/;
const notes = /^(?:必填|选填|可选|必录|文本|文本格式|日期格式|下拉选择|自动生成)[项]?$/;
const pageMark = /^[-—\s]*(?:第\s*\d+\s*页|共\s*\d+\s*页|\d+\s*\/\s*\d+|\d+)[\s\S]{0,12}[-—\s]*$/;

/** Tells people from everything else that stands below a header (RULES, "People only"). */
export class RowTexts {
  readonly #pack: PolicyPack;
  readonly #words: {
    footer: RegExp;
    footerLabel: RegExp;
    sample: RegExp;
    sampleStart: RegExp;
    sampleRow: RegExp;
  };

  constructor(pack: PolicyPack) {
    const { layout } = pack;
    this.#pack = pack;
    const footer = layout.footerWords.map(escaped).join('|');
    const sample = layout.sampleWords.map(escaped).join('|');
    this.#words = {
      footer: new RegExp(footer === '' ? '(?!)' : footer),
      footerLabel: new RegExp(footer === '' ? '(?!)' : `(?:${footer})(?:[(（][^)）]*[)）])?[:：]`),
      sample: new RegExp(sample === '' ? '(?!)' : sample),
      sampleStart: new RegExp(sample === '' ? '(?!)' : `^[(（【\\[]?(?:${sample})`),
      // 此行为示例，请删除; but 销售，例如导购 tells of a person.
      sampleRow: new RegExp(sample === '' ? '(?!)' : `(?:${sample})(?:[行数请勿不]|[^\\p{L}\\p{N}]|$)`, 'u'),
    };
  }

  /** True when a text of the row names a sample at all: cheap, for rows that otherwise are plainly people. */
  mentionsSample({ cells }: GridRow): boolean {
    return cells.some(
      ({ type, text }) =>
        type === 'text' &&
        (this.#words.sample.test(text) || (text.length <= 4 && sampleNumber.test(text.trim()))),
    );
  }

  /** @param isAfterPeople false above the first person, where rows say how to fill in, with examples. */
  kindOf(cells: RowCells, isAfterPeople = true): RowKind {
    const { own, row } = cells;
    if (own.length === 0) return this.#startsSample(row, cells) ? 'sample' : 'nothing';
    const textOf = (key: ColumnKey) => bare(own.find((one) => one.key === key)?.cell);
    const id = textOf('idNumber');
    const name = textOf('name');
    if (isNumbering(own) || own.every(({ cell }) => notes.test(bare(cell)))) return 'nothing';
    if (this.#isSample(cells, id, name)) return 'sample';
    // Also where it was typed into a neighbour's column: that row is somebody's, and must not be taken for a remark.
    const hasId = idLike.test(id) || own.some(({ key, cell }) => !coded.has(key) && wholeId.test(bare(cell)));
    if (hasId || this.#tellsOfPerson(own, isAfterPeople)) return 'person';
    if (this.#isFooter(own, name)) return 'footer';
    if (isInstruction(id, name) || (wordsOnly(id) && !this.#fitsAnywhere(own))) return 'note';
    if (own.every(({ key }) => key === 'no')) {
      const serial = textOf('no');
      return /\p{Script=Han}{2}/u.test(serial) && !pageMark.test(serial) ? 'note' : 'nothing';
    }
    return this.#withoutId(own, id, name);
  }

  /**
   * True for a row that is full of facts, each where it belongs, whatever is written where number and name should be: nobody
   * may be left out because of that.
   */
  #tellsOfPerson(own: RowCells['own'], isAfterPeople: boolean): boolean {
    const heads = own.filter(({ key }) => key === 'no' || key === 'idNumber' || key === 'name');
    if (heads.some(({ cell }) => signature.test(bare(cell)))) return false;
    const facts = this.factsIn(own);
    if (isAfterPeople)
      return facts.length >= 3 && facts.some((key) => key === 'phone' || key === 'birthDate');
    return facts.length >= 4 && facts.includes('phone');
  }

  /** Columns with dates, labels, places and numbers to call that are what the column is for. Bare digits may be sums or codes. */
  factsIn(own: RowCells['own']): ColumnKey[] {
    return own.flatMap(({ key, cell }) => {
      const column = key === null ? undefined : this.#pack.columnByKey[key];
      if (key === null || column === undefined || untyped.has(column.kind) || cell.type === 'error')
        return [];
      if (cell.type === 'date') return column.kind === 'date' ? [key] : [];
      const text = bare(cell);
      if (/^[\d.,]{0,10}$/.test(text)) return [];
      return fitsColumn(column, cell.text, this.#pack) ? [key] : [];
    });
  }

  /** True unless the row fills columns of dates, labels or numbers, and none of them with what it is for. */
  #fitsAnywhere(own: RowCells['own']): boolean {
    let tried = 0;
    for (const { key, cell } of own) {
      const column = key === null ? undefined : this.#pack.columnByKey[key];
      if (column === undefined || untyped.has(column.kind)) continue;
      if (cell.type !== 'text' || fitsColumn(column, cell.text, this.#pack)) return true;
      tried += 1;
    }
    return tried === 0;
  }

  #withoutId(own: RowCells['own'], id: string, name: string): RowKind {
    const facts = own.filter(({ cell, key }) => key !== 'no' && !cell.formula);
    if (name !== '' || id !== '') {
      // One long text across the table is a remark on it, wherever it begins.
      const isRemark =
        own.length <= 2 && [name, id].some((text) => text.length > 12 || /[:：。，；]/.test(text));
      if (isRemark) return 'note';
      if (name === '' && own.length === 1 && /\p{Script=Han}/u.test(id)) return 'note';
      return pageMark.test(name + id) && own.length === 1 ? 'nothing' : 'person';
    }
    if (facts.length >= 3 && facts.some(({ key }) => key !== null && personal.has(key))) return 'person';
    if (own.some(({ cell }) => label.test(bare(cell)))) return 'note';
    const [only] = own;
    const text = own.length <= 2 ? bare(only?.cell) : '';
    return /\p{Script=Han}{2}/u.test(text) && !pageMark.test(text) && isFree(only?.key ?? null)
      ? 'note'
      : 'nothing';
  }

  #isFooter(own: RowCells['own'], name: string): boolean {
    const { footer, footerLabel } = this.#words;
    let isMentioned = false;
    for (const { key, cell } of own) {
      if (cell.type !== 'text') continue;
      const text = bare(cell);
      if (key === 'no' || key === 'idNumber' || key === 'name') {
        if (footer.test(text)) return true;
      } else if (footerLabel.test(text) || (footer.test(text) && text.length <= 12)) isMentioned = true;
    }
    return isMentioned && name === '';
  }

  #isSample(cells: RowCells, id: string, name: string): boolean {
    const { sample, sampleStart, sampleRow } = this.#words;
    if (sample.test(id) || sample.test(name)) return true;
    for (const { key, cell } of cells.own) {
      const text = bare(cell);
      if (key === 'no' && (sample.test(text) || sampleNumber.test(text))) return true;
      if (key === 'remark' && (sampleStart.test(text) || (sampleRow.test(text) && text.length <= 12)))
        return true;
      if (key === null && sampleStart.test(text) && text.length <= 6) return true;
    }
    return this.#startsSample(cells.row, cells);
  }

  /** 示例 in a column of its own before the table. */
  #startsSample({ cells }: GridRow, { firstColumn }: RowCells): boolean {
    const [first] = cells;
    return first !== undefined && first.column < firstColumn && this.#words.sampleStart.test(bare(first));
  }
}

/**
 * Words where a number should be and none where a name should be: how the column is to be filled in, or a signature. A
 * person whose number is written as 暂无 still has a name.
 */
function isInstruction(id: string, name: string): boolean {
  if (digitsWanted.test(id)) return true;
  // 张三（女）, 张三1
  const bareName = name.replace(/[(（][^)）]*[)）]|\d+$/g, '');
  const isNamed =
    bareName !== '' && !label.test(name) && !/[(（\d，。；]/.test(bareName) && bareName.length <= 12;
  return !isNamed && (label.test(name) || label.test(id) || wordsOnly(id));
}

function wordsOnly(id: string): boolean {
  return /\p{Script=Han}/u.test(id) && !/\d{6}/.test(id);
}

function isFree(key: ColumnKey | null): boolean {
  return key === null || key === 'no' || freeText.has(key);
}

/** 1 2 3 … or (1) (2) (3) … under the header: numbers of the columns. */
function isNumbering(own: RowCells['own']): boolean {
  if (own.length < 3) return false;
  let before: number | null = null;
  for (const { cell } of own) {
    const number = /^[(（]?(\d{1,3})[)）]?$/.exec(bare(cell))?.[1];
    if (number === undefined || (before !== null && Number(number) !== before + 1)) return false;
    before = Number(number);
  }
  return true;
}

function bare(cell: GridCell | undefined): string {
  return cell === undefined ? '' : withoutInvisible(cell.text).replace(/\s+/g, '');
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
