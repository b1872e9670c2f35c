import { maskNumbersIn } from '../../model/mask.ts';
import { textOf } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** A value outside the vocabulary of its column; nothing is matched by likeness. */
export const vocabUnknown: RowRule = ({ pack, problems }, report) => {
  for (const cell of problems) {
    const column = pack.columnByKey[cell.key];
    if (column === undefined || (column.kind !== 'vocabulary' && column.kind !== 'yes-no')) continue;
    const { kind: problem } = cell.problem;
    if (problem === 'ambiguous-label' || (problem === 'ditto' && column.required)) continue;
    const wanted = column.kind === 'yes-no' ? '请填“是”或“否”' : '请从下拉列表中选择规范的写法';
    report('vocab-unknown', cell.key, {
      message: `${column.header}“${maskNumbersIn(textOf(cell))}”不在可选范围内，${wanted}`,
    });
  }
};
