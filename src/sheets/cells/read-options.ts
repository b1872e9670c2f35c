import type { ColumnKey } from '../../model/column.ts';
import type { Vocabulary } from '../../model/pack/policy-pack.ts';
import type { PersonCell } from '../../model/person.ts';
import type { GridCell } from '../grid/grid.ts';
import { cleanText } from '../normalise/clean-text.ts';
import { yesOrNo } from './read-yes-no.ts';

/** A box that nobody ticked: of several options it is one that was not chosen, anywhere else it says nothing. */
export function isEmptyBox(text: string): boolean {
  return /^[□☐◻]$/.test(text.trim());
}

/** A filled cell of a yes/no column that stands for one value. */
export interface OptionCell {
  letters: string;
  label: string;
  cell: GridCell;
}

/**
 * Several yes/no columns as the one cell that they mean: exactly one yes is the value, several are ambiguous, none is
 * nothing at all (RULES, "Merged body cells").
 */
export function readOptions(
  key: ColumnKey,
  options: readonly OptionCell[],
  yesNo: Vocabulary,
): PersonCell | null {
  const isYes = ({ cell, label }: OptionCell) => {
    const text = cleanText(cell.text);
    if (isEmptyBox(text)) return false;
    return text === label ? true : yesOrNo(yesNo, text);
  };
  const chosen = options.filter((option) => isYes(option) === true);
  const unclear = options.find((option) => isYes(option) === null);
  const shown = chosen[0] ?? unclear;
  if (shown === undefined) return null;
  const { letters, cell, label } = shown;
  const made: PersonCell = {
    key,
    column: letters,
    type: cell.type === 'month' ? 'date' : cell.type,
    raw: chosen.length > 1 ? chosen.map((one) => one.label).join('、') : cell.text,
    value: null,
    problem: null,
    formula: cell.formula,
  };
  if (chosen.length > 1) {
    made.problem = { kind: 'ambiguous-label', candidates: chosen.map((one) => one.label) };
  } else if (unclear !== undefined) {
    made.problem = cell.type === 'error' ? { kind: 'excel-error' } : { kind: 'unknown-label' };
  } else made.value = label;
  return made;
}
