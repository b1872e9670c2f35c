import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { TableHead } from '../../model/person.ts';
import { columnLetters } from '../column-letters.ts';
import type { SheetEvent } from '../sheet-event.ts';
import type { TablePlan } from './column-plan.ts';
import { layoutFinding } from './layout-finding.ts';

/** A table and what there is to say about its columns. */
export function tableEvents(head: TableHead, plan: TablePlan, pack: PolicyPack): SheetEvent[] {
  const place = { file: head.file, sheet: head.sheet };
  const events: SheetEvent[] = [{ type: 'table', table: head }];
  const dropped = new Set(plan.duplicates.map(({ column }) => columnLetters(column)));
  for (const { column, header, key } of plan.duplicates) {
    const own = head.columns.find((one) => one.key === key);
    events.push(
      layoutFinding(
        'header-duplicate',
        { ...place, column: columnLetters(column) },
        `${columnLetters(column)} 列“${header}”与 ${own?.column ?? ''} 列“${own?.header ?? ''}”是同一项，只读了 ${own?.column ?? ''} 列；请删去多余的一列`,
      ),
    );
  }
  for (const { key, header, required } of pack.columns) {
    if (!required || head.columns.some((column) => column.key === key)) continue;
    const isVital = key === 'idNumber' || key === 'name';
    events.push(
      layoutFinding(
        'column-required-missing',
        place,
        `缺少必填的“${header}”列${isVital ? '，这张表的人员没有读取' : ''}；请在表头补上这一列后重新报送`,
      ),
    );
  }
  for (const { key, header, column, hidden } of head.columns) {
    if (key === null && !dropped.has(column)) {
      const message = `${column} 列“${header}”不是采集表的栏目，内容保留但不使用`;
      events.push(layoutFinding('column-unknown', { ...place, column }, message));
    }
    if (hidden === true) {
      const message = `${column} 列“${header}”是隐藏的，其中的内容照样读取；请取消隐藏后核对`;
      events.push(layoutFinding('row-hidden', { ...place, column }, message));
    }
  }
  return events;
}
