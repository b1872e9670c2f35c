import type { ColumnKey } from '../../model/column.ts';
import { isBlank } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';
import type { RuleId } from '../rule-table.ts';

const ownRules: Partial<Record<ColumnKey, RuleId>> = { idNumber: 'id-missing', name: 'name-missing' };

/**
 * A required cell is empty (RULES, "Required"). A column that the sheet does not have is one finding of the sheet, not
 * one of every row.
 */
export const requiredMissing: RowRule = ({ required, row }, report) => {
  for (const { key, header } of required) {
    const cell = row.cells[key];
    // A name that shows an error of the spreadsheet is no name either.
    if (!isBlank(cell) && !(key === 'name' && cell?.problem?.kind === 'excel-error')) continue;
    report(ownRules[key] ?? 'required-missing', key, { message: `没有填写${header}，请补齐后重新报送` });
  }
};
