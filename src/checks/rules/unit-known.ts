import { maskNumbersIn } from '../../model/mask.ts';
import type { Finding } from '../../model/finding.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { TableHead } from '../../model/person.ts';
import { unitsLike } from '../../model/unit.ts';
import { placed } from '../finding-at.ts';

/**
 * The reporting unit gets the credit towards its target (notice, "who reports what"), so that it is never guessed: a
 * text that is no unit of the pack, or none at all, waits for a person. What else names a unit is only proposed.
 */
export function unitKnown(pack: PolicyPack, table: TableHead): Finding | null {
  if (table.reportingUnit !== null) return null;
  const written = table.reportingUnitRaw?.trim() ?? '';
  const [, column, row] = /^([A-Z]+)(\d+)$/.exec(table.reportingUnitCell ?? '') ?? [];
  const at = [row === undefined ? null : Number(row), column ?? null] as const;
  const proposals = table.unitSuggestion === null ? [] : [table.unitSuggestion];
  if (written === '') {
    return placed('unit-missing', table, ...at, {
      message: '没有写填报单位，请确认这张表由哪个单位上报（命令行可用 --unit 指明）',
      suggestion: proposals,
    });
  }
  for (const unit of unitsLike(pack, written)) if (!proposals.includes(unit.name)) proposals.push(unit.name);
  return {
    ...placed('unit-unknown', table, ...at, {
      message: `填报单位“${maskNumbersIn(written)}”不在单位名单内，请确认是哪个单位（命令行可用 --unit 指明）`,
      suggestion: proposals,
    }),
    value: maskNumbersIn(written),
  };
}
