import { maskNumbersIn } from '../../model/mask.ts';
import { textOf } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** A spelling with two meanings, or several of the columns that share one fact marked 是: a person says which. */
export const vocabAmbiguous: RowRule = ({ pack, problems }, report) => {
  for (const cell of problems) {
    if (cell.problem.kind !== 'ambiguous-label') continue;
    const { candidates } = cell.problem;
    const header = pack.columnByKey[cell.key]?.header ?? '';
    report('vocab-ambiguous', cell.key, {
      message: `${header}“${maskNumbersIn(textOf(cell))}”有不止一种意思，请确认是${candidates.join('还是')}`,
      suggestion: candidates,
    });
  }
};
