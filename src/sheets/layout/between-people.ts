import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { PersonRow, TableHead } from '../../model/person.ts';
import { canonicalSpelling } from '../../model/spelling.ts';
import { findUnit } from '../../model/unit.ts';
import type { GridRow } from '../grid/grid.ts';
import type { SheetEvent } from '../sheet-event.ts';
import { layoutFinding } from './layout-finding.ts';
import { readHeadTexts, type TablePlace } from './table-head.ts';
import { unitLabelIn } from './unit-label.ts';

export const told = {
  'row-sample': '这一行是填写示例，不是人员，没有读取',
  'row-footer': '这一行是合计、签字或说明，不是人员，没有读取',
} as const;

/**
 * The head of a part of the table that begins in the middle: a unit label with another unit, or a line that names
 * another unit of the pack alone. Null when the rows say nothing of the kind.
 */
export function sectionHead(rows: readonly GridRow[], head: TableHead, place: TablePlace): TableHead | null {
  const { pack } = place;
  const texts = readHeadTexts(rows, pack);
  const raw = texts.unit?.raw ?? null;
  if (raw !== null && canonicalSpelling(raw) !== canonicalSpelling(head.reportingUnitRaw ?? '')) {
    const unit = findUnit(pack, raw)?.name ?? null;
    return {
      ...head,
      title: texts.title ?? head.title,
      reportingUnit: unit,
      reportingUnitRaw: raw,
      reportingUnitCell: texts.unit?.cell ?? null,
      unitSuggestion: null,
    };
  }
  const named = rows.map((row) => unitAlone(row, pack)).find((name) => name !== null) ?? null;
  // A name without its label is no statement of who reports: a person decides.
  if (named === null || named === head.reportingUnit) return null;
  return {
    ...head,
    reportingUnit: null,
    reportingUnitRaw: null,
    reportingUnitCell: null,
    unitSuggestion: named,
  };
}

function unitAlone({ cells }: GridRow, pack: PolicyPack): string | null {
  const [only, ...others] = cells;
  return only === undefined || others.length > 0 ? null : (findUnit(pack, only.text)?.name ?? null);
}

/** True for a title or unit label that is only repeated. */
export function isHeadText(row: GridRow, head: TableHead, pack: PolicyPack): boolean {
  if (unitLabelIn(row, pack) !== null) return true;
  const [only, ...others] = row.cells;
  if (only === undefined || others.length > 0) return false;
  const spelling = canonicalSpelling(only.text);
  return (
    spelling === canonicalSpelling(head.title ?? '') ||
    spelling === canonicalSpelling(pack.sheetTitle) ||
    findUnit(pack, only.text) !== null
  );
}

/**
 * What is told of a person's row as such. Formulas in columns that the pack does not know (年龄, counted from the number) are
 * not: nothing is read from there, and that is told of the column. `hasFormula` spares looking through all cells of most rows.
 */
export function personEvents(
  { file, sheet }: TableHead,
  { row, hidden, cells }: PersonRow,
  hasFormula: boolean,
): SheetEvent[] {
  const events: SheetEvent[] = [];
  if (hidden) {
    const message = '这一行是隐藏的（或被筛选掉），其中的人员照样读取；请取消隐藏后核对';
    events.push(layoutFinding('row-hidden', { file, sheet, row }, message));
  }
  for (const cell of hasFormula ? Object.values(cells) : []) {
    // Serial numbers are often counted by a formula, and nothing depends on them.
    if (cell?.formula !== true || cell.key === 'no') continue;
    const message =
      cell.type === 'blank'
        ? `${cell.column}${row} 是公式，文件里没有它的结果，按空白处理；请用 Excel 或 WPS 打开后重新保存`
        : `${cell.column}${row} 是公式，按文件里保存的结果读取；请核对`;
    events.push(layoutFinding('formula-cell', { file, sheet, row, column: cell.column }, message));
  }
  return events;
}
