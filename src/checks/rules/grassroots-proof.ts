import { spacedWords } from '../spaced-words.ts';
import type { RowRule } from '../row-rule.ts';

/**
 * Notice, attachment 1: 三支一扶 and other grass-roots projects count only with a service agreement (contract) and social
 * insurance. Wherever the row names one, unless both columns say 是.
 */
export const grassrootsProof: RowRule = ({ pack, table, row }, report) => {
  const words = spacedWords(pack.exclusions.grassrootsWords);
  for (const { key, header, column } of table.columns) {
    const raw = key === null ? row.extra[header] : row.cells[key]?.raw;
    if (raw === undefined || raw.length < 2 || !words.test(raw)) continue;
    if (row.cells.laborContract?.value === true && row.cells.socialInsurance?.value === true) return;
    report('grassroots-proof', key, {
      message:
        '基层服务项目人员须签有服务协议（合同）并且参加社会保险才能计入，表中没有同时注明，请核实后确认或退回',
      ...(key === null ? { unknownColumn: { column, raw } } : {}),
    });
    return;
  }
};
