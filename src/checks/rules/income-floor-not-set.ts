import type { Finding } from '../../model/finding.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { TableHead } from '../../model/person.ts';
import { placed } from '../finding-at.ts';

/** The notice names no figure for condition 3 (income): said once a file, so that nobody takes it for checked. */
export function incomeFloorNotSet(pack: PolicyPack, table: TableHead): Finding | null {
  if (pack.incomeFloors.length > 0) return null;
  return {
    ...placed('income-floor-not-set', table, null, null, {
      message:
        '还没有设定当地城市低保标准，月收入是否达标没有检查；由经办人在政策包 pack.yaml 的 incomeFloors 中补上，填报单位不用处理',
    }),
    sheet: null,
  };
}
