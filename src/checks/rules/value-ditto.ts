import type { RowRule } from '../row-rule.ts';

/** 同上 in a required cell: what it stands for depends on the order of the rows, so that it must be written out. */
export const valueDitto: RowRule = ({ pack, problems }, report) => {
  for (const { key, problem } of problems) {
    const column = pack.columnByKey[key];
    if (problem.kind !== 'ditto' || column?.required !== true) continue;
    report('value-ditto', key, { message: `${column.header}写的是“同上”一类的记号，请每一行都写出完整内容` });
  }
};
