import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { TableHead } from '../../model/person.ts';
import { findUnit } from '../../model/unit.ts';
import { columnLetters } from '../column-letters.ts';
import type { GridRow } from '../grid/grid.ts';
import { cleanText } from '../normalise/clean-text.ts';
import type { PlannedColumn } from './column-plan.ts';
import { monthNamedIn } from './month-of.ts';
import { unitLabelIn, unitNamedIn, type UnitText } from './unit-label.ts';

/** Where a table stands. */
export interface TablePlace {
  file: string;
  /** File name without its folder. */
  fileName: string;
  sheet: string;
  pack: PolicyPack;
  /** Month that the operator gave; it goes before what the sheet says. */
  month: string | null;
}

/** What the rows above a header say. */
export interface HeadTexts {
  title: string | null;
  /** Other lines of the title, e.g. （2024年3月） below it. */
  subtitles: readonly string[];
  unit: UnitText | null;
}

/**
 * Title and reporting unit from the rows above a header. Of several tables side by side each takes the label above its
 * own columns, else the one they share.
 */
export function readHeadTexts(
  rows: readonly GridRow[],
  pack: PolicyPack,
  columns: readonly { column: number }[] = [],
): HeadTexts {
  const first = columns[0]?.column ?? 0;
  const last = columns.at(-1)?.column ?? Number.POSITIVE_INFINITY;
  const own = rows.map((row) => ({
    ...row,
    cells: row.cells.filter(({ column }) => column >= first && column <= last),
  }));
  const title = titleIn(own, pack) ?? titleIn(rows, pack);
  return {
    title,
    // 填报时间：2024年3月18日 and a day alone say when the form was filled in.
    subtitles: [
      ...monthCells(rows),
      ...titleLines(rows, pack)
        .flat()
        .filter((line) => line !== title && !/[:：]|\d\s*日/.test(line)),
    ],
    unit: unitIn(own, pack) ?? unitIn(rows, pack),
  };
}

/** Of a short table the label may stand below it, beside the signatures. */
export function withUnitBelow(texts: HeadTexts, below: readonly GridRow[], pack: PolicyPack): HeadTexts {
  if (texts.unit !== null) return texts;
  const labels = below.flatMap((row) => {
    const unit = unitLabelIn(row, pack);
    return unit === null || unit.raw === null ? [] : [unit];
  });
  // Several of them belong to parts of their own.
  return labels.length === 1 ? { ...texts, unit: labels[0] ?? null } : texts;
}

function unitIn(rows: readonly GridRow[], pack: PolicyPack): UnitText | null {
  const found = rows.flatMap((row) => {
    const unit = unitLabelIn(row, pack);
    return unit === null ? [] : [unit];
  });
  // The label nearest the header, unless only another one is filled in.
  return found.findLast(({ raw }) => raw !== null) ?? found.at(-1) ?? null;
}

const titleWords = /[表册单簿]/;

/** Of the rows with one text above the header, the pack's own title, else the last that calls itself a table. */
function titleIn(rows: readonly GridRow[], pack: PolicyPack): string | null {
  const candidates = titleLines(rows, pack)
    .flatMap((lines) => lines.slice(0, 1))
    .filter((text) => text.length >= 4);
  const own = candidates.find((text) => text.replace(/\s/g, '').includes(pack.sheetTitle));
  return (
    own ??
    candidates.findLast((text) => titleWords.test(text) && text.length <= 60) ??
    candidates.find((text) => text.length <= 60) ??
    null
  );
}

const monthCell = /^[(（]?(?:[^\s:：]{0,4}月份[:：])?(?:20\d{2}年)?\d{1,2}月份?[)）]?$/;

/** A cell that holds a month and nothing else, beside the unit or after a label (采集月份：2024年3月); several months are none. */
function monthCells(rows: readonly GridRow[]): string[] {
  const found = rows.flatMap(({ cells }) =>
    cells.filter(({ type }) => type === 'text').map(({ text }) => text.replace(/\s/g, '')),
  );
  const months = new Set(found.filter((text) => monthCell.test(text)));
  return months.size === 1 ? [...months] : [];
}

/** Lines of the texts that stand nearly alone in their row above the header, without the unit label. */
function titleLines(rows: readonly GridRow[], pack: PolicyPack): string[][] {
  return rows.flatMap((row): string[][] => {
    const [cell, ...others] = row.cells.filter(({ type }) => type === 'text');
    if (cell === undefined || others.length > 1) return [];
    const lines = cell.text.split('\n').filter((one) => unitLabelOfText(one, pack) === null);
    return [lines.map(cleanText).filter((text) => text !== '')];
  });
}

function unitLabelOfText(text: string, pack: PolicyPack): UnitText | null {
  return unitLabelIn(
    { row: 1, hidden: false, cells: [{ column: 1, type: 'text', text, formula: false }] },
    pack,
  );
}

export interface HeadParts {
  place: TablePlace;
  texts: HeadTexts;
  headerRow: number;
  columns: readonly PlannedColumn[];
  isHiddenColumn: (column: number) => boolean;
  /** Unit of the table before on the same sheet. */
  nearby: string | null;
  /** Texts of the collecting unit column. */
  collectingUnits: readonly string[];
}

export function tableHead(parts: HeadParts): TableHead {
  const { place, texts, headerRow, columns } = parts;
  const { pack } = place;
  const raw = texts.unit?.raw ?? null;
  const unit = raw === null ? null : findUnit(pack, raw);
  return {
    file: place.file,
    sheet: place.sheet,
    title: texts.title,
    reportingUnit: unit?.name ?? null,
    reportingUnitRaw: raw,
    reportingUnitCell: texts.unit?.cell ?? null,
    unitSuggestion: unit === null ? suggestionOf(parts) : null,
    headerRow,
    columns: columns.map(({ key, header, column, option }) => ({
      key,
      header,
      column: columnLetters(column),
      ...(option === null ? {} : { option }),
      ...(parts.isHiddenColumn(column) ? { hidden: true } : {}),
    })),
    month: monthOf(place, texts),
  };
}

function monthOf(
  { month, pack, sheet, fileName }: TablePlace,
  { title, subtitles }: HeadTexts,
): string | null {
  if (month !== null) return month;
  for (const text of [title ?? '', ...subtitles, sheet, fileName.replace(/\.[^.]*$/, '')]) {
    const named = monthNamedIn(text, pack.year);
    if (named !== null) return named;
  }
  return null;
}

function suggestionOf({ place, texts, nearby, collectingUnits }: HeadParts): string | null {
  const { pack, sheet, fileName } = place;
  for (const text of [texts.unit?.raw ?? '', texts.title ?? '', sheet, fileName]) {
    const name = unitNamedIn(pack, text);
    if (name !== null) return name;
  }
  const collecting = new Set(
    collectingUnits.flatMap((text) => {
      const unit = findUnit(pack, text)?.name ?? unitNamedIn(pack, text);
      return unit === null ? [] : [unit];
    }),
  );
  // Several of them would be a guess.
  const [only] = collecting;
  return collecting.size === 1 ? (only ?? null) : nearby;
}
